"""Choices over a figure: their row, and segmented controls that follow the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import address, address_options


def row() -> DeltaGenerator:
    """Open the row of choices over a figure; above it stands what is said of the address."""
    address.tell_here()
    return st.container(key="choices", horizontal=True, vertical_alignment="center", gap="small")


def under_row() -> DeltaGenerator:
    """Open what a choice of the row is shown with, under the row and in its container.

    A fragment has one container: where a choice is part of it, the figure follows it here.
    """
    return st.container(key="under_choices")


def choice(
    label: str,
    names: dict[str, str],
    words: Wording,
    *,
    default: str,
    key: str,
    is_label_seen: bool = False,
) -> str:
    """Single choice.

    Args:
        label: What is chosen, as the reader sees it.
        names: What the reader sees of each option, by option.
        words: The reader's language.
        default: The option that is taken unless another is asked for.
        key: Its name in the address and in the session.
        is_label_seen: Whether the label is more than a name for screen readers.

    Returns:
        The option chosen: there is always one.
    """
    address_options.take_option(key, names, default)
    chosen = st.segmented_control(
        label,
        options=list(names),
        format_func=names.__getitem__,
        required=True,
        key=key,
        label_visibility="visible" if is_label_seen else "collapsed",
        wrap=True,
        persist_state="session",
    )
    shown = chosen or default
    address_options.keep_option(key, shown, default)
    address.tell_choice(words, key, label, names[shown])
    return shown


def choices(label: str, names: dict[str, str], words: Wording, *, key: str) -> list[str]:
    """Multiple choice.

    Args:
        label: What is chosen, as the reader sees it.
        names: What the reader sees of each option, by option.
        words: The reader's language.
        key: Its name in the address and in the session.

    Returns:
        The options chosen; there may be none.
    """
    address_options.take_options(key, names)
    chosen = st.pills(
        label,
        options=list(names),
        format_func=names.__getitem__,
        selection_mode="multi",
        key=key,
        persist_state="session",
    )
    address_options.keep_options(key, chosen)
    address.tell_choice(words, key, label, ", ".join(names[each] for each in chosen))
    return list(chosen)
