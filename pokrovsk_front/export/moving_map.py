"""Map whose day the reader moves on a page without a server, and what follows the day beside it.

The day is moved by the map's own day control, the mode, the view and the place by the choices above
it; all of it stands in the address. Without a script nothing moves: the map is its picture, and the
list is of the day of the picture.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.export.document import json_block, templates
from pokrovsk_front.export.map_texts import ALT_OF_DAY, DISTANCES_ON, day_spec, day_texts
from pokrovsk_front.maps.state import place_names, to_land
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import map_choices
from pokrovsk_front.page_text.link_problems import PICTURE_OF_LATEST

FIGURE_ID = "front_by_day"


def by_day(
    drawn: Figure[pdk.Deck], daily_area: pd.DataFrame, months: pd.DataFrame, words: Wording
) -> Figure[pdk.Deck]:
    """Make the figure of a map whose day moves, as it opens.

    Args:
        drawn: The state of the latest day, with the day control.
        daily_area: The table `daily_area`.
        months: The net gain of every month, as `gains.monthly_gains` gives it.
        words: The reader's language.
    """
    lag = words.gettext(
        "A map's date is the day it was published: a gain may have happened earlier."
    )
    return replace(
        drawn,
        figure_id=FIGURE_ID,
        alt=words.gettext(ALT_OF_DAY),
        long_text=" ".join([_grey_days(daily_area, words), lag]),
        make_table=partial(_months, months, words),
    )


def _grey_days(daily_area: pd.DataFrame, words: Wording) -> str:
    """Say that the grey zone follows the day, and on how many days it is unknown."""
    unknown = daily_area.loc[daily_area["grey_zone_km2"].isna(), "as_of_date"]
    if unknown.empty:
        return words.gettext("The grey zone of unknown status is that of the day.")
    return words.messages.ngettext(
        "The grey zone of unknown status is that of the day; on {days} day since {first} it is "
        "not known and not drawn.",
        "The grey zone of unknown status is that of the day; on {days} days since {first} it is "
        "not known and not drawn.",
        len(unknown),
    ).format(days=len(unknown), first=words.day(unknown.iloc[0].date()))


def _months(months: pd.DataFrame, words: Wording) -> pd.DataFrame:
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Month"): [words.month(month.date()) for month in months["month"]],
            _("Net gain"): [words.signed_area(value, 1) for value in months["net_km2"]],
        }
    )


def day_choices(words: Wording, *, is_of_the_front: bool = False) -> Markup:
    """Render what stands above the map: what is said of a link and, of the front, the choices.

    Args:
        words: The reader's language.
        is_of_the_front: Whether mode, view and place are chosen here.
    """
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("map_choices.html.j2").render(
            choices=map_choices if is_of_the_front else None,
            picture=words.gettext(PICTURE_OF_LATEST),
            _=words.gettext,
        )
    )


def day_panel(
    figure_id: str,
    library: Library,
    places: pd.DataFrame,
    words: Wording,
    said: Mapping[str, Any] | None = None,
) -> Markup:
    """Render what stands below the map and follows it: distances, as of the latest day.

    Args:
        figure_id: The map whose day moves.
        library: The figures.
        places: The places whose distance to occupied land is listed.
        words: The reader's language.
        said: What the page's script takes besides, with `texts` among it.
    """
    latest, said = library.latest_day, dict(said or {})
    texts = day_texts(words) | said.pop("texts", {})
    data = day_spec(library) | said | {"texts": texts}
    km = library.distances_on(latest).set_index("place_id")["distance_km"]
    listed = zip(places["place_id"], place_names(places, words), strict=True)
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("day_panel.html.j2").render(
            figure_id=figure_id,
            data=json_block(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
            about=words.gettext(DISTANCES_ON).format(day=words.day(latest)),
            places=[(key, name, to_land(km[key], words)) for key, name in listed],
        )
    )
