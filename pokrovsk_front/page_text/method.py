"""Text of the method page: definitions, archives, sources and the data dictionary."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.catalog.records import Source
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.map_text import break_certainty
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Section, Table


def definitions(rules: ArchiveRules, words: Wording) -> Section:
    """Say what a figure is, rule by rule, each with its reason."""
    return Section("definitions", words.gettext("What a gain is"), _definitions(rules, words))


def _definitions(rules: ArchiveRules, words: Wording) -> str:
    _ = words.gettext
    return "\n".join(
        f"- **{rule}** {reason}"
        for rule, reason in (
            (
                _("Net."),
                _(
                    "A gain is the occupied total on the last map of a window less the total on "
                    "the map of its eve. Land lost and retaken within the window cancels out."
                ),
            ),
            (
                _("Occupied total, without the grey zone."),
                _(
                    "Land occupied since February 2022, Crimea and the land occupied before 2022 "
                    "are counted; land of unknown status is not."
                ),
            ),
            (_("A day ends at midnight in Kyiv."), rules.day_zone_reason),
            (_("Area on a sphere."), rules.area_reason),
            (
                _("Distance from centre to polygon."),
                _(
                    "A place is one point, its centre in GeoNames. Its distance to the front is "
                    "the shortest line over the WGS84 ellipsoid to the occupied polygons of a "
                    "map, and 0 inside them; a road is never shorter. Its height is that of the "
                    "grid cell around the centre; only one claim of the article rests on it."
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


def redrawn(breaks: Sequence[Break], words: Wording) -> Section:
    """List the days on which the map redrew an outline, each with what is known of it."""
    listed = (
        words.gettext("- **{day}: {redrawn}, {area}** ({certainty}). {note}").format(
            day=words.day(each.as_of_date),
            redrawn=each.redrawn,
            area=words.signed_area(each.change_km2, 1),
            certainty=break_certainty(each.certainty, words),
            note=each.note,
        )
        for each in breaks
    )
    said = words.gettext(
        "A redrawn outline changes the occupied total but is not a movement of the front. "
        "Changes of at least 5 km² in land that the war did not move (Crimea, the land occupied "
        "before 2022, Tuzla) are listed and marked ◇, except where the outline was also the line "
        "of fighting."
    )
    title = words.gettext("Redrawn outlines")
    return Section("breaks", title, "\n".join([said, "", *listed]))


def archives(rules: ArchiveRules, words: Wording) -> Section:
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
    return Section("archives", _("The map archives"), "\n\n".join(cards))


def sources(words: Wording) -> Section:
    """Head the sources, a card each."""
    return Section("sources", words.gettext("Sources, with strengths and limits"))


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


def source_title(source: Source) -> str:
    """Name a source and its publisher."""
    return f"{source.name}; {source.publisher}"


def dictionary(words: Wording) -> Section:
    """Head the data dictionary, a table each."""
    return Section("dictionary", words.gettext("Data dictionary"))


def dictionary_tables(rows: pd.DataFrame, words: Wording) -> dict[str, Table]:
    """Give the columns of each table in the data dictionary, by the name of the table."""
    about = words.gettext("Columns of the table {name}")
    return {
        str(name): Table(
            f"dictionary_{name}", about.format(name=name), partial(_columns, columns, words)
        )
        for name, columns in rows.groupby("table", sort=False)
    }


def _columns(rows: pd.DataFrame, words: Wording) -> pd.DataFrame:
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


def figures_changed(words: Wording) -> Section:
    """Head the figures that each release changed."""
    return Section("figures_changed", words.gettext("Figures changed"))


def release_name(release: str, words: Wording) -> str:
    """Format a heading of the changelog: `Unreleased`, or a version and its day."""
    version, _, day = release.removesuffix(")").partition(" (")
    if not day:
        return words.gettext("Unreleased")
    return f"{version}, {words.day(date.fromisoformat(day))}"
