"""Occupied total of every map of the archive, by day."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import hovered_area_of_day, last_of_months
from pokrovsk_front.charts.tables import areas_by_day
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.breaks import Break, breaks_between, redrawn_km2
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.sentences import break_text
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 380
TRIMMED_MARGIN = 0.04
"""Padding of a trimmed axis, as a share of its range."""


def occupied_total(
    daily_area: pd.DataFrame,
    breaks: Iterable[Break] = (),
    *,
    is_trimmed: bool,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the occupied total of every map, from zero unless the reader trims the axis.

    Args:
        daily_area: The table `daily_area`.
        breaks: The outlines that the map redrew; each is marked.
        is_trimmed: Whether the axis starts near the smallest value; the subtitle says so.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Steps from map to map: nothing is interpolated.
    """
    colours = COLOURS[scheme]
    days, total = daily_area["as_of_date"], daily_area["occupied_total_km2"]
    picture = go.Figure(layout={"template": template(scheme, words), "height": PLOT_HEIGHT_PX})
    picture.add_scatter(
        x=days,
        y=total,
        mode="lines",
        line={"color": colours["later"], "width": 2.5, "shape": "hv"},
        fill=None if is_trimmed else "tozeroy",
        hovertemplate=hovered_area_of_day(words),
    )
    picture.add_annotation(
        x=days.iloc[-1],
        y=total.iloc[-1],
        text=f"<b>{words.area(total.iloc[-1])}</b>",
        showarrow=False,
        xanchor="right",
        yshift=14,
        font={"color": colours["text"], "size": 14},
    )
    broken = breaks_between(breaks, days.iloc[0].date(), days.iloc[-1].date())
    _mark_breaks(picture, daily_area, broken, words, colours)
    margin = (total.max() - total.min()) * TRIMMED_MARGIN
    top = total.max() + max(margin * 3, total.max() * TRIMMED_MARGIN if not is_trimmed else 0)
    picture.update_yaxes(
        title_text=words.gettext("km²"),
        tickformat=",",
        range=[total.min() - margin if is_trimmed else 0, top],
    )
    picture.update_xaxes(dtick="M12", tickformat="%Y", ticklabelmode="period")
    unit = words.gettext("Occupied total by day of the map, km², Crimea included")
    trimmed = words.gettext("{unit}; the axis does not start at zero").format(unit=unit)
    at_most, at_least = int(total.argmax()), int(total.argmin())
    said = {
        "highest": words.area(total.iloc[at_most]),
        "highest_day": words.day(days.iloc[at_most].date()),
        "lowest": words.area(total.iloc[at_least]),
        "lowest_day": words.day(days.iloc[at_least].date()),
    }
    since_height = breaks_between(broken, days.iloc[at_most].date(), days.iloc[-1].date())
    headline = words.gettext(
        "The occupied total peaked at {highest} on {highest_day} and was {now} on {day}"
    )
    if since_height:
        headline = words.gettext(
            "The occupied total peaked at {highest} on {highest_day} and was {now} on {day}, of "
            "which {redrawn} are outlines redrawn since the peak"
        )
    return Figure(
        figure_id="occupied_total",
        headline=headline.format(
            now=words.area(total.iloc[-1]),
            day=words.day(days.iloc[-1].date()),
            redrawn=words.area(redrawn_km2(since_height)),
            **said,
        ),
        subtitle=trimmed if is_trimmed else unit,
        picture=picture,
        alt=words.gettext(
            "Line chart of the occupied total, from {lowest} on {lowest_day} to {highest} on "
            "{highest_day}."
        ).format(**said),
        long_text=" ".join(
            [
                words.gettext(
                    "The largest total of the archive is {highest} on {highest_day}, the smallest "
                    "{lowest} on {lowest_day}. Before 2024 maps are a week or more apart."
                ).format(**said),
                *_breaks_text(broken, words),
            ]
        ),
        make_table=partial(_total_table, daily_area, words),
        make_rows=partial(numbers.occupied_total, daily_area),
        source_ids=source_ids,
        as_of_date=days.iloc[-1].date(),
    )


def _mark_breaks(
    picture: go.Figure,
    daily_area: pd.DataFrame,
    breaks: Sequence[Break],
    words: Wording,
    colours: Mapping[str, str],
) -> None:
    """Mark the maps with a redrawn outline on the line, and name the largest."""
    if not breaks:
        return
    by_day = daily_area.set_index("as_of_date")["occupied_total_km2"]
    days = [pd.Timestamp(each.as_of_date) for each in breaks]
    picture.add_scatter(
        x=days,
        y=by_day[days],
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": 8,
            "color": colours["text"],
            "line": {"width": 1.5},
        },
        customdata=[break_text(each, words) for each in breaks],
        hovertemplate="%{customdata}<extra></extra>",
    )
    picture.update_layout(showlegend=False)
    largest = max(breaks, key=lambda each: abs(each.change_km2))
    picture.add_annotation(
        x=pd.Timestamp(largest.as_of_date),
        y=by_day[pd.Timestamp(largest.as_of_date)],
        text=words.gettext("◇ redrawn: {area}").format(area=words.signed_area(largest.change_km2)),
        showarrow=False,
        xanchor="left",
        xshift=10,
        yshift=14,
        font={"color": colours["text"], "size": 13},
    )


def _breaks_text(breaks: Sequence[Break], words: Wording) -> list[str]:
    """List the redrawn outlines."""
    if not breaks:
        return []
    text = words.gettext("Redrawn outlines, marked ◇, are not movements of the front: {breaks}.")
    return [text.format(breaks="; ".join(break_text(each, words) for each in breaks))]


def _total_table(daily_area: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate the last map of each month."""
    last = last_of_months(daily_area.drop_duplicates(subset=["as_of_date"]))
    return areas_by_day(last, {"occupied_total_km2": words.gettext("Occupied total, km²")}, words)
