"""Chart of land that ISW alone counts, by week, and how much of it DeepState maps as grey zone.

Areas of two maps laid over each other; no polygon of ISW is drawn.
"""

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import day_ticks, hovered_area_of_day
from pokrovsk_front.charts.tables import areas_by_day
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.grey_zone_text import grey_share_text
from pokrovsk_front.model.isw import grey_share, grey_shares_pct
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 340
WEEK_MS = 7 * 86_400_000
BAR_SHARE = 0.8
"""Width of a bar as a share of its week."""

MAX_TICKS = 6


def only_isw(
    overlap: pd.DataFrame, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw the land that ISW alone counts as a bar a week, all but its grey part hatched.

    Args:
        overlap: The table `isw_deepstate_overlap`, ascending by `as_of_date`.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Stacked bars from zero; a week without a map of either publisher has none.
    """
    colours, days = COLOURS[scheme], overlap["as_of_date"]
    shared = grey_share(overlap)
    grey_km2 = overlap["only_isw_in_grey_zone_km2"]
    other_km2 = overlap["only_isw_km2"] - grey_km2
    parts = (
        (
            grey_km2,
            words.gettext("in DeepState's grey zone (plain)"),
            {"color": colours["neutral"]},
        ),
        (
            other_km2,
            words.gettext("neither occupied nor grey there (hatched)"),
            {
                "color": colours["later"],
                "pattern": {
                    "shape": "/",
                    "fgcolor": colours["later"],
                    "fillmode": "replace",
                    "size": 5,
                },
            },
        ),
    )
    picture = plot(
        [
            {
                "type": "bar",
                "x": days,
                "y": km2,
                "width": WEEK_MS * BAR_SHARE,
                "name": name,
                "marker": marker,
                "hovertemplate": hovered_area_of_day(words, name),
            }
            for km2, name, marker in parts
        ],
        {
            "height": PLOT_HEIGHT_PX,
            "barmode": "stack",
            "showlegend": True,
            "legend": {"entrywidth": 0, "traceorder": "normal"},
            "margin": {"l": 8, "r": 8, "t": 64, "b": 8},
            "xaxis": day_ticks(shared.first, shared.last, words, MAX_TICKS),
            "yaxis": {"rangemode": "tozero", "title": {"text": words.gettext("km²")}},
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="isw_in_grey_zone",
        headline=words.gettext(
            "On average {mean} of the land in Donetsk oblast that only ISW counts lies in "
            "DeepState's grey zone"
        ).format(mean=words.percent(shared.mean_pct)),
        subtitle=words.gettext(
            "Land of Donetsk oblast on the ISW map (control and assessed advances) that is not "
            "occupied on the DeepState map of the same day, km², by week"
        ),
        picture=picture,
        alt=words.gettext(
            "Stacked bars by week of the land that ISW alone counts, from {least} to {most}; its "
            "part in the grey zone is {least_pct} to {most_pct}."
        ).format(
            least=words.area(overlap["only_isw_km2"].min()),
            most=words.area(overlap["only_isw_km2"].max()),
            least_pct=words.percent(shared.least_pct),
            most_pct=words.percent(shared.max_pct),
        ),
        long_text=" ".join(
            [
                grey_share_text(shared, words),
                words.gettext(
                    "So the two maps differ mostly on land whose status DeepState leaves open. "
                    "The average is over weeks. The areas are measured on the maps of one day a "
                    "week, in an outline of the oblast about half a percent smaller than ours. "
                    "ISW's polygons are not shown."
                ),
            ]
        ),
        make_table=partial(_table, overlap, words),
        make_rows=partial(numbers.only_isw, overlap),
        source_ids=source_ids,
        as_of_date=shared.last,
    )


def _table(overlap: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate what both maps have and each alone, by week."""
    _ = words.gettext
    columns = {
        "both_km2": _("On both maps, km²"),
        "only_deepstate_km2": _("On DeepState's alone, km²"),
        "only_isw_km2": _("On ISW's alone, km²"),
        "only_isw_in_grey_zone_km2": _("Of which in the grey zone, km²"),
    }
    shares = [words.percent(pct) for pct in grey_shares_pct(overlap)]
    return areas_by_day(overlap, columns, words).assign(**{_("Share in the grey zone"): shares})
