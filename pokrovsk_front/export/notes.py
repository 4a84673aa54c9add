"""What is said on the pages besides the figures: headline figures, caveats and the method.

The texts hold `**`, lists and links, which a page of the dashboard and a page of the site turn to
their own markup. Every number in them comes from the tables.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.catalog.records import Source
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.gains import change_pct
from pokrovsk_front.model.grey_zone import in_months, last_known_day
from pokrovsk_front.model.windows import ARTICLE_DATE, months_of_year
from pokrovsk_front.model.wording import Wording

DISTANCE_CLAIM = "distance_pokrovsk_avdiivka"
"""The claim of the article about how far two cities lie apart."""

HEADLINES = ("gain_2025", "gain_2024", "gain_change")
"""The figures of the article that open the overview."""

ARTICLE_FIGURES = (
    *("gain_2024", "gain_2025", "gain_change"),
    *("share_claimed_regions", "share_country", "distance_pokrovsk_avdiivka"),
)
"""The figures of its table; every other claim is on the page of claims."""


def headline_texts(claim: Claim, check: Check, words: Wording) -> tuple[str, str, str]:
    """Give a headline figure: what it is, ours, and how far ours is from what was printed."""
    _ = words.gettext
    return (
        claim.label,
        words.in_unit(check.our_value, check.unit, words.decimals(check.unit)),
        _("{difference} against the printed {printed}").format(
            difference=words.difference(check.difference, check.unit),
            printed=words.printed(check.printed_value, check.unit),
        ),
    )


def article_figures(
    claims: Mapping[str, Claim], checks: Mapping[str, Check], words: Wording
) -> pd.DataFrame:
    """Set the figures that the article printed beside ours, one row a figure."""
    _ = words.gettext
    return pd.DataFrame(
        [
            {
                _("Figure"): claim.label,
                _("Printed"): words.printed(check.printed_value, check.unit),
                _("Calculated here"): words.in_unit(
                    check.our_value, check.unit, words.decimals(check.unit)
                ),
                _("Difference"): words.difference(check.difference, check.unit),
                _("Verdict"): words.verdict(check.verdict),
                _("As of"): words.short_day(claim.as_of_date),
            }
            for claim, check in ((claims[key], checks[key]) for key in ARTICLE_FIGURES)
        ]
    )


def caveats(daily_area: pd.DataFrame, distance: Check, words: Wording) -> tuple[str, str, str]:
    """Say what to know before quoting, each with the figure that shows its size.

    Args:
        daily_area: The table `daily_area`.
        distance: The check of the article's distance from Pokrovsk to Avdiivka.
        words: The reader's language.
    """
    _ = words.gettext
    ways = _(
        "**The article's “{printed}” from Pokrovsk to Avdiivka is {ours} between the two "
        "centres**, measured over the ellipsoid. A road is never shorter."
    ).format(
        printed=words.printed(distance.printed_value, distance.unit),
        ours=words.distance(distance.our_value, 1),
    )
    return map_date(words), _grey_zone(daily_area, words), ways


def map_date(words: Wording) -> str:
    """Say that maps trail the ground."""
    return words.gettext(
        "**A map's date is the day it was published.** Some sectors are held back on request "
        "and lags of weeks have been reported, so a gain may have happened earlier than the "
        "map says."
    )


def distance_note(gazetteer: Source, words: Wording) -> str:
    """Say what a distance is not, how maps trail the ground, and whose points the centres are."""
    said = words.gettext(
        "Past maps only: a distance says nothing of who is near or of today. City centres: "
        "[{name}]({url}), {licence}."
    ).format(name=gazetteer.name, url=gazetteer.url, licence=gazetteer.licence)
    return f"{map_date(words)} {said}"


def _grey_zone(daily_area: pd.DataFrame, words: Wording) -> str:
    """Say how large the grey zone is, in months of net gain, and what it does to the growth."""
    last = in_months(daily_area, last_known_day(daily_area))
    then = in_months(daily_area, ARTICLE_DATE)
    said = (
        (
            last,
            words.gettext(
                "**The grey zone is in no net gain here.** Land of unknown status was {area} on "
                "{day}, as much as {months} average months of net gain (of the twelve before)."
            ),
        ),
        (
            then,
            words.gettext(
                "On {day}, the day of the article, it was {area}, as much as {months} such months."
            ),
        ),
    )
    ten_months = compare(daily_area, months_of_year(2024, 10), months_of_year(2025, 10))
    return " ".join(
        [
            *(
                text.format(
                    area=words.area(measured.grey_zone_km2),
                    day=words.day(measured.as_of_date),
                    months=words.number(measured.months, 1),
                )
                for measured, text in said
                if measured and measured.months
            ),
            _growth(ten_months, words),
        ]
    ).strip()


def _growth(comparison: Comparison, words: Wording) -> str:
    """Say the growth without the grey zone and with it; empty where a map does not tell it."""
    earlier, later = comparison.gains
    with_earlier, with_later = earlier.net_with_grey_zone_km2, later.net_with_grey_zone_km2
    if with_earlier is None or with_later is None:
        return ""
    return words.gettext(
        "Without it {later_window} is {pct} above {earlier_window} ({later_net} against "
        "{earlier_net}); with it counted in, {with_pct} ({with_later} against {with_earlier})."
    ).format(
        later_window=words.span(later.window),
        earlier_window=words.span_again(earlier.window, later.window),
        pct=words.percent(change_pct(later.net_km2, earlier.net_km2)),
        later_net=words.area(later.net_km2),
        earlier_net=words.area(earlier.net_km2),
        with_pct=words.percent(change_pct(with_later, with_earlier)),
        with_later=words.area(with_later),
        with_earlier=words.area(with_earlier),
    )


def definitions(rules: ArchiveRules, words: Wording) -> str:
    """Say what a figure is, rule by rule, each with its reason."""
    _ = words.gettext
    return "\n".join(
        f"- **{rule}** {reason}"
        for rule, reason in (
            (
                _("Net."),
                _(
                    "A gain is the occupied total on the last map of a window less the total "
                    "on the map standing on its eve. Ground lost and retaken inside the "
                    "window cancels out."
                ),
            ),
            (
                _("Occupied total, without the grey zone."),
                _(
                    "Land occupied since February 2022, Crimea and the land occupied before "
                    "2022 count; land of unknown status does not."
                ),
            ),
            (_("A day ends at midnight in Kyiv."), rules.day_zone_reason),
            (_("Area on a sphere."), rules.area_reason),
            (
                _("Distance from centre to polygon."),
                _(
                    "A place is one point, its centre in GeoNames. Its distance to the front is "
                    "the shortest line over the WGS84 ellipsoid to the occupied polygons of a map, "
                    "and 0 inside them; a road is never shorter."
                ),
            ),
            (
                _("Hexagons on the map, polygons in the figures."),
                _(
                    "The map draws H3 hexagons, each occupied when more than half of it is. "
                    "Every area in km² is measured on the polygons of the archive."
                ),
            ),
        )
    )


def redrawn(breaks: Sequence[Break], words: Wording) -> str:
    """List the days on which the map redrew an outline, each with what is known of it."""
    listed = (
        words.gettext("- **{day}: {redrawn}, {area}** ({certainty}). {note}").format(
            day=words.day(each.as_of_date),
            redrawn=each.redrawn,
            area=words.signed_area(each.change_km2, 1),
            certainty=words.break_certainty(each.certainty),
            note=each.note,
        )
        for each in breaks
    )
    said = words.gettext(
        "A redrawn outline moves the occupied total and is no movement of the front. Every change "
        "of at least 5 km² in land that war did not move (Crimea, the land occupied before 2022, "
        "Tuzla) is listed and marked ◇, but where the outline was also the line of fighting."
    )
    return "\n".join([said, "", *listed])


def archives(rules: ArchiveRules, words: Wording) -> str:
    """Give the card of each map archive: origin, licence and how its files are dated."""
    _, ngettext = words.gettext, words.messages.ngettext
    cards = []
    for archive in rules.archives:
        count = archive.edition_count
        card = _("**[{title}]({origin})**, {maps}. Licence: {licence}.").format(
            title=archive.title,
            origin=archive.origin,
            maps=ngettext("{count} map", "{count} maps", count).format(count=words.number(count)),
            licence=archive.licence,
        )
        used = (
            _("- Dates the maps from {first} to {last}. {reason}").format(
                first=words.day(each.first_as_of_date),
                last=words.day(each.last_as_of_date) if each.last_as_of_date else _("the last map"),
                reason=each.reason,
            )
            for each in rules.dating.ranges
            if archive.archive_id in each.archive_ids
        )
        own = [f"- {archive.filled_in.reason}"] if archive.filled_in else []
        cards.append("\n".join([card, "", *used, *own]))
    return "\n\n".join(cards)


def source_card(source: Source, words: Wording) -> str:
    """Say what a source counts, with its strengths and its limits."""
    return words.gettext(
        "**Counts:** {counts}\n\n**Strengths:** {strengths}\n\n**Limits:** {limits}"
        "\n\n**Licence:** {licence}. Read on {day}: [{url}]({url})"
    ).format(
        counts=source.counts,
        strengths=source.strengths,
        limits=source.limits,
        licence=source.licence,
        day=words.day(source.accessed_date),
        url=source.url,
    )


def dictionary_rows(rows: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Head the columns of a table in the data dictionary for a reader.

    Args:
        rows: `column`, `type`, `unit` and `meaning`; names and types are the machine's own.
        words: The reader's language.
    """
    _ = words.gettext
    heads = {
        "column": _("Column"),
        "type": _("Type"),
        "unit": _("Unit"),
        "meaning": _("Meaning"),
    }
    return rows[list(heads)].rename(columns=heads)


def release_name(release: str, words: Wording) -> str:
    """Format a heading of the changelog: `Unreleased`, or a version and its day."""
    version, _, day = release.removesuffix(")").partition(" (")
    if not day:
        return words.gettext("Unreleased")
    return f"{version}, {words.day(date.fromisoformat(day))}"
