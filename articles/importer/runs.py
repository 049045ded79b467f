"""Rows of capitalised words, cut into stretches that could each be one person's name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .countries import CountryMention
from .names import (
    folded_units,
    given_names,
    is_chinese,
    is_family_first,
    is_french_word,
    is_known_name,
    is_vietnamese_syllable,
    likeness,
    starts_name,
)
from .phrases import Phrases, Words, fold

_ROMAN = re.compile(r"[IVX]{1,5}")
_HYPHENS = ("-", "‑")
_APOSTROPHES = ("'", "’")
_SENTENCE_ENDS = re.compile(r"[.!?:;…\"«“(\[•|]")
_INHABITANT = re.compile(r"[a-z]{2,}(?:ois|oise|ais|aise|ien|ienne|een|eenne|ain|aine|ite|in|ine|an|ane)")
_POPES = frozenset(("francois", "leon", "benoit", "jean", "paul", "pie", "innocent", "urbain"))


@cache
def vocabulary(name: str) -> frozenset[str]:
    """One list of ``data/offices.toml``, folded."""
    text = resources.files(__package__).joinpath("data", "offices.toml").read_text("utf-8")
    return frozenset(fold(word) for word in tomllib.loads(text)[name].split())


@cache
def places() -> Phrases[str]:
    text = resources.files(__package__).joinpath("data", "places.toml").read_text("utf-8")
    return Phrases((name, name) for names in tomllib.loads(text).values() for name in names)


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a text, perhaps a name.

    ``forms`` are its folded words without particles, ``units`` the same between blanks.
    ``particles`` weighs the small words inside (1.2 for "al", "van" and the like, 0.4 for "de").
    ``title`` is the index of a capitalised title right before it, else -1. ``bars`` says why it
    stands in another name: "named" (a street, a ship), "body" (a company, a ministry) or "".
    """

    words: Words
    first: int
    last: int
    forms: tuple[str, ...]
    units: list[list[str]]
    written: list[str]
    particles: float
    title: int
    bars: str

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1]


def candidates(words: Words, countries: Mapping[int, CountryMention]) -> Iterator[Candidate]:
    """Every stretch that could be a name. ``countries``: first word of each country mention to it."""
    upper = [words.text[start].isupper() for start in words.starts]
    index = 0
    while index < len(upper):
        if not upper[index]:
            index += 1
            continue
        run = _run(words, upper, index)
        yield from _Cutter(words, upper, countries, run).cut()
        index = run[-1] + 1


def _run(words: Words, upper: list[bool], start: int) -> list[int]:
    """Indexes of the words that hang together from ``start`` on, particles included."""
    run = [start]
    last, count = start, len(words.forms)
    while last + 1 < count:
        following = last + 1
        gap = words.joint(last)
        if upper[following]:
            if not _joins(words, last, gap):
                break
            run.append(following)
            last = following
            continue
        end = _particles_end(words, upper, following, gap)
        if end:
            run.extend(range(following, end + 1))
            last = end
        elif _goes_on_small(words, run, following, gap):
            run.append(following)
            last = following
        else:
            break
    return run


def _joins(words: Words, last: int, gap: str) -> bool:
    if gap == " " or gap in _HYPHENS or gap == " & ":
        return True
    form = words.forms[last]
    if gap in (". ", "."):
        initial = len(form) == 1 or (len(form) == 2 and form[1] in "hr")
        return initial or form in vocabulary("honorifics")
    return gap in _APOSTROPHES and len(form) <= 2 and form not in ("l", "c", "j", "qu")


def _particles_end(words: Words, upper: list[bool], following: int, gap: str) -> int:
    """Index of the capitalised word after one to three particles, 0 when there is none."""
    if gap != " " and gap not in _HYPHENS:
        return 0
    particles = vocabulary("particles")
    index = following
    while index < len(upper) and index - following < 3 and not upper[index]:
        form = words.forms[index]
        if form not in particles:
            return 0
        if form in ("la", "los", "las") and (index == following or words.forms[index - 1] != "de"):
            return 0
        index += 1
        if index == len(upper):
            return 0
        gap = words.joint(index - 1)
        if gap in _APOSTROPHES:
            return index if form == "d" and upper[index] else 0
        if gap != " " and gap not in _HYPHENS:
            return 0
    return index if index < len(upper) and upper[index] else 0


def _goes_on_small(words: Words, run: list[int], following: int, gap: str) -> bool:
    """Whether a small letter goes on with the name: "Kim Jong-un", "Fa'amoana"."""
    form = words.forms[following]
    if gap in _HYPHENS and len(form) <= 6 and len(run) >= 2:
        return is_family_first(words.forms[run[-2]]) and words.joint(run[-2]) == " "
    if gap in _APOSTROPHES and words.forms[run[-1]] not in vocabulary("elisions"):
        return len(words.forms[run[-1]]) > 1 and not is_french_word(form)
    return False


class _Cutter:
    """Cuts one run at countries, places, acronyms, titles and words of bodies."""

    def __init__(
        self,
        words: Words,
        upper: list[bool],
        countries: Mapping[int, CountryMention],
        run: list[int],
    ) -> None:
        self.words, self.upper, self.countries, self.run = words, upper, countries, run
        self.pending: list[int] = []
        self.title = -1
        self.bars = ""
        self.done: list[Candidate] = []

    def cut(self) -> list[Candidate]:
        free = 0
        for index in self.run:
            if index < free:
                continue
            if not self.upper[index]:
                if self.pending:
                    self.pending.append(index)
                continue
            free = self._place_end(index) or index
            if free > index:
                self._flush()
                self.bars = ""
                if self._names_inhabitant(index, free):
                    self.title = index
                continue
            if not any(step(index) for step in self._steps):
                self.pending.append(index)
        self._flush()
        return self.done

    @property
    def _steps(self) -> tuple[Callable[[int], bool], ...]:
        return (self._acronym, self._function, self._office, self._class, self._opening_word)

    def _begun(self) -> bool:
        """Whether the pending words open like a name, so that the next one goes with them."""
        if not self.pending:
            return False
        first = self.words.forms[self.pending[0]]
        return len(first) == 1 or starts_name(first) or is_known_name(first)

    def _place_end(self, index: int) -> int:
        """End of the country or place that starts at ``index`` and is no part of a name, else 0."""
        mention = self.countries.get(index)
        end = mention.last if mention else 0
        for place_end, _ in places().at(self.words, index):
            end = max(end, place_end)
            break
        if not end or self._begun():
            return 0
        following = end if end in self.run and self.upper[end] else -1
        if following < 0 or self.words.joint(end - 1) != " ":
            return end
        form = self.words.forms[index]
        if end - index == 1 and form in given_names() and index not in self.countries:
            return 0 if not self._closes(following) else end
        named_like = self._is_family(following) or self._in_apposition(index)
        if index in self.countries and named_like and not self._after_of(index):
            return 0
        if end - index == 1 and self._family_goes_on(index, following):
            return 0
        alone = following + 1 not in self.run
        if end - index == 2 and is_family_first(form) and alone:
            return 0 if is_vietnamese_syllable(self.words.forms[following]) else end
        return end

    def _family_goes_on(self, index: int, following: int) -> bool:
        """ "Gao Fangjie": a town's name that is a family name with a given name after it."""
        units = [[self.words.forms[index]], [self.words.forms[following]]]
        return is_chinese(units) and len(units[1][0]) >= 4 and following not in self.countries

    def _names_inhabitant(self, index: int, end: int) -> bool:
        """ "la Laotienne Noy Phetsavanh": the noun stands for an office."""
        mention = self.countries.get(index)
        ahead = end in self.run and self.upper[end] and self.words.joint(end - 1) == " "
        return ahead and mention is not None and mention.kind == "demonym" and self._after_article(index)

    def _after_article(self, index: int) -> bool:
        return index > 0 and self.words.forms[index - 1] in vocabulary("articles")

    def _in_apposition(self, index: int) -> bool:
        """Between commas, as persons stand: "un étudiant, Israël Congo Djimasngar, qui"."""
        last = self.run[-1]
        if index == 0 or last - index > 3 or last in self.countries or last + 1 >= len(self.upper):
            return False
        return self.words.joint(index - 1) == ", " and self.words.joint(last).startswith(",")

    def _is_family(self, index: int) -> bool:
        """A family name that opens no name itself: "Irlande Pérez", not "Cuba Miguel"."""
        form = self.words.forms[index]
        return is_known_name(form) and form not in given_names() and not is_family_first(form)

    def _after_of(self, index: int) -> bool:
        return index > 0 and self.words.forms[index - 1] in ("de", "du", "d", "des", "la", "le", "l", "en")

    def _closes(self, index: int) -> bool:
        form = self.words.forms[index]
        return (
            form in vocabulary("closing")
            or form in vocabulary("capital_classes")
            or index in self.countries
            or any(True for _ in places().at(self.words, index))
        )

    def _acronym(self, index: int) -> bool:
        written = self.words.text[self.words.starts[index] : self.words.ends[index]]
        if len(written) < 2 or not written.isupper():
            return False
        if self.pending and _ROMAN.fullmatch(written):
            return False
        form = self.words.forms[index]
        if len(written) > 2 and (is_known_name(form) or is_family_first(form)):
            return False
        if self._begun() and len(written) > 3:
            return False  # Emmanuel DURAND-MOREL
        if self._initials(index):
            return False
        self._flush()
        self.bars = ""
        return True

    def _initials(self, index: int) -> bool:
        """ "JK Rowling": two letters before a capitalised word that is not all capitals."""
        following = index + 1
        if following not in self.run or self.words.ends[index] - self.words.starts[index] != 2:
            return False
        end = self.words.ends[following]
        return is_known_name(self.words.forms[following]) and not self.words.text[end - 1].isupper()

    def _function(self, index: int) -> bool:
        form = self.words.forms[index]
        if self.pending or form not in vocabulary("function"):
            return False
        following = index + 1
        ahead = following in self.run and self.upper[following]
        if (
            len(form) == 1
            and ahead
            and (self.words.joint(index) in (". ", ".") or (form == "y" and not self._opens_sentence(index)))
        ):
            return False  # an initial
        if form in given_names() and ahead:
            return False
        return not (is_family_first(form) and self._vietnamese_ahead(index))

    def _vietnamese_ahead(self, index: int) -> bool:
        count = 0
        position = index + 1
        while (
            position in self.run
            and self.words.joint(position - 1) == " "
            and is_vietnamese_syllable(self.words.forms[position])
            and position not in self.countries
            and self.words.forms[position] not in ("roi", "dg")
        ):
            count += 1
            position += 1
        accented = not self.words.text[self.words.starts[index] : self.words.ends[index]].isascii()
        certain = (accented and self.words.forms[index] != "a") or not self._opens_sentence(index)
        return count >= 2 or (count == 1 and certain and position not in self.run)

    def _vietnamese_or_korean_at(self, index: int) -> bool:
        """ "Park Jong-hwa", "Cao Xuan": a family name that is also the word of a body."""
        if self.pending or index + 1 not in self.run or self.words.joint(index) != " ":
            return False
        following = index + 1
        if following + 1 in self.run and self.words.joint(following) in _HYPHENS:
            return True
        return self._vietnamese_ahead(index)

    def _is_sheikh(self, index: int) -> bool:
        """A title in "Cheikh Tamim ben Hamad", a given name in "Cheikh Anta Diop"."""
        after = [self.words.forms[i] for i in self.run if i > index]
        return any(form in ("ben", "bin", "al") for form in after)

    def _opens_initials(self, index: int) -> bool:
        following = index + 1
        return (
            following + 1 in self.run
            and len(self.words.forms[following]) == 1
            and self.words.joint(index).startswith(".")
            and self.words.joint(following).startswith(".")
        )

    def _opens_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        return _SENTENCE_ENDS.search(self.words.joint(index - 1)) is not None

    def _office(self, index: int) -> bool:
        form = self.words.forms[index]
        if form in vocabulary("styles") and not self.pending:
            self.title = index if self.title < 0 else self.title
            return True
        honorific = form in vocabulary("honorifics")
        if not honorific and form not in vocabulary("offices"):
            return False
        if honorific and form in ("m", "me", "dr", "pr") and self._begun():
            return False
        following = index + 1
        ahead = following in self.run and self.upper[following]
        if form == "m" and self._opens_initials(index):
            return False  # "M. A. Weerasinghe"
        if not honorific and self._begun():
            return False
        if form == "cheikh" and ahead and self._is_sheikh(index):
            self._flush()
            self.title = index
            return True
        if form in given_names() and ahead and not (form == "pape" and self.words.forms[following] in _POPES):
            return False
        self._flush()
        self.title = index
        self.bars = ""
        return True

    def _class(self, index: int) -> bool:
        form = self.words.forms[index]
        named = form in vocabulary("named_after")
        heads = not self.pending and form in vocabulary("place_heads")
        if not (named or heads or form in vocabulary("capital_classes") or form in vocabulary("closing")):
            return False
        if form in ("saint", "sainte") and self._begun() and self.words.joint(index) == "-":
            return False
        if is_family_first(form) and self._vietnamese_or_korean_at(index):
            return False
        inside = self._begun() and (
            is_known_name(form)
            or self.words.joint(index - 1) == "-"
            or (is_vietnamese_syllable(form) and is_family_first(self.words.forms[self.pending[0]]))
        )
        if inside and form not in vocabulary("closing"):
            return False
        closed = form in vocabulary("closing") and bool(self.pending)
        self._flush("named" if closed else "")
        self.bars = "named" if named else "body"
        return True

    def _opening_word(self, index: int) -> bool:
        """A French word that has its capital from the sentence: "Ancien", "Côté"."""
        if self.pending or index + 1 not in self.run:
            return False
        form = self.words.forms[index]
        inhabitant = _INHABITANT.fullmatch(form) and not is_known_name(form)
        if inhabitant and self._after_article(index) and self.words.joint(index) == " ":
            self.title = index
            return True
        if not self._opens_sentence(index):
            return False
        written = self.words.text[self.words.starts[index] : self.words.ends[index]]
        return is_french_word(written) and not is_known_name(form) and not is_family_first(form)

    def _flush(self, bars: str = "") -> None:
        pending, self.pending = self.pending, []
        title, self.title = self.title, -1
        while pending and not self.upper[pending[-1]] and self._is_particle(pending[-1]):
            pending.pop()
        if not pending:
            if title >= 0 and not bars:
                self.title = title
            return
        whole = _candidate(self.words, self.upper, pending, title, bars or self.bars)
        cut = self._after_body(pending, whole) if not whole.bars else 0
        if cut:
            whole = _candidate(self.words, self.upper, pending[cut:], title, "body")
        self.done.append(whole)

    def _after_body(self, pending: list[int], whole: Candidate) -> int:
        """How many words of a firm stand before the name: "PDG de Vingroup Pham Nhat Vuong"."""
        first = pending[0]
        if len(whole.units) < 3 or len(whole.forms) != len(pending) or not first:
            return 0
        if self._opening_is_name(first) or self.words.forms[first - 1] not in ("de", "du", "d", "chez"):
            return 0
        for skipped in range(1, len(whole.units) - 1):
            if likeness(whole.units[skipped:], whole.written[skipped:], 0.0) >= 3.0:
                return sum(len(unit) for unit in whole.units[:skipped])
        return 0

    def _opening_is_name(self, index: int) -> bool:
        form = self.words.forms[index]
        return starts_name(form) or is_known_name(form) or len(form) == 1

    def _is_particle(self, index: int) -> bool:
        return self.words.forms[index] in vocabulary("particles")


def _particle_weight(form: str) -> float:
    return 0.4 if form in ("de", "du", "d", "des", "la", "los", "las", "del", "e", "i", "y") else 1.2


def _candidate(words: Words, upper: list[bool], indexes: list[int], title: int, bars: str) -> Candidate:
    first, last = indexes[0], indexes[-1] + 1
    particles = vocabulary("particles")
    kept = [i for i in indexes if upper[i] or words.forms[i] not in particles]
    written: list[str] = []
    previous = -1
    for index in kept:
        piece = words.text[words.starts[index] : words.ends[index]]
        tight = previous == index - 1 and previous >= 0 and words.joint(previous).strip(" .") != ""
        if tight and words.joint(previous) != " & ":
            written[-1] += words.joint(previous) + piece
        else:
            written.append(piece)
        previous = index
    return Candidate(
        words=words,
        first=first,
        last=last,
        forms=tuple(words.forms[i] for i in kept),
        units=folded_units(written),
        written=written,
        particles=max((_particle_weight(words.forms[i]) for i in set(indexes) - set(kept)), default=0.0),
        title=title,
        bars=bars,
    )
