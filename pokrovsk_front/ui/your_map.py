"""Upload and audit of a reader's own map.

The file is in the memory of this visit alone until it has been audited, in a process of its own.
Nothing of it is written, cached for others or logged.
"""

from functools import partial

import pydeck as pdk
import streamlit as st
from starlette.formparsers import MultiPartParser

from pokrovsk_front.export.audit_pack import audit_pack, hromada_names
from pokrovsk_front.ingest.audit.sandbox import BusyError, audited
from pokrovsk_front.maps.audit import audit_figure, view_of
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model import audit_text
from pokrovsk_front.model.audit import Audit, AuditError, Comparison, shown_comparison
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.messages import Message
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Table
from pokrovsk_front.ui import cached, frame, fresh, pickers, render_lock, uploads
from pokrovsk_front.ui.choice import choice

MAX_MB = 25
FOUND = "found_in_your_map"
OWN, COUNTRY = "own", "country"
EXTENT = "your_map"
"""The view of all that the reader's map marks."""

# Starlette, which takes uploads in, would put those over 1 MB into a file on disk.
MultiPartParser.spool_max_size = 2 * MAX_MB * 1024**2


def brought(words: Wording) -> Audit | None:
    """Upload field; a file is audited once.

    Returns:
        What was found, or None without a file or where it was refused; then a message says why.
    """
    _ = words.gettext
    uploads.open_slot()
    # The name of the file is not looked at: what it holds is what counts.
    file = st.file_uploader(
        _("Drop a GeoJSON here"),
        key="your_map",
        max_upload_size=min(MAX_MB, int(st.get_option("server.maxUploadSize"))),
        help=_("A FeatureCollection of polygons in degrees (WGS 84), in UTF-8."),
    )
    st.markdown(_("The file stays in memory for this visit. It is not stored, logged or sent on."))
    if file is None:
        st.session_state.pop(FOUND, None)
        return None
    known = st.session_state.get(FOUND)
    if known is None or known[0] != file.file_id:
        try:
            outcome = _outcome(file.getvalue(), words)
        except BusyError as busy:
            fresh.warning("busy", words.say(busy.message))
            st.button(_("Try again"))
            return None
        known = st.session_state[FOUND] = (file.file_id, outcome)
        uploads.free(file)
    outcome = known[1]
    if isinstance(outcome, Audit):
        return outcome
    fresh.error("refused", words.say(outcome))
    return None


def _outcome(data: bytes, words: Wording) -> Audit | Message:
    """Audit a file; of a refusal only the message is kept, as its traceback holds the file.

    Raises:
        BusyError: It was not looked at.
    """
    _ = words.gettext
    waits = st.empty()

    def say_that_it_waits() -> None:
        # Streamlit ends this run here if the reader has left.
        waits.info(_("The server is busy with the maps of other readers: yours is next."))

    try:
        with (
            render_lock.released(),
            st.spinner(_("Measuring the map and comparing it with every day of the archive")),
        ):
            return audited(data, while_waiting=say_that_it_waits)
    except BusyError:
        raise
    except AuditError as refusal:
        return refusal.message
    finally:
        waits.empty()


def compared(audit: Audit, words: Wording) -> Comparison | None:
    """Let the reader choose where a map of a part is compared; give that comparison.

    Returns:
        None where there is nothing to compare.
    """
    _ = words.gettext
    if audit.own is None:
        return shown_comparison(audit, is_whole=False)
    names = {OWN: _("The map's own extent"), COUNTRY: _("The whole country")}
    label = _("Compare within")
    chosen = choice(label, names, words, default=OWN, key="extent", is_label_seen=True)
    return shown_comparison(audit, is_whole=chosen == COUNTRY)


def findings(audit: Audit, found: Comparison | None, words: Wording) -> None:
    """Show the audit: headline, classes, refusals and repairs.

    Args:
        audit: The audit.
        found: The comparison that is shown, if any.
        words: The reader's language.
    """
    _ = words.gettext
    fresh.heading(audit_text.headline(audit, found, words), "found")
    if found and (said := audit_text.extent_text(found, words)):
        fresh.markdown("extent", said)
    fresh.markdown("found", audit_text.summary(audit, words))
    rows = partial(audit_text.class_rows, audit, words)
    frame.table(Table("your_map_classes", _("Area by class"), rows), words)
    if audit.refused or audit.refused_parts:
        fresh.warning("refused", _("Refused features and parts are not in any area on this page."))
        rows = partial(audit_text.refused_rows, audit, words)
        frame.table(Table("your_map_refused", _("Refused features and parts"), rows), words)
    if audit.repairs:
        fresh.markdown("repaired", _("**Repaired, as every map of the archive is:**"))
        rows = partial(audit_text.repair_rows, audit, words)
        frame.table(Table("your_map_repairs", _("Repaired polygons"), rows), words)
    if audit.left_out:
        with st.expander(_("Read, but not occupied land")):
            rows = partial(audit_text.left_out_rows, audit, words)
            frame.table(Table("your_map_left_out", _("Left out"), rows), words)


def figure(audit: Audit, found: Comparison, words: Wording) -> Figure[pdk.Deck]:
    """Draw the differences and the outline, from the map's own extent or the view chosen."""
    chosen = pickers.view_id(words, {EXTENT: words.gettext("Your map")})
    view = view_of(audit.outline) if chosen == EXTENT else VIEWS[chosen]
    setting = Setting(cached.static_url, view, frame.scheme(), words)
    sources = cached.figures().archive_source_ids
    return audit_figure(found, audit.outline, setting=setting, source_ids=sources)


def areas(found: Comparison, words: Wording) -> None:
    """Show the land by oblast and by hromada beside the archive's, each with its basis."""
    _ = words.gettext
    fresh.heading(_("By oblast"), "oblasts")
    fresh.markdown("precision", audit_text.oblast_precision(found, words))
    rows = partial(audit_text.oblast_rows, found, words)
    frame.table(Table("your_map_oblasts", _("Occupied land by oblast"), rows), words)
    fresh.heading(_("By hromada"), "hromadas")
    fresh.markdown("hromada_precision", audit_text.hromada_precision(words))
    names = hromada_names(cached.texts(words.locale))
    rows = partial(audit_text.hromada_rows, found, names, words)
    frame.table(Table("your_map_hromadas", _("Occupied land by hromada"), rows), words)


def pack(audit: Audit, found: Comparison, drawn: Figure[pdk.Deck], words: Wording) -> None:
    """Offer the whole result as a pack, made in memory when it is asked for."""
    texts = cached.texts(words.locale)
    st.download_button(
        words.gettext("Download the result (zip)"),
        partial(audit_pack, audit, found, drawn, texts, words, static_dir=cached.STATIC_DIR),
        file_name=drawn.file_name("zip"),
        mime="application/zip",
        key="pack_your_map",
        on_click="ignore",
        help=words.gettext(
            "The map as HTML that needs no network, areas by class, oblast and hromada, sources "
            "and citation. The outline on the map is in it, simplified; your file is not."
        ),
    )
