"""Numbers of people in words: qualifier, date, area, and the share left.

A bound stays a bound, a month stays a month, and nothing that is left is rounded away.
"""

import math

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import Area, City, Count, Decline, Series
from pokrovsk_front.model.wording import Wording

FEW = 10
"""Share from which "about" is omitted: the next whole number is near."""

EXACT_BELOW = 100
"""From it on "one in so many" is as round as a count that is "about", within `ROUNDED_BY`."""

ROUNDED_BY = 0.1
"""How much of a number rounding may change: a city of 71,094 with 500 left has one in 140."""

MIN_ONE_IN = 1.5
"""Below it, where more than two in three remain, the percentage alone is given."""

SHORT_AREA_NAMES: dict[Area, str] = {
    "city": N_("city"),
    "hromada": N_("hromada"),
    "right_bank": N_("right bank of the city"),
    "not_stated": N_("area not stated"),
}


def people(count: Count, words: Wording) -> str:
    """Write a number of people with its qualifier.

    A bound is "at least" or "at most", which hold for "more than" and "not fewer than" alike.
    """
    number = words.number(count.people)
    templates = {
        "exact": "{number}",
        "about": words.gettext("about {number}"),
        "more_than": words.gettext("at least {number}"),
        "less_than": words.gettext("at most {number}"),
        "range": words.gettext("{number} to {high}"),
    }
    high = words.number(count.people_high or count.people)
    return templates[count.qualifier].format(number=number, high=high)


def as_of(count: Count, words: Wording) -> str:
    """Write the date of a count, to its known precision."""
    match count.date_precision:
        case "year":
            return str(count.as_of_date.year)
        case "month":
            return words.full_month(count.as_of_date)
    return words.day(count.as_of_date)


def short_as_of(count: Count, words: Wording) -> str:
    """Write the date of a count for a label, to its known precision."""
    match count.date_precision:
        case "year":
            return str(count.as_of_date.year)
        case "month":
            return words.month(count.as_of_date)
    return words.short_day(count.as_of_date)


def decline_pct(decline: Decline, words: Wording) -> str:
    """Write the decline in percent; of a bound a bound, of a range a range."""
    if decline.pct < 0:
        return words.gettext("{pct} more").format(pct=words.percent(-decline.pct))
    # What is left is never rounded away.
    decimals = int(round(decline.pct) == 100 and decline.count.people > 0)
    ends = (words.number(decline.low_pct, decimals), words.number(decline.pct, decimals))
    pct = words.percent(decline.pct, decimals)
    if ends[0] != ends[1]:
        pct = words.gettext("{low}% to {high}%").format(low=ends[0], high=ends[1])
    templates = {
        "more_than": words.gettext("at most {pct} fewer"),
        "less_than": words.gettext("at least {pct} fewer"),
    }
    return templates.get(decline.count.qualifier, words.gettext("{pct} fewer")).format(pct=pct)


def one_in(decline: Decline, words: Wording) -> str:
    """Write the share left as one in so many; empty where most remain.

    What is "about" in the count is about here too.
    """
    if not decline.count.people or decline.one_in < MIN_ONE_IN:
        return ""
    number = _one_in_number(decline, words)
    qualifier = decline.count.qualifier
    templates = {
        "more_than": words.gettext("at least one in {number}"),
        "less_than": words.gettext("at most one in {number}"),
    }
    if qualifier == "about" or decline.one_in < FEW:
        default = words.gettext("about one in {number}")
        if number == words.number(2):
            default = words.gettext("about one in two")
    else:
        default = words.gettext("one in {number}")
    return templates.get(qualifier, default).format(number=number)


def _one_in_number(decline: Decline, words: Wording) -> str:
    """Write the number of "one in so many": of a range a range, of a round count a round one."""
    if decline.count.people_high:
        return words.gettext("{low} to {high}").format(
            low=words.number(decline.baseline.people / decline.count.people_high),
            high=words.number(decline.one_in),
        )
    one_in = decline.one_in
    if decline.count.qualifier == "about" and one_in >= EXACT_BELOW:
        figures = len(str(decline.count.people).rstrip("0"))
        digits = min(figures - 1 - math.floor(math.log10(one_in)), 0)
        if abs(round(one_in, digits) / one_in - 1) > ROUNDED_BY:
            digits += 1
        one_in = round(one_in, digits)
    return words.number(one_in)


def what_remains(decline: Decline, words: Wording) -> str:
    """Write a decline in percent and as one in so many, with the month of the count.

    >>> from datetime import date
    >>> def row(role, people):
    ...     return Count("", "x", date(2025, 1, 1), "day", people, None, "exact", "city", role,
    ...                  "", "", "", "", "high", "", "")
    >>> what_remains(Decline(row("baseline", 60127), row("count", 1256)), Wording())
    '98% fewer; one in 48 were left in January 2025'
    """
    left = one_in(decline, words)
    if not left:
        return decline_pct(decline, words)
    return words.gettext("{decline}; {one_in} were left in {month}").format(
        decline=decline_pct(decline, words),
        one_in=left,
        month=words.full_month(decline.count.as_of_date),
    )


def headline(name: str, main: Series, words: Wording) -> str:
    """Write how many of the people of a city were left at the last count, as a headline.

    Args:
        name: The city.
        main: Its main series.
        words: The reader's language.
    """
    if main.decline is not None:
        baseline, count = main.decline.baseline, main.decline.count
        text = (
            words.gettext("{name}: from {before} people to {after}, {remains}")
            if main.area == "city"
            else words.gettext(
                "{name} with its hromada: from {before} people to {after}, {remains}"
            )
        )
        return text.format(
            name=name,
            before=people(baseline, words),
            after=people(count, words),
            remains=what_remains(main.decline, words),
        )
    if main.last is None:
        return words.gettext("{name}: no count was found").format(name=name)
    return words.gettext("{name}: {people} people in {day}, of an area that was not stated").format(
        name=name, people=people(main.last, words), day=as_of(main.last, words)
    )


def said_by(count: Count, words: Wording) -> str:
    """Write a number with date, area and counter, in one line."""
    return words.gettext("{people} ({day}; {area}; {who})").format(
        people=people(count, words),
        day=as_of(count, words),
        area=words.gettext(SHORT_AREA_NAMES[count.area]),
        who=count.attributed_to,
    )


def short_people(count: Count, words: Wording) -> str:
    """Write a number with its bound or range, for a label."""
    number = words.number(count.people)
    if count.people_high:
        return f"{number}–{words.number(count.people_high)}"
    return number + {"more_than": "+", "less_than": "−"}.get(count.qualifier, "")


def city_label(city: City, words: Wording) -> str:
    """Name a city, with its area where that is not the city itself."""
    if city.main.area == "city":
        return city.name
    area = words.gettext(SHORT_AREA_NAMES[city.main.area])
    return words.gettext("{name} ({area})").format(name=city.name, area=area)
