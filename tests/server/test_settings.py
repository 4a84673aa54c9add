"""A setting is right or the server does not start, with one sentence that says why."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from harness.server import PROJECT, START_SECONDS
from pokrovsk_front.server.settings import (
    MAX_UPLOAD_MB,
    PREFIX,
    SettingError,
    Settings,
    from_environment,
)
from pokrovsk_front.ui.your_map import MAX_MB

GUIDE = (PROJECT / "docs/deploy.md").read_text(encoding="utf-8")


def test_nothing_set_is_the_default_and_so_is_nothing_in_it() -> None:
    assert from_environment({}) == Settings()
    assert from_environment({"POKROVSK_FRONT_MAX_SESSIONS": " "}) == Settings()


def test_a_former_name_is_still_read_and_the_log_says_which_to_use() -> None:
    found = from_environment({"POKROVSK_FRONT_MOST_SESSIONS": "7"})
    assert found.max_sessions == 7
    assert found.former_names == (("POKROVSK_FRONT_MOST_SESSIONS", "POKROVSK_FRONT_MAX_SESSIONS"),)
    with pytest.raises(SettingError, match="POKROVSK_FRONT_MOST_REQUESTS is 'x'"):
        from_environment({"POKROVSK_FRONT_MOST_REQUESTS": "x"})
    both = {"POKROVSK_FRONT_MOST_SESSIONS": "7", "POKROVSK_FRONT_MAX_SESSIONS": "8"}
    assert (from_environment(both).max_sessions, from_environment(both).former_names) == (8, ())
    assert from_environment(both).ignored_names == ("POKROVSK_FRONT_MOST_SESSIONS",)


def test_a_misspelt_name_is_told() -> None:
    found = from_environment({f"{PREFIX}MAX_SESIONS": "3", "POKROVSK_FRONT_ARCHIVES": "x"})
    assert found == Settings(ignored_names=(f"{PREFIX}MAX_SESIONS",))


def test_no_more_may_be_uploaded_than_the_page_takes() -> None:
    assert MAX_UPLOAD_MB == MAX_MB


def test_every_setting_is_read() -> None:
    found = from_environment(
        {
            "POKROVSK_FRONT_HOSTS": "Front.example.org  *.example.net",
            "POKROVSK_FRONT_FRAME_ANCESTORS": "self https://www.example.org https://*.example.net:8443",
            "POKROVSK_FRONT_STATIC_SITE_URL": "https://example.org/front/",
            "POKROVSK_FRONT_MAX_SESSIONS": "100",
            "POKROVSK_FRONT_MAX_REQUESTS": "50",
            "POKROVSK_FRONT_MAX_UPLOAD_MB": "5",
            "POKROVSK_FRONT_MAX_UPLOADS_MB": "300",
            "POKROVSK_FRONT_LOG_LEVEL": "WARNING",
            "POKROVSK_FRONT_METRICS": "on",
            "POKROVSK_FRONT_HSTS_DAYS": "365",
            "POKROVSK_FRONT_SECURE_COOKIES": "on",
        }
    )
    assert found == Settings(
        hosts=("front.example.org", "*.example.net"),
        frame_ancestors=("'self'", "https://www.example.org", "https://*.example.net:8443"),
        static_site_url="https://example.org/front/",
        max_sessions=100,
        max_requests=50,
        max_upload_mb=5,
        max_uploads_mb=300,
        log_level="warning",
        has_metrics=True,
        hsts_days=365,
        are_cookies_secure=True,
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("POKROVSK_FRONT_MAX_SESSIONS", "0", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_MAX_SESSIONS", "many", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_MAX_SESSIONS", "1e2", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_MAX_SESSIONS", "٣", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_MAX_REQUESTS", "-1", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_MAX_UPLOAD_MB", "26", "a whole number from 1 to 25"),
        ("POKROVSK_FRONT_MAX_UPLOADS_MB", "0", "a whole number from 1 to 10000"),
        ("POKROVSK_FRONT_LOG_LEVEL", "loud", "debug, info, warning or error"),
        ("POKROVSK_FRONT_METRICS", "yes", "on or off"),
        ("POKROVSK_FRONT_HSTS_DAYS", "731", "a whole number from 0 to 730"),
        ("POKROVSK_FRONT_SECURE_COOKIES", "always", "on or off"),
        ("POKROVSK_FRONT_STATIC_SITE_URL", "example.org", "the address of a site"),
        ("POKROVSK_FRONT_STATIC_SITE_URL", "javascript:alert(1)", "the address of a site"),
        ("POKROVSK_FRONT_STATIC_SITE_URL", "https://a:b@example.org", "the address of a site"),
        ("POKROVSK_FRONT_HOSTS", "https://example.org", "names of hosts without a port"),
        ("POKROVSK_FRONT_HOSTS", "example.org:8501", "names of hosts without a port"),
        ("POKROVSK_FRONT_HOSTS", "*", "names of hosts without a port"),
        ("POKROVSK_FRONT_HOSTS", "a.org,b.org", "names of hosts without a port"),
        ("POKROVSK_FRONT_FRAME_ANCESTORS", "example.org", "none, self, * or origins"),
        ("POKROVSK_FRONT_FRAME_ANCESTORS", "none self", "none, self, * or origins"),
        ("POKROVSK_FRONT_FRAME_ANCESTORS", "* https://example.org", "none, self, * or origins"),
        ("POKROVSK_FRONT_FRAME_ANCESTORS", "https://a.org; script-src *", "none, self, * or"),
        ("POKROVSK_FRONT_FRAME_ANCESTORS", "https://example.org/page", "none, self, * or origins"),
    ],
)
def test_a_value_without_sense_is_one_sentence(name: str, value: str, expected: str) -> None:
    with pytest.raises(SettingError) as caught:
        from_environment({name: value})

    sentence = str(caught.value)
    assert sentence.startswith(f"{name} is {value!r}, but it must be {expected}")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "starter",
    [
        ("uvicorn", "serve:app", "--port=0"),
        ("streamlit", "run", "serve.py", "--server.port=0", "--server.address=127.0.0.1"),
    ],
    ids=["uvicorn", "streamlit"],
)
def test_the_server_does_not_start_with_it(starter: tuple[str, ...], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *starter],
        cwd=PROJECT,
        env={
            **{"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            "POKROVSK_FRONT_MAX_SESSIONS": "plenty",
        },
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert ended.returncode != 0
    assert ended.stderr.strip().splitlines()[-1] == (
        "POKROVSK_FRONT_MAX_SESSIONS is 'plenty', but it must be a whole number from 1 to 10000."
    )
    assert "Traceback" not in ended.stderr


def test_the_guide_lists_each_setting_with_its_default() -> None:
    source = (PROJECT / "pokrovsk_front/server/settings.py").read_text(encoding="utf-8")
    read = source.partition("settings = Settings(")[2]
    names = re.findall(r'"(POKROVSK_FRONT_[A-Z_]+)"', read)
    assert len(names) == len(fields(Settings)) - 2, "former and ignored names are no settings"
    rows = dict(re.findall(r"^\| `(POKROVSK_FRONT_[A-Z_]+)` \| ([^|]*) \|", GUIDE, re.MULTILINE))
    assert set(names) == set(rows)
    default = Settings()
    shown = [
        *("empty", "`none`", "empty", f"`{default.max_sessions}`", f"`{default.max_requests}`"),
        *(f"`{default.max_upload_mb}`", f"`{default.max_uploads_mb}`", f"`{default.log_level}`"),
        *("`off`", f"`{default.hsts_days}`", "`off`"),
    ]
    assert {name: rows[name] for name in names} == dict(zip(names, shown, strict=True))
