"""Parts of a page that the dashboard and the exports both show: sections and tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.figure import file_stem
from pokrovsk_front.model.messages import N_

NAVIGATION = N_("Pages")
NO_SECTION = N_(
    "The part that this link names is not on this page; you see the page from its start."
)
PICTURE_INSTEAD = N_(
    "This browser cannot draw the interactive map; a picture is shown instead, as of {day}."
)
MAP_DID_NOT_ARRIVE = N_(
    "The interactive map did not load; a picture is shown instead, as of {day}."
)
ALL_PLACES = N_("All places")
ALL_OF: dict[str, str] = {"cities": ALL_PLACES, "months": N_("All months")}
"""Text of the link from a page below another one to that one, by its name."""

DOWNLOAD_ROWS = N_("Download these rows (CSV)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the Markdown under it.

    Attributes:
        section_id: Stable name, in snake_case: a link can lead to it.
        title: The heading.
        text: Markdown.
    """

    section_id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand on a page without a picture.

    Attributes:
        name: Name of their CSV, in snake_case.
        about: What the rows hold.
        make_rows: Makes the rows when they are asked for, with the columns that a reader sees.
        links: Columns whose words link to the address in another column: pairs of the one and
            the other.
        make_file_rows: Makes the rows of their CSV where those that a reader sees join a number
            and its unit; the columns of `links` are the same.
        days: The days that the reader chose for them, if any: they name their CSV.
    """

    name: str
    about: str
    make_rows: Callable[[], pd.DataFrame]
    links: tuple[tuple[str, str], ...] = ()
    make_file_rows: Callable[[], pd.DataFrame] | None = None
    days: tuple[date, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of their CSV where it leaves."""
        return f"{file_stem(self.name, self.days)}.csv"

    def file_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Give the rows of their CSV, which are those that a reader sees unless it has its own."""
        return rows if self.make_file_rows is None else self.make_file_rows()
