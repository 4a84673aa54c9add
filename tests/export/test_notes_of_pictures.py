"""What a page says of a day without a map stands on the picture that leaves, too."""

import re
from datetime import date

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.charts.distances import to_front
from pokrovsk_front.export.chart_sheet import words_of_sheet
from pokrovsk_front.export.front_figures import front_figure
from pokrovsk_front.export.picture import map_picture
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.maps.palette import LIGHT
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.maps.record import sheet_description
from pokrovsk_front.maps.views import POKROVSK
from pokrovsk_front.model.front_distance import lines_to_front

DAY = date(2022, 5, 4)
NOTE = {
    "en": "There is no map of 4 May 2022; the map of 1 May 2022, 3 days older, is used instead.",
    "uk": "Мапи за 4 травня 2022 року немає",
}


@pytest.mark.parametrize("locale", NOTE)
def test_the_picture_of_a_chart_has_the_note_of_each_of_its_days(locale: str) -> None:
    context = SiteContext(wording(locale))
    library, texts, place = context.library, context.texts, "pokrovsk"
    lines = lines_to_front(
        {place: "Pokrovsk"},
        {place: library.distances_of(place)},
        library.coverage,
        library.daily_area,
        (DAY, date(2025, 10, 31)),
        {place: library.place_shares.days_of_place(place)},
    )
    figure = to_front(
        lines,
        events=[],
        words=context.words,
        scheme="light",
        source_ids=library.archive_source_ids,
    )
    said = words_of_sheet(figure, texts.sources, context.words, library.data_version)
    assert said["foot"].startswith(NOTE[locale])
    assert said["foot"].count(NOTE[locale]) == 1


@pytest.mark.parametrize(
    "shown", [Shown(DAY), Shown(DAY, "since"), Shown(date(2025, 10, 31), "pair", DAY)]
)
def test_the_picture_of_a_map_has_it_under_its_headline(shown: Shown) -> None:
    context = SiteContext(wording("en"))
    figure = front_figure(context.library, shown, context.setting("light", POKROVSK))
    assert NOTE["en"] in str(sheet_description(figure, LIGHT, "")["measure"])
    svg = map_picture(
        figure,
        WIDE,
        context.files,
        context.words,
        sources=context.texts.sources,
        data_version="1",
    ).decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svg)).replace("\N{NO-BREAK SPACE}", " ")
    assert "There is no map of" in text
