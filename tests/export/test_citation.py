"""The citation in one line: what, whose map, as of when, on which data, and where."""

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.citation import cited, long_citation, short_citation
from pokrovsk_front.export.front_figures import front_figure
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.maps.views import POKROVSK
from pokrovsk_front.model.windows import ARTICLE_DATE

LINK = "https://front.example.org/front_map?day=2025-11-07"
SAID = {
    "en": (
        "Pokrovsk front: “",
        "Source: DeepState map via open archives.",
        "As of 7 November 2025",
    ),
    "uk": ("«", "Джерело: мапа DeepState через відкриті архіви.", "Станом на 7 листопада 2025"),
}


@pytest.mark.parametrize("locale", SAID)
def test_one_line_has_source_and_link_in_either_language(locale: str) -> None:
    context = SiteContext(wording(locale))
    figure = front_figure(context.library, Shown(ARTICLE_DATE), context.setting("light", POKROVSK))
    used = cited(figure, context.texts.sources)
    line = short_citation(figure, used, "1a2b", LINK, context.words)
    for part in (*SAID[locale], figure.headline, "1a2b"):
        assert part in line
    assert line.endswith(f" {LINK}")
    assert "\n" not in line
    assert "http" not in short_citation(figure, used, "1a2b", "", context.words)
    # In full each archive has its own address, so the line is not said twice.
    full = long_citation(figure, used, "1a2b", LINK, context.words)
    assert (SAID[locale][1] in full, full.count(LINK)) == (False, 1)
    assert all(each.url in full for each in used)
