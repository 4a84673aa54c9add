"""What the day control of a map says and moves between; `engine/scrubber.js` draws it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names

from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number
from pokrovsk_front.model.changes import Change
from pokrovsk_front.model.grey_zone_text import KNOWN, NOT_KNOWN
from pokrovsk_front.model.readings import ARCHIVE_GAPS, MAX_CARRY_DAYS
from pokrovsk_front.model.wording import Wording

DAYS_FILE = "days.json"
"""The table of all maps in `static/`, which `ingest.day_table` writes."""


@dataclass(frozen=True, slots=True)
class PairChange:
    """Land gained and regained between two days, from the cells' exact shares."""

    earlier: date
    later: date
    change: Change

    def described(self) -> dict[str, float]:
        """Give it as the map engine takes it: days as numbers, areas in km2."""
        return {
            "from": day_number(self.earlier),
            "day": day_number(self.later),
            "gained": self.change.gained_km2,
            "regained": self.change.regained_km2,
        }


@dataclass(frozen=True, slots=True)
class Moves:
    """The days that a reader may move a map through.

    Attributes:
        first: The first day that can be chosen.
        last: The last one.
        breaks: Where outlines were redrawn.
    """

    first: date
    last: date
    breaks: tuple[Break, ...] = ()


def scrubber(
    static_url: Callable[[str], str], moves: Moves, change: PairChange | None = None
) -> dict[str, object]:
    """Describe the days that a map can show.

    Args:
        static_url: Gives the address of a file that the browser loads.
        moves: The days that can be chosen.
        change: What changed between the two days shown, in the mode of two days.

    Returns:
        The field `scrubber` of a map's description.
    """
    described: dict[str, object] = {
        "days": static_url(DAYS_FILE),
        "first": day_number(moves.first),
        "last": day_number(moves.last),
        "eraFirst": day_number(RECENT_ERA_FIRST_DAY),
        "maxCarryDays": MAX_CARRY_DAYS,
        "redrawn": [[day_number(each.as_of_date), each.change_km2] for each in moves.breaks],
    }
    return described | ({"change": change.described()} if change else {})


def swatches(entries: Sequence[object]) -> list[dict[str, object]]:
    """Describe the fills of a legend; a ramp is described by the layer that has it.

    Args:
        entries: The entries of a figure's legend.

    Returns:
        The field `swatches` of a map's description.
    """
    return [
        {
            "fill": list(entry.fill),
            "text": entry.moving_text or entry.text,
            "edge": entry.edge and list(entry.edge),
            "hatch": entry.hatch and list(entry.hatch),
            "isDashed": entry.is_dashed,
            "isApart": entry.is_apart,
            "isDot": entry.is_dot,
            "follows": entry.follows,
        }
        for entry in entries
        if isinstance(entry, Entry)
    ]


def scrubber_texts(words: Wording) -> dict[str, str | list[str]]:
    """Give the words of day control, legend and headline, by the names the engine has for them."""
    return format_texts(words) | _headline_texts(words) | _control_texts(words)


def format_texts(words: Wording) -> dict[str, str | list[str]]:
    """Give what numbers and days are written with, as `model.wording` writes them.

    Args:
        words: The reader's language.
    """
    _ = words.gettext
    months = [date(2000, month, 1) for month in range(1, 13)]
    wide = get_month_names("wide", context="format", locale=words.locale)
    return {
        "separators": words.separators,
        "unknown": _("unknown"),
        "km2": _("{number} km²"),
        "day": _("{day} {month} {year}"),
        "months": [wide[month.month] for month in months],
        "shortMonths": [words.short_day(month).split()[1] for month in months],
        "namedMonths": [words.month(month).split()[0] for month in months],
        "axisMonths": [words.short_month(month) for month in months],
        "span": _("{first} to {last}"),
        "versus": _("{first} v {second}"),
        "about": _("about {area}"),
        "and": _(" and "),
    }


def _headline_texts(words: Wording) -> dict[str, str | list[str]]:
    _, ngettext = words.gettext, words.messages.ngettext
    inferred = "The map of {days} is dated within one day."
    return {
        "dayHeadline": _("{area} of Ukraine were Russian-occupied on {day}"),
        "pairHeadline": _("{gained} came under Russian control, {regained} were regained"),
        "pairNet": _("{two_days}: {net} net"),
        "sinceHeadline": _("When the land occupied on {day} came under Russian control"),
        "sinceLine": _("By the month of its last change on the DeepState map, since {day}."),
        "greyKnown": _(KNOWN),
        "greyNotKnown": _(NOT_KNOWN),
        "carried": _("There is no map of {asked}; the map of {used}, {older}, is used instead."),
        "older": [
            ngettext("{days} day older", "{days} days older", days).format(days=words.number(days))
            for days in range(1, MAX_CARRY_DAYS + 1)
        ],
        "inferred": ngettext(inferred, "The maps of {days} are each dated within one day.", 1),
        "inferredBoth": ngettext(inferred, "The maps of {days} are each dated within one day.", 2),
        "tooFar": _(ARCHIVE_GAPS.within),
    }


def _control_texts(words: Wording) -> dict[str, str | list[str]]:
    _ = words.gettext
    return {
        "dayOfMap": _("Day of the map"),
        "earlierDay": _("Earlier day"),
        "laterDay": _("Later day"),
        "dayField": _("Day"),
        "dayValue": _("{day}, {area} occupied"),
        "carriedValue": _("{day}, no map; {area} occupied on the map of {used}"),
        "keys": _(
            "Arrow keys move by a day, with Shift by a week, Page Up and Page Down by 30 days; "
            "plus and minus zoom, zero shows all days."
        ),
        "outside": _(
            "There is no map of {asked}: choose a day from {first} to {last}. "
            "The page still shows {shown}."
        ),
        "stopsBefore": _("The earlier day stays before the later one."),
        "steps": _("Steps"),
        "stepNames": [
            _("−30 days"),
            _("−7 days"),
            _("−1 day"),
            _("+1 day"),
            _("+7 days"),
            _("+30 days"),
        ],
        "zoomDays": _("Days on the chart"),
        "fewerDays": _("Show fewer days"),
        "moreDays": _("Show more days"),
        "allDays": _("All days"),
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("Step"),
        "speed": _("Speed"),
        "oneDay": _("1 day"),
        "oneWeek": _("1 week"),
        "thirtyDays": _("30 days"),
        "slow": _("slow"),
        "normal": _("normal"),
        "fast": _("fast"),
        "byDay": _("Net change by day"),
        "byWeek": _("Net change by week"),
        "byMonth": _("Net change by month"),
        "dottedLine": _("{area} at the dotted line"),
        "gainedKey": _("Came under Russian control"),
        "regainedKey": _("Regained by Ukrainian forces"),
        "noMapKey": _("Days without a map"),
        "redrawnKey": _("Outline redrawn"),
        "redrawnPart": _("redrawn outlines are {area} of it"),
        "barNet": _("{days}: {net} net"),
        "barGross": _(
            "{days}: {net} net ({gained} came under Russian control, {regained} regained)"
        ),
        "rampLabel": _("Day of the map, on the months in which land came under Russian control"),
    }
