"""The sections of the method page."""

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, frame


def definitions(words: Wording) -> None:
    """Say what a figure is, rule by rule, each with its reason."""
    _ = words.gettext
    rules = cached.rules()
    st.subheader(_("What a gain is"), anchor="definitions")
    st.markdown(
        "\n".join(
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
                    _("Hexagons on the map, polygons in the figures."),
                    _(
                        "The map draws H3 hexagons, each occupied when more than half of it is. "
                        "Every area in km² is measured on the polygons of the archive."
                    ),
                ),
            )
        )
    )


def archives(words: Wording) -> None:
    """Show the card of each map archive: origin, licence and how its files are dated."""
    _ = words.gettext
    st.subheader(_("The map archives"), anchor="archives")
    for archive in cached.rules().archives:
        st.markdown(
            _("**[{title}]({origin})**, {count} maps. Licence: {licence}.").format(
                title=archive.title,
                origin=archive.origin,
                count=words.number(archive.edition_count),
                licence=archive.licence,
            )
        )
        for stretch in archive.alignment:
            last = stretch.last_as_of_date
            st.markdown(
                _(
                    "- Used from {first} to {last}; its files lag by {lag} days ({certainty}). "
                    "{reason}"
                ).format(
                    first=words.day(stretch.first_as_of_date),
                    last=words.day(last) if last else _("the last map"),
                    lag=stretch.lag_days,
                    certainty=stretch.certainty,
                    reason=stretch.reason,
                )
            )


def sources(words: Wording) -> None:
    """List the sources with what each counts, its strengths and its limits."""
    _ = words.gettext
    st.subheader(_("Sources, with strengths and limits"), anchor="sources")
    for source in cached.sources().values():
        with st.expander(f"{source.name} ({source.publisher})"):
            st.markdown(
                _(
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
            )


def dictionary(words: Wording) -> None:
    """Show the data dictionary, table by table."""
    st.subheader(words.gettext("Data dictionary"), anchor="dictionary")
    for name, rows in cached.dictionary().groupby("table", sort=False):
        # A closed table is not sent, as everywhere.
        columns = st.expander(str(name), key=f"columns_{name}", on_change="rerun")
        if columns.open:
            with columns:
                frame.table(
                    rows.drop(columns="table"),
                    words,
                    name=f"dictionary_{name}",
                    about=words.gettext("Columns of the table {name}").format(name=name),
                )


def figures_changed(words: Wording) -> None:
    """Show which figures each release changed."""
    st.subheader(words.gettext("Figures changed"), anchor="figures_changed")
    for release, text in cached.changelog().items():
        st.markdown(f"**{release}**\n\n{text}")
