"""What waits for an editor: queues of articles, each counted up to a cap and walked one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Conflict,
    CountryMention,
    ErrorReport,
    MentionState,
    PersonMention,
    PossibleDuplicate,
    Review,
    SourceDocument,
    Status,
    Suggestion,
    TagProposal,
)

CAP = 1_000  # more are not counted: nobody works through them today
PARAMETER = "file"


@dataclass(frozen=True, slots=True)
class Queue:
    key: str
    title: str
    choose: Callable[[QuerySet[Article]], QuerySet[Article]]
    listing: str = ""  # the list of what waits, where it is not the articles themselves

    def articles(self) -> QuerySet[Article]:
        """Those that wait, the newest import first."""
        return self.choose(Article.objects.filter(trashed_at=None)).order_by("-pk")

    def count(self) -> int:
        """How many wait; ``CAP + 1`` says more than ``CAP``."""
        return self.articles().order_by()[: CAP + 1].values("pk").count()

    def after(self, article: Article | None) -> Article | None:
        """The next one to work on; from the top again once the end is reached."""
        waiting = self.articles().only("pk", "headline")
        if article is None:
            return waiting.first()
        return waiting.filter(pk__lt=article.pk).first() or waiting.exclude(pk=article.pk).first()

    @property
    def address(self) -> str:
        return f"{reverse('admin:articles_article_changelist')}?{urlencode({PARAMETER: self.key})}"

    def address_of(self, article: Article) -> str:
        """The article's form, opened from this queue."""
        filters = urlencode({"_changelist_filters": urlencode({PARAMETER: self.key})})
        return f"{reverse('admin:articles_article_change', args=[article.pk])}?{filters}"


def _having(rows: QuerySet) -> Q:
    return Q(pk__in=rows.values("article"))


QUEUES: dict[str, Queue] = {
    queue.key: queue
    for queue in (
        Queue(
            "relire",
            "À relire",
            lambda articles: articles.filter(review=Review.UNREVIEWED).exclude(status=Status.WITHDRAWN),
        ),
        Queue(
            "retenus",
            "Retenus à l’import",
            lambda articles: articles.filter(
                review=Review.UNREVIEWED, status=Status.DRAFT, problem_count__gt=0
            ),
        ),
        Queue(
            "conflits",
            "En conflit avec un nouveau texte",
            lambda articles: articles.filter(_having(Conflict.objects.filter(settled_at=None))),
        ),
        Queue(
            "personnes",
            "Personnes proposées",
            lambda articles: articles.filter(
                _having(PersonMention.objects.filter(state=MentionState.PROPOSED))
            ),
        ),
        Queue(
            "pays",
            "Pays proposés",
            lambda articles: articles.filter(
                _having(CountryMention.objects.filter(state=MentionState.PROPOSED))
            ),
        ),
        Queue(
            "sujets",
            "Sujets proposés",
            lambda articles: articles.filter(
                _having(TagProposal.objects.filter(state=MentionState.PROPOSED))
            ),
        ),
        Queue(
            "espaces",
            "Espaces perdues à vérifier",
            lambda articles: articles.filter(_having(SourceDocument.objects.filter(open_repairs__gt=0))),
        ),
        Queue(
            "corrections",
            "Corrections proposées",
            lambda articles: articles.filter(_having(Suggestion.objects.filter(settled_at=None))),
        ),
        Queue(
            "signalements",
            "Erreurs signalées par des lecteurs",
            lambda articles: articles.filter(_having(ErrorReport.objects.filter(settled_at=None))),
            listing="admin:articles_errorreport_changelist",
        ),
        Queue(
            "doublons",
            "Articles peut-être en double",
            lambda articles: articles.filter(_having(PossibleDuplicate.objects.filter(settled_at=None))),
        ),
        Queue(
            "programmes",
            "Publication programmée",
            lambda articles: articles.filter(
                pk__in=Article.objects.filter(due_at__gt=timezone.now()).values("pk")
            ),
        ),
    )
}


class QueueFilter(admin.SimpleListFilter):
    title = "ce qui attend"
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(queue.key, queue.title) for queue in QUEUES.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        queue = QUEUES.get(self.value() or "")
        return queue.choose(queryset) if queue else queryset
