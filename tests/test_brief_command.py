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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--month", "2025-13"), "'2025-13' is not a month such as 2025-10."),
        (("--month", "2025-10", "--to", "2025-10-31"), "not both"),
        (("--from", "2025-10-01"), "Give both --from and --to."),
        (("--from", "2025-10-31", "--to", "2025-10-01"), "before it starts"),
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
