"""Every message that a reader sees is in the catalogue, whole, with the same placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from pokrovsk_front.catalog.archives import dropped_labels
from pokrovsk_front.catalog.messages import LOCALES, locale_asked, po_path, wording
from pokrovsk_front.catalog.tables import DATA_DIR

PROJECT = DATA_DIR.parent
CODE = [PROJECT / "app.py", *PROJECT.glob("pages/*.py"), *PROJECT.glob("pokrovsk_front/**/*.py")]
FUNCTIONS = {"_", "N_", "gettext", "ngettext", "RefusalError"}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
TRANSLATED = [locale for locale in LOCALES if locale != "en"]


def written_messages(path: Path) -> Iterator[str]:
    """Give the first text of every call that marks or translates a message."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in FUNCTIONS and isinstance(first, ast.Constant):
                yield str(first.value)


def catalogue(locale: str) -> Catalog:
    with po_path(locale).open("rb") as file:
        return read_po(file, locale=locale)


def messages(locale: str) -> list[Message]:
    return [message for message in catalogue(locale) if message.id]


def texts(message: Message) -> list[tuple[str, str]]:
    """Pair each form of a translation with the English that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[1], str(form)) for form in message.string or ()]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_message_of_the_code_is_in_the_catalogue(locale: str) -> None:
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages(locale)}
    written = {text for path in CODE for text in written_messages(path)}
    assert len(written) > 700
    assert written - known == set()


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_message_of_the_templates_is_in_the_catalogue(locale: str) -> None:
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages(locale)}
    templates = PROJECT / "pokrovsk_front" / "export" / "templates"
    found = extract_from_dir(templates, method_map=[("**.j2", "jinja2")])
    written = {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}
    assert len(written) > 5
    assert written - known == set()


@pytest.mark.parametrize("locale", TRANSLATED)
def test_no_message_lacks_a_translation_or_waits_for_an_editor(locale: str) -> None:
    found = messages(locale)
    assert not [m.id for m in found if not all(form.strip() for _, form in texts(m))]
    assert not [m.id for m in found if m.fuzzy]
    whole = catalogue(locale)
    assert not [str(error) for m in found for error in m.check(whole)]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_placeholders_and_line_breaks_are_the_same(locale: str) -> None:
    differ = [
        (english, other)
        for message in messages(locale)
        for english, other in texts(message)
        if sorted(set(PLACEHOLDER.findall(english))) != sorted(set(PLACEHOLDER.findall(other)))
        or english.count("\n") != other.count("\n")
    ]
    assert differ == []


@pytest.mark.parametrize("locale", TRANSLATED)
def test_a_language_says_all_of_it(locale: str) -> None:
    words = wording(locale)
    assert words.locale == locale
    assert words is wording(locale)
    first = next(m for m in messages(locale) if isinstance(m.id, str))
    assert words.gettext(str(first.id)) == first.string


def test_ukrainian_has_its_numbers_days_and_plurals() -> None:
    words = wording("uk")
    assert words.area(3386.3) == "3\u00a0386\u00a0км²"
    assert words.number(1.5, 1) == "1,5"
    assert [words.counted(str(n), n, "days") for n in (1, 2, 5, 21, 22, 25)] == [
        *("1 день", "2 дні", "5 днів", "21 день", "22 дні", "25 днів")
    ]


def test_the_labels_of_land_that_archives_leave_out_are_messages() -> None:
    english = dropped_labels("en")
    assert list(english) == list(english.values())
    for locale in TRANSLATED:
        translated = dropped_labels(locale)
        assert {wording(locale).gettext(label) for label in english} == set(translated.values())
        assert not set(translated.values()) & set(english)


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        wording("tlh")
    assert locale_asked("tlh", None, "../../etc/passwd", "uk") == "uk"
