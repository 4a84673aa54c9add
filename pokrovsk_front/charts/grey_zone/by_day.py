"""Chart of the grey zone by day, over the occupied total, which excludes it."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import day_ticks, hovered_area_of_day, last_of_months
from pokrovsk_front.charts.tables import areas_by_day
from pokrovsk_front.charts.template import COLOURS, grid, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.grey_zone import InMonths, Step, in_months, largest_steps
from pokrovsk_front.model.wording import Wording

FIRST_DAY = date(2023, 12, 31)
"""From here on maps are daily; earlier, a step is that of a week or more."""

PLOT_HEIGHT_PX = 560
STEPS = 3
"""Number of steps that are labelled."""

MAX_TICKS = 6
GAP_SHARE = 0.12
HEADROOM = 1.12
LIFT_PX = (26, 48, 26)
"""Height of the label of each step above the line, in order of time."""


def grey_zone(
    daily_area: pd.DataFrame, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw the grey zone of every map since 2024 over the occupied total, on one axis of time.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Two panels, both with steps from map to map: the zone from zero, broken where no map
        tells it; the total on an axis that does not start at zero.
    """
    rows = daily_area[daily_area["as_of_date"] >= pd.Timestamp(FIRST_DAY)]
    days, grey_km2 = rows["as_of_date"], rows["grey_zone_km2"]
    total_km2 = rows["occupied_total_km2"]
    steps = sorted(largest_steps(daily_area, FIRST_DAY, STEPS), key=lambda each: each.as_of_date)
    known = rows.dropna(subset=["grey_zone_km2"])
    first, last = known.iloc[0], known.iloc[-1]
    latest = in_months(daily_area, last["as_of_date"].date())
    said = {
        "first": words.area(first["grey_zone_km2"]),
        "first_day": words.day(first["as_of_date"].date()),
        "last": words.area(last["grey_zone_km2"]),
        "last_day": words.day(last["as_of_date"].date()),
        "grown": words.signed_area(last["grey_zone_km2"] - first["grey_zone_km2"]),
        "total": words.signed_area(total_km2.iloc[-1] - total_km2.iloc[0]),
        "unknown": words.number(int(grey_km2.isna().sum())),
    }
    return Figure(
        figure_id="grey_zone",
        headline=words.gettext(
            "The grey zone measured {last} on {last_day}, up from {first} on {first_day}"
        ).format(**said),
        subtitle=words.gettext(
            "Land of unknown status (above) and occupied total (below) by day of the map, km²; "
            "the lower axis does not start at zero"
        ),
        picture=_picture(rows, steps, words, scheme),
        alt=words.gettext(
            "Two lines by day from {first_day} to {last_day}: the grey zone, from {first} to "
            "{last}, and below it the occupied total, which changed by {total}."
        ).format(**said),
        long_text=" ".join(
            [
                words.gettext(
                    "In the grey zone DeepState does not say who holds the land: both sides may "
                    "be there, or neither. The zone is not part of any net gain, so when it "
                    "grows, the front may be moving before the occupied total shows it. Land "
                    "that leaves the zone may turn out occupied or not. Since {first_day} the "
                    "zone changed by {grown} and the occupied total by {total}."
                ).format(**said),
                *_months_text(latest, words),
                _steps_text(steps, words),
                words.messages.ngettext(
                    "On {unknown} day of the archive the zone is not known: the line has a gap.",
                    "On {unknown} days of the archive the zone is not known: the line has gaps.",
                    int(grey_km2.isna().sum()),
                ).format(**said),
            ]
        ),
        make_table=partial(_table, rows, words),
        make_rows=partial(numbers.grey_zone, rows),
        source_ids=source_ids,
        as_of_date=days.iloc[-1].date(),
    )


def _months_text(latest: InMonths | None, words: Wording) -> list[str]:
    if latest is None or latest.months is None:
        return []
    text = words.gettext(
        "On the last of these days it equalled {months} months of net gain at {average} a month, "
        "the average of the twelve whole months before."
    )
    average = words.area(latest.average_km2)
    return [text.format(months=words.number(latest.months, 1), average=average)]


def _step_words(step: Step, words: Wording) -> str:
    return words.gettext("{change} on {day}").format(
        change=words.signed_area(step.grey_zone_km2), day=words.short_day(step.as_of_date)
    )


def _steps_text(steps: list[Step], words: Wording) -> str:
    text = words.gettext("{change}, while occupied land changed by {occupied}")
    named = (
        text.format(
            change=_step_words(step, words), occupied=words.signed_area(step.occupied_km2, 1)
        )
        for step in steps
    )
    return words.gettext("The largest steps between two maps: {steps}.").format(
        steps="; ".join(named)
    )


def _picture(rows: pd.DataFrame, steps: list[Step], words: Wording, scheme: Scheme) -> go.Figure:
    colours, days = COLOURS[scheme], rows["as_of_date"]
    panels = (
        ("y", rows["grey_zone_km2"], "neutral", words.gettext("Grey zone, status unknown")),
        ("y2", rows["occupied_total_km2"], "later", words.gettext("Occupied total")),
    )
    top, bottom = rows["grey_zone_km2"], rows["occupied_total_km2"]
    margin = (bottom.max() - bottom.min()) * (HEADROOM - 1)
    ticks = day_ticks(days.iloc[0].date(), days.iloc[-1].date(), words, MAX_TICKS)
    axes = grid(rows=2, columns=1, gap_share=GAP_SHARE)
    return plot(
        [
            {
                "type": "scatter",
                "mode": "lines",
                "x": days,
                "y": km2,
                "xaxis": axis.replace("y", "x"),
                "yaxis": axis,
                "name": name,
                "line": {"color": colours[colour], "width": 2, "shape": "hv"},
                "connectgaps": False,
                **({"fill": "tozeroy"} if axis == "y" else {}),
                "hovertemplate": hovered_area_of_day(words, name, ",.1f"),
            }
            for axis, km2, colour, name in panels
        ],
        {
            "height": PLOT_HEIGHT_PX,
            "margin": {"l": 8, "r": 8, "t": 28, "b": 8},
            **{name: axis | ticks for name, axis in axes.items() if name.startswith("x")},
            "yaxis": _own_scale(axes["yaxis"], [0, top.max() * HEADROOM * HEADROOM]),
            "yaxis2": _own_scale(axes["yaxis2"], [bottom.min() - margin, bottom.max() + margin]),
            "annotations": [
                *(_title(axis, name, colours["text"]) for axis, _km2, _colour, name in panels),
                *(
                    _named(step, rows, lift, words, colours)
                    for step, lift in zip(steps, LIFT_PX, strict=False)
                ),
            ],
        },
        scheme,
        words,
    )


def _own_scale(axis: dict[str, Any], span: list[float]) -> dict[str, Any]:
    """Give a panel a scale of its own: the panels of a grid share theirs."""
    own = {key: value for key, value in axis.items() if key != "matches"}
    return own | {"range": span, "tickformat": ",", "nticks": MAX_TICKS}


def _title(axis: str, name: str, colour: str) -> dict[str, Any]:
    return {
        "text": f"<b>{name}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": f"{axis} domain",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 13, "color": colour},
    }


def _named(
    step: Step, rows: pd.DataFrame, lift_px: int, words: Wording, colours: dict[str, str]
) -> dict[str, Any]:
    """Label a step above the line, with a leader down to it."""
    before = rows.loc[rows["as_of_date"] < pd.Timestamp(step.as_of_date), "grey_zone_km2"]
    after = rows.loc[rows["as_of_date"] == pd.Timestamp(step.as_of_date), "grey_zone_km2"]
    is_late = pd.Timestamp(step.as_of_date) > rows["as_of_date"].iloc[len(rows) * 4 // 5]
    return {
        "x": step.as_of_date.isoformat(),
        "y": max(float(before.iloc[-1]), float(after.iloc[0])),
        "xref": "x",
        "yref": "y",
        "text": _step_words(step, words),
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": colours["axis"],
        "ax": 0,
        "ay": -lift_px,
        "xanchor": "right" if is_late else "center",
        "font": {"size": 13, "color": colours["text"]},
    }


def _table(rows: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate the last map of each month."""
    columns = {
        "grey_zone_km2": words.gettext("Grey zone, km²"),
        "occupied_total_km2": words.gettext("Occupied total, km²"),
    }
    return areas_by_day(last_of_months(rows), columns, words, decimals={"grey_zone_km2": 1})
