"""Lookup of places by name: official, Ukrainian or another spelling.

A name either is one of the names of one place or is refused with the nearest ones; nothing is
guessed. Capitals, apostrophes, hyphens and runs of spaces make no difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from pokrovsk_front.model.messages import N_, RefusalError, Value, as_typed

_SUGGESTIONS = 3
_MAX_REPEATED = 60
_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_SILENT = str.maketrans({"-": " ", "_": " "} | dict.fromkeys("'’ʼ`"))


class PlaceError(RefusalError):
    """A name that is not the name of one place.

    Attributes:
        nearest: The names that come nearest, best first; all meant where a name is shared.
    """

    def __init__(self, text: str, /, *, nearest: tuple[str, ...], **values: Value) -> None:
        super().__init__(text, nearest=", ".join(nearest), **values)
        self.nearest = nearest


def alphabetical(name: str) -> list[int]:
    """Give the collation key of a name, case-insensitive, by the alphabet of its script.

    Unicode has the Ukrainian letters і, ї, є and ґ outside the order of the alphabet.

    >>> sorted(["Лиман", "Ізюм", "Авдіївка", "Київ"], key=alphabetical)
    ['Авдіївка', 'Ізюм', 'Київ', 'Лиман']
    """
    return [
        ord("а") + _UKRAINIAN.index(letter) if letter in _UKRAINIAN else ord(letter)
        for letter in name.casefold()
    ]


def by_name(ids: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """List what has a name in the alphabetical order of the names.

    >>> by_name(["b", "a"], {"a": "Київ", "b": "Ізюм"})
    ['b', 'a']
    """
    return sorted(ids, key=lambda each: alphabetical(names[each]))


def is_called(names: Iterable[str], name: str) -> bool:
    """Tell whether a name is one of some.

    >>> is_called(("Kyiv", "Київ"), "КИЇВ")
    True
    """
    asked = _plain(name)
    return any(asked == _plain(each) for each in names)


def find_place(places: Mapping[str, Sequence[str]], name: str) -> str:
    """Find the place of a name.

    Nearness is counted in letters (difflib), so it says nothing of the map, and a name in
    another alphabet than those listed is near to nothing.

    Args:
        places: The names of each place under its `place_id`, the one to show first.
        name: What was asked for; a `place_id` will do as well.

    Returns:
        The `place_id`.

    Raises:
        PlaceError: No place has the name, or several have; the sentence gives the three nearest
            names, or those of the places that share it.

    >>> find_place({"kyiv": ("Kyiv", "Київ", "Kiev")}, "КИЇВ")
    'kyiv'
    """
    asked = _plain(name)
    known = {place_id: [*names, place_id] for place_id, names in places.items()}
    found = [place_id for place_id, names in known.items() if is_called(names, name)]
    if len(found) == 1:
        return found[0]
    if found:
        shared = tuple(known[place_id][0] for place_id in found)
        raise PlaceError(
            N_("{typed} is a name of several places: {nearest}."),
            typed=_typed(name),
            nearest=shared,
        )

    def likeness(place_id: str) -> float:
        # The time that a comparison takes grows with the length: a name is never that long.
        typed = asked[:_MAX_REPEATED]
        return max(SequenceMatcher(None, typed, _plain(each)).ratio() for each in known[place_id])

    ranked = sorted(known, key=lambda place_id: (-likeness(place_id), known[place_id][0]))
    nearest = tuple(known[place_id][0] for place_id in ranked[:_SUGGESTIONS])
    raise PlaceError(
        N_("No place is called {typed}. The nearest names: {nearest}."),
        typed=_typed(name),
        nearest=nearest,
    )


def _typed(name: str) -> str:
    """Quote the typed name, truncated."""
    return f"'{as_typed(name[:_MAX_REPEATED])}{'…' if len(name) > _MAX_REPEATED else ''}'"


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(normalize("NFKC", name).translate(_SILENT).casefold().split())
