"""What stands around a name: offices, appositions, verbs of speaking, things named after persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .candidates import Candidate
from .phrases import Words
from .wordlists import vocabulary

_REACH = 30  # words between an office and the name that it announces
_BREAKS = re.compile(r"[.;:!?…«»\"“”\[\]|/]")
_FRONTED = 14  # words of a clause that opens a sentence before a name
_MAX_ROLE = 200
_AMONG = frozenset(("d", "entre", "parmi", "chez"))
_COMPOUNDING = frozenset(("est", "contre", "avant", "apres", "entre", "sans"))
_PRONOUNS = frozenset(("il", "elle", "on", "ce", "t", "ils", "elles"))
_ADJECTIVE = re.compile(r"[a-z]{3,}(?:el|elle|al|ale|ique|if|ive|aire|ien|ienne|ais|aise|ois|oise|ain|aine)")


@lru_cache(maxsize=65_536)
def is_office(form: str) -> bool:
    """Whether ``form`` says what a person is: a listed office, or a word that ends like a trade."""
    if form in vocabulary("offices"):
        return True
    endings = tuple(vocabulary("trade_endings"))
    return len(form) >= 6 and form.endswith(endings) and form not in vocabulary("no_trades")


def is_epithet(form: str) -> bool:
    """An adjective between a thing and the name that it bears: "lycée professionnel X"."""
    return form in vocabulary("bearing") or (_ADJECTIVE.fullmatch(form) is not None and not is_office(form))


@dataclass(frozen=True, slots=True)
class Clue:
    """Evidence for a person: its weight and, when it words an office, the span of that office."""

    weight: float
    role: tuple[int, int] | None = None


NOTHING = Clue(0.0)
DONE = Clue(1.0)  # something is done, by a person or a firm


def clue_before(candidate: Candidate) -> Clue:
    """An office or form of address before the name."""
    words = candidate.words
    first = candidate.title if candidate.title >= 0 else candidate.first
    if candidate.title >= 0:
        form = words.forms[candidate.title]
        if form in vocabulary("honorifics"):
            wider = _office_chain(words, candidate.title, candidate)
            return Clue(3.0, wider.role)
        wider = _office_chain(words, candidate.title, candidate)
        if form not in vocabulary("offices") and form not in vocabulary("styles"):
            return Clue(2.5, wider.role)  # an inhabitant: "la Laotienne X"
        start = wider.role[0] if wider.role else words.starts[candidate.title]
        return Clue(2.5, (start, words.ends[candidate.first - 1]))
    if first == 0:
        return NOTHING
    gap = words.joint(first - 1)
    if gap in (" ", ". ") and words.forms[first - 1] in vocabulary("honorifics"):
        return Clue(3.0)
    if gap == ", " and words.forms[first - 1] in ("elles", "eux") and words.forms[first - 2] in _AMONG:
        return Clue(2.0)  # "L'une d'elles, X, raconte"
    chain = _office_chain(words, first, candidate)
    if chain.weight and is_head_of_body(candidate):
        return Clue(0.8, chain.role)
    return chain if chain.weight or not _is_fronted(words, first) else Clue(1.5)


def is_head_of_body(candidate: Candidate) -> bool:
    """ "le fondateur de X", "les villageois de X": mostly a firm or a place, unlike in "le fils de X"."""
    words, first = candidate.words, candidate.first
    if first < 2 or words.forms[first - 1] not in ("de", "du", "d"):
        return False
    office = words.forms[first - 2]
    return is_office(office) and office not in vocabulary("of_somebody")


def no_office_before(candidate: Candidate) -> bool:
    """Whether an office further left is somebody else's: "directrice de la X", "ambassadeur à X"."""
    words, first = candidate.words, candidate.first
    if candidate.title >= 0 or first == 0:
        return False
    form, gap = words.forms[first - 1], words.joint(first - 1)
    if gap in (" ", "'", "’") and form in ("la", "les", "l"):
        return True
    written = words.text[words.starts[first - 1] : words.ends[first - 1]]
    return form == "a" and gap == " " and not written.isascii()


def _is_fronted(words: Words, first: int) -> bool:
    """ "Née à Kazan, X", "Âgé de 71 ans, X": a clause that opens the sentence tells of whom follows."""
    if first < 2 or words.joint(first - 1) != ", ":
        return False
    for index in range(first - 1, max(-1, first - _FRONTED), -1):
        if index == 0 or _BREAKS.search(words.joint(index - 1)) or words.joint(index - 1) == ". ":
            opens = words.text[words.starts[index]].isupper()
            return opens and words.forms[index] in vocabulary("fronted")
    return False


def _office_chain(words: Words, first: int, candidate: Candidate) -> Clue:
    """Walks left from word ``first`` to the office that announces it: "ministre de la Santé X"."""
    if first == 0:
        return NOTHING
    forms = words.forms
    gap = words.joint(first - 1).replace("\xa0", " ")
    comma = gap in (", ", "), ")
    if not comma and gap not in (" ", ") ", "-"):
        return NOTHING
    if comma and not _closes_apposition(candidate):
        return NOTHING
    if forms[first - 1] == "et":
        return NOTHING
    stops = vocabulary("stops")
    index = first - 1
    commas = 0
    charged = NOTHING
    while index >= 0 and first - index <= _REACH:
        form = forms[index]
        office = (is_office(form) and not _is_compounded(words, index)) or (
            form == "parole" and index > 0 and forms[index - 1] == "porte"
        )
        if office and not _is_many(words, index):
            clue = _weigh(words, _leftmost(words, index), index, first, comma)
            if form not in ("charge", "chargee"):
                return clue
            charged = clue  # of what somebody is charged that a further office words
        if form in stops and not _is_no_verb(words, index):
            return charged
        if index == 0:
            return charged
        between = words.joint(index - 1)
        if _BREAKS.search(between) and not (between in (". ", ".") and len(forms[index - 1]) < 3):
            return charged
        if "," in between:
            commas += 1
            if commas > 2 or forms[index] not in ("de", "du", "des", "d", "et", "charge", "chargee"):
                return charged
        if between == ". " and len(forms[index - 1]) > 2:
            return charged
        index -= 1
    return charged


def _is_compounded(words: Words, index: int) -> bool:
    """The "universitaire" of "hospitalo-universitaire" is an adjective."""
    if not index or words.joint(index - 1) != "-" or words.forms[index] not in vocabulary("bearing"):
        return False
    return words.forms[index - 1].endswith("o")


def _is_many(words: Words, index: int) -> bool:
    """The many of "la Chambre des représentants", where the office stands further left."""
    return index > 1 and words.forms[index].endswith("s") and words.forms[index - 1] == "des"


def _is_no_verb(words: Words, index: int) -> bool:
    """ "la visite du", "une adresse", "à": a stop that an article or an accent makes another word."""
    if words.forms[index] == "pour":  # "commissaire pour les réfugiés"
        return words.forms[index + 1 : index + 2] in (["les"], ["la"], ["le"], ["l"])
    if words.forms[index] in _COMPOUNDING and words.joint(index) == "-":
        return words.forms[index + 1] not in _PRONOUNS  # "est-timorais", "contre-espionnage"
    if words.forms[index] in ("a", "ou"):
        return not words.text[words.starts[index] : words.ends[index]].isascii()  # "à", "où"
    return index > 0 and words.forms[index - 1] in ("la", "une", "un", "le", "sa", "leur", "cette", "de")


def _leftmost(words: Words, index: int) -> int:
    """Widens an office to the left: "ancien vice-président", "secrétaire général et président"."""
    while index > 0:
        gap, form = words.joint(index - 1), words.forms[index - 1]
        hyphened = gap in ("-", "‑") and form in vocabulary("hyphened")
        if hyphened or (gap == " " and form in vocabulary("loose")):
            index -= 1
        elif gap in (" ", "-") and is_office(form):
            index -= 1  # "directeur général", "commissaire adjoint", "président-directeur"
        elif form == "porte" and words.forms[index] == "parole":
            index -= 1
        elif (
            form == "en" and words.forms[index] == "chef" and index > 1 and is_office(words.forms[index - 2])
        ):
            index -= 2  # "conservateur en chef"
        elif gap == " " and form == "et" and index > 1:
            head = _head_before(words, index - 2)
            if head < 0:
                return index
            index = head
        else:
            break
    return index


def _head_before(words: Words, index: int) -> int:
    """The office that opens the coordination left of "et", else -1: "secrétaire … et président"."""
    head = -1
    for position in range(index, max(-1, index - _REACH), -1):
        form = words.forms[position]
        if is_office(form):
            head = position
        inner = position > 0 and words.forms[position - 1] in ("de", "a")
        if form in vocabulary("articles") and form not in ("du", "des", "au", "aux") and not inner:
            return head
        if form in vocabulary("stops") and not _is_no_verb(words, position):
            return -1
        if position and words.joint(position - 1).strip(" -'’()") != "":
            return head
    return head


def _weigh(words: Words, start: int, head: int, first: int, comma: bool) -> Clue:
    role = (words.starts[start], words.ends[first - 1])
    if words.text[role[1] : role[1] + 1] == ")":
        role = (role[0], role[1] + 1)
    if role[1] - role[0] > _MAX_ROLE:
        return NOTHING
    direct = head == first - 1
    return Clue(2.5 if direct and not comma else 2.0, role)


def _closes_apposition(candidate: Candidate) -> bool:
    """Whether the name after "le ministre, …" is shut off again, as an apposition is."""
    words = candidate.words
    rest = words.text[candidate.end : candidate.end + 2]
    if not rest.strip() or rest[0] in ",.)(;:»":
        return True
    following = words.forms[candidate.last] if candidate.last < len(words.forms) else ""
    return following in ("a", "ont", "est", "et", "s", "qui", "avait", "sera", "ainsi", "lors") or (
        following in vocabulary("speaking")
    )


def clue_after(candidate: Candidate) -> Clue:
    """Apposition, age, side in the picture or verb of speaking after the name."""
    words = candidate.words
    last = candidate.last
    if last >= len(words.forms):
        return NOTHING
    gap = words.joint(last - 1)
    if gap == ", ":
        return _apposition(words, last)
    if gap.startswith(" (") or gap == " [":
        return _parenthesis(words, last)
    if gap in (" ", ", ") and words.forms[last] in ("a", "ont", "avait", "est", "s", "aurait", "n"):
        return _verb(words, last)
    if gap == " " and words.forms[last] in vocabulary("speaking"):
        return Clue(1.2)
    return NOTHING


def _apposition(words: Words, first: int) -> Clue:
    forms = words.forms
    if forms[first].isdigit() and first + 1 < len(forms) and forms[first + 1] in ("ans", "an"):
        after = first + 2
        more = _apposition(words, after) if after < len(forms) and words.joint(after - 1) == ", " else NOTHING
        return Clue(2.5, more.role)
    if forms[first : first + 2] == ["prix", "nobel"] or forms[first : first + 2] == ["medaille", "d"]:
        return Clue(2.0)
    if forms[first] in ("ne", "nee") and first + 1 < len(forms) and forms[first + 1] in ("en", "le", "a"):
        return Clue(2.5)
    start = first
    for index in range(first, min(first + 7, len(forms))):
        if is_office(forms[index]) or forms[index : index + 2] == ["porte", "parole"]:
            end = _role_end(words, index)
            if forms[index] in vocabulary("kin") and forms[index - 1] in ("son", "sa"):
                return Clue(0.5)
            if start > first and (_announces_other(words, end) or _names_at_once(words, index)):
                return Clue(1.0)
            return Clue(2.5, (words.starts[start], end))
        if forms[index] not in vocabulary("before_office"):
            break
        if forms[index] in ("le", "la", "l", "un", "une", "son", "sa", "les", "leur", "des"):
            start = index + 1
    if forms[first] in ("qui", "dont"):
        return Clue(1.0)
    if forms[first] in ("dit", "dite", "alias", "surnomme", "surnommee"):
        return Clue(1.5)
    return NOTHING


def _names_at_once(words: Words, head: int) -> bool:
    """ "X, le vice-ministre Ibrahim Rahimpour …": the office is that of whom it names right behind."""
    ahead = words.starts[head + 1 : head + 3]
    if len(ahead) < 2 or words.joint(head) != " " or words.joint(head + 1) not in (" ", "-"):
        return False
    return all(words.text[start].isupper() for start in ahead)


def _announces_other(words: Words, end: int) -> bool:
    """ "… X, le ministre de la Santé, Y, …": the office may as well be that of Y."""
    text = words.text
    return text[end : end + 2] == ", " and text[end + 2 : end + 3].isupper()


def _role_end(words: Words, head: int) -> int:
    """End of the office that starts with ``head``: the clause's, or the next comma."""
    index = head
    stops = vocabulary("stops")
    while index + 1 < len(words.forms) and index - head < _REACH:
        gap = words.joint(index)
        if "," in gap or _BREAKS.search(gap) or "–" in gap:
            break
        form = words.forms[index + 1]
        if (
            form in stops
            and not _is_no_verb(words, index + 1)
            and form not in ("pour", "contre", "envers", "aupres", "demande", "avec")
        ):
            break
        if form == "et" and index + 2 < len(words.forms) and _opens_other(words, index + 2):
            break
        index += 1
    end = words.ends[index]
    return end + 1 if words.text[end : end + 1] == ")" else end


def _opens_other(words: Words, index: int) -> bool:
    """Whether a new person or clause starts after "et"."""
    form = words.forms[index]
    if form in ("le", "la", "les", "l", "son", "sa", "de", "du", "des", "d"):
        return form in ("le", "son", "sa")
    return words.text[words.starts[index]].isupper()


def _parenthesis(words: Words, first: int) -> Clue:
    forms = words.forms
    for index in range(first, min(first + 4, len(forms))):
        if forms[index] in vocabulary("sides"):
            further = _after_parenthesis(words, index)
            return Clue(2.5, further.role)
        if index > first and words.joint(index - 1) not in (" ", "'", "’"):
            break
    if forms[first].isdigit():
        if len(forms[first]) == 4 or (first + 1 < len(forms) and forms[first + 1] == "ans"):
            return Clue(2.0)
        if first + 1 < len(forms) and forms[first + 1] in ("e", "re", "eme"):
            return Clue(2.0)
    if re.fullmatch(r"\d{1,2}(?:e|eme|re|er)", forms[first]):
        return Clue(2.0, _after_parenthesis(words, first).role)
    return NOTHING


def _after_parenthesis(words: Words, index: int) -> Clue:
    """The apposition after "(droite), "."""
    for position in range(index, min(index + 8, len(words.forms) - 1)):
        gap = words.joint(position)
        if ")" in gap:
            return _apposition(words, position + 1) if gap == "), " else NOTHING
    return NOTHING


def _verb(words: Words, last: int) -> Clue:
    for index in range(last + 1, min(last + 5, len(words.forms))):
        if words.forms[index] in vocabulary("speaking"):
            return Clue(1.5)
        if words.forms[index] in vocabulary("lived"):
            return Clue(1.2)
    return DONE


def clue_left(candidate: Candidate) -> float:
    """Small words left of the name: for it ("selon"), or against it (an article, "en")."""
    words = candidate.words
    first = candidate.first
    if first == 0:
        return 0.0
    gap, form = words.joint(first - 1), words.forms[first - 1]
    if gap in (" ", "'", "’", ' "', " «", " « ", " “"):
        if form in vocabulary("articles"):
            return 0.0 if candidate.forms[0] in vocabulary("kept_titles") else -2.5
        if form in ("en", "dans", "vers", "depuis"):
            return -1.5
        if form == "a":
            return clue_of_direction(words, first)
        if form in ("selon", "apres") and words.text[words.starts[first - 1]].isupper():
            return 0.8
        if form in ("selon", "avec", "entre", "chez", "et"):
            return 0.4
        if form in vocabulary("speaking"):
            return 1.4
        if form in vocabulary("transitive"):
            return 1.2
        return _clue_two_words_left(words, first)
    if gap == ", " and form in vocabulary("speaking"):
        return 0.4
    return 0.0


def is_direction(candidate: Candidate) -> bool:
    """Whether "à" stands before the name and nothing says that it is a person to whom something is done."""
    words, first = candidate.words, candidate.first
    if candidate.title >= 0 or not first or words.forms[first - 1] != "a" or words.joint(first - 1) != " ":
        return False
    return clue_of_direction(words, first) <= 0 and words.text[words.starts[first - 1]] in "àÀA"


def clue_of_direction(words: Words, first: int) -> float:
    """ "à X" names a place where somebody is, goes or works; a person to whom something is done or given."""
    if first < 2 or words.joint(first - 2) != " ":
        return -1.0  # "À X, la pluie tombe"
    before = words.forms[first - 2]
    if before in vocabulary("to_person"):
        return 1.0
    return -1.5 if before.isdigit() or before in vocabulary("at_place") else 0.0


def _is_work_before(words: Words, index: int) -> bool:
    """Whether the words up to ``index`` are the title of a work: "la chanson Tien quan ca"."""
    for position in range(index, max(0, index - 5), -1):
        if words.joint(position - 1) != " ":
            return False
        if words.forms[position - 1] in vocabulary("works"):
            return words.text[words.starts[position]].isupper()
    return False


_PARTICIPLE = re.compile(r"[a-z]{2,}(?:e|ee|es|ees|i|ie|is|it|ite|its|ites|u|ue|us|ues)")


def _clue_two_words_left(words: Words, first: int) -> float:
    """ "face à X", "fondé par X", "un film de X"."""
    if first < 2:
        return 0.0
    form, before = words.forms[first - 1], words.forms[first - 2]
    if form == "par" and before in ("passe", "passant", "passee", "passes", "transite", "transitant"):
        return -1.0
    if form == "par":
        return 1.2 if _PARTICIPLE.fullmatch(before) else 0.4
    if form in ("de", "d"):
        title_closed = "»" in words.joint(first - 2) or '"' in words.joint(first - 2)
        of_person = vocabulary("of_person")
        further = words.forms[first - 3] if first > 2 and words.joint(first - 3) == " " else ""
        # "un film de X", "un film muet de X", "le roman Truyen Kieu de X"
        if title_closed or before in of_person or (further in of_person and further != "maison"):
            return 1.0
        return 1.0 if _is_work_before(words, first - 2) else 0.0
    return 0.0
