"""The page of claims: counts, blocks, filters, the link of each claim, and a bad address."""

import json
import re
from collections import Counter
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from harness.server import PROJECT
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claims
from pokrovsk_front.model.claims import VERDICTS, Check
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.measures import check
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.claims import TOPICS
from tests.pages.opening import buttons, html, open_page


def shown(app: AppTest) -> list[str]:
    return re.findall(r"<article class='claim [a-z]+' id='([a-z0-9_]+)'", html(app))


@cache
def checks() -> dict[str, Check]:
    facts = Library().evidence()
    return {claim_id: check(claim, facts) for claim_id, claim in claims().items()}


def test_every_claim_is_shown_once_with_its_verdict_in_words() -> None:
    app = open_page("claims")
    assert sorted(shown(app)) == sorted(claims())
    for claim_id, found in checks().items():
        block = html(app).split(f"id='{claim_id}'")[1].split("</section>")[0]
        assert verdict_label(found.verdict, Wording()) in block, claim_id
        assert f"href='?claim={claim_id}'" in block, claim_id


def test_the_counts_are_those_of_the_rows() -> None:
    sentence = next(
        block.value for block in open_page("claims").markdown if " claims**" in block.value
    )
    counted = Counter(found.verdict for found in checks().values())
    assert f"**{len(checks())} claims**" in sentence
    for verdict in VERDICTS:
        assert f"{verdict}: {counted[verdict]}" in sentence


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_verdict_filters_from_the_address(verdict: str) -> None:
    app = open_page("claims", verdict=verdict)
    expected = {key for key, found in checks().items() if found.verdict == verdict}
    assert set(shown(app)) == expected


@pytest.mark.parametrize("topic", TOPICS)
def test_the_topic_filters(topic: str) -> None:
    app = open_page("claims")
    app.button_group(key="topic").set_value([topic]).run()
    assert not app.exception
    assert set(shown(app)) == {key for key, claim in claims().items() if claim.topic == topic}


def test_every_topic_has_a_name_and_a_claim() -> None:
    assert {claim.topic for claim in claims().values()} == set(TOPICS)


def test_filters_without_a_claim_say_so() -> None:
    app = open_page("claims", verdict="contradicted", topic="Losses")
    assert shown(app) == []
    assert "No claim has this topic and this verdict" in app.info[0].value


def test_every_link_opens_its_claim_alone() -> None:
    app = open_page("claims")
    for claim_id in claims():
        app.query_params["claim"] = claim_id
        app.run()
        assert not app.exception
        assert shown(app) == [claim_id]


def test_all_claims_come_back_from_one() -> None:
    app = open_page("claims", claim="gain_2025")
    buttons(app)[0].click().run()
    assert not app.exception
    assert len(shown(app)) == len(claims())


@pytest.mark.parametrize(
    "bad", ["moon", "", "<script>alert(1)</script>", "![x](//a.org) `b`", "x" * 500]
)
def test_a_claim_that_does_not_exist_gives_one_sentence_and_all_claims(bad: str) -> None:
    app = open_page("claims", claim=bad)
    (warning,) = app.warning
    assert len(warning.value) < 120
    assert re.fullmatch("There is no claim `[^`]+`; all claims are shown.", warning.value)
    assert len(shown(app)) == len(claims())


def test_a_bad_filter_leaves_a_working_page() -> None:
    assert len(shown(open_page("claims", verdict="true", topic="moon"))) == len(claims())


def test_the_printed_and_our_numbers_stand_side_by_side() -> None:
    block = html(open_page("claims", claim="distance_pokrovsk_avdiivka"))
    for said in ("30 km", "45.3 km", "+15.3 km", "✗ contradicted", "target='_blank'"):
        assert said in block
    never = html(open_page("claims", claim="never_fully_occupied"))
    assert "How we read it" in never
    assert "Luhansk oblast 99.93% at most (17 Jul 2022)" in never
    assert "Crimea, held throughout, is 0.9% short of the whole" in never


def test_no_verdict_and_no_result_is_typed_into_the_table() -> None:
    package = json.loads((PROJECT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (schema,) = (each["schema"] for each in package["resources"] if each["name"] == "claims")
    names = {field["name"] for field in schema["fields"]}
    assert not {name for name in names if "verdict" in name or name.startswith("our_")}
