"""An address on the web is taken whole or refused in one sentence that can be printed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pokrovsk_front.__main__ import main
from pokrovsk_front.model.web_address import MAX_LENGTH, WebAddressError, web_address

BAD = [
    *("javascript:alert(1)", "ftp://example.org/", "file:///etc/passwd", "example.org", "https://"),
    *("https://exa mple.org/", "https://example.org/\n", "https://example.org/\x1b[31m", " "),
    *('https://example.org/"onload=', "https://example.org/<b>", "https://a:b@example.org/"),
    *("https://example.org:99999/", "https://[::1/", "https://example.org/\u202e", "//example.org"),
    "https://example.org/" + "a" * MAX_LENGTH,
]


@pytest.mark.parametrize("text", BAD, ids=lambda text: repr(text[:30]))
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(WebAddressError) as refused:
        web_address(text)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    "text",
    [
        *("http://127.0.0.1:8501/gains?a_from=2024-01-01#cumulative_gain", "HTTPS://EXAMPLE.ORG"),
        *("https://приклад.укр/фронт?place=Покровськ", "http://[::1]:80/", "https://a.b/%20?c=d"),
        "https://a.b/" + "a" * (MAX_LENGTH - 12),
    ],
    ids=lambda text: text[:30],
)
def test_a_web_address_is_taken_as_it_is(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "arguments",
    [["pack", "cumulative_gain", "--out", "x.zip", "--link"], ["site", "--out", "x", "--url"]],
    ids=["pack", "site"],
)
@pytest.mark.parametrize("text", ["javascript:alert(1)", "https://a.b/\nc", BAD[-1]])
def test_a_command_refuses_it_in_one_sentence(
    arguments: list[str], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*arguments, text])
    (line,) = done.output.splitlines()
    assert (done.exit_code, line.startswith("Error: ")) == (2, True), line
    assert list(tmp_path.iterdir()) == []
