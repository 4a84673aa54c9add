"""Text elements that the browser replaces when they change, instead of patching.

A browser's own translation puts elements of its own in the place of a page's text. React then
patches text that no longer stands in the page: the old headline stays over the new map, or the
page breaks. A block whose key tells what it says is taken out and put in anew.
"""

import hashlib
from html import escape
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

COPY, COPIED = N_("Copy the text"), N_("Copied")
SELECTED = N_("The text is selected: copy it with the keys of your system.")


def identity(name: str, *shown: object) -> str:
    """Return a key of a block from a hash of its content.

    >>> identity("head", "31 October") == identity("head", "31 October")
    True
    >>> identity("head", "31 October") == identity("head", "1 November")
    False
    """
    said = "\0".join(str(each) for each in shown)
    return f"{name}_{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def block(
    name: str, *shown: object, width: Literal["stretch", "content"] = "stretch"
) -> DeltaGenerator:
    """Open a block for text.

    Args:
        name: Tells it from the other blocks of the page.
        shown: All that is said in it.
        width: Whether it is as wide as the page or as its text.
    """
    return st.container(key=identity(name, *shown), width=width)


def heading(text: str, anchor: str, *, is_linked: bool = True) -> None:
    """Show the heading of a section; `anchor` is its fragment in links."""
    with block(f"heading_{anchor}", text):
        st.header(text, anchor=anchor if is_linked else False)


def markdown(name: str, text: str) -> None:
    """Show a text in Markdown."""
    with block(name, text):
        st.markdown(text)


def html(name: str, text: str) -> None:
    """Show a text in HTML."""
    with block(name, text):
        st.html(text)


def to_copy(name: str, text: str, words: Wording) -> None:
    """Show a text with a button that copies it.

    Streamlit's own box for that colours source code: it brings half a megabyte of script.

    Args:
        name: Tells it from the other blocks of the page.
        text: The text, of one line or more.
        words: The reader's language.
    """
    _ = words.gettext
    with block(name, text):
        st.html(
            f"<div class='to-copy'><p>{escape(text)}</p>"
            f"<button type='button' data-copied='{escape(_(COPIED))}' "
            f"data-selected='{escape(_(SELECTED))}'>{escape(_(COPY))}</button>"
            "<span role='status'></span></div>"
        )


def info(name: str, text: str) -> None:
    """Show a note."""
    with block(name, text):
        st.info(text)


def warning(name: str, text: str) -> None:
    """Show a warning."""
    with block(name, text):
        st.warning(text)


def error(name: str, text: str) -> None:
    """Show an error."""
    with block(name, text):
        st.error(text)
