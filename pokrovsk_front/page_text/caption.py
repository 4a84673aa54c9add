"""Caption of a figure: its sources, and the day that it is as of."""

from collections.abc import Sequence
from datetime import date

from pokrovsk_front.model.wording import Wording


def origins(
    source_ids: Sequence[str],
    printed_source_ids: Sequence[str],
    words: Wording,
    base_source_ids: Sequence[str] = (),
) -> list[tuple[str, Sequence[str]]]:
    """Give the sentences on what is calculated here, what is only printed and the base map.

    Args:
        source_ids: What the figure is calculated from.
        printed_source_ids: Who printed the figures beside ours.
        words: The reader's language.
        base_source_ids: What the base map is drawn from.

    Returns:
        Sentences in Markdown, each with the sources that stand at its `{sources}`.
    """
    _ = words.gettext
    said = (
        (_("**Calculated here** from {sources}."), source_ids),
        (_("**Published** by {sources}."), printed_source_ids),
        (
            _(
                "**Base map:** thin lines are borders of oblasts and, closer in, main roads, "
                "railways (with ties) and borders of hromadas (dashed); shaded areas are towns. "
                "Drawn from {sources}."
            ),
            base_source_ids,
        ),
    )
    return [(text, keys) for text, keys in said if keys]


def as_of(day: date, words: Wording) -> str:
    """Say which day a figure is as of."""
    return words.gettext("As of {day}.").format(day=words.day(day))
