"""French words that no dictionary lists, told by how they are formed on one that it does."""

from __future__ import annotations

from collections.abc import Container


def words_of(text: str) -> frozenset[str]:
    """The blank-divided words of ``text``."""
    return frozenset(text.split())


_VERB_ENDINGS = words_of(
    "e es ent ons ez ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais "
    "erait erions eriez eraient é ée és ées ant er age ages able ables ation ations eur eurs euse euses "
    "ateur ateurs atrice atrices ement ements"
)
# ending: what stands in its place in the word it is formed on
_FORMED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_VERB_ENDINGS, ("er",)),
    **dict.fromkeys(words_of("issent issant issait issaient issons ira iront issage"), ("ir",)),
    **dict.fromkeys(words_of("ien ienne iens iennes"), ("", "e", "ie")),
    **dict.fromkeys(words_of("ais aise aises ois oise oises ain aine ains aines"), ("", "e", "a")),
    **dict.fromkeys(words_of("ité ités iste istes isme ismes"), ("", "e", "el", "al", "ique")),
    **dict.fromkeys(words_of("al ale ales aux ique iques el elle els elles"), ("", "e", "ie")),
    **dict.fromkeys(words_of("if ive ifs ives"), ("ion", "er")),
    **dict.fromkeys(words_of("iser isation isé isée isés isées"), ("", "e", "el", "al", "ique")),
    **dict.fromkeys(words_of("ne nes"), ("n",)),
    **dict.fromkeys(words_of("le les"), ("l",)),
    **dict.fromkeys(words_of("s x"), ("",)),
    "ment": ("", "e", "nt"),
    "sent": ("",),
    "sant": ("",),
    "amment": ("ant",),
    "emment": ("ent",),
}
for _ending in words_of("eur eurs euse euses age ages able ables"):
    _FORMED[_ending] += ("e",)  # "décortiqueuse", where no list has the infinitive
_FORMED["e"] += ("",)
_FORMED["es"] += ("",)
_ADJECTIVES = words_of("al ale ales aux")
_LONGEST_ENDING = max(map(len, _FORMED))
_SHORTEST_BASE = 4


def is_formed(word: str, known: Container[str]) -> bool:
    """Whether ``word`` can be an inflection or derivation of a word in ``known``.

    >>> is_formed("incrémentales", {"incrément"})
    True
    """
    for size in range(1, min(_LONGEST_ENDING, len(word) - 2) + 1):
        ending = word[-size:]
        for old in _FORMED.get(ending, ()):
            base = word[:-size] + old
            if len(base) >= _SHORTEST_BASE and base in known and _takes(base, ending):
                return True
    return False


def _takes(base: str, ending: str) -> bool:
    """Plurals and infinitives take no further ending but those of verbs."""
    if ending in _ADJECTIVES and (base[-1] in "aeiouéè" or base.endswith(("tion", "sion"))):
        return False
    if base.endswith(("s", "x", "z")):
        return ending in ("e", "es", "ement", "sent", "sant")
    return ending in _VERB_ENDINGS or not base.endswith(("er", "ir"))
