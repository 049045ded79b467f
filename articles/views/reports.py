"""*Signaler une erreur*: a reader's word on a passage, for the desk."""

from __future__ import annotations

import ipaddress
import unicodedata
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.french import NO_BREAK
from articles.models import Article, ErrorReport
from articles.models.reports import Passage, locate, passages_of
from articles.views.reading import gone, public_article
from newsroom.throttling import client_address

_PASSAGE = 500
_MESSAGE = 2000
_KEPT = "\n\t"


def plain(text: str) -> str:
    """``text`` without signs that have no shape or turn the line round; lines end in ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _SHAPELESS)


_SHAPELESS = {"Cc", "Cf", "Cn", "Co", "Cs"}


class PlainField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class ReportForm(forms.Form):
    place = forms.ChoiceField(label="Endroit", required=False)
    passage = PlainField(
        label="Passage en cause",
        required=False,
        max_length=_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Recopié de l’article, si possible.",
    )
    message = PlainField(
        label="Ce qui est inexact",
        max_length=_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"N’écrivez rien de personnel{NO_BREAK}: aucune réponse n’est envoyée.",
        error_messages={"required": "Dites ce qui est inexact."},
    )
    # Out of sight; only a program fills it in.
    site = forms.CharField(
        label="Ne rien écrire ici",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, passages: list[Passage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", label_suffix="", **kwargs)
        self.fields["place"].choices = [("", "L’article entier, ou je ne sais pas")] + [
            (passage.key, Truncator(f"{passage.label}{NO_BREAK}: {passage.text}").chars(70))
            for passage in passages
        ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form: one query. Sending it: four more, in one transaction.

    ``?passage=`` and ``?place=`` fill it in. Only here does an anonymous page set a cookie, the
    one against forged forms.
    """
    article = public_article(pk)
    if article is None:
        return gone(request, pk)
    address = f"{article.get_absolute_url()}signaler/"
    if request.method != "POST":
        if slug != article.slug:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        if "envoye" in request.GET:
            return render(request, "articles/report.html", {"article": article})
        return _form_page(request, article, _prefilled(request, list(passages_of(article))))
    passages = list(passages_of(article))
    form = ReportForm(passages, request.POST)
    if not form.is_valid():
        return _form_page(request, article, form, status=422)
    # a program that fills everything in is told what a reader is told
    if form.cleaned_data["site"] or _keep(article, passages, form, visitor_of(request)):
        return HttpResponseRedirect(f"{address}?envoye=1")
    response = _form_page(request, article, form, status=429, too_many=True)
    response["Retry-After"] = "3600"
    return response


def _form_page(
    request: HttpRequest, article: Article, form: ReportForm, *, status: int = 200, too_many: bool = False
) -> HttpResponse:
    context = {"article": article, "form": form, "too_many": too_many}
    return render(request, "articles/report.html", context, status=status)


def _prefilled(request: HttpRequest, passages: list[Passage]) -> ReportForm:
    passage = plain(request.GET.get("passage", "")[: 2 * _PASSAGE])[:_PASSAGE].strip()
    place, _start, _end = locate(passages, passage, request.GET.get("place", ""))
    return ReportForm(passages, initial={"passage": passage, "place": place})


def visitor_of(request: HttpRequest) -> str:
    """A digest of the visitor's address that no other hour shares; a network's, for IPv6."""
    address = ipaddress.ip_address(client_address(request))
    if address.version == 6:
        address = ipaddress.ip_network((address, 64), strict=False).network_address
    # the salt is another every day (and hour), so that digests tell nothing of who came again
    salt = f"articles.reports {timezone.now():%Y-%m-%d %H}"
    return salted_hmac(salt, str(address), algorithm="sha256").hexdigest()


def _keep(article: Article, passages: list[Passage], form: ReportForm, visitor: str) -> bool:
    """Whether the report is kept: not when its visitor has had all turns of this hour."""
    given = form.cleaned_data
    place, start, end = locate(passages, given["passage"], given["place"])
    made = ErrorReport(
        article=article,
        place=place,
        start=start,
        end=end,
        passage=given["passage"],
        message=given["message"],
        visitor=visitor,
    )
    said = (article.pk, made.passage, made.message)
    earlier = list(
        ErrorReport.objects.filter(visitor=visitor).values_list("article_id", "passage", "message")
    )
    if said in earlier:  # the button pressed twice
        return True
    made.turn = len(earlier)
    if made.turn >= ErrorReport.PER_HOUR:
        return False
    try:
        with transaction.atomic():
            made.save()
            # digests of hours that are over limit nobody any more
            ErrorReport.objects.exclude(visitor__in=["", visitor]).filter(
                created_at__lt=timezone.now().replace(minute=0, second=0, microsecond=0)
            ).update(visitor="")
    except IntegrityError:  # another of this visitor's took the turn at the same moment
        return False
    return True
