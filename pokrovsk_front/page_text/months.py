"""What the page Months says around a brief: four figures, lists of sentences, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd

from pokrovsk_front.model.brief.fact import Brief, Fact, Kind
from pokrovsk_front.model.brief.land_text import area, signed_area
from pokrovsk_front.model.brief.periods import PeriodKind, kind_of, parse_month
from pokrovsk_front.model.brief.written import Line
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Table

MONTH = N_("Month")
STANDS_OUT = N_("What stands out")
MORE = N_("What else changed in {month}")
"""Text of the link to the page of a month."""

AS_TEXT = N_("The brief as text")
FEEDS = {
    "months.atom": N_("Feed of the months (Atom)"),
    "figures_changed.atom": N_("Feed of figures that changed (Atom)"),
}
"""Feeds of a site: names of files, beside its pages."""

MAX_FIRST = 8
"""How many sentences stand beside the map; the others follow by subject."""

MAX_OF_A_KIND = 2
"""How many of one kind are among them."""

EVENTS = "events"

GROUPS: tuple[tuple[str, str, frozenset[Kind]], ...] = (
    (
        "land",
        N_("Land"),
        frozenset(
            {
                *(Kind.NET, Kind.BEFORE, Kind.YEAR_BEFORE, Kind.RECORD, Kind.RECORD_REGAINED),
                *(Kind.RANK, Kind.GROSS, Kind.DAY_GAINED, Kind.DAY_REGAINED, Kind.OBLASTS),
                *(Kind.GREY_ZONE, Kind.TOTAL),
            }
        ),
    ),
    (
        "places",
        N_("Towns and hromadas"),
        frozenset(
            {
                *(Kind.TOWN_OCCUPIED, Kind.TOWN_REGAINED, Kind.NEAREST, Kind.HROMADAS),
                *(Kind.CLAIM_ALONE, Kind.MAP_ALONE),
            }
        ),
    ),
    ("published", N_("What others published"), frozenset({Kind.PUBLISHED, Kind.ISW})),
    ("people", N_("Counts of people"), frozenset({Kind.PEOPLE})),
    (EVENTS, N_("Dated events"), frozenset({Kind.EVENT})),
)
"""Subjects of the facts that do not stand beside the map: id, heading, kinds."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A large figure: its label, its value and the line under it."""

    label: str
    value: str
    note: str


def metrics(brief: Brief, words: Wording) -> tuple[Metric, ...]:
    """Word the figures of a brief: net gain, the two comparisons, the occupied total."""
    _, net = words.gettext, brief.net
    compared = [
        _compared(fact, words)
        for kind in (Kind.BEFORE, Kind.YEAR_BEFORE)
        for fact in brief.of(kind)
    ]
    return (
        Metric(
            _("Net gain"),
            signed_area(net.number("net_km2"), words),
            _("{area} a day").format(area=words.signed_area(net.number("net_km2_per_day"), 1)),
        ),
        *compared,
        _total(brief, words),
    )


def _compared(fact: Fact, words: Wording) -> Metric:
    """Word a comparison; by the day where the periods differ in length."""
    _, other = words.gettext, fact.window("other")
    is_month = kind_of(other) is PeriodKind.MONTH
    name = words.month(other.first_day) if is_month else words.window(other)
    label = _("Against {span}").format(span=name)
    other_km2 = signed_area(fact.number("other_net_km2"), words)
    if not fact.is_known("change_pct"):
        difference_km2 = fact.number("net_km2") - fact.number("other_net_km2")
        return Metric(
            label, signed_area(difference_km2, words), _("{area} then").format(area=other_km2)
        )
    pct = words.signed_percent(fact.number("change_pct"))
    if fact.is_so("is_same_length"):
        return Metric(label, pct, _("{area} then").format(area=other_km2))
    per_day = words.signed_area(fact.number("other_net_km2") / other.days, 1)
    return Metric(label, pct, _("{area} a day then").format(area=per_day))


def _total(brief: Brief, words: Wording) -> Metric:
    """Word the occupied total at the end."""
    (total,) = brief.of(Kind.TOTAL)
    return Metric(
        words.gettext("Occupied at the end"),
        area(total.number("occupied_total_km2"), words),
        words.gettext("{pct} of Ukraine").format(
            pct=words.percent(total.number("occupied_pct"), 1)
        ),
    )


def index(briefs: Mapping[str, Brief], words: Wording, address: str) -> Table:
    """Tabulate months, one row a brief.

    Args:
        briefs: The briefs by month, such as `2025-10`, in the order of the rows.
        words: The reader's language.
        address: Where a brief is shown, with `{month}`.
    """
    _ = words.gettext
    return Table(
        "months",
        _("Every month: net gain, and against the month before and the year before"),
        partial(_rows, briefs, words, address),
        ((_(MONTH), _("Link")),),
        partial(_file_rows, briefs, words, address),
    )


def _rows(briefs: Mapping[str, Brief], words: Wording, address: str) -> pd.DataFrame:
    _ = words.gettext
    rows = []
    for key, brief in briefs.items():
        net = brief.net
        row = {
            _(MONTH): month_name(key, brief.window, words),
            _("Net gain, km²"): words.signed(net.number("net_km2"), 1),
            _("A day, km²"): words.signed(net.number("net_km2_per_day"), 1),
            _("Against the month before"): _change(brief.first(Kind.BEFORE), words),
            _("Against the year before"): _change(brief.first(Kind.YEAR_BEFORE), words),
            _("Occupied at the end"): words.area(
                brief.of(Kind.TOTAL)[0].number("occupied_total_km2")
            ),
            _("Link"): address.format(month=key),
        }
        rows.append(row)
    return pd.DataFrame(rows)


def _file_rows(briefs: Mapping[str, Brief], words: Wording, address: str) -> pd.DataFrame:
    """Tabulate months for a spreadsheet: numbers alone, each with its unit in the header."""
    _ = words.gettext
    rows = []
    for key, brief in briefs.items():
        net, (total,) = brief.net, brief.of(Kind.TOTAL)
        before, year_before = brief.first(Kind.BEFORE), brief.first(Kind.YEAR_BEFORE)
        row = {
            _(MONTH): month_name(key, brief.window, words),
            _("Net gain, km²"): net.number("net_km2"),
            _("A day, km²"): net.number("net_km2_per_day"),
            _("Against the month before, km²"): _difference_km2(before),
            _("Against the month before, %"): _change_pct(before),
            _("Against the year before, km²"): _difference_km2(year_before),
            _("Against the year before, %"): _change_pct(year_before),
            _("Occupied at the end, km²"): total.number("occupied_total_km2"),
            _("Link"): address.format(month=key),
        }
        rows.append(row)
    return pd.DataFrame(rows).round(1)


def _difference_km2(fact: Fact | None) -> float | None:
    """Give by how many km2 a net change differs from that of the other period."""
    return fact.number("net_km2") - fact.number("other_net_km2") if fact else None


def _change_pct(fact: Fact | None) -> float | None:
    """Give the same as a share of the other's; by the day where they differ in length."""
    return fact.number("change_pct") if fact and fact.is_known("change_pct") else None


def _change(fact: Fact | None, words: Wording) -> str:
    return "–" if fact is None else _compared(fact, words).value


def month_name(key: str, days: Window, words: Wording) -> str:
    """Name a month, and whether it is not over."""
    if days == parse_month(key):
        return words.full_month(days.first_day)
    return words.gettext("{month} so far").format(month=words.month(days.first_day))


def listed(lines: Iterable[Line], words: Wording) -> str:
    """List sentences in Markdown, each with links to its sources."""
    return "\n".join(f"- {line.sentence} {_source(line, words)}" for line in lines)


def _source(line: Line, words: Wording) -> str:
    """Name the sources of a sentence, small and linked."""
    links = ", ".join(f"[{name}]({url})" for name, url in line.credits)
    return words.gettext(":small[Source: {sources}]").format(sources=links)


def divided(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Divide a brief into the sentences beside the map, what stands out most, and the others.

    Beside the map no kind of fact has more than `MAX_OF_A_KIND`.
    """
    first: list[Line] = []
    for line in lines:
        alike = sum(each.fact.kind is line.fact.kind for each in first)
        if len(first) < MAX_FIRST and alike < MAX_OF_A_KIND:
            first.append(line)
    return tuple(first), tuple(line for line in lines if line not in first)


def grouped(lines: Iterable[Line], words: Wording) -> list[tuple[str, str, tuple[Line, ...]]]:
    """Group sentences by subject: id, heading and sentences of each that has any.

    What stands out most comes first, and dated events come one after the other.
    """
    listed_lines = tuple(lines)
    groups = []
    for key, title, kinds in GROUPS:
        own = [line for line in listed_lines if line.fact.kind in kinds]
        if key == EVENTS:
            own.sort(key=lambda line: line.fact.as_of_date)
        if own:
            groups.append((key, words.gettext(title), tuple(own)))
    return groups


STYLE = """
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
        gap: .5rem; font-variant-numeric: tabular-nums }
.figures > div { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
        border-radius: .5rem; padding: .4rem .7rem; font-size: .85rem }
.figures strong { display: block; font-size: 1.4rem; line-height: 1.3; font-weight: 600 }
"""
"""Layout of the figures: four in a row on a desk, two on a telephone."""


def metrics_html(shown: Iterable[Metric]) -> str:
    """Render the figures side by side."""
    rows = "".join(
        f"<div>{escape(each.label)}<strong>{escape(each.value)}</strong>{escape(each.note)}</div>"
        for each in shown
    )
    return f"<div class='figures'>{rows}</div>"
