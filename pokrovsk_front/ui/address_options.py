"""Options of choices in the address, by their ids, which are the same in every language.

Streamlit's own binding writes what the reader sees of an option: of a place, all its spellings.
Here the address has the id. What the reader sees is taken too, since addresses of the first
version have it.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from pokrovsk_front.model.gazetteer import PlaceError, find_place
from pokrovsk_front.ui import address

Spellings = Mapping[str, Sequence[str]]
"""Names of places by which they are found too, by `place_id`."""


def take_option(
    key: str, names: Mapping[str, str], default: str | None, spellings: Spellings | None = None
) -> None:
    """Select the option that the address asks for, before its field is drawn.

    Args:
        key: The name of the field in the address and in the session.
        names: What the reader sees of each option, by id.
        default: The id that is selected unless another is asked for; None for none.
        spellings: Names by which an option is found too.
    """
    asked = address.newly_asked(key)
    if asked:
        if len(asked) > 1:
            address.refuse_repeated(key)
        found = _find(asked[-1], names, spellings)
        if found is None:
            address.refuse(key, asked[-1])
        st.session_state[key] = found or default
    elif asked is not None and address.is_history_navigation():
        st.session_state[key] = default
    if st.session_state.get(key) not in names:
        st.session_state[key] = default


def take_options(key: str, names: Mapping[str, str]) -> None:
    """Select the options that the address asks for, before their field is drawn; none else.

    Args:
        key: The name of the field in the address and in the session.
        names: What the reader sees of each option, by id.
    """
    found = {text: _find(text, names, None) for text in _newly_asked_of_several(key, ())}
    unknown = [text for text, option in found.items() if option is None]
    if unknown:
        address.refuse(key, unknown[0])
    known = [option for option in found.values() if option is not None]
    if known:
        st.session_state[key] = list(dict.fromkeys(known))


def take_places(key: str, spellings: Spellings, default: Sequence[str], most: int) -> None:
    """Select the places that the address names, before their field is drawn.

    The field takes text that is no place as well, and says so beside it.

    Args:
        key: The name of the field in the address and in the session.
        spellings: Names by which each place is found.
        default: The ids that are selected unless others are asked for.
        most: How many the field takes; the first ones count.
    """
    texts = _newly_asked_of_several(key, default)
    if texts:
        taken = list(dict.fromkeys(_find(text, {}, spellings) or text for text in texts))
        if len(taken) > most:
            address.refuse(key, str(len(taken)))
        st.session_state[key] = taken[:most]


def keep_option(key: str, chosen: str | None, default: str | None) -> None:
    """Write the option that a field shows into the address, unless it is the default."""
    address.note(key, chosen)
    address.write(key, [] if chosen in (default, None) else [str(chosen)])


def keep_options(key: str, chosen: Sequence[str], default: Sequence[str] = ()) -> None:
    """Write the options that a field shows into the address, unless they are the default."""
    address.note(key, list(chosen))
    # An empty value says that none is chosen where some are by default.
    address.write(key, [] if list(chosen) == list(default) else list(chosen) or [""])


def _newly_asked_of_several(key: str, default: Sequence[str]) -> list[str]:
    """Give the values that the address has of a field of several; it is emptied or reset.

    A value without text says that none is chosen.
    """
    asked = address.newly_asked(key)
    if key not in st.session_state or (asked == [] and address.is_history_navigation()):
        st.session_state[key] = list(default)
    texts = [text for text in asked or [] if text.strip()]
    if asked and not texts:
        st.session_state[key] = []
    return texts


def _find(text: str, names: Mapping[str, str], spellings: Spellings | None) -> str | None:
    if text in names:
        return text
    for option, name in names.items():
        if name == text:
            return option
    try:
        return find_place(spellings, text) if spellings else None
    except PlaceError:
        return None
