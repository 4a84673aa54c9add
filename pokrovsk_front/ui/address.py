"""What an address asks for that a page does not have: said in a sentence, with what is shown.

Streamlit drops a value of an address that a field does not take, and shows another in silence. So
the address is read before the field is drawn; a day is replaced by the nearest that there is. The
sentence stays until the reader chooses something else.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from pokrovsk_front.model.link_days import LinkDay, read_link_day
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import fresh
from pokrovsk_front.ui.quoted import quoted

REFUSED = "refused_of_the_address"
PAGE = "page_of_the_address"
NOT_DRAWN = object()
"""Stands for what a field shows until it has been drawn."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A value of the address that a field does not take.

    Attributes:
        asked: What the address has.
        day: What was found of it, where a day belongs.
        shown: What the field shows instead, once it is drawn.
    """

    asked: str
    day: LinkDay | None = None
    shown: object = NOT_DRAWN


def follow_page(page: str) -> None:
    """Forget what was said of the address of another page."""
    if st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        st.session_state.pop(REFUSED, None)


def day(label: str, key: str, *, usual: date, first: date, last: date, width: int = 165) -> date:
    """Let the reader type a day that the address keeps.

    Args:
        label: What the day is for.
        key: Its name in the address and in the session.
        usual: The day that is shown unless another is asked for.
        first: First day that can be chosen.
        last: Last day that can be chosen.
        width: Of the field, in pixels.

    Returns:
        The day chosen; `tell` says what became of another one in the address.
    """
    asked = _asked(key)
    found = read_link_day(asked[0], first, last) if asked else None
    if found:
        _refuse(key, Refused(asked[0], found))
        if found.shown:
            st.session_state[key] = found.shown
    chosen = st.date_input(
        label,
        value=usual,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key=key,
        bind="query-params",
        width=width,
    )
    note(key, chosen)
    return chosen


def look(key: str, options: Collection[str]) -> None:
    """Note what the address asks of a choice that is none of its options, before it is drawn.

    Args:
        key: The name of the choice in the address and in the session.
        options: What the reader sees of each option, which is what the address has.
    """
    unknown = [each for each in _asked(key) if each not in options]
    if unknown:
        _refuse(key, Refused(unknown[0]))


def look_at_number(key: str, most: int) -> None:
    """Note that the address asks for more values than a field takes, before it is drawn."""
    asked = _asked(key)
    if len(asked) > most:
        _refuse(key, Refused(str(len(asked))))


def tell_number(words: Wording, key: str, most: int) -> None:
    """Say that the address asks for more than is shown."""
    for _key, refused in _still_refused([key]):
        text = words.gettext("The link names {count}, of which the page shows the first {most}.")
        said = text.format(count=words.number(int(refused.asked)), most=words.number(most))
        fresh.warning(f"address_{key}", said)


def note(key: str, value: object) -> None:
    """Note what a field shows: what is said of the address ends when the reader changes it."""
    refused = _all_refused().get(key)
    if refused is None:
        return
    if refused.shown is NOT_DRAWN:
        _refuse(key, replace(refused, shown=value))
    elif refused.shown != value:
        del _all_refused()[key]


def switch(label: str, key: str, words: Wording) -> bool:
    """Let the reader turn something on that the address keeps."""
    asked = [each for each in _asked(key) if each.lower() not in {"true", "false"}]
    if asked:
        _refuse(key, Refused(asked[0]))
    is_on = st.toggle(label, key=key, bind="query-params")
    note(key, is_on)
    tell_choice(words, key, label)
    return is_on


def tell_day(words: Wording, *keys: str) -> None:
    """Say of each day of the address that cannot be shown why, and which is shown instead."""
    for key, refused in _still_refused(keys):
        shown = refused.shown
        if not isinstance(shown, date) or refused.day is None:
            continue
        fresh.warning(f"address_{key}", _day_text(refused, shown, words))


def tell_choice(words: Wording, key: str, label: str, shown: str = "") -> None:
    """Say of a choice of the address that there is none such, and what is shown instead.

    Args:
        words: The reader's language.
        key: Its name in the address.
        label: What is chosen, as the reader sees it.
        shown: What is chosen instead, as the reader sees it; nothing for no choice.
    """
    for _key, refused in _still_refused([key]):
        text = (
            words.gettext("“{label}” has no option {asked}; the page shows “{shown}”.")
            if shown
            else words.gettext("“{label}” has no option {asked}; none is chosen.")
        )
        said = text.format(label=label, asked=quoted(refused.asked), shown=shown)
        fresh.warning(f"address_{key}", said)


def _day_text(refused: Refused, shown: date, words: Wording) -> str:
    found = refused.day
    if found is None or found.parts is None:
        return words.gettext("{asked} is not a day; the page shows {shown}.").format(
            asked=quoted(refused.asked), shown=words.day(shown)
        )
    text = (
        words.gettext("{asked} does not exist; the page shows {shown}.")
        if found.problem == "impossible"
        else words.gettext("{asked} is not among the days of the archive; the page shows {shown}.")
    )
    return text.format(asked=words.written_day(*found.parts), shown=words.day(shown))


def _asked(key: str) -> list[str]:
    """Give the values of a field in the address, unless the field has been drawn before."""
    if key in st.session_state:
        return []
    _all_refused().pop(key, None)
    return [each for each in st.query_params.get_all(key) if each.strip()]


def _all_refused() -> dict[str, Refused]:
    found: dict[str, Refused] = st.session_state.setdefault(REFUSED, {})
    return found


def _refuse(key: str, refused: Refused) -> None:
    _all_refused()[key] = refused


def _still_refused(keys: Collection[str]) -> list[tuple[str, Refused]]:
    found = _all_refused()
    return [(key, found[key]) for key in keys if key in found]
