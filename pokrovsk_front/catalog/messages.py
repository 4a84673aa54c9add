"""The languages of the dashboard and their catalogues of messages, under `locales/`.

A catalogue is read from its text, so that nothing compiled is committed beside it and goes stale.
A message that it lacks is shown in English; a test holds the catalogues to be whole.
"""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pokrovsk_front.catalog.archives import dropped_labels
from pokrovsk_front.catalog.project_files import project_root
from pokrovsk_front.catalog.tables import LANGUAGES
from pokrovsk_front.model.wording import Wording

LOCALES_DIR = project_root() / "locales"

LOCALES = ("en", *LANGUAGES)
"""Every language that a reader can choose, the first where nothing else is asked for."""


def po_path(locale: str) -> Path:
    """Give the path of the message catalogue of a language."""
    return LOCALES_DIR / locale / "LC_MESSAGES" / "messages.po"


@cache
def wording(locale: str) -> Wording:
    """Give the words of a language, read once.

    Among its messages are the labels of `archives.json` that stand within other messages.

    Args:
        locale: One of `LOCALES`.

    Raises:
        KeyError: There is no such language.
    """
    if locale not in LOCALES:
        raise KeyError(locale)
    if locale == LOCALES[0]:
        return Wording()
    with po_path(locale).open("rb") as file:
        catalogue = read_po(file, locale=locale)
    for english, label in dropped_labels(locale).items():
        catalogue.add(english, label)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Wording(locale, gettext.GNUTranslations(compiled))


def locale_asked(*asked: str | None) -> str:
    """Give the first language asked for that there is, such as `uk` for `uk-UA`.

    >>> locale_asked(None, "uk-UA"), locale_asked("de", "en-GB"), locale_asked("xx")
    ('uk', 'en', 'en')
    """
    for each in asked:
        language = (each or "").replace("_", "-").partition("-")[0].lower()
        if language in LOCALES:
            return language
    return LOCALES[0]
