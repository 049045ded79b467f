"""Articles that say almost the same as the one under review: the same dispatch again, or another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PossibleDuplicate

_CHOICES = [("same", "le même"), ("different", "autre chose"), ("", "décider plus tard")]


@dataclass(frozen=True, slots=True)
class Row:
    pair: PossibleDuplicate
    field: BoundField
    address: str

    @property
    def percent(self) -> int:
        return round(self.pair.score * 100)


class AlikeForm(forms.Form):
    """The article's look-alikes that nobody has decided on; none when there are none."""

    def __init__(self, pairs: list[PossibleDuplicate], data: Any = None) -> None:
        super().__init__(data, prefix="alike")
        self.pairs = pairs
        for pair in pairs:
            self.fields[str(pair.pk)] = forms.ChoiceField(
                choices=_CHOICES, required=False, widget=forms.RadioSelect, label="Décision"
            )

    @classmethod
    def of(cls, article: Article | None, data: Any) -> AlikeForm | None:
        if article is None or not article.pk:
            return None
        waiting = article.possible_duplicates.filter(settled_at=None, other__trashed_at=None)
        names = ("other__headline", "other__published_on", "other__date_precision", "other__partial_date")
        pairs = list(waiting.select_related("other").only("score", "article_id", *names).order_by("-score"))
        return cls(pairs, data) if pairs else None

    def rows(self) -> Iterator[Row]:
        for pair in self.pairs:
            address = reverse("admin:articles_article_change", args=[pair.other_id])
            yield Row(pair, self[str(pair.pk)], address)

    def settle(self, editor: AbstractBaseUser) -> dict[str, Any]:
        """Keep what was decided; returns a note for the history."""
        told: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for pair in self.pairs:
            outcome = self.cleaned_data.get(str(pair.pk))
            if outcome:
                PossibleDuplicate.objects.filter(pk=pair.pk).update(
                    outcome=outcome, settled_at=timezone.now(), settled_by=editor
                )
                told[0][str(pair.pk)] = pair.other.headline
                told[1][str(pair.pk)] = dict(_CHOICES)[outcome]
        return {"alike": list(told)} if told[0] else {}
