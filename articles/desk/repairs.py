"""Lost spaces that the reader put back or proposes to: accepted or refused, one by one or all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from articles.mending import Decisions, Place, Token, mended, open_count, places_of, tokens_of
from articles.models import Article, Photo, SourceDocument

ALL = [("", "une par une"), ("accept", "tout accepter"), ("refuse", "tout refuser")]


@dataclass(frozen=True, slots=True)
class Row:
    token: Token
    field: BoundField
    open: bool

    @property
    def anchor(self) -> str:
        return anchor_of(self.token.raw)


def anchor_of(raw: str) -> str:
    """The id of a word's row; of the word, because a newer text may change their order."""
    return f"repair-{hashlib.sha1(raw.encode(), usedforsecurity=False).hexdigest()[:10]}"


class RepairsForm(forms.Form):
    """One choice a word: as received, or one of the reader's spellings."""

    everything = forms.ChoiceField(
        label="Toutes ensemble", choices=ALL, required=False, widget=forms.RadioSelect
    )

    def __init__(self, document: SourceDocument, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="repairs", **kwargs)
        self.document = document
        self.after: Decisions = {}
        self.captions: dict[int, list[Place]] = {}
        self.before: Decisions = document.decisions.get("repairs", {})
        self.tokens = tokens_of(document.parsed)
        for token in self.tokens:
            choices = [(token.raw, f"{token.raw} (tel que reçu)"), *((text, text) for text in token.texts)]
            self.fields[anchor_of(token.raw)] = forms.ChoiceField(
                label=token.raw,
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                initial="" if token.is_open(self.before) else self.before.get(token.raw, token.read),
            )

    def rows(self) -> Iterator[Row]:
        """The words, those that wait for a decision first."""
        for token in sorted(self.tokens, key=lambda token: not token.is_open(self.before)):
            yield Row(token, self[anchor_of(token.raw)], token.is_open(self.before))

    def open_count(self) -> int:
        return open_count(self.document.parsed, self.before)

    def decisions(self) -> dict[str, str]:
        """What is decided once this form is saved; only what differs from the reading, or was open."""
        decided = dict(self.before)
        everything = self.cleaned_data.get("everything")
        for token in self.tokens:
            chosen = self.cleaned_data.get(anchor_of(token.raw), "")
            if everything:
                chosen = token.texts[-1] if everything == "accept" else token.raw
            if chosen and (chosen != token.read or token.raw in decided or token.is_open(self.before)):
                decided[token.raw] = chosen
        return decided

    def decide(self, article: Article) -> int:
        """Put the chosen words into the article's texts, not saved; returns how many places were not found.

        A word whose surroundings an editor has rewritten is not looked for elsewhere.
        """
        self.after = self.decisions()
        missing = 0
        self.captions = {}
        changed = places_of(self.document.parsed, self.document.text, self.before, self.after)
        for key, places in changed.items():
            if isinstance(key, tuple):
                self.captions[key[1]] = places
                continue
            text, found = mended(getattr(article, key), places)
            missing += len(places) - found
            setattr(article, key, text)
        return missing

    def save(self, article: Article) -> None:
        """The captions, once the photos' own forms are saved, and what was decided."""
        for photo in Photo.objects.filter(article=article, origin__in=list(self.captions)):
            photo.caption, _ = mended(photo.caption, self.captions[photo.origin or 0])
            photo.save(update_fields=["caption"])
        if self.after != self.before:
            self.document.decisions = {**self.document.decisions, "repairs": self.after}
            self.document.open_repairs = open_count(self.document.parsed, self.after)
            self.document.save(update_fields=["decisions", "open_repairs"])
