"""Map whose day the reader moves on a page without a server, and what follows the day beside it.

The day is moved by the map's own day control. It refuses days before the last of 2023: their
cells are left out, to spare the reader the loading.
"""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.export.document import json_block, templates
from pokrovsk_front.maps.state import place_names
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number, day_of
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import days as day_text

FIGURE_ID = "front_by_day"


def days_of_the_map(daily_area: pd.DataFrame) -> pd.DataFrame:
    """Select the rows of `daily_area` whose cells the map holds: from the last day of 2023 on."""
    recent = daily_area["as_of_date"] >= pd.Timestamp(RECENT_ERA_FIRST_DAY)
    return daily_area[recent].reset_index(drop=True)


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
        alt=words.gettext(
            "Map of eastern Ukraine with the Russian-occupied land of the chosen day; the list "
            "below says how far each place is from it."
        ),
        long_text=" ".join([_grey_days(daily_area, words), lag]),
        make_table=partial(_months, months, words),
    )


def _grey_days(daily_area: pd.DataFrame, words: Wording) -> str:
    """Say that the grey zone follows the day, and on how many days it is unknown."""
    shown = days_of_the_map(daily_area)
    unknown = shown.loc[shown["grey_zone_km2"].isna(), "as_of_date"]
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
    gains = months[months["month"] >= pd.Timestamp(RECENT_ERA_FIRST_DAY)]
    return pd.DataFrame(
        {
            _("Month"): [words.month(month.date()) for month in gains["month"]],
            _("Net gain"): [words.signed_area(value, 1) for value in gains["net_km2"]],
        }
    )


def day_panel(
    figure_id: str,
    daily_area: pd.DataFrame,
    places: pd.DataFrame,
    distances: pd.DataFrame,
    words: Wording,
) -> Markup:
    """Render the list of distances that follows the day, and what is said of a linked day.

    Args:
        figure_id: The map whose day moves.
        daily_area: The table `daily_area`.
        places: The places whose distance to occupied land is listed.
        distances: The table `front_distance`.
        words: The reader's language.
    """
    _, rows = words.gettext, days_of_the_map(daily_area)
    days = [day.date() for day in rows["as_of_date"]]
    distances = distances.assign(as_of_date=pd.to_datetime(distances["as_of_date"])).pivot_table(
        index="place_id", columns="as_of_date", values="distance_km", observed=True
    )
    tenths = np.rint(distances.loc[list(places["place_id"]), rows["as_of_date"]].to_numpy() * 10)
    said = {
        "day": _("{day} {month} {year}"),
        "epoch": day_of(0).isoformat(),
        "days": [day_number(day) for day in days],
        # As they stand in a day: in Ukrainian that is not the name of the month alone.
        "months": [words.day(date(2000, month, 1)).split()[1] for month in range(1, 13)],
        "outside": _("{asked} is not among the days of this map; the page shows {shown}."),
        "impossible": _(day_text.IMPOSSIBLE),
        "unreadable": _(day_text.UNREADABLE),
        "inside": _("inside occupied land"),
        "km": words.distance(0.5, 1).replace(words.number(0.5, 1), "{km}"),
        "ways": tenths.astype(int).tolist(),
    }
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("day_panel.html.j2").render(
            figure_id=figure_id,
            data=json_block(json.dumps(said, ensure_ascii=False, separators=(",", ":"))),
            places=list(place_names(places, words)),
            _=_,
        )
    )
