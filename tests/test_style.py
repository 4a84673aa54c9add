"""The English of every message and of every text of `data/` keeps to docs/style.md."""

import pytest

from tests import style
from tests.style import Rule, Text

MAX_WORDS = 41
"""Of a sentence; a longer one stands in `LONG` with its reason, and there are 20 at most."""

_MONTH = r"(?:Jan|Febr|March|April|May|June|July|August|Sept|Oct|Nov|Dec)\w*"

RULES = [
    Rule(r"[\d}]\s+%", "the sign at once: 54%"),
    Rule(r"[\d}]\s*per ?cent\b", "the sign: 54%"),
    Rule(r"\b[Vv]s\b\.?|\bversus\b|\bv\.", "v in a label, against in a sentence"),
    Rule(r"—|\s–|–\s", "a comma, a colon or a full stop"),
    Rule(r"[\w}]–[\w{]", "to: 18 to 25 September"),
    Rule(r"(?<!\w)-\d", "the sign of minus: −1", ("Tu-95", "Su-27")),
    Rule(r"\b\d{4}-\d\d-\d\d\b", "a day in words: 31 October 2025", ("2024-10-31", "2024-01-01")),
    Rule(rf"\b{_MONTH} \d{{1,2}}\b(?!:)", "the day before the month: 31 October"),
    Rule(r"\b\d{1,2}(?:st|nd|rd|th) (?:of )?[A-Z]", "a plain number: 31 October"),
    Rule(r"(?<!\{)\bkm2\b|\bsq\.? km\b", "km²"),
    Rule(r"\([^()]*\(", "no bracket inside a bracket"),
    Rule(r"[‘’]|(?<![\w=])\"|\"(?![\w=])", "one kind of marks: “quoted”, and ' as apostrophe"),
    Rule(r"\S  \S| [,.;:?!](?:\s|$)", "one space, and none before a stop", ("  ◆",)),
    Rule(r"\b(?:kilometer|center|color|gray|meter|neighbor|analyz)\w*", "British spelling"),
]
"""Of signs and of spelling."""

WORDS: list[Rule] = []
"""Words that are not used, and the better ones."""

LONG: dict[str, str] = {}
"""How each sentence of more than `MAX_WORDS` begins, and why it stays."""

TEXTS = list(style.messages("en"))


def test_the_texts_are_found() -> None:
    assert len(list(style.texts_of_data("en"))) > 2_000
    assert len(TEXTS) > 1_500


@pytest.mark.parametrize("rule", [*RULES, *WORDS], ids=lambda rule: rule.better)
def test_no_text_breaks_a_rule(rule: Rule) -> None:
    assert style.breaches(TEXTS, [rule]) == []


def test_a_long_sentence_has_a_reason() -> None:
    long = style.long_sentences(TEXTS, MAX_WORDS)
    assert style.without_reason(long, LONG) == []
    unused = [begin for begin in LONG if not any(each.startswith(begin) for each in long)]
    assert unused == []
    assert len(LONG) <= 20


@pytest.mark.parametrize(
    "words",
    [
        *("54 % of it", "{pct} % of it", "54 per cent", "54percent"),
        *("2024 vs. 2025", "the map v. ours", "the front — on a day", "18–25 September"),
        *("October 31, 2025", "on 31st October", "on 2025-10-31", "-5 km", "5 km2"),
        *("(the map (of that day) has it)", "the city’s", 'said "no"', "a  gap", "a stop ."),
        *("5 kilometers", "grayish"),
    ],
)
def test_a_breach_is_found(words: str) -> None:
    assert style.breaches([Text("here", words)], [*RULES, *WORDS])


@pytest.mark.parametrize(
    "words",
    [
        *("54% of it", "2024 v 2025", "31 October 2025", "18 to 25 September", "−5 km²"),
        *("(one) and (another)", "the city's “edge”", "Tu-95", "May 2025", "[a](https://b/c-2d)"),
    ],
)
def test_good_words_pass(words: str) -> None:
    assert style.breaches([Text("here", words)], [*RULES, *WORDS]) == []


def test_sentences_are_cut_where_they_end() -> None:
    words = (
        "The map of 1 Jan. has it. It was 5.4 km² (see [here](https://a.b/c)). “So” it is.\n- One"
    )
    assert [style.count_words(each) for each in style.sentences(words)] == [7, 6, 3, 1]
    assert style.sentences("It cost 5 km. {count} maps have it.") == [
        *("It cost 5 km.", "{count} maps have it."),
    ]
