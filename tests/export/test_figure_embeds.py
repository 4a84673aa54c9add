"""The code of an embed without the site is that of the site."""

import json

import pytest

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.figure_embeds import MAKERS, embeds_on
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_pages import add_pages
from pokrovsk_front.export.story.city import city

pytestmark = pytest.mark.whole

URL = "https://front.example/"
PLACE_ID = "avdiivka"


def test_the_code_is_that_of_the_site() -> None:
    for locale in LOCALES:
        context = SiteContext(wording(locale))
        library, made = context.library, [MAKERS[key](context) for key in ("gains", "front_map")]
        site = Site(Edition(library.data_version, library.latest_day, URL), LOCALES)
        all_pages = [*made, city(PLACE_ID, context)]
        add_pages(site, all_pages, context.texts.sources, context.words)
        answers = (
            json.loads(file)
            for path, file in site.files.items()
            if "/embed/" in f"/{path}" and path.endswith("json")
        )
        of_site = {answer["html"] for answer in answers}
        asked = (("gains", ""), ("front_map", ""), ("cities", PLACE_ID))
        found = [embed.code for page in asked for embed in embeds_on(context, URL, *page).values()]
        assert set(found) == of_site
        assert len(found) == sum(len(page.figures) for page in all_pages)


def test_a_page_is_found_by_the_name_that_it_has_on_the_dashboard() -> None:
    context = SiteContext(wording("en"))
    assert {make(context).page_id: make for make in MAKERS.values()} == MAKERS
    assert embeds_on(context, URL, "hromadas") == {}
    assert embeds_on(context, URL, "cities", "novohrodivka_of_nowhere") == {}
