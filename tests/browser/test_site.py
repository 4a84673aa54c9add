"""The static site as a reader opens it from a file system, with the network cut off."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pydeck as pdk
from PIL import Image
from playwright.sync_api import Page, expect

from harness.browser import DRAWN_MAP
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import Place, places
from pokrovsk_front.export.front_figures import difference_on, months_on
from pokrovsk_front.export.site import Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.maps.focus import answer_text, around_text, focus_on
from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.link_problems import PICTURE_OF_LATEST
from tests.browser.conftest import OpenFile
from tests.browser.map_pixels import is_occupied_in, wait_until_occupied
from tests.browser.site_files import DRAWN_MS

SECTION = "#front_by_day"
MAP = f"{SECTION}-map .map-canvas"
HEADLINE = f"{SECTION} .map-headline"
WORDS = wording("uk")


def dot_of(place: Place, page: Page) -> tuple[float, float]:
    """Find the dot of a place in the window, on the map as it opens."""
    box, view = page.locator(MAP).bounding_box(), DONETSK_REGION
    assert box
    x, y = pixel(place.latitude_deg, place.longitude_deg, view.zoom)
    middle_x, middle_y = pixel(view.latitude_deg, view.longitude_deg, view.zoom)
    left, top = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return left + x - middle_x, top + y - middle_y


def day_without_classes(page: Page) -> None:
    """See that 5 August 2025 has no grey zone that is known: its map has no classes."""
    line = page.locator(f"{SECTION} .map-line")
    for day, said in (
        ("2025-08-05", "The grey zone of 5 August 2025 is not known"),
        ("2025-08-04", "km² on 4 August 2025."),
    ):
        page.get_by_label("Day", exact=True).fill(day)
        page.keyboard.press("Enter")
        expect(line).to_contain_text(said)
        expect(page).to_have_url(re.compile(f"#day={day}$"))


def is_printed(page: Page) -> None:
    """See that paper has the map, the picture of one that was not looked at, and no buttons."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator(f"{SECTION} .map-in-print")
    expect(printed).to_be_visible()
    assert printed.evaluate("each => each.naturalWidth") > 500
    expect(page.locator(".map-poster").last).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator(f"{SECTION} .map-buttons")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_the_day_control_moves_the_map_its_headline_and_what_follows(open_file: OpenFile) -> None:
    opened = open_file("map.html#day=2024-02-25", land="drawn")
    page, headline, avdiivka = opened.page, opened.page.locator(HEADLINE), places()["avdiivka"]
    expect(page.locator(".map-poster").last).to_be_visible()
    wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=True, map_=MAP)
    # The map has taken the place of its picture, and its legend that of the page's.
    for hidden in (".map-poster", ".map-note", ".legend >> nth=0"):
        expect(page.locator(f"{SECTION} {hidden}")).to_be_hidden()
    expect(page.locator(f"{SECTION} .map-legend")).to_contain_text("Russian-occupied since 2022")
    is_printed(page)
    page.get_by_role("slider", name="Day of the map").focus()
    for _ in range(15):
        page.keyboard.press("ArrowLeft")
    expect(headline).to_contain_text("10 February 2024")
    expect(page).to_have_url(re.compile("#day=2024-02-10$"))
    expect(page.get_by_label("Day", exact=True)).to_have_value("2024-02-10")
    expect(page.locator(".day-places li").first).to_have_text(re.compile(r"^Avdiivka \d\.\d km$"))
    picture = wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=False, map_=MAP)
    assert not is_occupied_in(picture, places()["kramatorsk"], DONETSK_REGION)
    day_without_classes(page)
    page.get_by_role("link", name="Українська").click()
    expect(page).to_have_url(re.compile(r"/uk/map\.html#day=2025-08-04$"))
    expect(headline).to_contain_text(WORDS.day(date(2025, 8, 4)))
    page.evaluate("location.hash = 'day=2024-01-11'")
    expect(headline).to_contain_text(WORDS.day(date(2024, 1, 9)))
    expect(page.locator(f"{SECTION} .map-line")).to_contain_text(WORDS.day(date(2024, 1, 11)))
    shown = page.locator(".day-places strong").all_inner_texts()
    assert any(re.fullmatch(r"\d+,\d\u00a0км", text) for text in shown), shown


ANSWER, FOCUS = f"{SECTION} .map-answer", f"{SECTION} .day-focus"
MEASURES = f"{SECTION} .day-measures tr"
LOADED = "[...document.scripts].map(each => /(\\w+)-\\w+\\.js$/.exec(each.src)?.[1])"
ASKED_FOR = {"gained_recent", "changes_recent", "cells_early", "focus_en", "city_distances"}


def says_what_python_writes(page: Page, figure: Figure[pdk.Deck]) -> None:
    """See the headline of two days and their table, to the last digit of the exact shares."""
    expect(page.locator(HEADLINE)).to_have_text(figure.headline, timeout=DRAWN_MS)
    rows = [list(figure.table), *figure.table.to_numpy().tolist()]
    expect(page.locator(MEASURES)).to_have_text(["".join(row) for row in rows])


def says_of_a_place(page: Page, library: Library, place_id: str, day: date) -> None:
    """See the answer on a place under the map, and below what is around it, as on the dashboard."""
    place, reading = library.places[place_id], reading_on(library.daily_area, day)
    distances = library.distances_on(reading.as_of_date)
    focus = focus_on(place_id, place.name_en, place.point_deg, distances)
    share = library.place_shares.of_places_on([place_id], day)[place_id]
    answer = answer_text(focus, share, Wording())
    around = around_text(focus, library.table("places"), reading, Wording())
    expect(page.locator(ANSWER)).to_have_text(answer.replace("**", ""))
    expect(page.locator(FOCUS)).to_have_text(around.replace("**", ""))


def loaded(page: Page) -> set[str]:
    """List what the page has loaded of data that only some states need."""
    return set(page.evaluate(LOADED)) & ASKED_FOR


def has_the_modes(page: Page, context: SiteContext) -> None:
    """Go through the modes, by keys and by addresses, in both eras."""
    library, setting = context.library, context.setting("light", DONETSK_REGION)
    page.get_by_role("radio", name="One day").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("#show=difference$"))
    latest = library.latest_day
    says_what_python_writes(page, difference_on(library, latest - timedelta(365), latest, setting))
    assert loaded(page) == {"gained_recent", "changes_recent", "city_distances"}
    page.evaluate("location.hash = 'show=difference&day=2025-10-31&against=2022-11-01'")
    says_what_python_writes(
        page, difference_on(library, date(2022, 11, 1), date(2025, 10, 31), setting)
    )
    expect(page.locator(".day-places li").first).to_have_text(
        re.compile(r"^Avdiivka \d\.\d km, then inside occupied land$")
    )
    page.get_by_role("radio", name="One day").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_label("Day", exact=True).fill("2022-11-12")
    page.keyboard.press("Enter")
    months = months_on(library, date(2022, 11, 12), setting)
    expect(page.locator(HEADLINE)).to_have_text(months.headline)
    legend = page.locator(f"{SECTION} .map-legend")
    expect(legend).to_contain_text("Occupied since before 3 April 2022")


def has_the_places_and_views(page: Page, library: Library) -> None:
    """Search a place by another spelling, choose a view, and walk back."""
    field, answer = page.get_by_role("combobox", name="Place"), page.locator(ANSWER)
    field.fill("Slavyansk")
    field.press("Enter")
    says_of_a_place(page, library, "sloviansk", date(2022, 11, 12))
    assert answer.get_attribute("aria-live") == "polite"
    state = "#show=months&day=2022-11-12"
    # It lies under the upper edge of the map, which comes to it at the zoom that it has.
    expect(page).to_have_url(re.compile(rf"{state}&place=sloviansk&camera=48\.8\d+_37\.\d+_7\.3$"))
    page.get_by_role("combobox", name="View").select_option("Whole front")
    expect(page).to_have_url(re.compile(f"{state}&view=front&place=sloviansk$"))
    page.evaluate("location.hash = 'day=2025-11-07&place=pokrovsk&camera=48.28_37.18_10.5'")
    says_of_a_place(page, library, "pokrovsk", date(2025, 11, 7))
    # Near to, cells of resolution 9 come by tile.
    page.wait_for_function(
        "() => [...document.scripts].filter(({src}) => src.includes('/tiles_9/')).length > 2"
    )
    page.wait_for_selector(f"{SECTION} {DRAWN_MAP}")
    for go, place in ((page.go_back, "Sloviansk"), (page.go_forward, "Pokrovsk")):
        go(wait_until="commit")
        expect(field).to_have_value(re.compile(f"^{place}, "))
        expect(answer).to_contain_text(f"{place}: ")
    field.fill("Nowhere")
    field.press("Enter")
    note = page.locator(f"{SECTION} .day-said")
    expect(note).to_have_text("“Place” has no option Nowhere; none is chosen.")
    expect(answer).to_be_empty()
    expect(page.locator(FOCUS)).to_be_empty()


def test_the_map_has_the_modes_views_and_places_of_the_dashboards(open_file: OpenFile) -> None:
    opened, context = open_file("map.html", land="drawn"), SiteContext(Wording())
    page = opened.page
    page.wait_for_selector(f"{SECTION} {DRAWN_MAP}")
    assert loaded(page) == set(), "the page loads what it opens with, and no more"
    has_the_modes(page, context)
    page.wait_for_selector(f"{SECTION} {DRAWN_MAP}")
    has_the_places_and_views(page, context.library)
    assert opened.axe() == []


def tells_of_a_city_and_saves_a_picture(page: Page) -> None:
    """See that a map without a server has the card of a city, and a picture to save."""
    page.wait_for_selector(DRAWN_MAP)
    left, top = dot_of(places()["avdiivka"], page)
    page.mouse.move(left, top)
    card = page.locator(f"{SECTION} .map-card")
    expect(card).to_contain_text(re.compile(r"Avdiivka.*inside occupied land", re.DOTALL))
    page.locator(".map-record-picture").click()
    with page.expect_download() as saved:
        page.locator("[data-shape=wide]").click()
    assert saved.value.suggested_filename == "pokrovsk_front_front_by_day_2025-11-01_wide.png"
    assert Image.open(saved.value.path()).size == (2400, 1350)


def test_a_day_of_a_link_that_cannot_be_shown_is_said_with_what_is_shown(
    open_file: OpenFile, site: Site
) -> None:
    page = open_file(f"{site.edition.embed_path('front_by_day')}#day=2025-11-01").page
    note, headline = page.locator(".day-said"), page.locator(HEADLINE)
    expect(headline).to_contain_text("1 November 2025")
    tells_of_a_city_and_saves_a_picture(page)
    kept = "the page shows 1 November 2025."
    for bad in ('"><script>alert(1)</script>', "2025-99-99", "soon"):
        page.evaluate("bad => { location.hash = `day=${bad}`; }", bad)
        expect(note).to_have_text(f"{bad} is not a day; {kept}")
        expect(headline).to_contain_text("1 November 2025")
    for asked, text, shown in (
        ("2024-02-31", "31 February 2024 does not exist;", "29 February 2024"),
        ("2030-01-01", "1 January 2030 is not among the days of the archive;", "21 August 2026"),
        ("2022-01-01", "1 January 2022 is not among the days of the archive;", "3 April 2022"),
    ):
        page.evaluate("asked => { location.hash = `day=${asked}`; }", asked)
        expect(note).to_have_text(f"{text} the page shows {shown}.")
        expect(headline).to_contain_text(shown)
    page.evaluate("location.hash = 'day='")
    expect(note).to_have_text("The link leaves a day empty; the page shows 21 August 2026.")
    expect(headline).to_contain_text("21 August 2026")
    page.evaluate("location.hash = 'show=all&place=Nowhere&camera=0_0_3&unit=1&day=2025-11-01'")
    expect(note).to_have_text(
        "This page does not use a part of the link: unit. “Show” has no option all; the page "
        "shows “One day”. “Place” has no option Nowhere; none is chosen. 0_0_3 is not a position "
        "of the map; the map shows the chosen view."
    )
    for name in ("constructor", "toString", "hasOwnProperty", "__proto__"):
        page.evaluate("name => { location.hash = `show=${name}&view=${name}`; }", name)
        expect(note).to_have_text(
            f"“Show” has no option {name}; the page shows “One day”. “View” has no option {name}; "
            "the page shows “Donetsk region”."
        )
    assert "NaN" not in page.inner_text("main")
    assert "<script>alert" not in page.content()


def test_a_link_to_a_day_of_a_city_opens_on_it_before_its_data_is_here(
    open_file: OpenFile,
) -> None:
    # The script of charts stands between that of maps and the page's, so the map is made first.
    page = open_file("city_pokrovsk.html#day=2025-11-07").page
    headline = page.locator("#city_map_pokrovsk .map-headline")
    expect(headline).to_have_text(
        "Pokrovsk: 19.0% occupied, 57.3% in the grey zone on 7 November 2025"
    )
    expect(page.get_by_label("Day", exact=True)).to_have_value("2025-11-07")
    expect(page.locator(".day-places li")).to_have_text("Pokrovsk inside occupied land")
    page.evaluate("location.hash = 'day=2025-12-31'")
    expect(headline).to_contain_text("73.4% occupied, 26.6% in the grey zone on 31 December 2025")


def test_what_is_wrong_with_the_link_to_a_map_that_waits_is_seen(open_file: OpenFile) -> None:
    for asked, said in (
        ("2021-01-01", "1 January 2021 is not among the days of the archive;"),
        ("evil", "evil is not a day;"),
        ("2025-02-31", "31 February 2025 does not exist;"),
    ):
        page = open_file(f"city_pokrovsk.html#day={asked}").page
        note = page.locator("#city_map_pokrovsk .day-said")
        expect(note).to_contain_text(said)
        expect(note).to_be_visible()
    # The map waits for its reader again where the link asks for nothing.
    page = open_file("city_pokrovsk.html").page
    expect(page.locator(".map[data-waits]")).to_have_count(1)


def test_a_choice_behind_the_question_mark_is_taken_as_behind_the_hash(
    open_file: OpenFile,
) -> None:
    page = open_file("map.html?day=2025-10-31&scheme=light&view=front#main").page
    expect(page).to_have_url(re.compile(r"map\.html\?scheme=light#day=2025-10-31&view=front$"))
    expect(page.locator(HEADLINE)).to_contain_text("31 October 2025")
    expect(page.get_by_role("combobox", name="View")).to_have_value("front")
    page = open_file("claims.html?verdict=contradicted").page
    expect(page.get_by_role("checkbox", name="contradicted")).to_be_checked()


def test_claims_are_filtered_by_verdict_and_topic_and_linked(open_file: OpenFile) -> None:
    page = open_file("claims.html#verdict=contradicted,nonsense").page
    shown, every = page.locator(".claim:visible"), page.locator(".claim").count()
    told = page.locator("form.claims [role=status]")
    expect(told).to_contain_text(re.compile("^No verdict or topic is called nonsense. "))
    contradicted = shown.count()
    assert 0 < contradicted < every
    verdicts = set(shown.evaluate_all("blocks => blocks.map(one => one.dataset.verdict)"))
    assert verdicts == {"contradicted"}
    box = page.get_by_role("checkbox", name="contradicted")
    box.uncheck()
    assert shown.count() == every
    box.check()
    expect(page).to_have_url(re.compile("#verdict=contradicted$"))
    assert shown.count() == contradicted
    # Each choice is one step of the way back.
    entries = page.evaluate("history.length")
    page.get_by_role("checkbox", name="consistent").check()
    assert page.evaluate("history.length") == entries + 1
    both = shown.count()
    assert both > contradicted
    for go, state, count in (
        (page.go_back, "#verdict=contradicted", contradicted),
        (page.go_back, "#main", every),
        (page.go_forward, "#verdict=contradicted", contradicted),
    ):
        go(wait_until="commit")
        expect(page).to_have_url(re.compile(f"{state}$"))
        expect(shown).to_have_count(count)
    page.evaluate("location.hash = 'verdict=contradicted,\"><script>alert(1)</script>'")
    expect(told).to_contain_text('called "><script>alert(1)</script>')
    assert shown.count() == contradicted
    page.get_by_role("link", name="Українська").click()
    expect(page).to_have_url(re.compile(r"/uk/claims\.html#verdict=contradicted"))
    name = verdict_label("contradicted", WORDS)
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    assert shown.count() == contradicted


def says_its_age(page: Page) -> None:
    """See the age of the latest map by the reader's clock, and that it is out of date."""
    here, latest = page.url, page.locator("time.age")
    day = date.fromisoformat(str(latest.get_attribute("datetime")))
    stale = page.locator("[data-older-than]")
    page.goto(here.replace("claims.html", "uk/index.html"))
    for days, said, is_stale in ((31, ", 31 день тому", False), (32, ", 32 дні тому", True)):
        page.clock.set_fixed_time(datetime.combine(day, time(12), UTC) + timedelta(days))
        page.reload()
        expect(latest).to_have_text(said)
        expect(stale).to_be_visible(visible=is_stale)
    page.goto(here)


def test_a_part_that_a_link_names_is_shown_or_said_to_be_missing(open_file: OpenFile) -> None:
    page = open_file("claims.html#gain_2024").page
    says_its_age(page)
    missing = page.locator(".no-section")
    expect(page.locator("#gain_2024")).to_be_in_viewport()
    expect(missing).to_be_hidden()
    page.evaluate("location.hash = 'gain_of_1924'")
    expect(missing).to_contain_text("The part that this link names is not on this page")
    page.evaluate("location.hash = 'gain_2024'")
    expect(missing).to_be_hidden()
    page.evaluate("location.hash = 'kind=nonsense'")
    expect(missing).to_be_visible()
    page.get_by_role("checkbox", name="contradicted").check()
    expect(missing).to_be_hidden()
    for address in (
        *("timeline.html#kind=nonsense", "timeline.html#event=nonsense"),
        *("cities.html#sort=constructor", "cities.html?day=2025-10-31"),
    ):
        missing = open_file(address).page.locator(".no-section")
        expect(missing).to_contain_text("The part that this link names is not on this page")
        expect(missing).to_be_visible()


def test_the_script_of_maps_is_asked_for_again_where_it_does_not_come(
    open_file: OpenFile, site_folder: Path
) -> None:
    opened = open_file("claims.html")
    page, missing = opened.page, opened.page.locator(f"{SECTION} .map-missing")
    page.route("**/map_engine-*.js", lambda route: route.abort(), times=2)
    page.goto(f"{(site_folder / 'uk' / 'map.html').as_uri()}#day=2024-02-10")
    for _ in range(2):
        expect(missing).to_contain_text(
            "Інтерактивна мапа не завантажилася; замість неї показано зображення"
        )
        expect(page.locator(f"{SECTION} .map-poster")).to_be_visible()
        expect(page.locator(f"{SECTION} .day-said")).to_have_text(WORDS.gettext(PICTURE_OF_LATEST))
        assert opened.axe() == []
        missing.get_by_role("button", name="Спробувати ще раз").press("Enter")
    page.wait_for_selector(f"{SECTION} {DRAWN_MAP}")
    expect(missing).to_be_hidden()
    expect(page.locator(HEADLINE)).to_contain_text("10 лютого 2024")
    expect(page.locator(f"{SECTION} .day-said")).to_be_empty()
    opened.console_errors.clear()  # Of what did not come on purpose.
