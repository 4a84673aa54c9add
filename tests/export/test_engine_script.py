"""The map engine as one script: its modules as they are, in an order in which they can run."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pokrovsk_front.export.engine_script import (
    EngineScriptError,
    body,
    engine_module,
    engine_script,
    joined,
    modules,
)

PROJECT = Path(__file__).parents[2]
DRAWS_A_MAP = re.compile(r"\b(createDeck|updateDeck|pydeck_chart|to_html\(|drawElements)")
MAPS = PROJECT / "pokrovsk_front" / "maps"
"""The engine, and who describes its layers."""

ONE = "export const one = 1;\n"


def written(**sources: str) -> dict[str, str]:
    return {f"{name}.js": text for name, text in sources.items()}


def test_each_module_stands_after_those_that_it_imports_and_once() -> None:
    text = joined(
        written(
            page='import { two } from "./two.js";\nimport { one } from "./one.js";\none + two;\n',
            two='import { one } from "./one.js";\nexport function two() { return one; }\n',
            one=ONE,
            never="export const never = 1;\n",
        ),
        "page.js",
    )
    assert re.findall(r"^// (.*)$", text, re.MULTILINE) == ["one.js", "two.js", "page.js"]
    assert "import" not in text
    assert "export" not in text


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (written(page='import one from "./one.js";\n', one=ONE), "page.js has import"),
        (written(page='import * as one from "./one.js";\n', one=ONE), "page.js has import"),
        (written(page='import { one as two } from "./one.js";\n', one=ONE), "page.js has import"),
        (written(page='import { one } from "d3";\n'), "page.js has import"),
        (written(page='const one = () => import("./one.js");\n', one=ONE), "page.js has import"),
        (written(page="const here = import.meta.url;\n"), "page.js has import.meta"),
        (written(page="export default function () {}\n"), "page.js has export"),
        (written(page="const one = 1;\nexport { one };\n"), "page.js has export"),
        (written(page="const { one: two } = window;\n"), "a pattern of names"),
        (written(page="const one = await two();\n"), "await at the top"),
        (written(page="await one();\n"), "await at the top"),
        (written(page='import { one } from "./one.js";\n'), "page.js needs one.js: not there"),
        (
            written(page='import { two } from "./one.js";\n', one=ONE),
            "one.js does not export two to page.js",
        ),
        (
            written(page='import { one } from "./one.js";\nfunction one() {}\n', one=ONE),
            "page.js declares one, as one.js does",
        ),
        (
            written(page='import { one } from "./one.js";\nconst [two, one] = [1, 2];\n', one=ONE),
            "page.js declares one, as one.js does",
        ),
        (
            written(
                page='import { a } from "./a.js";\n',
                a='import { b } from "./b.js";\nexport const a = 1;\n',
                b='import { a } from "./a.js";\nexport const b = 1;\n',
            ),
            "page.js > a.js > b.js > a.js",
        ),
    ],
)
def test_what_no_script_can_hold_is_refused_by_name(sources: dict[str, str], said: str) -> None:
    with pytest.raises(EngineScriptError, match=re.escape(said)):
        joined(sources, "page.js")


def test_comments_texts_and_what_is_indented_may_say_what_they_like() -> None:
    source = (
        '/** @param {import("./types.js").Shown} shown\n * await export default\n */\n'
        "// import { one } from nowhere\n"
        "export async function two(shown) {\n  const { day } = await shown;\n"
        "  return day; // import(this)\n}\n"
        "const VERTEX = `#version 300 es\nconst float two = 1.0;\n`;\n"
    )
    assert body("two.js", source) == source.replace("export async", "async")
    assert "two.js" in joined({"two.js": source}, "two.js")


def component_folder() -> Path:
    """Give the folder that Streamlit serves the component from, as the package declares it."""
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (component,) = declared["tool"]["streamlit"]["component"]["components"]
    return PROJECT / "pokrovsk_front" / str(component["asset_dir"])


def test_a_page_without_a_server_runs_the_very_modules_of_the_dashboard() -> None:
    served = {file.name: file.read_text("utf-8") for file in component_folder().glob("*.js")}
    assert modules() == served
    script = engine_script()
    parts = dict(
        zip(
            *[iter(re.split(r"^// ([\w-]+\.js)\n", script, flags=re.MULTILINE)[1:])] * 2,
            strict=True,
        )
    )
    assert {"page.js", "map.js", "cells.js", "scrubber.js"} <= parts.keys() <= served.keys()
    for name, part in parts.items():
        plain = re.sub(r"^import \{.*\n", "", served[name], flags=re.MULTILINE)
        assert part.removesuffix("})();\n") == re.sub("^export ", "", plain, flags=re.MULTILINE)


def test_the_joined_script_is_sound(tmp_path: Path) -> None:
    """A name declared twice, wherever it stands, is no script: the linter parses it."""
    file = tmp_path / "engine.js"
    file.write_text(engine_script(), encoding="utf-8")
    linted = [str(Path(sys.executable).with_name("oxlint")), "--deny-warnings", str(file)]
    told = subprocess.run(linted, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_nothing_but_the_engine_draws_a_map() -> None:
    files = [
        file
        for folder in ("pages", "pokrovsk_front")
        for file in (PROJECT / folder).rglob("*")
        if file.suffix in {".py", ".js", ".j2"} and not file.is_relative_to(MAPS)
    ]
    assert len(files) > 100
    drawing = [file for file in files if DRAWS_A_MAP.search(file.read_text(encoding="utf-8"))]
    assert drawing == []


def test_the_dashboard_gets_the_modules_of_the_site_and_no_module_is_in_neither() -> None:
    site, dashboard = (
        set(re.findall(r"^// (\w+\.js)$", text, re.MULTILINE))
        for text in (engine_script(), engine_module())
    )
    assert dashboard - site == {"dashboard.js"}
    # The dashboard's server does what these do on a page without one.
    moving = {"moving_page.js", "page_choices.js", "page_told.js", "picture_told.js", "fragment.js"}
    assert site - dashboard == {"page.js", "focus.js", "exact_change.js"} | moving
    # What Streamlit loads itself, and shapes that are comments.
    assert set(modules()) - site - dashboard == {"component.js", "types.js"}
    assert engine_module().endswith("export { showMap };\n")
