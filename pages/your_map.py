"""Your map: what a file that a reader holds has in it, and how it differs from the archive."""

from pokrovsk_front.maps.audit import audit_figure
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.ui import cached, frame, pickers, your_map

words = frame.open_page("your_map")

frame.head("your_map", words)
audit = your_map.brought(words)

if audit:
    your_map.findings(audit, words)
    if audit.comparison and not audit.is_part:
        view = VIEWS[pickers.view_id(words)]
        setting = Setting(cached.static_url, view, frame.scheme(), words)
        sources = cached.figures().archive_source_ids
        figure = audit_figure(audit.comparison, setting=setting, source_ids=sources)
        frame.show(figure, words, is_taken_away=False)
    your_map.oblasts(audit, words)
