"""Controls and texts of the page of gains: two windows, section, sentences to quote."""

from datetime import date, timedelta
from typing import cast

import streamlit as st

from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.gains import GrossChange
from pokrovsk_front.model.grey_zone_text import growth_with_grey_zone
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.sentences import Rounding, Style, comparison_sentence, method_text
from pokrovsk_front.model.windows import Window, WindowError, presets
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import gains as gains_text
from pokrovsk_front.page_text.parts import Section
from pokrovsk_front.ui import address, cached, ends, fresh
from pokrovsk_front.ui.choice import choice

PRESETS: dict[str, str] = {
    "same_months": N_("Jan to Oct: 2024 and 2025"),
    "full_years": N_("Full years: 2024 and 2025"),
    "this_year": N_("This year to date and the same days of last year"),
    "avdiivka_around": N_("Twelve months before and after Avdiivka fell"),
    "avdiivka_since": N_("First and second year since Avdiivka fell"),
    "article_around": N_("Equal periods before and after the article"),
}
COMPARE, MONTHS, OBLASTS, DEFINITIONS, PUBLISHERS = (
    "compare",
    "months",
    "oblasts",
    "definitions",
    "publishers",
)
ENDS = ("a_from", "a_to", "b_from", "b_to")
"""Query parameters of the days of the two windows."""


def _days(pair: tuple[Window, Window]) -> dict[str, date]:
    first, second = pair
    days = (first.first_day, first.last_day, second.first_day, second.last_day)
    return dict(zip(ENDS, days, strict=True))


def _take_preset(pairs: dict[str, tuple[Window, Window]]) -> None:
    chosen = st.session_state["preset"]
    if chosen:
        st.session_state.update(_days(pairs[chosen]))


def compared(words: Wording) -> Comparison | None:
    """Pickers of a preset or of four days; measure the two windows.

    Args:
        words: The reader's language.

    Returns:
        The two windows measured, or None where the days make no window, or none that the archive
        covers; then the page has said why.
    """
    figures = cached.figures()
    days = _chosen_days(words, figures.first_day, figures.latest_day)
    try:
        earlier = Window(days["a_from"], days["a_to"])
        later = Window(days["b_from"], days["b_to"])
        return compare(figures.daily_area, earlier, later, cached.texts(words.locale).breaks)
    except WindowError as error:
        fresh.error("windows", words.refusal(error))
        return None


def _chosen_days(words: Wording, first: date, latest: date) -> dict[str, date]:
    """Show presets and four date inputs, kept in sync."""
    pairs = presets(latest)
    default = _days(pairs["same_months"])
    labels = {
        "a_from": words.gettext("Earlier window, first day"),
        "a_to": words.gettext("Earlier window, last day"),
        "b_from": words.gettext("Later window, first day"),
        "b_to": words.gettext("Later window, last day"),
    }
    # Shown before the days, but drawn after them: only then are the days of the address known.
    before = st.container(key="windows")
    with st.popover(words.gettext("Other days")):
        opening = first + timedelta(days=1)
        instead = _instead(pairs["same_months"])
        shown = {
            key: address.day(
                label,
                key,
                default=default[key],
                first=opening,
                last=latest,
                instead=instead[key],
            )
            for key, label in labels.items()
        }
    address.tell_day(words, *ENDS)
    st.session_state["preset"] = next(
        (name for name, pair in pairs.items() if _days(pair) == shown), None
    )
    before.selectbox(
        words.gettext("Windows"),
        options=list(pairs),
        format_func=lambda name: words.gettext(PRESETS[name]),
        index=None,
        placeholder=words.gettext("Your own days"),
        key="preset",
        label_visibility="collapsed",
        on_change=_take_preset,
        args=(pairs,),
    )
    return shown


def _instead(default: tuple[Window, Window]) -> ends.Instead:
    """Give the day to show for each of the four that the address has wrong."""
    pairs = zip((ENDS[:2], ENDS[2:]), default, strict=True)
    found = [ends.instead(keys, window, is_default_left_out=True) for keys, window in pairs]
    return found[0] | found[1]


def section(words: Wording) -> str:
    """Let the editor choose a section; only that one is computed."""
    names = {
        COMPARE: words.gettext("Two windows"),
        MONTHS: words.gettext("By month"),
        OBLASTS: words.gettext("By oblast"),
        DEFINITIONS: words.gettext("By definition"),
        PUBLISHERS: words.gettext("By publisher"),
    }
    return choice(words.gettext("Show"), names, words, default=COMPARE, key="section")


def is_axis_trimmed(words: Wording) -> bool:
    """Toggle of a truncated axis of the total."""
    label = words.gettext("Start the axis near the smallest value")
    return address.toggle(label, "is_axis_trimmed", words)


def has_own_scales(words: Wording) -> bool:
    """Toggle of a scale of its own for each oblast."""
    label = words.gettext("Give each oblast a scale of its own")
    return address.toggle(label, "has_own_scales", words)


def sentences(
    comparison: Comparison, gross: tuple[GrossChange, GrossChange], words: Wording
) -> None:
    """Offer the comparison as a sentence to copy, and as a longer text with its method."""
    fresh.heading(words.gettext(gains_text.SENTENCE_TITLE), "sentence")
    roundings: dict[str, str] = {
        "exact": words.gettext("to the square kilometre"),
        "rounded": words.gettext("rounded"),
    }
    rounding = choice(
        words.gettext("Areas"),
        roundings,
        words,
        default="exact",
        key="rounding",
        is_label_seen=True,
    )
    style = Style(words, cast(Rounding, rounding))
    fresh.to_copy("sentence", comparison_sentence(comparison, style), words)
    st.markdown(words.gettext("With its method:"))
    texts = method_text(comparison, gross, style), growth_with_grey_zone(comparison, style)
    fresh.to_copy("with_method", " ".join(filter(None, texts)), words)


def printed_for(name: str, printed: Section) -> None:
    """Show published figures for exactly these days beside ours, or that there are none."""
    with fresh.block(f"printed_{name}", printed.title, printed.text):
        st.header(printed.title, anchor=False)
        st.markdown(printed.text)
