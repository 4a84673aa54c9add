"""Labels of events: how sure they are and what they are about."""

from pokrovsk_front.model.wording import Wording


def certainty_label(certainty: str, words: Wording) -> str:
    """Name the certainty of an event, with its mark on the chart.

    >>> certainty_label("claimed", Wording())
    '◇ claimed'
    """
    marks = {
        "confirmed": words.gettext("● confirmed"),
        "mapped": words.gettext("■ mapped"),
        "claimed": words.gettext("◇ claimed"),
        "reported": words.gettext("△ reported"),
    }
    return marks[certainty]


def certainty_name(certainty: str, words: Wording) -> str:
    """Name the certainty of an event without its mark."""
    return certainty_label(certainty, words).partition(" ")[2]


def kind_name(kind: str, words: Wording) -> str:
    """Name the kind of an event."""
    kinds = {
        "attack": words.gettext("Attacks"),
        "control": words.gettext("Control"),
        "withdrawal": words.gettext("Withdrawals"),
        "civilians": words.gettext("Civilian life"),
        "counts": words.gettext("Counts of land"),
        "statement": words.gettext("Statements"),
        "diplomacy": words.gettext("Diplomacy"),
    }
    return kinds[kind]
