"""The command `claims`: a line a claim, and why where it is not borne out; JSON; bad filters."""

import json
from collections import Counter

import pytest

from pokrovsk_front.catalog.records import claims
from pokrovsk_front.model.claims import VERDICTS
from tests.commands import run

KEYS = {
    *("id", "topic", "claim", "unit", "printed_value", "our_value", "difference", "verdict"),
    *("rule", "definition", "source", "second_source", "as_of_date"),
}


def test_the_claims_in_json() -> None:
    done = run("claims", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    assert [row["id"] for row in rows] == list(claims())
    assert all(set(row) >= KEYS for row in rows)
    assert {row["verdict"] for row in rows} == set(VERDICTS)
    by_id = {row["id"]: row for row in rows}
    # Bloomberg, 7 November 2025: 3,386 km2 and 30 km.
    gain = by_id["gain_2025"]
    assert (gain["printed_value"], gain["unit"], gain["verdict"]) == (3386, "km2", "confirmed")
    assert gain["our_value"] == pytest.approx(3386, abs=2)
    assert gain["difference"] == pytest.approx(gain["our_value"] - 3386, abs=0.001)
    assert by_id["distance_pokrovsk_avdiivka"]["verdict"] == "contradicted"
    masthead = by_id["masthead_date"]
    assert (masthead["printed_value"], masthead["our_value"]) == ("2024-01-02", "2025-11-07")
    assert masthead["difference"] == 675
    opinion = by_id["psychological_win"]
    assert (opinion["printed_value"], opinion["our_value"], opinion["unit"]) == (None, None, None)
    assert opinion["second_source"] is None


def test_the_claims_in_one_line_each() -> None:
    done = run("claims", "--topic", "territory")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    expected = [key for key, claim in claims().items() if claim.topic == "territory"]
    assert [line.partition(":")[0] for line in lines] == expected
    assert lines[0] == (
        "gain_2025: ✓ confirmed: Russia took 3,386 km² in the first ten months of 2025. "
        "(published 3,386 km², calculated here 3,386 km²)"
    )


def test_what_is_not_borne_out_says_why() -> None:
    lines = run("claims", "--verdict", "contradicted").stdout.splitlines()
    for line, why in zip(lines[::2], lines[1::2], strict=True):
        claim = claims()[line.partition(":")[0]]
        assert why == f"  {claim.note}"
    assert len(lines) >= 2
    confirmed = run("claims", "--verdict", "confirmed").stdout.splitlines()
    assert not any(line.startswith(" ") for line in confirmed)


def test_the_filters_share_out_the_claims() -> None:
    rows = json.loads(run("claims", "--json").stdout)
    counted = Counter(row["verdict"] for row in rows)
    for verdict in VERDICTS:
        chosen = json.loads(run("claims", "--verdict", verdict, "--json").stdout)
        assert {row["verdict"] for row in chosen} <= {verdict}
        assert len(chosen) == counted[verdict]
    both = run("claims", "--verdict", "contradicted", "--topic", "losses")
    assert (both.returncode, both.stdout, both.stderr) == (0, "", "")


@pytest.mark.parametrize("option", ["--verdict", "--topic"])
def test_an_unknown_filter_is_refused_in_one_sentence(option: str) -> None:
    done = run("claims", option, "true", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Error: 'true' is not a {option[2:]}; there are ")
    assert line.endswith(".")
