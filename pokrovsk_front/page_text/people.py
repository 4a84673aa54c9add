"""Text beside the figures of people: caveats, conflicts between counts, and the table of all.

No number is typed here: each comes from a row of `population`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape

from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import City, Conflict, Count
from pokrovsk_front.model.people_text import SHORT_AREA_NAMES, as_of, people, short_as_of
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Table

EVERY_NUMBER_TITLE = N_("Every number of every city")

KINDS: dict[str, str] = {
    "other_area": N_("Different areas"),
    "other_base": N_("Different numbers before the full-scale war"),
    "other_counter": N_("Different counters"),
    "recount": N_("Probably a recount"),
    "carried_forward": N_("Carried forward"),
    "unresolved": N_("Not resolved"),
}


STYLE = """
.conflicts { display: grid; gap: .8rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)) }
.conflicts section { padding: .7rem .9rem; overflow-wrap: anywhere }
.conflicts h3 { font-size: 1rem; margin: 0 }
.conflicts ul { margin: .4rem 0; padding: 0 0 0 1.1rem }
.conflicts p { margin: .3rem 0 0 }
"""
"""Layout of the blocks, once a page; borders and colours are those of the page."""


def conflict_block(conflict: Conflict, counts: Mapping[str, Count], words: Wording) -> str:
    """Render counts that do not agree as a block of HTML, with the definition of each.

    Args:
        conflict: What does not agree.
        counts: The numbers by `count_id`.
        words: The reader's language.
    """
    _ = words.gettext
    numbers = "".join(_number(counts[count_id], words) for count_id in conflict.count_ids)
    return (
        f"<section><h3>{escape(_(KINDS[conflict.kind]))}</h3><ul>{numbers}</ul>"
        f"<p>{escape(conflict.reading)}</p></section>"
    )


def _number(count: Count, words: Wording) -> str:
    said = words.gettext("{day}, {area}; {who}").format(
        day=short_as_of(count, words),
        area=words.gettext(SHORT_AREA_NAMES[count.area]),
        who=count.attributed_to,
    )
    address = escape(count.url, quote=True)
    number = escape(people(count, words))
    link = f"<a href='{address}' target='_blank' rel='noopener'>{number}</a>"
    return f"<li><strong>{link}</strong> ({escape(said)})</li>"


def conflict_blocks(
    conflicts: Iterable[Conflict], counts: Mapping[str, Count], words: Wording
) -> str:
    """Render conflicts between counts as HTML, beside each other."""
    blocks = "".join(conflict_block(each, counts, words) for each in conflicts)
    return f"<div class='conflicts'>{blocks}</div>"


def every_number(cities: Sequence[City], words: Wording) -> Table:
    """List every count of every city with its source."""
    _ = words.gettext
    return Table(
        "people",
        _("Every number of people with its source"),
        partial(people_charts.every_number, cities, words),
        ((_("Published by"), _("Link")),),
    )


def caveats(cities: Sequence[City], rows: Sequence[Count], words: Wording) -> tuple[str, str, str]:
    """Say what to know before quoting, each point with its size in the table.

    Args:
        cities: The cities in the order of the page; the first one stands for its two areas.
        rows: Every number.
        words: The reader's language.
    """
    _, first = words.gettext, cities[0]
    later = [row for row in rows if row.role != "baseline"]
    roles = Counter(row.role for row in rows)
    latest = max(later, key=lambda row: row.as_of_date)
    lists = _(
        "**These are lists, not censuses.** Administrations count people who signed up for aid, "
        "less those who left or died; newcomers can be among them, and children are in the "
        "totals. {frozen} of {later} later numbers repeat an older list and are not used in any "
        "line or percentage."
    ).format(frozen=words.number(roles["frozen"]), later=words.number(len(later)))
    areas = _(
        "**City and hromada are different areas**, often swapped in print: {city} people in "
        "{name}, {hromada} in its hromada. A line joins numbers of one area only, and a "
        "percentage is given only where estimate and count are of the same area. The estimate is "
        "carried forward from the last census and can be above the number of people who really "
        "lived there."
    ).format(name=first.name, **_sizes(first, words))
    quality = _(
        "**{weak} of {later} numbers have a weak source** and are drawn hollow: an outlet that "
        "names nobody, a page without a date, a round number from someone else. Numbers of "
        "Russian-installed offices are left out. The latest number found is of {day}."
    ).format(
        weak=words.number(sum(row.is_weak for row in later)),
        later=words.number(len(later)),
        day=as_of(latest, words),
    )
    return lists, areas, quality


def _sizes(city: City, words: Wording) -> dict[str, str]:
    return {
        series.area: people(series.baseline, words)
        for series in city.series
        if series.baseline is not None
    }
