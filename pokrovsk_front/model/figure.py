"""A figure with its texts and table: what pages and exports show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

import pandas as pd

Picture = TypeVar("Picture")

Scheme = Literal["light", "dark"]
"""Whether the reader sees light or dark."""


@dataclass(frozen=True, slots=True)
class Figure(Generic[Picture]):
    """A picture, its words and its table.

    Attributes:
        figure_id: Stable name, in snake_case: names files and links.
        headline: What the figure shows, in words a reader uses.
        subtitle: The measure, its unit and its window.
        picture: The chart or the map.
        alt: One sentence for a reader who cannot see it.
        long_text: The essential information in words and figures.
        make_table: Makes the table: exactly what is shown, one row a mark, columns named for
            readers. Few readers open it, so it is made when it is asked for.
        source_ids: Where it comes from.
        as_of_date: The latest map or figure in it.
        printed_source_ids: Who printed the figures that stand beside ours, if any.
        editions: The maps of the archive behind it, as `archive/edition`, where they are few.
        legend: HTML of a legend that stands outside the picture; empty where the picture has
            its own.
        entries: The same legend as data, in its order, for what draws it anew.
        links: Columns of the table whose words link to the address that another column holds:
            pairs of the one and the other.
        numbered: What the numbers on the picture stand for, in their order, where it has any.
        base_source_ids: What the base map of a map is drawn from, where it is ours.
        make_rows: Makes the numbers behind a chart, one row a point, in no language; of a map
            those that it says besides its hexagons, if any.
    """

    figure_id: str
    headline: str
    subtitle: str
    picture: Picture
    alt: str
    long_text: str
    make_table: Callable[[], pd.DataFrame]
    source_ids: tuple[str, ...]
    as_of_date: date
    printed_source_ids: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    legend: str = ""
    entries: tuple[Any, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    numbered: tuple[str, ...] = ()
    base_source_ids: tuple[str, ...] = ()
    make_rows: Callable[[], pd.DataFrame] | None = None

    @property
    def table(self) -> pd.DataFrame:
        """The table of the figure, made now."""
        return self.make_table()
