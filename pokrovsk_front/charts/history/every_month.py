"""Net gain of every month of the archive."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.map_text import day_certainty
from pokrovsk_front.model.wording import Wording

PANELS_HEIGHT_PX = 560

MONTHS_OF_A_YEAR = 12


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
            "Net gain of each month since {first}, km²; hatched, below zero: Ukrainian forces "
            "regained more than they lost; ◇: the month without redrawn outlines; each panel has "
            "its own scale"
        ).format(first=words.month(starts.iloc[0].date())),
        picture=picture,
        alt=words.gettext(
            "Bars of net gain by month from {first} to {last}; the last is {area}."
        ).format(
            first=words.month(starts.iloc[0].date()),
            last=words.month(last["month"].date()),
            area=words.signed_area(last["net_km2"]),
        ),
        long_text=" ".join(
            [_years_text(months, words), *_redrawn_text(months, words), words.rounding_note]
        ),
        make_table=partial(month_table, months, words),
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
    """Mark the net gain without redrawn outlines, in the months that have one."""
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
    """Write the note on months with a redrawn outline."""
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
    """Name the map that changed more than all others of a month together, if there is one."""
    if pd.isna(day):
        return ""
    return words.gettext(", most of it by the map of {day}").format(day=words.short_day(day.date()))


def month_table(months: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate months: net gain, the two maps, redrawn outlines, the map with most of it."""
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
            words.gettext("Redrawn outlines, km²"): [
                words.signed(km2, 1) if km2 else "–" for km2 in months["redrawn_km2"]
            ],
            words.gettext("Map with most of the change"): [
                "–" if pd.isna(day) else words.short_day(day.date())
                for day in months["decisive_date"]
            ],
            words.gettext("Certainty of the map dates"): [
                day_certainty("within_one_day" if is_inferred else "certain", words)
                for is_inferred in months["is_within_one_day"]
            ],
        }
    )
