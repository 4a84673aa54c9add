"""The long view: the net gain of every month of the archive, and the occupied total by day."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import hovered_day
from pokrovsk_front.charts.template import COLOURS, hovered_area, template
from pokrovsk_front.model.breaks import Break, breaks_between, redrawn_km2
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.sentences import break_text
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 380
PANELS_HEIGHT_PX = 560
MONTHS_OF_A_YEAR = 12
TRIMMED_MARGIN = 0.04
"""Room above and below a trimmed axis, as a part of what it spans."""


def every_month(
    months: pd.DataFrame, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw the net gain of each month as a bar; months of net loss point down.

    Args:
        months: The table of `model.gains.monthly_gains`, in order of time.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Bars from zero, one a month; a loss is hatched and of another colour as well. The first
        year has a panel and a scale of its own: its withdrawals would flatten all that followed.
    """
    starts, net_km2 = months["month"], months["net_km2"]
    is_first = starts.dt.year == starts.dt.year.iloc[0]
    panels = [months[is_first], months[~is_first]]
    picture = make_subplots(
        rows=2, subplot_titles=[_years(panel) for panel in panels], vertical_spacing=0.16
    )
    picture.update_layout(template=template(scheme, words), height=PANELS_HEIGHT_PX, margin_t=32)
    picture.update_annotations(x=0, xanchor="left")
    picture.update_yaxes(title_text=words.gettext("km²"), tickformat=",")
    for row, panel in enumerate(panels, start=1):
        _add_bars(picture, panel, row, words, scheme)
    is_gain = net_km2 >= 0
    losses = int((~is_gain).sum())
    last = months.iloc[-1]
    return Figure(
        figure_id="every_month",
        headline=words.messages.ngettext(
            "Ukrainian forces regained more than they lost in {losses} of {months} month",
            "Ukrainian forces regained more than they lost in {losses} of {months} months",
            len(months),
        ).format(losses=losses, months=len(months)),
        subtitle=words.gettext(
            "Net gain of each month since {first}, km²; hatched bars below zero are net losses, ◇ "
            "is the month without redrawn outlines, and each panel has its own scale"
        ).format(first=words.month(starts.iloc[0].date())),
        picture=picture,
        alt=words.gettext(
            "Bars of net gain by month from {first} to {last}; the last is {area}."
        ).format(
            first=words.month(starts.iloc[0].date()),
            last=words.month(last["month"].date()),
            area=words.signed_area(last["net_km2"]),
        ),
        long_text=" ".join([_years_text(months, words), *_redrawn_text(months, words)]),
        make_table=partial(_month_table, months, words),
        make_rows=partial(numbers.every_month, months),
        source_ids=source_ids,
        as_of_date=months["closing_as_of_date"].max().date(),
    )


def _years(months: pd.DataFrame) -> str:
    first, last = months["month"].dt.year.iloc[[0, -1]]
    return str(first) if first == last else f"{first}–{last}"


def _add_bars(
    picture: go.Figure, months: pd.DataFrame, row: int, words: Wording, scheme: Scheme
) -> None:
    """Draw the months of one panel and name its largest and its smallest."""
    colours = COLOURS[scheme]
    starts = months["month"]
    is_gain = months["net_km2"] >= 0
    picture.add_bar(
        x=starts,
        y=months["net_km2"],
        marker={
            "color": [colours["later"] if gained else colours["earlier"] for gained in is_gain],
            "pattern": {
                "shape": ["" if gained else "/" for gained in is_gain],
                "fgcolor": colours["earlier"],
                "fillmode": "replace",
                "size": 5,
            },
        },
        customdata=[
            f"{words.month(day.date())}: {words.signed_area(km2)}{_by_one_map(one_map, words)}"
            for day, km2, one_map in zip(
                starts, months["net_km2"], months["decisive_date"], strict=True
            )
        ],
        hovertemplate="%{customdata}<extra></extra>",
        row=row,
        col=1,
    )
    _add_without_breaks(picture, months, row, words, colours)
    by_size = months.sort_values("net_km2", kind="stable").iloc[[0, -1]]
    for month, km2, outline_km2 in zip(
        by_size["month"], by_size["net_km2"], by_size["redrawn_km2"], strict=True
    ):
        # A name stands beyond the bar, and beyond the mark where there is one.
        room_px = 20 if outline_km2 else 10
        outermost = max if km2 >= 0 else min
        picture.add_annotation(
            x=month,
            y=outermost(km2, km2 - outline_km2),
            text=f"{words.month(month.date())}: {words.signed_area(km2)}",
            showarrow=False,
            yshift=room_px if km2 >= 0 else -room_px,
            font={"color": colours["text"], "size": 13},
            row=row,
            col=1,
        )
    is_short = len(months) <= MONTHS_OF_A_YEAR
    ticks = starts if is_short else starts[starts.dt.month == 1]
    names = [words.short_month(day.date()) if is_short else str(day.year) for day in ticks]
    picture.update_xaxes(tickvals=ticks, ticktext=names, row=row, col=1)


def _add_without_breaks(
    picture: go.Figure, months: pd.DataFrame, row: int, words: Wording, colours: Mapping[str, str]
) -> None:
    """Mark what the months with a redrawn outline come to without it."""
    broken = months[months["redrawn_km2"] != 0]
    if broken.empty:
        return
    picture.add_scatter(
        x=broken["month"],
        y=broken["net_km2"] - broken["redrawn_km2"],
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": 10,
            "color": colours["text"],
            "line": {"width": 2},
        },
        customdata=[
            words.gettext("{month}: {area} without redrawn outlines").format(
                month=words.month(month.date()), area=words.signed_area(km2)
            )
            for month, km2 in zip(
                broken["month"], broken["net_km2"] - broken["redrawn_km2"], strict=True
            )
        ],
        hovertemplate="%{customdata}<extra></extra>",
        row=row,
        col=1,
    )


def _redrawn_text(months: pd.DataFrame, words: Wording) -> list[str]:
    """Say what the months with a redrawn outline are without it."""
    broken = months[months["redrawn_km2"] != 0]
    if broken.empty:
        return []
    listed = "; ".join(
        words.gettext("{month} {area}, {rest} without it").format(
            month=words.month(row["month"].date()),
            area=words.signed_area(row["net_km2"]),
            rest=words.signed_area(row["net_km2"] - row["redrawn_km2"]),
        )
        for row in broken.to_dict("records")
    )
    text = words.gettext("Months in which the map redrew an outline: {months}.")
    return [text.format(months=listed)]


def _with_and_without(months: pd.DataFrame, words: Wording) -> str:
    """Write the net gain of some months, and what it is without redrawn outlines."""
    net_km2, outlines_km2 = float(months["net_km2"].sum()), float(months["redrawn_km2"].sum())
    if not outlines_km2:
        return words.signed_area(net_km2)
    return words.gettext("{area}, {rest} without redrawn outlines").format(
        area=words.signed_area(net_km2), rest=words.signed_area(net_km2 - outlines_km2)
    )


def _years_text(months: pd.DataFrame, words: Wording) -> str:
    parts = [
        words.messages.ngettext(
            "{year} ({months} month): {area}", "{year} ({months} months): {area}", len(rows)
        ).format(year=year, months=len(rows), area=_with_and_without(rows, words))
        for year, rows in months.groupby(months["month"].dt.year)
    ]
    return words.gettext("Net gain by year, whole months only: {years}.").format(
        years="; ".join(parts)
    )


def _by_one_map(day: pd.Timestamp, words: Wording) -> str:
    """Name the one map that changed more than all others of a month, if there is one."""
    if pd.isna(day):
        return ""
    return words.gettext(", most of it by the map of {day}").format(day=words.short_day(day.date()))


def _month_table(months: pd.DataFrame, words: Wording) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.gettext("Month"): [words.month(day.date()) for day in months["month"]],
            words.gettext("Net gain, km²"): [words.signed(km2, 1) for km2 in months["net_km2"]],
            words.gettext("Opening map"): [
                words.short_day(day.date()) for day in months["opening_as_of_date"]
            ],
            words.gettext("Closing map"): [
                words.short_day(day.date()) for day in months["closing_as_of_date"]
            ],
            words.gettext("Redrawn outlines in it, km²"): [
                words.signed(km2, 1) if km2 else "–" for km2 in months["redrawn_km2"]
            ],
            words.gettext("One map changed most"): [
                "–" if pd.isna(day) else words.short_day(day.date())
                for day in months["decisive_date"]
            ],
            words.gettext("Days of the maps"): [
                words.day_certainty("within_one_day" if is_inferred else "certain")
                for is_inferred in months["is_within_one_day"]
            ],
        }
    )


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
        hovertemplate=f"{hovered_day(words)}: {hovered_area('y', words)}<extra></extra>",
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
        "The occupied total was {highest} at its height on {highest_day}, and {now} on {day}"
    )
    if since_height:
        headline = words.gettext(
            "The occupied total was {highest} at its height on {highest_day}, and {now} on {day}, "
            "of which {redrawn} are outlines redrawn since"
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
            "Line of the occupied total, from {lowest} on {lowest_day} to {highest} on "
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
    text = words.gettext("Redrawn outlines, marked ◇, are no movement: {breaks}.")
    return [text.format(breaks="; ".join(break_text(each, words) for each in breaks))]


def _total_table(daily_area: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Give the last map of each month."""
    month = daily_area["as_of_date"].dt.to_period("M")
    last = daily_area.drop_duplicates(subset=["as_of_date"]).groupby(month).tail(1)
    return pd.DataFrame(
        {
            words.gettext("Map of"): [words.short_day(day.date()) for day in last["as_of_date"]],
            words.gettext("Occupied total, km²"): [
                words.number(km2) for km2 in last["occupied_total_km2"]
            ],
        }
    )
