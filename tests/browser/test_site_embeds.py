"""Figures that another site may embed, drawn without a network.

Every sixth is drawn, others in each language: the pages of the site, which have the same figures,
are drawn whole in both, and only the frame of an embed is its own. The land has no language: it is
read in English alone.
"""

from pathlib import Path

import pytest

from pokrovsk_front.export.site import Site
from tests.browser.conftest import OpenFile
from tests.browser.site_files import TOO_WIDE, wait_until_drawn
from tests.export import made


@pytest.mark.parametrize("locale", made.LOCALES)
def test_a_figure_to_embed_draws_offline(
    open_file: OpenFile, site: Site, site_folder: Path, locale: str
) -> None:
    embeds = sorted(path for path in site.files if path.startswith(f"{made.FOLDERS[locale]}embed/"))
    assert len(embeds) > 10
    drawn = embeds[made.LOCALES.index(locale) :: 6]
    assert len(drawn) > 3
    opened = open_file(drawn[0], width=390, land="stored" if locale == "en" else "none")
    for path in drawn:
        opened.page.goto((site_folder / path).as_uri())
        wait_until_drawn(opened)
        assert opened.axe() == [], path
        opened.wait_until_none(TOO_WIDE)
