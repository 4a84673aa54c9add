"""Bundler of the map engine: its modules as one script, for pages without a server and with one.

A page opened from a file system may load no module, and the dashboard would ask for sixty of them
one after another. So the modules stand in one script, each after those that it imports, as they are
but for `import` and `export`. Nothing is minified.

It refuses what such a script cannot hold: imports of other than named siblings, exports apart from
their declaration, a name declared twice, a circle of imports, `await` at the top.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

ENTRY = "page.js"
"""The module that starts the maps of a page without a server."""

DASHBOARD, SHOW = "dashboard.js", "showMap"
"""The module that shows a map on the dashboard, and what it exports."""

IMPORT = re.compile(r'import \{ ([\w$]+(?:, [\w$]+)*) \} from "\./([\w-]+\.js)";')
DECLARATION = re.compile(
    r"(export )?(?:(?:const|let|var) ([\w$]+)(?= =|;)|(?:async )?function\*? ?([\w$]+)(?=\()"
    r"|class ([\w$]+)(?= )|(?:const|let|var) [\[{] ?([\w$]+(?:, [\w$]+)*) ?[\]}](?= =))"
)
"""What declares a name at the top of a module, or several in brackets."""

COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
REFUSED = {
    "import": re.compile(r"^import\b|\bimport\s*\("),
    "import.meta": re.compile(r"\bimport\.meta\b"),
    "export": re.compile(r"^export\b"),
    "a pattern of names": re.compile(
        r"^(?:const|let|var) *[{\[](?! ?[\w$]+(?:, [\w$]+)* ?[\]}] =)"
    ),
    "await at the top": re.compile(r"^(?:(?:const|let|var) [\w$]+ = )?(?:for )?await\b"),
}
"""What a line of a module may not have, once its named imports and exports are taken off."""


class EngineScriptError(ValueError):
    """A module breaks a rule of the engine; the text names it and the rule."""


def modules() -> dict[str, str]:
    """Read the modules of the engine by file name."""
    return read_modules("pokrovsk_front.maps", "engine")


def read_modules(package: str, folder: str) -> dict[str, str]:
    """Read the modules in a folder of a package by file name."""
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(files(package).joinpath(folder).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".js")
    }


@cache
def engine_script() -> str:
    """Give the script that draws the maps of a page without a server."""
    return joined(modules(), ENTRY)


@cache
def engine_module() -> str:
    """Give the script that draws the maps of the dashboard, which imports it."""
    return joined_module(modules(), DASHBOARD, (SHOW,))


@cache
def engine_css() -> str:
    """Give the CSS of maps, as the dashboard has it too."""
    folder = files("pokrovsk_front.maps").joinpath("engine")
    styles = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".css")),
        # The parts of a map override what holds for all of it.
        key=lambda file: (file.name != "map.css", file.name),
    )
    return "".join(file.read_text(encoding="utf-8") for file in styles)


def joined(sources: Mapping[str, str], entry: str, last: str = "") -> str:
    r"""Join a module and all that it imports into one script, each once, the imported first.

    Args:
        sources: The text of each module by file name.
        entry: The module that the page starts.
        last: What the script does after it.

    Raises:
        EngineScriptError: A module breaks a rule of the engine.

    >>> print(joined({"a.js": 'import { b } from "./b.js";\nb();\n',
    ...               "b.js": "export function b() {}\n"}, "a.js"), end="")
    (() => {
    "use strict";
    // b.js
    function b() {}
    // a.js
    b();
    })();
    """
    return f'(() => {{\n"use strict";\n{_joined(sources, entry)}{last}}})();\n'


def joined_module(sources: Mapping[str, str], entry: str, exported: Sequence[str]) -> str:
    """Join a module and all that it imports into one module.

    Args:
        sources: The text of each module by file name.
        entry: The module that is asked for.
        exported: What the whole exports.

    Raises:
        EngineScriptError: A module breaks a rule of the engine.
    """
    return f"{_joined(sources, entry)}export {{ {', '.join(exported)} }};\n"


def _joined(sources: Mapping[str, str], entry: str) -> str:
    order = _in_order(sources, entry)
    declared: dict[str, str] = {}
    for name in order:
        for each in _declared(sources[name]):
            if each in declared:
                raise EngineScriptError(f"{name} declares {each}, as {declared[each]} does.")
            declared[each] = name
    return "".join(f"// {name}\n{body(name, sources[name])}" for name in order)


def body(name: str, source: str) -> str:
    """Give a module without its imports and without the word `export`.

    Args:
        name: Its file name, for the error.
        source: Its text.

    Raises:
        EngineScriptError: The rest of it cannot stand in a script.
    """
    kept = [
        line.removeprefix("export ") if _exported(line) else line
        for line in source.splitlines()
        if not IMPORT.fullmatch(line)
    ]
    text = "".join(f"{line}\n" for line in kept)
    code = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for line in code.splitlines():
        for what, refused in REFUSED.items():
            if refused.search(line):
                raise EngineScriptError(f"{name} has {what}, which no joined script may: {line}")
    return text


def _in_order(
    sources: Mapping[str, str], name: str, above: tuple[str, ...] = (), placed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Walk the imports depth first: each module once, after what it imports."""
    if name in above:
        raise EngineScriptError(f"Modules import each other: {' > '.join([*above, name])}.")
    if name not in sources:
        raise EngineScriptError(f"{above[-1] if above else 'The page'} needs {name}: not there.")
    for names, imported in _imports(sources[name]):
        placed = _in_order(sources, imported, (*above, name), placed)
        exported = {each for line in sources[imported].splitlines() for each in _exported(line)}
        if missing := sorted(names - exported):
            raise EngineScriptError(f"{imported} does not export {', '.join(missing)} to {name}.")
    return placed if name in placed else (*placed, name)


def _imports(source: str) -> Iterator[tuple[set[str], str]]:
    for line in source.splitlines():
        if found := IMPORT.fullmatch(line):
            yield set(found[1].split(", ")), found[2]


def _names(line: str) -> list[str]:
    found = DECLARATION.match(line)
    return next(filter(None, found.groups()[1:])).split(", ") if found else []


def _exported(line: str) -> list[str]:
    return _names(line) if line.startswith("export ") else []


def _declared(source: str) -> Iterator[str]:
    """Give the names at the top of a module, where nothing is indented."""
    for line in source.splitlines():
        yield from _names(line)
