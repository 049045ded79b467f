"""Cuts a row of capitalised words into stretches that could each be one person's name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .acronyms import is_acronym
from .brands import Row, is_brand, is_surname
from .candidates import HYPHENS, Candidate, candidate_of, is_particle
from .countries import CountryMention
from .names import (
    given_names,
    is_chinese,
    is_family_first,
    is_french_given,
    is_french_word,
    is_known_name,
    is_korean,
    is_vietnamese_syllable,
    likeness,
    pinyin_syllables,
    starts_name,
)
from .offices import is_epithet, is_office
from .phrases import Words
from .titles import (
    halved_inhabitant,
    inhabitant_before,
    is_office_behind,
    is_office_holder,
    is_sheikh,
    opens_initials,
    title_end,
)
from .wordlists import places, vocabulary

_APOSTROPHES = ("'", "’")
_SENTENCE_ENDS = re.compile(r"[.!?:;…\"«“(\[•|]")
_INHABITANT = re.compile(r"[a-z]{2,}(?:ois|oise|ais|aise|ien|ienne|een|eenne|ain|aine|ite|in|ine|an|ane)")
# "Le Bac Hung Hai", "Le Têt": words that follow the article, not the family name Lê.
_AFTER_ARTICLE = frozenset(("bac", "song", "tet", "viet", "pho", "cai", "doi", "roi", "dong", "tay"))
_VIET = (["viet", "nam"], ["viet", "minh"], ["viet", "cong"], ["viet", "kieu"])
# Little words that are also first parts of names, when a capital in mid-sentence says so.
_NAMED_LIKE = frozenset(("ma", "sa", "ta", "ton", "son", "tu", "si", "mon", "nos", "an"))
_POPES = frozenset(("francois", "leon", "benoit", "jean", "paul", "pie", "innocent", "urbain"))


class Cutter:
    """Cuts one run at countries, places, acronyms, titles and words of bodies."""

    def __init__(
        self,
        words: Words,
        upper: list[bool],
        countries: Mapping[int, CountryMention],
        run: list[int],
        quoted: frozenset[int] = frozenset(),
    ) -> None:
        self.words, self.upper, self.countries, self.run = words, upper, countries, run
        self.quoted = quoted
        self.pending: list[int] = []
        self.title = -1
        self.bars = ""
        self.done: list[Candidate] = []

    def cut(self) -> list[Candidate]:
        free = 0
        self.title = halved_inhabitant(self.words, self.run, self.countries)
        for index in self.run:
            if index < free:
                continue
            if not self.upper[index] or index in self.quoted:
                if self.pending and self._opens_name(index):
                    self._flush()
                elif self.pending:
                    self.pending.append(index)
                continue
            free = 0 if self.pending else title_end(self.words, self.run, self.upper, index)
            if free:
                self.title = index if self.title < 0 else self.title
                continue
            free = self._place_end(index) or index
            if free > index:
                self._flush()
                self.bars = ""
                if self._names_inhabitant(index, free):
                    self.title = index
                continue
            if not (
                (self._foreign_to_names(index) and self._closed())
                or self._function(index)
                or self._office(index)
                or self._class(index)
                or self._opening_word(index)
            ):
                self.pending.append(index)
        self._flush()
        return self.done

    def _opens_name(self, index: int) -> bool:
        """ "Mai de Tran Thanh", "Ouverture de Hector Berlioz": a work, then whose it is."""
        following = index + 1
        if (
            self.words.forms[index] not in ("de", "d")
            or following not in self.run
            or not self.upper[following]
        ):
            return False
        form = self.words.forms[following]
        if is_known_name(form) or not is_family_first(form):
            last = self.pending[-1]
            work = is_french_word(self.words.text[self.words.starts[last] : self.words.ends[last]])
            work = work and not is_known_name(self.words.forms[last])
            return work and form in given_names() and following + 1 in self.run
        return self._vietnamese_ahead(following)

    def _row(self) -> Row:
        return Row(self.run, self.upper, self.pending, self.title)

    def _foreign_to_names(self, index: int) -> bool:
        """Whether the word is an acronym or a brand: only one with a second capital can be."""
        written = self.words.text[self.words.starts[index] : self.words.ends[index]]
        if written[1:].islower():
            return False
        row = self._row()
        return is_acronym(self.words, row, index, begun=self._begun()) or is_brand(self.words, row, index)

    def _closed(self) -> bool:
        """Ends the name so far: what stands here is none of its words."""
        self._flush()
        self.bars = ""
        return True

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
        end = max(end, places().longest(self.words, index))
        if not end:
            return 0
        if self._begun() or self._hyphened_name(index, end):
            return end if self._leads_out(index) else 0
        following = end if end in self.run and self.upper[end] else -1
        if following < 0 or self.words.joint(end - 1) != " ":
            return end
        form = self.words.forms[index]
        if end - index == 1 and form in given_names() and index not in self.countries:
            return 0 if not self._closes(following) else end
        named_like = self._is_family(following) or self._in_apposition(index)
        if index in self.countries and named_like and not self._after_of(index):
            return 0
        if end - index == 1 and (
            self._family_goes_on(index, following)
            or is_office_holder(self.words, self.run, self.countries, index)
        ):
            return 0
        alone = following + 1 not in self.run
        if end - index == 2 and is_family_first(form) and alone:
            return 0 if is_vietnamese_syllable(self.words.forms[following]) else end
        return end

    def _hyphened_name(self, index: int, end: int) -> bool:
        """ "Arlette Soudan-Nonault": a country's word that a hyphen joins to a name, behind another."""
        if not self.pending or self.words.joint(index - 1) != " " or end not in self.run:
            return False
        joined = self.words.joint(end - 1) in HYPHENS and self.upper[end]
        return joined and end not in self.countries and not places().longest(self.words, end)

    def _leads_out(self, index: int) -> bool:
        """ "Haitham bin Tariq d'Oman": after "de" a country or town is no part of the name."""
        before = self.words.forms[index - 1]
        if index in self.countries and before in ("la", "l") and self.words.forms[index - 2] == "de":
            return True  # "Najib Razak de la Malaisie"
        if self.upper[index - 1] or before not in ("de", "du", "d"):
            return False
        if index in self.countries:
            return True
        first = self.pending[0]
        named = is_french_given(self.words.forms[first]) and index - first == 2 and first > 0
        if named and is_office(self.words.forms[first - 1]):
            return False  # "le colonel Christian de Castries"
        return not is_known_name(self.words.forms[index])

    def _family_goes_on(self, index: int, following: int) -> bool:
        """ "Gao Fangjie": a town's name that is a family name with a given name after it."""
        units = [[self.words.forms[index]], [self.words.forms[following]]]
        if not is_chinese(units) or following in self.countries:
            return False
        shut = following == self.run[-1] and following + 1 < len(self.upper)
        return len(units[1][0]) >= 4 or (shut and self.words.joint(following) == ", ")  # "Gao Fu, directeur"

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
            or places().longest(self.words, index) > 0
        )

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
        if ahead and form in ("n", "m", "o", "k") and self.words.joint(index) in _APOSTROPHES:
            return False  # N'Guessan, M'Bappé, O'Neill
        if form in given_names() and ahead:
            return False
        if ahead and self.words.forms[following] in vocabulary("styles"):
            return True  # "Son Altesse"
        if (
            ahead
            and form in _NAMED_LIKE
            and not self._opens_sentence(index)
            and self.words.joint(index) == " "
        ):
            return False  # "le chef coutumier Ma Ngoma"
        if ahead and self._korean_ahead(index):
            return False  # Son Heung-min
        if ahead and self._is_addressed() and form not in vocabulary("articles"):
            return False  # M. Cap Trong Tuât
        if ahead and form == "tu" and self._family_goes_on(index, following):
            return False  # Tu Youyou
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
        article = count and self.words.forms[index] == "le" and not accented
        if article:
            rest = self.words.forms[index + 1]
            if rest in _AFTER_ARTICLE or places().longest(self.words, index + 1):
                return count > 1 and self._is_no_article(index)
        certain = (accented and self.words.forms[index] != "a") or not self._opens_sentence(index)
        return count >= 2 or (count == 1 and certain and position not in self.run)

    def _is_no_article(self, index: int) -> bool:
        """ "L'ambassadeur Le Viet Duyen", "M. Le Song Tung": an article has no capital there."""
        if self.words.forms[index + 1] == "tet" or self.words.forms[index + 1 : index + 3] in _VIET:
            return False
        return self.title >= 0 or not self._opens_sentence(index)

    def _vietnamese_or_korean_at(self, index: int) -> bool:
        """ "Park Jong-hwa", "Cao Xuan": a family name that is also the word of a body."""
        if self.pending or index + 1 not in self.run or self.words.joint(index) != " ":
            return False
        following = index + 1
        if following + 1 in self.run and self.words.joint(following) in HYPHENS:
            return True
        if self.words.forms[index] == "park" and following == self.run[-1] and not self._after_article(index):
            return pinyin_syllables(self.words.forms[following]) == 1  # "Park Jin"
        return self._vietnamese_ahead(index)

    def _korean_ahead(self, index: int) -> bool:
        """ "Pak Thae-song", unlike "Pak Prabowo"."""
        hyphen = index + 1
        if hyphen + 1 not in self.run or self.words.joint(index) != " ":
            return False
        forms = self.words.forms
        units = [[forms[index]], forms[hyphen : hyphen + 2]]
        return self.words.joint(hyphen) in HYPHENS and is_korean(units) and not is_known_name(forms[hyphen])

    def _is_addressed(self) -> bool:
        """ "M. Cap Trong Tuât": what an honorific announces is no place."""
        return self.title >= 0 and self.words.forms[self.title] in vocabulary("honorifics")

    def _closes_name(self, index: int) -> bool:
        """ "Doraisamy Raja", "Faisal Sultan": behind a word of the name and before none."""
        ahead = index + 1 in self.run and self.upper[index + 1]
        return bool(self.pending) and not ahead and self.words.joint(index - 1) == " "

    def _opens_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        return _SENTENCE_ENDS.search(self.words.joint(index - 1)) is not None

    def _office(self, index: int) -> bool:
        form = self.words.forms[index]
        shouted = self.words.text[self.words.ends[index] - 1].isupper()
        if (
            form in vocabulary("styles")
            and not self.pending
            and not self._korean_ahead(index)
            and (shouted or form not in ("sar", "se", "sem"))
        ):
            self.title = index if self.title < 0 else self.title
            return True
        honorific = form in vocabulary("honorifics")
        if not honorific and form not in vocabulary("offices"):
            return False
        if honorific and form in ("m", "me", "dr", "pr") and self._begun():
            return False
        following = index + 1
        ahead = following in self.run and self.upper[following]
        if form == "m" and opens_initials(self.words, self.run, index):
            return False  # "M. A. Weerasinghe"
        ends = form in vocabulary("names_too") and self._closes_name(index)
        begun = self._begun() and not is_office_behind(self.words, self.pending, index)
        if not honorific and (begun or ends):
            return False
        if form == "cheikh" and ahead and is_sheikh(self.words, self.run, index):
            self._flush()
            self.title = index
            return True
        if form in vocabulary("ever_titles") and ahead:
            ahead = False
        if form in given_names() and ahead and not (form == "pape" and self.words.forms[following] in _POPES):
            return False
        if ahead and form in ("duc", "mai"):
            return False  # "la société Duc Giang"; before a name the duke has a small letter
        self._flush()
        self.title = index
        self.bars = ""
        return True

    def _class(self, index: int) -> bool:
        form = self.words.forms[index]
        named = form in vocabulary("named_after")
        heads = not self.pending and not self._is_addressed() and form in vocabulary("place_heads")
        if not (named or heads or form in vocabulary("capital_classes") or form in vocabulary("closing")):
            return False
        if form in ("saint", "sainte") and self._begun() and self.words.joint(index) == "-":
            return False
        if (form in vocabulary("names_too") and self._closes_name(index)) or is_surname(
            self.words, self._row(), index
        ):
            return False
        if form == "an" and self.words.text[self.words.ends[index] - 1].islower():
            return False  # "Men Sam An", unlike "l'AN"
        syllables = bool(self.pending) and form in vocabulary("syllables")
        if syllables and all(is_vietnamese_syllable(self.words.forms[i]) for i in self.pending):
            return False  # "le poète Xuan Dieu"
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
        self._flush(("firm" if form in vocabulary("closing_firms") else "named") if closed else "")
        self.bars = "named" if named else "body"
        return True

    def _opening_word(self, index: int) -> bool:
        """A French word that has its capital from the sentence: "Ancien", "Côté"."""
        if self.pending or index + 1 not in self.run or self.words.joint(index) in _APOSTROPHES:
            return False
        form = self.words.forms[index]
        shouted = self.words.text[self.words.ends[index] - 1].isupper()
        inhabitant = _INHABITANT.fullmatch(form) and not is_known_name(form) and not shouted
        inhabitant = inhabitant and self._after_article(index) and self.words.joint(index) == " "
        inhabitant = inhabitant and not is_vietnamese_syllable(form)
        if inhabitant or inhabitant_before(self.words, self.run, self.upper, index):
            self.title = index
            return True
        if self.title >= 0 or not self._opens_sentence(index):
            return False
        written = self.words.text[self.words.starts[index] : self.words.ends[index]]
        return is_french_word(written) and not is_known_name(form) and not is_family_first(form)

    def _flush(self, bars: str = "") -> None:
        pending, self.pending = self.pending, []
        title, self.title = self.title, -1
        while pending and not self.upper[pending[-1]] and is_particle(self.words, pending, pending[-1]):
            pending.pop()
        if not pending:
            if title >= 0 and not bars:
                self.title = title
            return
        kept = [index for index in pending if index not in self.quoted]
        whole = candidate_of(self.words, self.upper, kept, title, bars or self.bars)
        cut = self._after_body(pending, whole) if not whole.bars else 0
        if cut:
            whole = candidate_of(self.words, self.upper, pending[cut:], title, "body")
        self.done.append(whole)

    def _after_body(self, pending: list[int], whole: Candidate) -> int:
        """How many words of a firm stand before the name: "PDG de Vingroup Pham Nhat Vuong"."""
        first = pending[0]
        if len(whole.units) < 3 or len(whole.forms) != len(pending) or not first:
            return 0
        opening = self.words.forms[first]
        if starts_name(opening) or is_known_name(opening) or len(opening) == 1:
            return 0
        if self.words.forms[first - 1] not in ("de", "du", "d", "chez"):
            return 0
        if first > 1:
            of = self.words.forms[first - 2]  # "le maire de la commune de Kpalimé Kodjo Amouzou"
            if not (is_office(of) or is_epithet(of) or of in vocabulary("place_kinds")):
                return 0  # "l'exclusion d'Azrul Safwan Idris"
        for skipped in range(1, len(whole.units) - 1):
            least = 2.6 if whole.units[skipped][0] in given_names() else 3.0
            if likeness(whole.units[skipped:], whole.written[skipped:], 0.0) >= least:
                return sum(len(unit) for unit in whole.units[:skipped])
        return 0
