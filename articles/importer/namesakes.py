"""Streets, prizes, ships, bodies and places that bear a name: who is not in the story."""

from __future__ import annotations

from .candidates import Candidate
from .names import is_known_name
from .offices import is_epithet, is_office
from .phrases import Words
from .wordlists import vocabulary

_LONGEST_BODY = 9  # words between a body's head and the name that closes it
_LONGEST_LIST = 40  # words of an enumeration of places
# Persons whom bodies are named after so often that an office before such a body does not announce them.
_EPONYMS = frozenset((("ho", "chi", "minh"), ("jose", "marti"), ("louis", "pasteur"), ("che", "guevara")))
_AUXILIARIES = frozenset(("a", "ont", "avait", "avaient", "ayant", "aurait", "aura", "etait", "fut", "sont"))
_OF = frozenset(("de", "du", "d"))
_LIES = frozenset(("situe", "situee", "rattache", "rattachee", "distant", "distante", "peuple", "peuplee"))
_AND = frozenset(("et", "ou"))


def bears_name(candidate: Candidate) -> str:
    """ "named" after a street or prize, "body" after a firm, "site" after "village de", else ""."""
    words = candidate.words
    first = candidate.title if candidate.title >= 0 else candidate.first
    if candidate.bars in ("named", "firm"):
        return "named"
    index = first - 1
    if index < 0:
        return candidate.bars
    gap = words.joint(index)
    if candidate.title < 0 and is_among_places(words, first):
        return "site"
    if gap not in (" ", " « ", ' "', " “", "-", " : ", "'", "’"):
        return candidate.bars
    if _is_called(words, index):
        return "named"
    if index and words.forms[index - 1] in _AUXILIARIES and words.joint(index - 1) == " ":
        return candidate.bars  # "il a cité X", "elle a accordé"
    named = vocabulary("named_after")
    over = _over_title(words, index)
    if over < index:
        return "named" if over >= 0 and words.forms[over] in vocabulary("streets") else candidate.bars
    if words.forms[index] in _OF and _site_before(words, index, unknown=not _has_known_name(candidate)):
        return "site"
    if len(words.forms[index]) < 4 and words.forms[index].isdigit() and gap == " ":
        return "site"  # "10 Ly Quoc Su": the number of a house
    if _is_of_things(words, index):
        return "named"
    if words.forms[index] in vocabulary("bodies") and _announces(candidate, index):
        return candidate.bars  # "en présence du directeur de l'université Trân Tho Dat"
    steps = 0
    while index >= 0 and steps < 4:
        form = words.forms[index]
        whole = f"{words.forms[index - 1]}-{form}" if index and words.joint(index - 1) == "-" else form
        if index > 1 and words.forms[index - 1] in ("de", "d") and is_office(words.forms[index - 2]):
            return candidate.bars  # "général de division X", "chef de mission X"
        if (
            whole in named
            or (form in named and form == whole)
            or (steps == 0 and form in vocabulary("ships"))
        ):
            return "named"
        if whole != form and words.forms[index - 1] in named and not is_office(whole):
            return "named"  # "le navire-hôpital X"
        if candidate.title < 0 and (
            form in vocabulary("troupes" if steps else "groups") or whole == "plate-forme"
        ):
            return "body"
        if not is_epithet(form) or index == 0 or words.joint(index - 1) not in (" ", "-"):
            break
        index -= 1
        steps += 1
    return "named" if _closes_body(candidate, first) else candidate.bars


def _is_of_things(words: Words, index: int) -> bool:
    """ "le jardin des fleurs X", "le lycée des métiers X": two nouns before the name."""
    if index < 2 or words.forms[index - 1] not in ("des", "de") or is_office(words.forms[index]):
        return False
    small = words.text[words.starts[index]].islower() and words.joint(index - 1) == " "
    return small and words.forms[index - 2] in vocabulary("streets")


def _announces(candidate: Candidate, index: int) -> bool:
    """Whether the office before a body is that of whom the name means, not of somebody named already."""
    words = candidate.words
    if not words.text[words.starts[index]].islower() or _is_followed_by_name(candidate):
        return False
    if len(candidate.units) < 3 or words.forms[index - 1] not in ("l", "la", "du"):
        return False
    office = index - (1 if words.forms[index - 1] == "du" else 2)
    while office > 0 and is_office(words.forms[office - 1]):
        office -= 1
    opens = words.forms[office - 1] if office > 0 else ""
    return is_office(words.forms[office]) and opens in ("le", "la", "l", "du", "au", "par") and office < index


def is_placed(candidate: Candidate) -> bool:
    """Whether what follows the name says that it is a place: "Thu Sy (district de X)", "X est un village"."""
    words, index = candidate.words, candidate.last
    if index + 1 >= len(words.forms):
        return False
    forms = words.forms
    gap = words.joint(index - 1)
    copula = index + (forms[index] == "qui")
    if gap in (" ", ", ") and forms[copula] in ("est", "etait"):
        index = copula + 1
        if index < len(forms) and forms[index] in _LIES:
            return True
        if index >= len(forms) or forms[index] not in ("un", "une", "le", "la", "l"):
            return False
    elif gap not in (" (", ", "):
        return False
    while index + 1 < len(forms) and forms[index] in (
        "un",
        "une",
        "le",
        "la",
        "l",
        "dans",
        "au",
        "petit",
        "petite",
    ):
        index += 1
    return index < len(forms) and forms[index] in vocabulary("place_kinds")


def _has_known_name(candidate: Candidate) -> bool:
    return len(candidate.units) > 2 or any(is_known_name(form) for form in candidate.forms)


def _site_before(words: Words, index: int, *, unknown: bool = False) -> str:
    """What lies at a place before "de" at ``index``, else "": "district de", "poste de commandement de"."""
    position = index - 1
    for _ in range(4):
        if position < 0 or words.joint(position) not in (" ", "-", "'", "’"):
            return ""
        form = words.forms[position]
        if _is_chamber(words, position):
            return ""
        if form in vocabulary("sites") or (unknown and form in vocabulary("workplaces")):
            return form
        if is_epithet(form):
            position -= 1
        elif (
            position > 1
            and words.forms[position - 1] in ("de", "d")
            and words.text[words.starts[position]].islower()
            and not is_office(form)
        ):
            position -= 2
        else:
            return ""
    return ""


def _is_chamber(words: Words, index: int) -> bool:
    """ "la Chambre des communes", "le Comité des régions": who sits there, no enumeration of places."""
    if index < 2 or words.forms[index - 1] != "des" or words.joint(index - 1) != " ":
        return False
    return words.forms[index - 2] in vocabulary("chambers")


def is_among_places(words: Words, first: int) -> bool:
    """ "les communes de A, B et X": an enumeration that opens with the plural of a kind of place."""
    index = first - 1
    if words.forms[index] in _OF and index and words.forms[index - 1] in _AND:
        index -= 1
    if words.forms[index] in _AND and words.joint(index) in (" ", "'", "’"):
        index -= 1
    elif words.joint(first - 1) != ", ":
        return False
    start = index
    while index > 0 and start - index < _LONGEST_LIST:
        gap = words.joint(index - 1)
        form = words.forms[index]
        if form in _OF:
            if _site_before(words, index).endswith(("s", "x")):
                return True
            if not words.joint(index - 1).endswith(", "):
                return False
        elif not words.text[words.starts[index]].isupper():
            return False
        if gap not in (" ", "-", ", ", "'", "’"):
            return False
        index -= 1
    return False


def _closes_body(candidate: Candidate, first: int) -> bool:
    """ "l'Académie nationale de politique Hô Chi Minh": a body's long name ends with the person's."""
    words, forms = candidate.words, candidate.words.forms
    if candidate.title >= 0:
        return False
    index, chained = first - 1, False
    while index >= 0 and first - index <= _LONGEST_BODY and words.joint(index) in (" ", "'", "’"):
        form = forms[index]
        capital = words.text[words.starts[index]].isupper()
        if form in vocabulary("bodies") and (capital or not _has_office(words, index)):
            return chained and not (_has_office(words, index) and not _is_followed_by_name(candidate))
        if is_office(form) or (form in vocabulary("stops") and form not in ("avec", "pour")) or capital:
            return False
        chained = chained or (index < first - 1 and form in ("de", "du", "des", "d", "aux", "en"))
        index -= 1
    return False


def _has_office(words: Words, index: int) -> bool:
    """Whether an office stands right before a body: "directeur de l'Institut"."""
    return any(is_office(form) for form in words.forms[max(0, index - 4) : index])


def _is_followed_by_name(candidate: Candidate) -> bool:
    rest = candidate.words.text[candidate.end : candidate.end + 40]
    return (rest[:2] == ", " and rest[2:3].isupper()) or candidate.forms in _EPONYMS


def _is_called(words: Words, index: int) -> bool:
    """ "porte le nom de X", "baptisé X"."""
    if words.forms[index].startswith(("baptis", "rebaptis")):
        return True
    return words.forms[max(0, index - 2) : index + 1] == ["le", "nom", "de"]


def _over_title(words: Words, index: int) -> int:
    """Steps left over "du Président", "du docteur": "rue du docteur Roux"."""
    offices, honorifics = vocabulary("offices"), vocabulary("honorifics")
    position = index
    while position > 0 and (words.forms[position] in offices or words.forms[position] in honorifics):
        position -= 1
    if position < index and words.forms[position] in ("du", "de", "des"):
        return position - 1
    if position == index and words.forms[position] in ("du", "de", "des") and position + 1 < len(words.forms):
        following = words.forms[position + 1]
        if following in offices or following in honorifics:
            return position - 1
    if position == index - 1 and words.forms[position] in ("l", "la") and words.forms[position - 1] == "de":
        return position - 2
    return index
