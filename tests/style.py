"""What the style sheet (docs/style.md) can test: the texts that a reader sees, and rules on them.

The rules of a language stand in the test of that language, `test_style.py` and
`test_style_ukrainian.py`; how texts are found, cut into sentences and searched is here.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel.messages.pofile import read_po

from pokrovsk_front.catalog.messages import po_path
from pokrovsk_front.catalog.tables import DATA_DIR

_ADDRESS = re.compile(r"(?<=\])\([^)]*\)|https?://\S+")
_CODE = re.compile(r"`[^`]*`")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_END = re.compile(r"(?<=[.!?])[”»)*]*\s+(?=[“«(*]*[A-ZА-ЯІЇЄҐ\d{])|\n+\s*(?:- )?")
_NO_END = re.compile(r"(?:\b(?:[A-ZА-ЯІЇЄҐ]|Mt|St|No|Dr|ст|с|р|рр|тис|млн|ім|див)|\.\s?\.)\.$")
_WORD = re.compile(r"\w[\w'’.,−-]*")


def _prose(words: str) -> str:
    """Leave addresses out of a text, and put a letter for code."""
    return _CODE.sub("x", _ADDRESS.sub("", words))


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a reader sees, and where it stands."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a text may not hold: a regular expression, what to write instead, and exceptions.

    An exception is a piece of text, cut out before the expression is tried: a name, or words of
    somebody else.
    """

    pattern: str
    better: str
    exceptions: tuple[str, ...] = ()

    def breaches(self, text: Text) -> Iterator[str]:
        """Yield each place where a text breaks the rule, with what to write instead."""
        words = _prose(text.words)
        for exception in self.exceptions:
            words = words.replace(exception, "")
        for found in re.finditer(self.pattern, words):
            begin, end = max(found.start() - 30, 0), found.end() + 30
            yield f"{text.place}: …{words[begin:end]}… → {self.better}"


def messages(language: str) -> Iterator[Text]:
    """Yield each form of each message of the code and the templates.

    Args:
        language: `en` for the messages as the code has them, else that of a translation.
    """
    locale = "uk" if language == "en" else language
    with po_path(locale).open("rb") as file:
        for message in read_po(file, locale=locale):
            if message.id:
                said = message.id if language == "en" else message.string
                forms = (said,) if isinstance(said, str) else tuple(said or ())
                yield from (Text(message.locations[0][0], form) for form in forms)


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair the columns of a text: the English one and the Ukrainian one."""
    known = set(names)
    for name in known:
        if name.endswith("_uk"):
            bare = name.removesuffix("_uk")
            yield (bare if bare in known else f"{bare}_en"), name


def _of_table(name: str, language: str) -> Iterator[Text]:
    with (DATA_DIR / name).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for english, ukrainian in sorted(_pairs(row)):
                column = ukrainian if language == "uk" else english
                if row[column]:
                    yield Text(f"data/{name}:{number}:{column}", row[column])


def _of_record(place: str, record: object, language: str) -> Iterator[Text]:
    match record:
        case dict():
            for english, ukrainian in sorted(_pairs(record)):
                yield Text(f"{place}:{english}", record[ukrainian if language == "uk" else english])
            for name, value in record.items():
                yield from _of_record(f"{place}:{name}", value, language)
        case list():
            for value in record:
                yield from _of_record(place, value, language)


def texts_of_data(language: str) -> Iterator[Text]:
    """Yield each text of `data/` that has a form in both languages."""
    for path in sorted(DATA_DIR.glob("*.csv")):
        yield from _of_table(path.name, language)
    archives = json.loads((DATA_DIR / "archives.json").read_text(encoding="utf-8"))
    yield from _of_record("data/archives.json", archives, language)


def texts_of_dictionary(language: str) -> Iterator[Text]:
    """Yield each text of the data dictionary, which the method page shows."""
    dictionary = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
    yield from _of_record("data/datapackage.json", dictionary, language)


def texts(language: str) -> list[Text]:
    """List every text of a language: messages, and texts of `data/`."""
    return [*messages(language), *texts_of_data(language)]


def breaches(found: Iterable[Text], rules: Iterable[Rule]) -> list[str]:
    """List where texts break rules."""
    rules = list(rules)
    return [line for text in found for rule in rules for line in rule.breaches(text)]


def sentences(words: str) -> list[str]:
    """Cut a text into sentences, without addresses and code."""
    found: list[str] = []
    for part in _END.split(_prose(words)):
        if found and _NO_END.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part.strip())
    return [part for part in found if part]


def count_words(sentence: str) -> int:
    """Count the words of a sentence; a placeholder is one."""
    return len(_WORD.findall(_PLACEHOLDER.sub("x", sentence)))


def long_sentences(found: Iterable[Text], max_words: int) -> dict[str, int]:
    """Give the sentences with more words than allowed, and how many they have."""
    return {
        sentence: count
        for text in found
        for sentence in sentences(text.words)
        if (count := count_words(sentence)) > max_words
    }


def without_reason(long: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """List long sentences that no reason is given for; a reason stands by how one begins."""
    return [
        f"{count} words: {sentence}"
        for sentence, count in long.items()
        if not any(sentence.startswith(begin) for begin in reasons)
    ]


def without_sentence(long: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """List the reasons that no long sentence needs any more."""
    return [begin for begin in reasons if not any(each.startswith(begin) for each in long)]


def amiss(long: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """List long sentences without a reason, and reasons without a sentence."""
    return [*without_reason(long, reasons), *without_sentence(long, reasons)]
