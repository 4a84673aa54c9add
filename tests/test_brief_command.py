"""The brief on the command line: JSON, Markdown, both languages, or one sentence and 2."""

import json

import pytest

from tests.commands import run


def test_a_month_and_the_same_days_are_the_same_brief() -> None:
    month = run("brief", "--month", "2025-10", "--json")
    assert (month.returncode, month.stderr) == (0, "")
    days = run("brief", "--from", "2025-10-01", "--to", "2025-10-31", "--json")
    assert month.stdout == days.stdout
    answer = json.loads(month.stdout)
    assert (answer["period"], answer["days"]) == ("month", 31)
    assert answer["headline"] == "October 2025: Russia's net gain was 267 km²"
    first = answer["facts"][0]
    assert (first["id"], first["values"]["opening_date"]) == ("net", "2025-09-30")
    for fact in answer["facts"]:
        assert fact["windows"][0] == {"from": "2025-10-01", "to": "2025-10-31"}
        assert fact["sources"]
        assert all(source["url"].startswith("https://") for source in fact["sources"])


def test_without_days_it_is_the_last_whole_month() -> None:
    answer = json.loads(run("brief", "--json").stdout)
    assert (answer["from"], answer["to"]) == ("2026-07-01", "2026-07-31")


def test_the_words_are_plain_or_markdown_in_either_language() -> None:
    plain = run("brief", "--month", "2025-10").stdout
    assert plain.startswith("October 2025: Russia's net gain was 267 km²\n\nIn October 2025, ")
    assert plain.count(" Source: ") == len(plain.splitlines()) - 2
    said = run("brief", "--month", "2025-10", "--markdown", "--language", "uk").stdout
    assert said.startswith("# Жовтень 2025 року: чистий приріст Росії становив 267\xa0км²\n\n- За ")
    assert "Джерело: [" in said
    assert "версія даних" in said.splitlines()[-1]


def test_two_archives_with_one_credit_are_named_once_and_both_are_in_the_json() -> None:
    """The maps of 30 November 2022 and 21 August 2026 come from two archives of one map."""
    days = ("--from", "2022-12-01", "--to", "2026-08-21")
    plain = run("brief", *days).stdout
    assert " Source: DeepState." in plain.splitlines()[2]
    assert "DeepState, DeepState" not in plain
    said = run("brief", *days, "--markdown", "--language", "uk").stdout
    assert not [line for line in said.splitlines() if line.count("[DeepState](") > 1]
    first = json.loads(run("brief", *days, "--json").stdout)["facts"][0]
    assert [source["name"] for source in first["sources"]] == ["DeepState", "DeepState"]


def test_the_running_month_is_shown_so_far_and_its_last_day_is_said() -> None:
    head, said, space, first = run("brief", "--month", "2026-08").stdout.splitlines()[:4]
    assert head.startswith("1 Aug to 21 Aug 2026: ")
    assert (said, space) == ("So far: the last map is of 21 August 2026.", "")
    assert first.startswith("From 1 Aug to 21 Aug 2026, ")
    answer = json.loads(run("brief", "--month", "2026-08", "--json").stdout)
    assert (answer["from"], answer["to"]) == ("2026-08-01", "2026-08-21")
    marked = run("brief", "--month", "2026-08", "--markdown", "--language", "uk").stdout
    assert marked.splitlines()[2] == "Поки що: остання мапа – за 21 серпня 2026 року."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--month", "2025-13"), "'2025-13' is not a month such as 2025-10."),
        (("--month", "2025-10", "--to", "2025-10-31"), "not both"),
        (("--from", "2025-10-01"), "Give both --from and --to."),
        (("--from", "2025-10-31", "--to", "2025-10-01"), "before it starts"),
        (
            ("--from", "2025-10-01", "--to", "2025-W44"),
            "'2025-W44' is not a date such as 2024-10-31.",
        ),
        (("--month", "2026-09"), "2026-09"),
        (("--from", "soon", "--to", "2025-10-01"), "soon"),
        (("--month", "1999-01"), "it has no map of 1999-01-01"),
        (("--month", "0001-01"), "0001-01"),
        (("--month", "2025-10", "--json", "--markdown"), "Choose --json or --markdown"),
    ],
)
def test_what_is_not_there_is_one_sentence_and_2(arguments: tuple[str, ...], says: str) -> None:
    done = run("brief", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
