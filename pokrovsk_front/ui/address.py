"""Validation of a page's query parameters, with a sentence on each refused value.

Streamlit drops a value of an address that a field does not take, and shows another in silence. So
the address is read before the field is drawn; a day is replaced by the nearest that there is. The
sentence stays until the reader chooses something else.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pokrovsk_front.model.link_days import LinkDay, read_link_day
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import link_problems
from pokrovsk_front.ui import address_keys, fresh
from pokrovsk_front.ui.escape import escape

REFUSED = "refused_of_the_address"
REPEATED = "repeated_of_the_address"
TAKEN = "fields_of_the_address"
"""Session key: the fields that have taken what the address of the page asked for."""
PAGE = "page_of_the_address"
MAX_KEYS_NAMED = 3
KNOWN = "keys_of_the_page"
DEFAULT_DAYS = "default_days"
"""Session key: the day that each field of a day shows unless another is chosen."""
NOTICES = "notices_on_the_address"
"""Session key: container of the sentences on the address."""
NOT_DRAWN = object()
"""Sentinel: the field has not been drawn."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A query parameter that a field refuses.

    Attributes:
        asked: What the address has.
        day: What was found of it, where a day belongs.
        shown: What the field shows instead, once it is drawn.
    """

    asked: str
    day: LinkDay | None = None
    shown: object = NOT_DRAWN


def tell_here() -> None:
    """Open the container of the sentences on the address, until another one is opened.

    A field that stands in a closed menu would hide them.
    """
    st.session_state[NOTICES] = st.container()


def _tell(name: str, text: str) -> None:
    with st.session_state[NOTICES]:
        fresh.warning(name, text)


def follow_page(page: str) -> None:
    """Forget what was taken of the address of another page, with the notices on it."""
    if st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        for key in (REFUSED, REPEATED, TAKEN):
            st.session_state.pop(key, None)


def tell_keys(page: str, words: Wording) -> None:
    """Warn of unknown and repeated keys in the address."""
    known = st.session_state[KNOWN] = address_keys.OF_PAGE[page] | address_keys.OF_ALL
    _ = words.gettext
    unknown = [
        key for key in st.query_params if key not in known and not address_keys.is_tracker(key)
    ]
    if unknown:
        named = [escape(key) for key in unknown[:MAX_KEYS_NAMED]]
        text = _(link_problems.UNKNOWN_KEYS)
        if len(unknown) > MAX_KEYS_NAMED:
            text = _("This page does not use parts of the link: {keys} and more.")
        _tell("address_keys", text.format(keys=", ".join(named)))
    for key in (address_keys.LANG, address_keys.DATA, address_keys.CLAIM, address_keys.EVENT):
        if key in known and len(st.query_params.get_all(key)) > 1:
            _tell_repeated(key, words)


def tell_no_page(page: str, url: str | None, words: Wording) -> None:
    """Warn of an address of no page, where Streamlit shows the overview.

    Args:
        page: The page that is shown.
        url: The address in the reader's browser; None where there is no browser.
        words: The reader's language.
    """
    root = str(st.get_option("server.baseUrlPath")).strip("/")
    asked = urlsplit(url or "").path.strip("/").removeprefix(root).strip("/")
    if page == "overview" and asked not in {"", page}:
        text = words.gettext("There is no page {asked}; the overview is shown.")
        _tell("no_page", text.format(asked=escape(asked)))


def tell_set_aside(words: Wording, **labels: str) -> None:
    """Warn of filters in the address that do not apply to a single item.

    Args:
        words: The reader's language.
        labels: What the reader sees of each filter, by its key.
    """
    named = [f"“{label}”" for key, label in labels.items() if st.query_params.get(key)]
    if named:
        text = words.gettext("The link shows one entry alone, so its filter is ignored: {names}.")
        _tell("set_aside", text.format(names=", ".join(named)))


def day(
    label: str,
    key: str,
    *,
    default: date,
    first: date,
    last: date,
    width: int = 165,
    instead: date | None = None,
) -> date:
    """Date input that follows the address.

    Args:
        label: What the day is for.
        key: Its name in the address and in the session.
        default: The day that is shown unless another is asked for.
        first: First day that can be chosen.
        last: Last day that can be chosen.
        width: Of the field, in pixels.
        instead: The day that is shown for the one of the address, which cannot be, or has none.

    Returns:
        The day chosen; `tell` says what became of another one in the address.
    """
    asked = newly_asked(key)
    if asked:
        found = _day_asked(key, asked, first, last)
        st.session_state[key] = instead or found or default
    elif asked is not None and instead is not None:
        st.session_state[key] = instead
    elif asked is not None and is_history_navigation():
        st.session_state[key] = default
    _follow_default(key, default, first, last)
    chosen: date = st.date_input(
        label,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key=key,
        persist_state="session",
        width=width,
    )
    note(key, chosen)
    write(key, [] if chosen == default else [chosen.isoformat()])
    return chosen


def _day_asked(key: str, asked: list[str], first: date, last: date) -> date | None:
    """Give the day that the address asks for, or the nearest that there is."""
    if len(asked) > 1:
        refuse_repeated(key)
    found = read_link_day(asked[-1], first, last)
    if found:
        _refuse(key, Refused(asked[-1], found))
        return found.shown
    return datetime.strptime(asked[-1].strip().replace("/", "-"), "%Y-%m-%d").date()


def _follow_default(key: str, default: date, first: date, last: date) -> None:
    """Select the default of a day where none is selected, or where it was the one of before."""
    defaults: dict[str, date] = st.session_state.setdefault(DEFAULT_DAYS, {})
    selected = st.session_state.get(key)
    is_kept = isinstance(selected, date) and first <= selected <= last
    if not is_kept or selected == defaults.get(key):
        st.session_state[key] = default
    defaults[key] = default


def newly_asked(key: str) -> list[str] | None:
    """Give the values that the address has of a field; None where the reader chooses himself."""
    if is_taken(key) and not is_history_navigation():
        return None
    set_taken(key)
    return st.query_params.get_all(key)


def is_history_navigation() -> bool:
    """Tell whether this run follows the browser's back or forward."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def write(key: str, values: list[str]) -> None:
    """Write what a field shows into the address; nothing for its default."""
    if st.query_params.get_all(key) == values:
        return
    if values:
        st.query_params[key] = values
    else:
        st.query_params.pop(key, None)


def tell_number(words: Wording, key: str, limit: int) -> None:
    """Warn that the address has more values than are shown."""
    for _key, refused in _still_refused([key]):
        text = words.gettext("The link names {count}, of which the page shows the first {limit}.")
        said = text.format(count=words.number(int(refused.asked)), limit=words.number(limit))
        _tell(f"address_{key}", said)


def note(key: str, value: object) -> None:
    """Record what a field shows; a notice on the address ends when the reader changes it."""
    repeated = _all_repeated()
    if key in repeated and repeated[key] is NOT_DRAWN:
        repeated[key] = value
    elif key in repeated and repeated[key] != value:
        del repeated[key]
    refused = _all_refused().get(key)
    if refused is None:
        return
    if refused.shown is NOT_DRAWN:
        _refuse(key, replace(refused, shown=value))
    elif refused.shown != value:
        del _all_refused()[key]


def toggle(label: str, key: str, words: Wording) -> bool:
    """Toggle bound to the address; off unless the address says that it is on."""
    asked = newly_asked(key)
    if asked:
        _take_toggle(key, asked)
    elif asked is not None and is_history_navigation():
        st.session_state[key] = False
    is_on = st.toggle(label, key=key, persist_state="session")
    note(key, is_on)
    write(key, ["true"] if is_on else [])
    tell_choice(words, key, label)
    return is_on


def _take_toggle(key: str, asked: list[str]) -> None:
    if len(asked) > 1:
        refuse_repeated(key)
    if asked[-1].lower() not in {"true", "false"}:
        refuse(key, asked[-1])
    st.session_state[key] = asked[-1].lower() == "true"


def tell_day(words: Wording, *keys: str) -> None:
    """Warn of each day in the address that cannot be shown, with the one shown instead."""
    for key in keys:
        _tell_if_repeated(key, words)
    for key, refused in _still_refused(keys):
        shown = refused.shown
        if not isinstance(shown, date) or refused.day is None:
            continue
        _tell(f"address_{key}", _day_text(refused, shown, words))


def tell_choice(words: Wording, key: str, label: str, shown: str = "") -> None:
    """Warn of an unknown option in the address, with the one shown instead.

    Args:
        words: The reader's language.
        key: Its name in the address.
        label: What is chosen, as the reader sees it.
        shown: What is chosen instead, as the reader sees it; nothing for no choice.
    """
    _tell_if_repeated(key, words)
    for _key, refused in _still_refused([key]):
        if not refused.asked.strip():
            text = link_problems.EMPTY if shown else link_problems.EMPTY_OF_NONE
            _tell(f"address_{key}", words.gettext(text).format(label=label, shown=shown))
            continue
        text = link_problems.NO_OPTION if shown else link_problems.NO_OPTION_OF_NONE
        asked = escape(refused.asked)
        said = words.gettext(text).format(label=label, asked=asked, shown=shown)
        _tell(f"address_{key}", said)


def tell_instead(words: Wording, key: str, text: str) -> None:
    """Say why the page shows something else than a value of the address asks for."""
    for _key, _refused in _still_refused([key]):
        _tell(f"address_{key}", words.gettext(text))


def _day_text(refused: Refused, shown: date, words: Wording) -> str:
    found = refused.day
    if not refused.asked.strip():
        return words.gettext(link_problems.EMPTY_DAY).format(shown=words.day(shown))
    if found is None or found.parts is None:
        return words.gettext(link_problems.UNREADABLE).format(
            asked=escape(refused.asked), shown=words.day(shown)
        )
    is_impossible = found.problem == "impossible"
    text = link_problems.IMPOSSIBLE if is_impossible else link_problems.OUTSIDE
    asked = words.written_day(*found.parts)
    return words.gettext(text).format(asked=asked, shown=words.day(shown))


def is_taken(key: str) -> bool:
    """Tell whether a field has taken what the address of the page asked for."""
    return key in st.session_state.get(TAKEN, ())


def set_taken(key: str) -> None:
    """Record that a field has taken what the address asked for; what was said of it ends."""
    st.session_state.setdefault(TAKEN, set()).add(key)
    _all_refused().pop(key, None)
    _all_repeated().pop(key, None)


def refuse(key: str, asked: str) -> None:
    """Record a value of the address that a field does not have."""
    _refuse(key, Refused(asked))


def refuse_repeated(key: str) -> None:
    """Record that the address has more than one value for a field of one."""
    _all_repeated()[key] = NOT_DRAWN


def _all_repeated() -> dict[str, object]:
    found: dict[str, object] = st.session_state.setdefault(REPEATED, {})
    return found


def _tell_if_repeated(key: str, words: Wording) -> None:
    if key in _all_repeated():
        _tell_repeated(key, words)


def _tell_repeated(key: str, words: Wording) -> None:
    text = words.gettext(link_problems.REPEATED_KEY)
    _tell(f"repeated_{key}", text.format(key=escape(key)))


def _all_refused() -> dict[str, Refused]:
    found: dict[str, Refused] = st.session_state.setdefault(REFUSED, {})
    return found


def _refuse(key: str, refused: Refused) -> None:
    _all_refused()[key] = refused


def _still_refused(keys: Collection[str]) -> list[tuple[str, Refused]]:
    found = _all_refused()
    return [(key, found[key]) for key in keys if key in found]
