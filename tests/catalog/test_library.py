"""The read model: one library for dashboard, export and command line, and nothing derived twice."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from pokrovsk_front.catalog import library as library_module
from pokrovsk_front.catalog import library_in_language, records, version
from pokrovsk_front.catalog.library import GRIDS, Library
from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.memo import memoized_property
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.commands import places
from pokrovsk_front.commands.claims import claims
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.model import (
    comparison,
    gains,
    headlines,
    isw,
    printed_distance,
    publishers,
    sensitivity,
    timeline,
)
from pokrovsk_front.model.claims import plain
from pokrovsk_front.model.gazetteer import PlaceError
from pokrovsk_front.ui import cached


def names_of(kind: type) -> list[str]:
    return [name for name, value in vars(kind).items() if isinstance(value, memoized_property)]


def assert_same(one: Any, other: Any) -> None:  # noqa: ANN401 (any figure)
    assert type(one) is type(other)
    match one:
        case pd.DataFrame():
            pd.testing.assert_frame_equal(one, other)
        case dict():
            assert list(one) == list(other)
            assert_same(list(one.values()), list(other.values()))
        case list() | tuple():
            assert len(one) == len(other)
            for each, another in zip(one, other, strict=True):
                assert_same(each, another)
        case _ if is_dataclass(one):
            for field in fields(one):
                assert_same(getattr(one, field.name), getattr(other, field.name))
        case _:
            assert one == other or (one != one and other != other)  # NaN


def test_dashboard_export_and_command_line_have_the_same_figures() -> None:
    shown, exported = cached.figures(), SiteContext(wording("uk")).library
    assert len(names_of(Library)) > 20
    for name in names_of(Library):
        assert_same(getattr(shown, name), getattr(exported, name))
    for name in names_of(LibraryInLanguage):
        for locale in LOCALES:
            texts = exported.in_language(locale)
            assert_same(getattr(cached.texts(locale), name), getattr(texts, name))
    rows = json.loads(CliRunner().invoke(claims, ["--json"]).stdout)
    checks = shown.checks.values()
    assert [row["our_value"] for row in rows] == [
        plain(each.our_value, each.unit) for each in checks
    ]
    assert [row["verdict"] for row in rows] == [each.verdict for each in checks]


def test_all_readers_get_the_same_records() -> None:
    one, other = cached.texts("en"), cached.texts("en")
    assert one.claims["gain_2025"] is other.claims["gain_2025"]
    assert cached.figures().headlines is cached.figures().headlines
    assert cached.texts("uk").claims["gain_2025"] is not one.claims["gain_2025"]


def test_texts_are_in_the_language_asked_for() -> None:
    library = Library()
    assert library.in_language("uk").place_names["pokrovsk"] == "Покровськ"
    assert library.in_language("en").place_names["pokrovsk"] == "Pokrovsk"


def test_a_day_without_a_map_has_no_distances() -> None:
    with pytest.raises(KeyError):
        cached.figures().distances_on(date(2021, 1, 1))


READS = [
    *("sources", "places", "claims", "events", "claimed_towns", "breaks", "population"),
    *("population_conflicts", "reference_areas"),
]
DERIVATIONS = {
    library_module: (
        *("read_table", "cell_changes", "first_within", "archive_health", "check"),
        "shares_against_published",
    ),
    library_in_language: ("archive_rules", "series_by_place", "cities_in_order"),
    records: tuple(READS),
    version: ("data_version",),
    comparison: ("compare", "printed_months"),
    gains: ("monthly_gains",),
    isw: ("grey_share",),
    printed_distance: ("readings",),
    publishers: ("board", "months_on_three_counts"),
    sensitivity: ("archive_variants",),
    timeline: ("lasting_coverage", "claim_lags"),
    headlines: ("headlines",),
}


def test_nothing_is_derived_twice_in_a_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[tuple[object, ...]] = Counter()

    def counted(name: str, derive: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401 (as it comes)
        told = [each for each in args if isinstance(each, str)]
        told += [args[0].claim_id] if name == "check" else []
        counts[name, *told, named.get("locale")] += 1
        return derive(*args, **named)

    for module, names in DERIVATIONS.items():
        for name in names:
            monkeypatch.setattr(module, name, partial(counted, name, getattr(module, name)))
    monkeypatch.setattr(cached, "_held", None)
    cached.ready()
    cached.ready()

    twice = {key: count for key, count in counts.items() if count > 1}
    languages = {"series_by_place", "cities_in_order", "claim_lags"}
    assert [key for key in twice if key[0] not in languages] == []
    assert all(twice[key] == len(LOCALES) for key in twice if key[0] in languages)
    assert {key[1] for key in counts if key[0] == "read_table"} & GRIDS == {"cells", "cells_9"}
    assert counts["check", "gain_2025", None] == 1


def test_a_place_that_no_map_has_measured_is_left_out_and_named(tmp_path: Path) -> None:
    shutil.copytree(DATA_DIR, tmp_path / "data")
    with (tmp_path / "data" / "places.csv").open("a", encoding="utf-8") as table:
        table.write("added,Added,Додане,50.29078,36.94108,,,UA-63,999999999,true,2,")
        table.write(",geonames,2026-11-22\n")
    library, committed = Library(tmp_path / "data"), Library()
    assert [place.name("en") for place in library.unmeasured] == ["Added"]
    assert library.places == committed.places
    assert library.in_language("uk").place_names == committed.in_language("uk").place_names
    assert library.table("places").equals(committed.table("places"))
    assert library.distances_by_place.keys() == library.places.keys()
    assert committed.unmeasured == ()
    for typed in ("added", "Додане"):
        with pytest.raises(PlaceError, match=r"^No map has measured Added yet; `make data` does"):
            places.find_measured(library, places.names_of(library), typed)
    with pytest.raises(PlaceError, match="No place is called 'nowhere'"):
        places.find_measured(library, places.names_of(library), "nowhere")
    assert places.find_measured(library, places.names_of(library), "Покровськ") == "pokrovsk"
