"""A made-up language, and what the sources mark for translation."""

import gettext
import re
from collections.abc import Iterator
from functools import cache

from babel.messages.extract import extract_from_dir

from pokrovsk_front.catalog.archives import dropped_labels
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.model.messages import Message
from pokrovsk_front.model.wording import Wording


class Listed(gettext.NullTranslations):
    """A catalogue of the messages that it is given."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__()
        self.listed = messages

    def gettext(self, message: str) -> str:
        return self.listed.get(message, message)


def in_ukrainian(messages: dict[str, str]) -> Wording:
    """Ukrainian numbers and days, and no other messages than these."""
    return Wording("uk", Listed(messages))


@cache
def _marked() -> frozenset[str]:
    found = extract_from_dir(
        DATA_DIR.parent / "pokrovsk_front", method_map=[("**.py", "python")], keywords={"N_": None}
    )
    return frozenset(str(text) for _, _, text, _, _ in found)


def _texts(message: Message) -> Iterator[str]:
    yield message.text
    for value in message.values.values():
        if isinstance(value, Message):
            yield from _texts(value)


def unmarked(message: Message) -> set[str]:
    """List what in a message no catalogue can have: words that are not marked where written."""
    known = _marked() | dropped_labels("en").keys()
    return {
        text for text in _texts(message) if re.search(r"\w", re.sub(r"{\w+}", "", text))
    } - known
