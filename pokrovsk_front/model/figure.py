"""A figure with its texts and table: what pages and exports show."""

import re
from collections.abc import Callable, Iterable
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
        days: The days that the reader chose for it, in order, where they are not `as_of_date`
            alone: they name its files.
        about: What it is of, such as a `place_id`, where figures of one `figure_id` are of many
            things: it names its files, too.
        note: What a page says beside it of a day without a map; it stands on the finished picture
            of a chart, too. A map has it in its subtitle.
        printed_source_ids: Who printed the figures that stand beside ours, if any.
        editions: The maps of the archive behind it, as `archive/edition`, where they are few.
        legend: HTML of a legend that stands outside the picture; empty where the picture has
            its own.
        entries: The same legend as data, in its order, for what draws it anew.
        links: Columns of the table whose words link to the address that another column holds:
            pairs of the one and the other.
        key: What the marks of a chart mean, a sign and its text each, where its legend is HTML: it
            stands on the finished picture as well.
        numbered: What the numbers on the picture stand for, in their order, where it has any.
        base_source_ids: What the base map of a map is drawn from, where it is ours.
        beside: What a page says beside a map, such as the size of the grey zone: its finished
            picture says it after the subtitle.
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
    days: tuple[date, ...] = ()
    about: str = ""
    note: str = ""
    printed_source_ids: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    legend: str = ""
    entries: tuple[Any, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    key: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    base_source_ids: tuple[str, ...] = ()
    beside: str = ""
    make_rows: Callable[[], pd.DataFrame] | None = None

    def file_name(self, kind: str, part: str = "") -> str:
        """Name a file of the figure that leaves, with what it is about and the days that it is of.

        Files of two places or comparisons lie in one folder without taking each other's place. The
        script that saves the picture of a map builds the same (`maps/engine/saved.js`).

        Args:
            kind: The ending, such as `csv`.
            part: What tells it from other files of the figure, such as the shape of a picture.
        """
        return f"{file_stem(self.file_id, self.days or (self.as_of_date,), part)}.{kind}"

    @property
    def file_id(self) -> str:
        """What begins the names of its files."""
        return "_".join(filter(None, (self.figure_id, self.about)))

    @property
    def text_description(self) -> str:
        """What a finished picture says to a reader who cannot see it, as plain text."""
        return unmarked(f"{self.alt} {self.long_text}").strip()

    @property
    def words_of_picture(self) -> str:
        """What stands under the headline of a finished picture."""
        return " ".join(filter(None, (self.subtitle, self.beside)))

    @property
    def numbers_in_words(self) -> str:
        """What the numbers on the picture stand for, in one line; empty where it has none."""
        named = (
            f"{number})\N{NO-BREAK SPACE}{text}"
            for number, text in enumerate(self.numbered, start=1)
        )
        return " · ".join(named)

    @property
    def table(self) -> pd.DataFrame:
        """The table of the figure, made now."""
        return self.make_table()


def unmarked(text: str) -> str:
    """Leave the words of a text in Markdown, without its marks.

    >>> unmarked("**Pokrovsk** by [ISW](https://understandingwar.org)")
    'Pokrovsk by ISW'
    """
    return re.sub(r"\*\*|\[([^\]]*)\]\([^)]*\)", r"\1", text)


def file_stem(name: str, days: Iterable[date] = (), part: str = "") -> str:
    """Name a file that leaves: the project, what it is, its days in ISO form, its part.

    >>> file_stem("front_difference", (date(2024, 10, 31), date(2025, 10, 31)), "wide")
    'pokrovsk_front_front_difference_2024-10-31_2025-10-31_wide'
    """
    dated = dict.fromkeys(day.isoformat() for day in days)
    return "_".join(["pokrovsk_front", name, *dated, *filter(None, [part])])
