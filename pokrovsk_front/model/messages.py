"""Messages for a reader: marked where they are written, translated where they are shown.

A message is a whole sentence with named places, and the values that stand in them, so that it
can be kept, sent from one process to another and said in any language later. Nothing here
translates: `wording.Wording` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import Any, Self, TypeAlias
from unicodedata import category

Value: TypeAlias = "str | int | float | date | Message"
"""The value of a placeholder. Text stays as it is in every language; numbers, days and messages
within a message are said in the reader's."""


def N_(message: str) -> str:  # noqa: N802 (the name that message extractors know)
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its text in the catalogue, and the values of its placeholders.

    As plain text it is in English, for the command line and for scripts: whole numbers with
    thousands separators, others with one decimal, days as ISO dates.

    >>> str(Message(N_("{count} positions on {day}"), {"count": 2194, "day": date(2025, 10, 31)}))
    '2,194 positions on 2025-10-31'
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def from_json(cls, answer: Mapping[str, Any]) -> Self:
        """Deserialise a message from JSON.

        Days do not come back as days: a message that is sent holds none.
        """
        values = {
            name: cls.from_json(value) if isinstance(value, dict) else value
            for name, value in answer["values"].items()
        }
        return cls(answer["text"], values)

    def filled(self, **values: Value) -> Self:
        """Replace some values of the message.

        >>> str(Message("{name} is no place.", {"name": "Atlantis"}).filled(name="`Atlantis`"))
        '`Atlantis` is no place.'
        """
        return replace(self, values=dict(self.values.items()) | values)

    def __hash__(self) -> int:
        return hash((self.text, frozenset(self.values.items())))

    def __str__(self) -> str:
        return self.text.format(**{name: _plain(value) for name, value in self.values.items()})


def _plain(value: Value) -> str:
    match value:
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.1f}"
    return str(value)


def joined(messages: Iterable[Message], mark: str) -> Message:
    """Join messages with a separator of no language.

    >>> str(joined([Message("part 1"), Message("polygon 2"), Message("ring 3")], ", "))
    'part 1, polygon 2, ring 3'

    Raises:
        TypeError: There is no message.
    """
    both = f"{{before}}{mark}{{after}}"
    return reduce(lambda before, after: Message(both, {"before": before, "after": after}), messages)


def as_typed(text: str) -> str:
    r"""Quote typed text on one line, with invisible characters escaped.

    >>> as_typed("Слов'янськ"), as_typed("a\nb")
    ("Слов'янськ", 'a\\nb')
    """
    return repr(text)[1:-1]


def printable(text: str) -> str:
    r"""Escape control characters, bidi marks and surrogates for a terminal.

    >>> printable("a\x1b[31m\u202eb \ud800 Слов'янськ")
    "a\\x1b[31m\\u202eb \\ud800 Слов'янськ"
    """
    # Spaces that do not break are not "printable" to Python, and stand in numbers.
    return "".join(
        sign if sign.isprintable() or category(sign) == "Zs" else repr(sign)[1:-1] for sign in text
    )


class RefusalError(ValueError):
    """An error for a reader: one sentence on what cannot be done.

    >>> refusal = RefusalError(N_("{name} is no place."), name="Atlantis")
    >>> str(refusal), refusal.message.text, refusal.message.values
    ('Atlantis is no place.', '{name} is no place.', {'name': 'Atlantis'})

    Attributes:
        message: The sentence and its values; unlike the error, it holds on to nothing else.
    """

    def __init__(self, text: str, /, **values: Value) -> None:
        super().__init__(text)
        self.message = Message(text, values)

    def __str__(self) -> str:
        return str(self.message)
