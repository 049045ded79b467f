"""Subjects suggested by trigger words of the editors' vocabulary. Proposed, never published."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from .phrases import Phrases, Words, fold, words_of
from .record import Context, Span, TagProposal, Topic
from .text import Clean

_ENOUGH = 3  # one trigger in the headline, or two in the lead, or three in the body
_HEADLINE, _LEAD, _BODY = 3, 2, 1
_MOST = 5  # tags of one document


@cache
def default_topics() -> tuple[Topic, ...]:
    """The vocabulary that a new installation starts with."""
    text = resources.files(__package__).joinpath("data", "topics.toml").read_text("utf-8")
    return tuple(Topic(name, tuple(words)) for name, words in tomllib.loads(text)["topics"].items())


class _Triggers:
    """Trigger phrases of one vocabulary, kept while the same tuple is given."""

    def __init__(self) -> None:
        self._last: tuple[tuple[Topic, ...], Phrases[tuple[str, ...]]] = ((), Phrases(()))

    def of(self, topics: tuple[Topic, ...]) -> Phrases[tuple[str, ...]]:
        given, phrases = self._last
        if topics is not given:
            names: dict[str, list[str]] = {}
            for topic in topics:
                for trigger in topic.triggers:
                    key = " ".join(_singular(form) for form in words_of(trigger).forms)
                    names.setdefault(key, []).append(topic.name)
            phrases = Phrases((key, tuple(found)) for key, found in names.items())
            self._last = (topics, phrases)
        return phrases


_triggers = _Triggers()


def _singular(form: str) -> str:
    """``form`` without the endings of number and gender, the same for triggers and text."""
    if len(form) < 4:
        return form
    if form.endswith("aux"):
        return form[:-3] + "al"
    return form.rstrip("sx").removesuffix("e")


def propose_tags(pieces: Sequence[Clean], context: Context) -> tuple[TagProposal, ...]:
    """Tags of ``context.topics`` that the text suggests, strongest first; raw spans of the triggers.

    ``pieces`` start with the headline and the lead, which weigh more than the body.
    """
    if not context.topics:
        return ()
    phrases = _triggers.of(context.topics)
    weights: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    for order, clean in enumerate(pieces):
        weight = (_HEADLINE, _LEAD)[order] if order < 2 else _BODY
        words = words_of(clean.text)
        stems = Words(words.text, [_singular(form) for form in words.forms], words.starts, words.ends)
        free = 0
        for index in phrases.starts_in(stems):
            if index < free:
                continue
            for end, names in phrases.at(stems, index):
                free = end
                for name in names:
                    weights[name] = weights.get(name, 0) + weight
                    span = clean.raw_span(words.starts[index], words.ends[end - 1])
                    spans.setdefault(name, []).append(span)
                break
    strongest = sorted(
        (name for name in weights if weights[name] >= _ENOUGH), key=lambda n: (-weights[n], fold(n))
    )
    return tuple(TagProposal(name, tuple(spans[name])) for name in strongest[:_MOST])
