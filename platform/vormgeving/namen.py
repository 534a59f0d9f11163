"""Initials for the chips. Pure: knows names, not people."""

from functools import lru_cache

# A family name may begin with one of these; written with a capital they count as its first letter
# ("El Amrani" is E), written small they do not ("de Wit" is W).
_VOORVOEGSELS = frozenset(
    {"'s", "'t", "'n", "abu", "al", "ben", "bin", "d'", "da", "de", "den", "der", "des", "di"}
    | {"do", "dos", "du", "el", "het", "la", "le", "of", "op", "te", "ten", "ter", "van", "vom"}
    | {"von", "zu"}
)


@lru_cache(maxsize=4096)
def initialen(naam: str) -> str:
    """Two letters for a person: first name and family name, or the start of a single name.

    >>> initialen("Tom van Dijk"), initialen("Youssef El Amrani"), initialen("Noor")
    ('TD', 'YE', 'NO')
    """
    woorden = [w for w in (deel.strip('()[].,;:"“”') for deel in naam.split()) if _letters(w)]
    if not woorden:
        return "?"
    if len(woorden) == 1:
        return _letters(woorden[0])[:2].upper()
    return (_eerste(woorden[0]) + _eerste(_achternaam(woorden[1:]))).upper()


def _achternaam(woorden: list[str]) -> str:
    """The word whose first letter stands for the family name."""
    for plaats, woord in enumerate(woorden):
        if woord.lower() not in _VOORVOEGSELS:
            continue
        if woord[0].isupper():
            return woord
        rest = [w for w in woorden[plaats:] if w[0].isupper() or w.lower() not in _VOORVOEGSELS]
        if rest:
            return rest[0]
    return woorden[-1]


def _eerste(woord: str) -> str:
    return _letters(woord)[:1]


def _letters(woord: str) -> str:
    return "".join(teken for teken in woord if teken.isalpha())
