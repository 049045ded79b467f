"""Splitting a person whose mentions are two people's."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.folding import fold
from articles.models import Person, PersonMention
from articles.models.joining import Impossible
from articles.models.splitting import split
from articles.models.writing import Author

from .merging import FOUND, JoinableAdmin, uses
from .recording import look_again

SHOWN = 500  # mentions to choose from on one page; a filter finds the others


class SplittableAdmin(JoinableAdmin):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/separer/", wrap(self.split_view), name="articles_person_split"),
            *super().get_urls(),
        ]

    def split_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Choose the mentions and spellings that are somebody else's, and who that is."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = self.get_object(request, str(key))
        if person is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        error = ""
        if request.method == "POST":
            try:
                return self._split(request, person)
            except Impossible as refusal:
                error = str(refusal)
        given = request.POST if request.method == "POST" else request.GET
        words = given.get("filtre", "").strip()
        rows = PersonMention.objects.filter(person=person).order_by("-listed_on", "-pk")
        if words:
            rows = rows.filter(article__headline__icontains=words) | rows.filter(read_as__icontains=words)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Séparer « {person} » en deux personnes",
            "opts": self.opts,
            "object": person,
            "uses": uses(rows.distinct()[:SHOWN]),
            "names": [name.name for name in person.names.all() if name.name != person.name],
            "others": self._others(person, given.get("autre", "")),
            "given": given,
            "chosen": given.getlist("mentions"),
            "chosen_names": given.getlist("names"),
            "error": error,
        }
        return TemplateResponse(request, "admin/articles/split.html", context)

    def _others(self, person: Person, words: str) -> list[Person]:
        people = Person.objects.filter(merged_into=None).exclude(pk=person.pk)
        for word in fold(words).split():
            people = people.filter(sort_key__contains=word)
        return list(people[:FOUND]) if fold(words) else []

    def _split(self, request: HttpRequest, person: Person) -> HttpResponse:
        keys = [int(key) for key in request.POST.getlist("mentions") if key.isdigit()]
        into = None
        if request.POST.get("into", "").isdigit():
            into = Person.objects.filter(pk=request.POST["into"]).first()
        author = Author(request.user, "split", request.POST.get("reason", "").strip())
        with transaction.atomic():
            done = split(
                person,
                keys,
                author,
                name=request.POST.get("name", ""),
                into=into,
                names=request.POST.getlist("names"),
            )
            look_again([person, done.made] if done.made else [person])
        number = len(done.mentions)
        plural = "s" if number > 1 else ""
        self.message_user(
            request, f"{number} mention{plural} : données à « {done.made_name} ».", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:articles_split_change", args=[done.pk]))
