"""What the curated tables say: sourced, dated, defined, in neutral words, adding up."""

import json
import math
import re
from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.records import claims, places, reference_areas, sources
from pokrovsk_front.catalog.tables import DATA_DIR, read_table, table_names

TABLES_WITH_SOURCES = [
    *("claims", "published_territory", "reference_areas", "places", "population"),
]

TABLES_WITH_PUBLISHERS = [name for name in table_names() if "publisher" in read_table(name).columns]

# Case tells a name from an address: n-pravda.in.ua and novosti.dn.ua stay as they are.
TRANSLITERATED = re.compile(
    r"\b(Pravda|Kanal|Radio|Svoboda|Ukrain\w+|Novosti|Vilne|Halych|Variant|Krai|Suspilne|Espreso"
    r"|Interfax|RBC|Ukrinform|UNIAN|UNN|TSN|TASS|Censor|Glav\w+|OstroV|Babel|Expres|Focus|Vchasno"
    r"|Kapri|Orbita|Antikor|Bukvy|Bagnet|Slidstvo|Slavinfo|Politeka|PromPolitInform)\b"
)
ENGLISH_LINK = re.compile(r"(?<!\S)(quoting|on|via|and|copy|from|text|council|an?)(?!\S)")

# Sources of the maps themselves; no row of a curated table cites them.
MAP_SOURCES = {
    "deepstate_archive_raw",
    "deepstate_archive_wararchive",
    "deepstate_archive_merged",
    "isw_daily_areas",
    "isw_weekly_areas",
    "geoboundaries",
    "natural_earth",
    "openstreetmap",
    "openmaptiles",
    "mesoshapes",
}


def test_every_source_cited_exists_and_every_source_is_cited() -> None:
    cited = {
        source_id for name in TABLES_WITH_SOURCES for source_id in read_table(name)["source_id"]
    }
    cited |= {each.height_source_id for each in places().values() if each.height_source_id}
    assert cited | MAP_SOURCES == set(sources())
    assert not cited & MAP_SOURCES


def test_the_hromadas_are_of_the_nine_oblasts_and_named_by_their_kind() -> None:
    hromadas = read_table("hromadas")
    assert hromadas["katottg"].is_monotonic_increasing
    # Counted in the source, with Slavutych, which belongs to Kyiv oblast.
    complete = {"UA-09": 37, "UA-14": 66, "UA-23": 67, "UA-59": 51, "UA-63": 56, "UA-65": 49}
    counts = hromadas["oblast_iso"].value_counts().to_dict()
    assert counts == complete | {"UA-74": 57, "UA-12": 85, "UA-48": 52, "UA-32": 1}
    ends = {"urban": "міська", "settlement": "селищна", "rural": "сільська"}
    for name_en, name_uk, kind in hromadas[["name_en", "name_uk", "kind"]].to_numpy(object):
        assert re.fullmatch(rf"[A-Z][A-Za-z -]+ {kind} hromada", name_en), name_en
        assert re.fullmatch(rf"[А-ЯІЇЄҐ][А-яІіЇїЄєҐґ’ -]+ {ends[kind]} громада", name_uk), name_uk


def test_every_archive_cites_its_source() -> None:
    archives = json.loads((DATA_DIR / "archives.json").read_text(encoding="utf-8"))
    assert {archive["source_id"] for archive in archives["archives"]} == {
        "deepstate_archive_raw",
        "deepstate_archive_wararchive",
        "deepstate_archive_merged",
    }


def test_computed_areas_are_the_sum_of_their_parts() -> None:
    areas = reference_areas()
    computed = {area_id for area_id, area in areas.items() if area.is_computed}
    assert computed == {"claimed_regions", "claimed_regions_with_crimea", "donbas"}
    for area_id, area in areas.items():
        assert bool(area.sum_of) == area.is_computed, area_id
        if area.is_computed:
            assert area.area_km2 == sum(areas[part].area_km2 for part in area.sum_of), area_id


def test_reference_areas_have_the_sizes_that_the_shares_rest_on() -> None:
    areas = reference_areas()
    assert areas["ukraine"].area_km2 == 603_628
    assert areas["claimed_regions"].area_km2 == 26_517 + 26_684 + 27_180 + 28_461 == 108_842
    assert areas["claimed_regions_with_crimea"].area_km2 == 135_787
    assert areas["donbas"].area_km2 == 53_201


# The figures of the article that open the dashboard; every other claim is on its own page.
FIGURES = (
    *("gain_2024", "gain_2025", "gain_change"),
    *("share_claimed_regions", "share_country", "distance_pokrovsk_avdiivka"),
)


def test_every_claim_has_source_date_and_definition() -> None:
    for claim_id, claim in claims().items():
        assert claim.source_id == "bloomberg_2025_11", claim_id
        assert date(2022, 1, 1) <= claim.as_of_date <= date(2026, 8, 20), claim_id
        assert len(claim.definition) > 40, claim_id
        assert claim.attributed_to, claim_id
        assert bool(claim.second_name) == bool(claim.second_url), claim_id


def test_a_claim_with_a_number_has_a_unit_and_a_tolerance() -> None:
    for claim_id, claim in claims().items():
        has_number = not math.isnan(claim.printed_value)
        assert has_number != math.isnan(claim.tolerance), claim_id
        assert claim.unit or not has_number, claim_id
        assert has_number or not claim.is_number_printed, claim_id
        if has_number and not claim.is_number_printed:
            assert "The words are read as" in claim.definition, claim_id
        if claim.tolerance > 0:
            assert "tolerance" in claim.definition or "2 km² allow" in claim.definition, claim_id


def test_the_article_prints_these_figures() -> None:
    table = claims()
    printed = {key: (table[key].printed_value, table[key].unit) for key in FIGURES}
    # Bloomberg, 7 November 2025.
    assert printed == {
        "gain_2024": (2194.0, "km2"),
        "gain_2025": (3386.0, "km2"),
        "gain_change": (54.0, "pct"),
        "share_claimed_regions": (3.0, "pct"),
        "share_country": (0.6, "pct"),
        "distance_pokrovsk_avdiivka": (30.0, "km"),
    }


def test_each_measure_has_what_it_needs_and_nothing_else() -> None:
    windows = {
        *("net_gain", "gain_change_pct", "share_of_area_pct", "gain_near_change_pct"),
        *("pace_m_per_day", "years_between", "winters_between", "whole_months"),
    }
    on_a_day = {"weekday", "unoccupied_places"}
    until_a_day = {"largest_region_share_pct", "occupied_since_month"}
    for claim_id, claim in claims().items():
        measure = claim.measure
        assert (claim.first_date is not None) == (measure in windows | on_a_day), claim_id
        assert (claim.last_date is not None) == (measure in windows | until_a_day), claim_id
        has_baseline = measure in {"gain_change_pct", "gain_near_change_pct"}
        assert (claim.baseline_first_date is not None) == has_baseline, claim_id
        assert (claim.baseline_last_date is not None) == has_baseline, claim_id
        has_area = measure in {"share_of_area_pct", "largest_region_share_pct"}
        assert (claim.area_id is not None) == has_area, claim_id
        is_distance = measure in {"distance_km", "pace_m_per_day"}
        is_of_a_place = measure in {
            *("gain_near_change_pct", "occupied_since_month", "places_lower_pct"),
        }
        assert (claim.from_place_id is not None) == (is_distance or is_of_a_place), claim_id
        assert (claim.to_place_id is not None) == is_distance, claim_id
        assert bool(claim.place_ids) == (measure == "unoccupied_places"), claim_id
        is_around = measure in {"gain_near_change_pct", "places_lower_pct"}
        assert math.isnan(claim.radius_km) != is_around, claim_id
        assert claim.shifted_months is None or has_baseline, claim_id


def test_the_shares_of_the_article_follow_from_its_gain_and_our_areas() -> None:
    table = claims()
    areas = reference_areas()
    gain_km2 = table["gain_2025"].printed_value
    for claim_id in ("share_claimed_regions", "share_country"):
        claim = table[claim_id]
        assert claim.area_id is not None
        share_pct = 100 * gain_km2 / areas[claim.area_id].area_km2
        assert abs(share_pct - claim.printed_value) <= claim.tolerance, claim_id


@pytest.mark.parametrize("column", ["source_id", "url", "definition", "attributed_to", "publisher"])
def test_every_published_row_says_who_where_and_what(column: str) -> None:
    published = read_table("published_territory")
    assert (published[column].str.strip() != "").all()
    assert published["as_of_date"].notna().all()
    assert published["url"].str.match(r"https?://").all()
    assert published["value"].notna().all()


@pytest.mark.parametrize("name", TABLES_WITH_PUBLISHERS)
def test_a_ukrainian_reader_has_outlets_by_their_ukrainian_names(name: str) -> None:
    for publisher in read_table(name, locale="uk")["publisher"]:
        assert not TRANSLITERATED.search(publisher), publisher
        assert not ENGLISH_LINK.search(publisher), publisher


def test_a_publisher_has_one_ukrainian_name_in_all_tables() -> None:
    names: dict[str, set[str]] = {}
    for table in TABLES_WITH_PUBLISHERS:
        both = zip(*(read_table(table, locale=each)["publisher"] for each in LOCALES), strict=True)
        for english, ukrainian in both:
            names.setdefault(english, set()).add(ukrainian)
    assert {english for english, found in names.items() if len(found) > 1} == set()
    assert names["Radio Svoboda"] == {"Радіо Свобода"}
    assert names["Ukrainska Pravda, quoting hromadske"] == {
        "Українська правда з посиланням на hromadske"
    }


def test_published_periods_run_forward_and_end_on_the_as_of_date() -> None:
    published = read_table("published_territory")
    assert (published["period_start_date"] <= published["period_end_date"]).all()
    assert (published["as_of_date"] == published["period_end_date"]).all()
    is_level = published["measure"].isin(
        ["total_occupied", "share_of_country_pct", "share_of_oblast_pct"]
    )
    levels = published[is_level]
    assert (levels["period_start_date"] == levels["period_end_date"]).all()


def test_published_rows_are_sorted_by_series_measure_and_period() -> None:
    published = read_table("published_territory")
    in_order = published.sort_values(
        ["series_id", "measure", "oblast_iso", "period_start_date", "period_end_date", "value"],
        ignore_index=True,
    )
    pd.testing.assert_frame_equal(published, in_order)


def test_a_series_has_one_name_and_one_definition_and_unit_per_measure() -> None:
    published = read_table("published_territory")
    names = published[["series_id", "series"]].drop_duplicates()
    assert not names["series_id"].duplicated().any()
    meanings = published[["series_id", "measure", "definition", "unit"]].drop_duplicates()
    assert not meanings.duplicated(subset=["series_id", "measure"]).any()


def test_all_24_gains_of_deepstate_are_there() -> None:
    published = read_table("published_territory")
    gains = published[
        (published["series_id"] == "deepstate") & (published["measure"] == "net_gain")
    ]
    assert len(gains) == 24
    start = gains["period_start_date"]
    end = gains["period_end_date"]
    is_month = (start.dt.day == 1) & (end == start + pd.offsets.MonthEnd(0))
    # 21 calendar months, and three longer windows: 5,842, 7,463 and 4,336 km2.
    assert sorted(start[is_month].dt.strftime("%Y-%m")) == [
        *("2024-03", "2024-05", "2024-06", "2024-08", "2024-11"),
        *(f"2025-{month:02d}" for month in range(1, 13)),
        *("2026-01", "2026-02", "2026-05", "2026-06"),
    ]
    assert sorted(gains.loc[~is_month, "value"]) == [4336, 5842, 7463]


@pytest.mark.parametrize(
    ("first_date", "last_date", "net_gain_km2"),
    [
        ("2024-11-01", "2024-11-30", 730),  # DeepState, 1 February 2025
        ("2025-09-01", "2025-09-30", 259),  # DeepState, 1 October 2025
        ("2026-01-01", "2026-01-31", 245),  # DeepState, February 2026
        ("2025-01-01", "2025-12-31", 4336),  # DeepState, 1 January 2026
    ],
)
def test_deepstate_printed_these_gains(first_date: str, last_date: str, net_gain_km2: int) -> None:
    published = read_table("published_territory")
    row = published[
        (published["series_id"] == "deepstate")
        & (published["measure"] == "net_gain")
        & (published["period_start_date"] == pd.Timestamp(first_date))
        & (published["period_end_date"] == pd.Timestamp(last_date))
    ]
    assert row["value"].tolist() == [net_gain_km2]
    assert row["unit"].tolist() == ["km2"]


def test_claims_of_one_side_are_never_published_figures() -> None:
    published = read_table("published_territory")
    is_claim = published["kind"] == "claim_not_verified"
    assert is_claim.sum() == 5
    assert (is_claim == (published["series_id"] == "russian_officials")).all()
    assert (is_claim == (published["measure"] == "claimed_gain")).all()


def test_afp_counts_with_and_without_claims_are_two_series() -> None:
    published = read_table("published_territory")
    confirmed = published[published["series_id"] == "isw_afp_confirmed"]
    assert sorted(confirmed["value"]) == [99, 123, 4524]
    with_claims = published[published["series_id"] == "isw_afp"]
    assert (with_claims["period_end_date"] <= pd.Timestamp("2026-01-31")).all()


def test_weak_hosts_are_marked() -> None:
    published = read_table("published_territory").set_index(
        ["series_id", "measure", "period_end_date"]
    )
    is_weak = published["host_is_weak"]
    assert is_weak.loc[("isw_direct", "net_gain", pd.Timestamp("2026-04-30"))].all()
    assert is_weak.loc[("deepstate", "net_gain", pd.Timestamp("2025-04-30"))].all()
    assert is_weak.loc[("deepstate", "net_gain", pd.Timestamp("2026-05-31"))].all()
    assert is_weak.loc[("deepstate", "net_gain", pd.Timestamp("2026-06-30"))].all()
    assert is_weak.loc[("black_bird", "net_gain", pd.Timestamp("2024-09-30"))].all()
    assert not is_weak.loc[("deepstate", "net_gain", pd.Timestamp("2025-09-30"))].any()


def test_what_was_corrected_is_there_and_says_since_when() -> None:
    keys = {
        "claim_lag": "place_id",
        "claims": "claim_id",
        "events": "event_id",
        "population": "count_id",
    }
    for row in read_table("corrections").to_dict("records"):
        ids, key = row["row_ids"].split(";"), row["correction_id"]
        assert set(ids) <= set(read_table(row["table"])[keys[row["table"]]]), key
        assert len(set(ids)) == len(ids), key
        assert row["corrected_date"] >= pd.Timestamp(2026, 11, 29), key


def test_the_notes_on_kupiansk_are_what_the_map_shows() -> None:
    shares = Library().place_shares
    share = shares.by_day(shares.area_of_place("kupiansk").area_id).set_index("as_of_date")
    occupied_pct = share["occupied_pct"]
    assert occupied_pct["2022-09-04"] == pytest.approx(100)
    assert occupied_pct["2022-12-01":"2024-11-12"].max() == 0
    # "Less than a fifth" in the note, "14.4% at most" in the correction, none from 21 May 2026.
    assert occupied_pct["2022-12-01":].max() == pytest.approx(14.36, abs=0.01)
    assert occupied_pct["2022-12-01":].idxmax() == pd.Timestamp(2025, 10, 20)
    assert occupied_pct["2026-05-19"] > 0
    assert occupied_pct["2026-05-21":].max() == 0


def test_no_figure_stands_in_a_table_that_is_said_to_be_not_found() -> None:
    published, searches = read_table("published_territory"), read_table("searches")
    series = {"deepstate": "deepstate", "afp": "isw_afp_confirmed"}
    for row in searches.to_dict("records"):
        found = published[
            (published["series_id"] == series.get(row["search_id"].split("_")[0]))
            & (published["measure"] == "net_gain")
            & (published["period_start_date"] >= row["first_date"])
            & (published["period_end_date"] <= row["last_date"])
        ]
        assert found.empty, row["search_id"]
    people = searches.set_index("search_id").loc["people_after_2026_03_11"]
    assert read_table("population")["as_of_date"].max() < people["first_date"]


def test_places_the_map_always_names() -> None:
    assert {place.name_en for place in places().values() if place.label_rank == 1} == {
        *("Pokrovsk", "Avdiivka", "Kramatorsk", "Sloviansk", "Kostiantynivka", "Dobropillia"),
        *("Lyman", "Kupiansk", "Myrnohrad", "Bakhmut"),
    }


def test_a_search_for_any_spelling_finds_one_place() -> None:
    found: dict[str, set[str]] = {}
    for place_id, place in places().items():
        for spelling in (place.name_en, place.name_uk, *place.aliases):
            found.setdefault(spelling.casefold(), set()).add(place_id)
    assert {spelling: ids for spelling, ids in found.items() if len(ids) > 1} == {}
    assert found["slovyansk"] == {"sloviansk"}
    assert found["new york"] == {"niu_york"}


def test_claims_point_to_places_and_areas_that_exist() -> None:
    for claim_id, claim in claims().items():
        for place_id in (claim.from_place_id, claim.to_place_id, *claim.place_ids):
            assert place_id is None or place_id in places(), claim_id
        assert claim.area_id is None or claim.area_id in reference_areas(), claim_id


@pytest.mark.parametrize(
    "name",
    [
        "sources",
        "events",
        "claim_lag",
        "breaks",
        "population_conflicts",
        "corrections",
        *TABLES_WITH_SOURCES,
    ],
)
def test_our_own_voice_is_neutral_and_names_no_machine(name: str) -> None:
    unwanted = re.compile(r"liberat|annex|conquer|seed document|/work/|/tmp/", re.IGNORECASE)
    table = read_table(name)
    for column in table.columns.drop(["url", "second_url"], errors="ignore").tolist():
        for text in map(str, table[column]):
            assert not unwanted.search(text), f"{name}.{column}: {text}"
