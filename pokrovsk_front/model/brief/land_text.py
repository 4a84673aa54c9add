"""Sentences of the facts of land: one a fact, each of which can be quoted alone."""

from pokrovsk_front.model.brief.fact import Fact, Part
from pokrovsk_front.model.brief.periods import PeriodKind
from pokrovsk_front.model.wording import Wording

ONE_DECIMAL_BELOW_KM2 = 10.0
TIMES_FROM_PCT = 200.0
"""From three times as much on, a gain is said to be so many times another."""


def capital(text: str) -> str:
    """Capitalise the first letter of a sentence."""
    return text[:1].upper() + text[1:]


def area(km2: float, words: Wording) -> str:
    """Write an area, small ones with one decimal."""
    return words.area(km2, _decimals(km2))


def signed_area(km2: float, words: Wording) -> str:
    """Write a change of area, small ones with one decimal."""
    return words.signed_area(km2, _decimals(km2))


def _decimals(km2: float) -> int:
    return int(abs(km2) < ONE_DECIMAL_BELOW_KM2 and abs(km2) != 0)


def balance(net_km2: float, words: Wording) -> str:
    """Write a net gain with its side."""
    text = (
        words.gettext("Russia's net gain was {area}")
        if net_km2 >= 0
        else words.gettext("Ukrainian forces regained {area} more than they lost")
    )
    return text.format(area=area(abs(net_km2), words))


def net(fact: Fact, words: Wording) -> str:
    """Write the net change: whose map, of which days, and why it may not compare."""
    _ = words.gettext
    net_km2, redrawn_km2 = fact.number("net_km2"), fact.number("redrawn_km2")
    match fact.is_so("is_daily"), bool(redrawn_km2):
        case True, False:
            text = _(
                "{during}, {balance}, or {pace} a day, according to the DeepState map ({maps})."
            )
        case True, True:
            text = _(
                "{during}, {balance} ({rest} without redrawn outlines of the map), according to "
                "the DeepState map ({maps})."
            )
        case False, False:
            text = _("{during}, {balance}, according to the DeepState map ({maps}).")
        case _:
            text = _(
                "{during}, {balance} ({rest} without redrawn outlines), according to the "
                "DeepState map ({maps})."
            )
    said = text.format(
        during=_during(fact, words),
        balance=balance(net_km2, words),
        pace=words.area(abs(fact.number("net_km2_per_day")), 1),
        rest=words.signed_area(net_km2 - redrawn_km2),
        maps=_("maps of {opening} and {closing}").format(
            opening=words.short_day(fact.day("opening_date")),
            closing=words.short_day(fact.day("closing_date")),
        ),
    )
    return " ".join(filter(None, [capital(said), _bounds(fact, words)]))


def _during(fact: Fact, words: Wording) -> str:
    """Write the days of a net change, and on which of them the maps are about a week apart."""
    during = words.during(fact.windows[0])
    if fact.is_so("is_daily"):
        return during
    if not fact.is_known("daily_since"):
        text = words.gettext("{during}, when maps were about a week apart")
        return text.format(during=during)
    return words.gettext("{during} (before {day} maps were about a week apart)").format(
        during=during, day=words.day(fact.day("daily_since"))
    )


def _bounds(fact: Fact, words: Wording) -> str:
    """Write what the net change may be where a map is dated within one day."""
    least, most = (signed_area(fact.number(name), words) for name in ("least_km2", "most_km2"))
    if least == most:
        return ""
    return words.gettext(
        "A map is dated within one day, so the net change may lie between {least} and {most}."
    ).format(least=least, most=most)


def comparison(fact: Fact, words: Wording) -> str:
    """Write a comparison with another period, by the day where they differ in length."""
    values = {
        "during": words.during(fact.windows[0]),
        "other": words.during(fact.window("other")),
        "area": _with_and_without(fact, words),
        "pace": words.area(fact.number("net_km2_per_day"), 1),
        "other_pace": words.area(fact.number("other_net_km2_per_day"), 1),
        "balance": balance(fact.number("other_net_km2"), words),
    }
    if not fact.is_known("change_pct"):
        text = words.gettext("{other}, {balance}.")
        if fact.number("other_redrawn_km2"):
            text = words.gettext("{other}, {balance} ({rest} without redrawn outlines).")
        rest_km2 = fact.number("other_net_km2") - fact.number("other_redrawn_km2")
        return capital(text.format(rest=signed_area(rest_km2, words), **values))
    change_pct = fact.number("change_pct")
    values["pct"] = words.percent(abs(change_pct))
    values["times"] = words.number(1 + change_pct / 100, 1)
    text = (
        _same_length(change_pct, words)
        if fact.is_so("is_same_length")
        else _by_the_day(change_pct, words)
    )
    return capital(text.format(**values))


def _with_and_without(fact: Fact, words: Wording) -> str:
    """Write the net change of the other period, and what it is without redrawn outlines."""
    net_km2, redrawn_km2 = fact.number("other_net_km2"), fact.number("other_redrawn_km2")
    if not redrawn_km2:
        return area(net_km2, words)
    return words.gettext("{area}, {rest} without redrawn outlines").format(
        area=area(net_km2, words), rest=area(net_km2 - redrawn_km2, words)
    )


def _same_length(change_pct: float, words: Wording) -> str:
    _ = words.gettext
    if change_pct >= TIMES_FROM_PCT:
        return _("The net gain {during} was {times} times that {other} ({area}).")
    if not round(change_pct):
        return _("The net gain {during} was about as much as {other} ({area}).")
    if change_pct > 0:
        return _("The net gain {during} was {pct} more than {other} ({area}).")
    return _("The net gain {during} was {pct} less than {other} ({area}).")


def _by_the_day(change_pct: float, words: Wording) -> str:
    _ = words.gettext
    if change_pct >= TIMES_FROM_PCT:
        return _(
            "By the day, the net gain {during} was {times} times that {other}: {pace} against "
            "{other_pace}."
        )
    if not round(change_pct):
        return _("By the day, the net gain {during} was about as much as {other}: {pace}.")
    if change_pct > 0:
        return _(
            "By the day, the net gain {during} was {pct} more than {other}: {pace} against "
            "{other_pace}."
        )
    return _(
        "By the day, the net gain {during} was {pct} less than {other}: {pace} against "
        "{other_pace}."
    )


def _unit(fact: Fact, words: Wording) -> str:
    """Name the kind of period that a record is held among."""
    _ = words.gettext
    days = words.counted(words.number(fact.count("days")), fact.count("days"), "days")
    return {
        PeriodKind.MONTH: _("any month"),
        PeriodKind.FIRST_DAYS: _("the first {days} of any month"),
        PeriodKind.WEEK: _("any week"),
        PeriodKind.YEAR: _("any year"),
        PeriodKind.DAYS: _("any {days} in a row that ended before"),
    }[PeriodKind(fact.text("period"))].format(days=days)


def _extreme(fact: Fact, words: Wording) -> str:
    """Name a record, and that it was one then where later periods had as much."""
    _ = words.gettext
    match fact.text("side"), fact.number("km2") >= 0, fact.is_so("is_still"):
        case "largest", True, True:
            return _("the largest net gain")
        case "largest", True, False:
            return _("what was then the largest net gain")
        case "largest", False, True:
            return _("the highest net change")
        case "largest", False, False:
            return _("what was then the highest net change")
        case _side, True, True:
            return _("the smallest net gain")
        case _side, True, False:
            return _("what was then the smallest net gain")
        case _side, False, True:
            return _("the lowest net change")
    return _("what was then the lowest net change")


def record(fact: Fact, words: Wording) -> str:
    """Write since when no period of the kind had as much, or as little, net change."""
    _ = words.gettext
    values = {"span": words.span(fact.windows[0]), "unit": _unit(fact, words)}
    values["extreme"] = _extreme(fact, words)
    if not fact.is_known("since"):
        text = (
            _("{span} had {extreme} of {unit} since {first}, when daily maps began.")
            if fact.is_so("is_daily")
            else _("{span} had {extreme} of {unit} since {first}, the first in the archive.")
        )
        return capital(text.format(first=_begin(fact, words), **values))
    text = (
        _("{span} had {extreme} of {unit} since {since}, which had more ({area}).")
        if fact.text("side") == "largest"
        else _("{span} had {extreme} of {unit} since {since}, which had less ({area}).")
    )
    return capital(text.format(since=_since(fact, words), area=_of_since(fact, words), **values))


def _begin(fact: Fact, words: Wording) -> str:
    """Name the month with which the periods that compare begin."""
    return words.full_month(fact.window("first").first_day)


def _since(fact: Fact, words: Wording) -> str:
    """Name the period that a record reaches back to."""
    since = fact.window("since")
    if fact.text("period") in (PeriodKind.MONTH, PeriodKind.YEAR):
        return words.span(since)
    if fact.text("period") == PeriodKind.FIRST_DAYS:
        return words.full_month(since.first_day)
    return words.gettext("the one of {window}").format(window=words.window(since))


def _of_since(fact: Fact, words: Wording) -> str:
    """Write the net change of the period that a record reaches back to."""
    rest_km2, redrawn_km2 = fact.number("since_km2"), fact.number("since_redrawn_km2")
    if not redrawn_km2:
        return signed_area(rest_km2, words)
    return words.gettext("{area}, {rest} without redrawn outlines").format(
        area=signed_area(rest_km2 + redrawn_km2, words), rest=signed_area(rest_km2, words)
    )


def record_regained(fact: Fact, words: Wording) -> str:
    """Write since when no period of the kind had as much land regained."""
    _ = words.gettext
    values = {
        "during": words.during(fact.windows[0]),
        "km2": area(fact.number("km2"), words),
        "unit": _unit(fact, words),
        "most": _("the most") if fact.is_so("is_still") else _("then the most"),
    }
    if not fact.is_known("since"):
        return _(
            "Ukrainian forces regained {km2} {during}, {most} of {unit} since {first}, when daily "
            "maps began."
        ).format(first=_begin(fact, words), **values)
    return _(
        "Ukrainian forces regained {km2} {during}, {most} of {unit} since {since} ({area})."
    ).format(
        since=_since(fact, words),
        area=area(fact.number("since_km2"), words),
        **values,
    )


def rank(fact: Fact, words: Wording) -> str:
    """Write how many periods of the kind had a larger net gain."""
    _ = words.gettext
    larger, others, days = (fact.count(name) for name in ("larger", "others", "days"))
    periods = {
        PeriodKind.MONTH: _("months"),
        PeriodKind.WEEK: _("weeks"),
        PeriodKind.YEAR: _("years"),
    }.get(PeriodKind(fact.text("period")), _("starts of a month ({days})"))
    when = (
        _("since {first}, when daily maps began")
        if fact.is_so("is_daily")
        else _("from {first} to {last}, with maps about a week apart")
    )
    if larger == 0:
        text = _("None of the {others} other {periods} {when}, had a larger net gain than {span}.")
    elif larger == 1:
        text = _(
            "Only one of the {others} other {periods} {when}, had a larger net gain than {span}."
        )
    elif larger == others:
        text = _("All {others} other {periods} {when}, had a larger net gain than {span}.")
    else:
        text = _(
            "Of the {others} other {periods} {when}, {larger} had a larger net gain than {span}."
        )
    return text.format(
        others=words.number(others),
        larger=words.number(larger),
        periods=periods.format(days=words.counted(words.number(days), days, "days")),
        span=words.span(fact.windows[0]),
        when=when.format(
            first=_begin(fact, words), last=words.full_month(fact.window("last").first_day)
        ),
    )


def gross(fact: Fact, words: Wording) -> str:
    """Write what came under control and what was regained, from map to map."""
    _ = words.gettext
    text = (
        _(
            "From map to map {during}, redrawn outlines aside, {gained} came under Russian control "
            "and Ukrainian forces regained {regained}; land that changed hands twice counts twice."
        )
        if fact.number("redrawn_km2")
        else _(
            "From map to map {during}, {gained} came under Russian control and Ukrainian forces "
            "regained {regained}; land that changed hands twice counts twice."
        )
    )
    return text.format(
        during=words.during(fact.windows[0]),
        gained=area(fact.number("gained_km2"), words),
        regained=area(fact.number("regained_km2"), words),
    )


def single_map(fact: Fact, words: Wording, *, is_gained: bool) -> str:
    """Write the part of a gross change that one map brought."""
    _ = words.gettext
    if round(fact.number("share_pct")) == 100:
        text = (
            _(
                "One map, of {day}, shows all of the {total} that came under Russian control "
                "{during}."
            )
            if is_gained
            else _(
                "One map, of {day}, shows all of the {total} that Ukrainian forces regained "
                "{during}."
            )
        )
        return _of_map(text, fact, words)
    text = (
        _(
            "The map of {day} alone shows {km2} of the {total} that came under Russian control "
            "{during}, or {pct}."
        )
        if is_gained
        else _(
            "The map of {day} alone shows {km2} of the {total} that Ukrainian forces regained "
            "{during}, or {pct}."
        )
    )
    return _of_map(text, fact, words)


def _of_map(text: str, fact: Fact, words: Wording) -> str:
    return text.format(
        day=words.day(fact.day("map_date")),
        km2=area(fact.number("km2"), words),
        total=area(fact.number("total_km2"), words),
        during=words.during(fact.windows[0]),
        pct=words.percent(fact.number("share_pct")),
    )


def oblasts(fact: Fact, words: Wording) -> str:
    """Write the net change of each oblast, the largest first."""
    _ = words.gettext
    net_km2, (top, *others) = fact.number("net_km2"), fact.parts("oblasts")
    during = words.during(fact.windows[0])
    listed = ", ".join(_oblast(part, words) for part in others)
    if others and 0 < top.net_km2 <= net_km2:
        text = _("{oblast} accounts for {pct} of the net gain {during} ({change}); then {others}.")
        return text.format(
            oblast=_(top.name),
            pct=words.percent(top.net_km2 / net_km2 * 100),
            during=during,
            change=signed_area(top.net_km2, words),
            others=listed,
        )
    every = ", ".join(_oblast(part, words) for part in (top, *others))
    return _("By oblast, the net change {during}: {every}.").format(during=during, every=every)


def _oblast(part: Part, words: Wording) -> str:
    return f"{words.gettext(part.name)} {signed_area(part.net_km2, words)}"


def grey_zone(fact: Fact, words: Wording) -> str:
    """Write by how much the grey zone grew or shrank."""
    _ = words.gettext
    change_km2 = fact.number("change_km2")
    text = (
        _(
            "The grey zone of unknown status, counted separately, grew by {km2} {during}, to "
            "{after}."
        )
        if change_km2 >= 0
        else _(
            "The grey zone of unknown status, counted separately, shrank by {km2} {during}, to "
            "{after}."
        )
    )
    return text.format(
        km2=area(abs(change_km2), words),
        during=words.during(fact.windows[0]),
        after=area(fact.number("after_km2"), words),
    )


def total(fact: Fact, words: Wording) -> str:
    """Write the occupied total at the end, and its share of the country."""
    return words.gettext(
        "On {day}, {total} were Russian-occupied: {pct} of Ukraine, with Crimea and without the "
        "grey zone."
    ).format(
        day=words.day(fact.day("closing_date")),
        total=area(fact.number("occupied_total_km2"), words),
        pct=words.percent(fact.number("occupied_pct"), 1),
    )


def headline(fact: Fact, words: Wording) -> str:
    """Write the net change of a period as a headline."""
    text = words.gettext("{span}: {balance}").format(
        span=words.span(fact.windows[0]), balance=balance(fact.number("net_km2"), words)
    )
    return capital(text)
