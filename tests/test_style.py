"""The English of every message, text of `data/` and word of its dictionary keeps to the style."""

import pytest

from tests import style
from tests.style import Rule, Text

MAX_WORDS = 30
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

WORDS = [
    Rule(r"\bon balance\b", "Russia's net gain was"),
    Rule(r"(?<!\{)\b[Pp]rint(?:s|ed)\b", "published; gives, of a page"),
    Rule(r"\b[Rr]ead at\b", "Published by"),
    Rule(r"\b[Hh]ow sure\b", "certainty"),
    Rule(r"^That is$", "Share left"),
    Rule(r"\b[Ww]ho holds (?:a place|what)\b", "control"),
    Rule(r"\b[Ww]ords read as\b", "How we read it"),
    Rule(r"\b[Oo]ur number\b", "our calculation"),
    Rule(r"\bset apart\b", "drawn with gaps"),
    Rule(r"\bfor good\b", "on every map since; without a break"),
    Rule(r"\btak(?:en|ing) off\b", "Ukrainian gains are subtracted"),
    Rule(r"\bcounted (?:in(?! the)|apart)\b", "included; counted separately"),
    Rule(r"(?<![Tt]here )\b(?:is|are|was|were) no (?!longer\b)", "is not a"),
    Rule(r"\bdo(?:es)? not tell\b|\btells?\b", "says; shows", ("tells Putin",)),
    Rule(r"\bstands? for\b", "is used for"),
    Rule(r"(?<!\{)\btyped\b", "entered by hand"),
    Rule(r"\banew\b", "again; redrawn; restarted"),
    Rule(r"\b[Aa]dmi(?:t|ts|tted|ssion)\b", "acknowledged"),
    Rule(r"\b[Ll]iberat", "regained"),
    Rule(r"\bone in \S+ remains?\b", "one in 48 were left in October 2025"),
    Rule(r"\b(?:Kiev|Kharkov|Odessa|Lvov|Nikolaev|the Ukraine)\b", "the Ukrainian spelling"),
]
"""Words that are not used, and the better ones."""

LONG = {
    "Changes of at least 5 km² in land that the war did not move": "the rule and its exceptions",
    "Why the row cannot be compared with others": "a list of codes and what each means",
    "confirmed: acknowledged by the side": "a list of codes and what each means",
    "What became of the file: used": "a list of codes and what each means",
}
"""How each sentence of more than `MAX_WORDS` begins, and why it stays."""

TEXTS = [*style.texts("en"), *style.texts_of_dictionary("en")]


def test_the_texts_are_found() -> None:
    assert len(list(style.texts_of_data("en"))) > 2_000
    assert len(TEXTS) > 1_500


@pytest.mark.parametrize("rule", [*RULES, *WORDS], ids=lambda rule: rule.better)
def test_no_text_breaks_a_rule(rule: Rule) -> None:
    assert style.breaches(TEXTS, [rule]) == []


def test_a_long_sentence_has_a_reason() -> None:
    assert style.amiss(style.long_sentences(TEXTS, MAX_WORDS), LONG) == []
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
