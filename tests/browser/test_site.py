"""The static site as a reader opens it from a file system, with the network cut off."""

import re
from datetime import date

from playwright.sync_api import expect

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import places
from pokrovsk_front.export.site import Site
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.claims_text import verdict_label
from tests.browser.conftest import OpenFile
from tests.browser.map_pixels import is_occupied_at, wait_until_occupied
from tests.browser.site_files import wait_until_drawn
from tests.export import made

MAP = "#front_by_day-map"


def test_the_slider_moves_the_map(open_file: OpenFile) -> None:
    opened, avdiivka = open_file("map.html#day=2024-02-25"), places()["avdiivka"]
    wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=True, map_=MAP)
    slider = opened.page.get_by_label("Day of the map")
    slider.focus()
    for _ in range(15):
        opened.page.keyboard.press("ArrowLeft")
    assert "10 February 2024" in opened.page.inner_text("h2 >> nth=0")
    assert opened.page.url.endswith("#day=2024-02-10")
    assert opened.page.get_by_label("Or type it").input_value() == "2024-02-10"
    wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=False, map_=MAP)
    assert not is_occupied_at(opened, places()["kramatorsk"], DONETSK_REGION, MAP)


def test_the_day_can_be_typed_and_stepped_and_a_bad_one_is_said(
    open_file: OpenFile, site: Site
) -> None:
    opened = open_file(site.edition.embed_path("front_by_day"))
    headline = opened.page.locator("h2").first
    opened.page.get_by_label("Or type it").fill("2025-10-31")
    assert "31 October 2025" in headline.inner_text()
    opened.page.get_by_role("button", name="+1 d", exact=True).click()
    assert "1 November 2025" in headline.inner_text()
    assert "1 November 2025" in str(opened.page.locator(MAP).get_attribute("aria-label"))
    note, shown = opened.page.locator(".day-said"), "the page shows 1 November 2025."
    for bad in ('"><script>alert(1)</script>', "2025-99-99"):
        opened.page.evaluate("bad => { location.hash = `day=${bad}`; }", bad)
        expect(note).to_have_text(f"{bad} is not a day; {shown}")
        assert "1 November 2025" in headline.inner_text()
    opened.page.evaluate("location.hash = 'day='")
    assert "1 November 2025" in headline.inner_text()
    assert "NaN" not in opened.page.inner_text("main")
    assert "<script>alert" not in opened.page.content()


def test_the_grey_zone_follows_the_day_and_a_day_without_one_is_told(open_file: OpenFile) -> None:
    opened = open_file("map.html#day=2025-08-06")
    wait_until_drawn(opened)
    box, said = opened.page.locator(MAP), opened.page.locator(".day-grey")
    expect(box).to_have_attribute("data-hidden", "")
    expect(said).to_contain_text("km² on 6 August 2025.")
    # 5 August 2025 has a map without classes.
    opened.page.get_by_role("button", name="−1 d", exact=True).click()
    expect(said).to_contain_text("The grey zone of 5 August 2025 is not known")
    expect(box).to_have_attribute("data-hidden", "grey-zone")
    opened.page.get_by_role("button", name="−1 d", exact=True).click()
    expect(said).to_contain_text("km² on 4 August 2025.")
    expect(box).to_have_attribute("data-hidden", "")


def test_a_day_of_a_link_that_cannot_be_shown_is_said_with_what_is_shown(
    open_file: OpenFile,
) -> None:
    for asked, text, shown in (
        ("2024-02-31", "31 February 2024 does not exist;", "29 February 2024"),
        ("2030-01-01", "1 January 2030 is not among the days of this map;", "21 August 2026"),
        ("2023-01-01", "1 January 2023 is not among the days of this map;", "31 December 2023"),
        ("soon", "soon is not a day;", "21 August 2026"),
    ):
        opened = open_file(f"map.html#day={asked}")
        expect(opened.page.locator(".day-said")).to_have_text(f"{text} the page shows {shown}.")
        expect(opened.page.locator("h2").first).to_contain_text(shown)


def test_a_typed_day_that_cannot_be_shown_is_said_with_what_is_shown(open_file: OpenFile) -> None:
    opened = open_file("map.html")
    opened.page.get_by_label("Or type it").fill("2030-01-01")
    expect(opened.page.locator(".day-said")).to_have_text(
        "1 January 2030 is not among the days of this map; the page shows 21 August 2026."
    )


def test_a_part_that_a_link_names_and_that_is_not_there_is_said(open_file: OpenFile) -> None:
    missing = "The part of the page that this link names is not here"
    opened = open_file("gains.html#monthly_gain_of_2023")
    expect(opened.page.get_by_role("status")).to_contain_text(missing)
    opened.page.evaluate("location.hash = 'monthly_gain'")
    expect(opened.page.locator(".no-section")).to_be_hidden()
    claims = open_file("claims.html#verdict=contradicted,nonsense")
    expect(claims.page.locator("form.claims [role=status]")).to_contain_text(
        re.compile("^There is no verdict and no topic nonsense. ")
    )


def test_a_day_without_a_map_is_said_in_the_language_of_the_page(
    open_file: OpenFile, site: Site
) -> None:
    asked, used = date(2024, 1, 11), date(2024, 1, 9)
    for locale in made.LOCALES:
        words = wording(locale)
        opened = open_file(made.FOLDERS[locale] + site.edition.embed_path("front_by_day"))
        opened.page.locator("input[type=date]").fill(asked.isoformat())
        said = opened.page.get_by_role("status").first.inner_text()
        assert said == words.gettext("No map of {asked}: the map of {used} stands for it.").format(
            asked=words.day(asked), used=words.day(used)
        )
        assert words.day(used) in opened.page.locator("h2").first.inner_text()
        shown = opened.page.locator(".day-places strong").all_inner_texts()
        decimals = {"en": r"\d+\.\d km", "uk": r"\d+,\d км"}[locale]
        assert any(re.fullmatch(decimals, text) for text in shown), shown


def test_the_other_language_opens_on_the_same_page_in_the_same_state(open_file: OpenFile) -> None:
    opened = open_file("map.html#day=2024-02-25")
    opened.page.get_by_label("Day of the map").press("ArrowLeft")
    opened.page.get_by_role("link", name="Українська").click()
    expect(opened.page).to_have_url(re.compile(r"/uk/map\.html#day=2024-02-24$"))
    words = wording("uk")
    expect(opened.page.locator("h2").first).to_contain_text(words.day(date(2024, 2, 24)))
    opened.page.goto(opened.page.url.replace("map.html#day=2024-02-24", "claims.html"))
    opened.page.get_by_role("checkbox", name=verdict_label("contradicted", words)).check()
    opened.page.get_by_role("link", name="English").click()
    expect(opened.page).to_have_url(re.compile(r"(?<!/uk)/claims\.html#verdict=contradicted$"))
    expect(opened.page.get_by_role("checkbox", name="contradicted")).to_be_checked()


def test_claims_are_filtered_by_verdict_and_topic_and_linked(open_file: OpenFile) -> None:
    opened = open_file("claims.html")
    every = opened.page.locator(".claim:visible").count()
    opened.page.get_by_role("checkbox", name="contradicted").check()
    shown = opened.page.locator(".claim:visible")
    assert 0 < shown.count() < every
    assert set(shown.evaluate_all("blocks => blocks.map(one => one.dataset.verdict)")) == {
        "contradicted"
    }
    assert opened.page.url.endswith("#verdict=contradicted")
    again = open_file('claims.html#verdict=contradicted,"><script>alert(1)</script>')
    assert again.page.locator(".claim:visible").count() == shown.count()
    linked = open_file("claims.html#gain_2024")
    assert linked.page.locator("#gain_2024").is_visible()
    assert linked.page.locator(".claim:visible").count() == every


def test_a_printed_page_shows_its_maps_and_not_its_buttons(open_file: OpenFile) -> None:
    opened = open_file("index.html")
    wait_until_drawn(opened)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".map-in-print").is_visible()
    assert not opened.page.get_by_role("navigation").is_visible()
    assert not opened.page.locator(".map-buttons").is_visible()
    picture = opened.page.locator(".map-in-print").evaluate("each => each.naturalWidth")
    assert picture > 500
