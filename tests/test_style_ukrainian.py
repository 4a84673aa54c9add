"""The Ukrainian of every message and of every text of `data/` keeps to docs/style.md."""

import re

import pytest

from pokrovsk_front.catalog.project_files import project_root
from tests import style
from tests.style import Rule, Text

MAX_WORDS = 30
"""Of a sentence; a longer one stands in `LONG` with its reason, and there are 20 at most."""

_MONTH = (
    r"(?:січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)"
    r"|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)|лип(?:ень|ня|ні)|серп(?:ень|ня|ні)"
    r"|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)|листопад(?:а|і)?|груд(?:ень|ня|ні))"
)
_YEAR = r"(?:19|20)\d\d"
_LETTER = "[А-Яа-яІіЇїЄєҐґ]"
_SPACE = "[ \u00a0]"
_LATER = r"[^.;:()]{0,45}\bро(?:ку|ці)\b"
"""The word for the year stands once after two days: "з 1 січня 2024 до 1 січня 2025 року"."""

_LICENCES = ("GPL-3.0", "ODbL 1.0", "CC BY 4.0", "CC0 1.0")

RULES = [
    Rule(rf"\b{_MONTH}{_SPACE}{_YEAR}\b(?!-го|{_LATER})", "року after a month and its year"),
    Rule(
        rf"\b\d{{1,2}}{_SPACE}(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)\.", "whole"
    ),
    Rule(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|2\d)\b", "a day in words: 31 жовтня 2025 року"),
    Rule(
        r"\b\d{4}-\d\d-\d\d\b", "a day in words: 31 жовтня 2025 року", ("2024-10-31", "2024-01-01")
    ),
    Rule(r"—|(?<!^)(?<![-\n]) -(?= )(?!\n)", "one kind of dash: –", ("+ і - змінюють",)),
    # The name is in the computed outlines of rivers too.
    Rule(rf"{_LETTER}['ʼ`′]{_LETTER}", "one apostrophe: ’", ("Прип'ять",)),
    Rule(r"[“”„\"]", "«…»"),
    Rule(r"[\d}] ?%", "a space that does not break: 54\u00a0%"),
    Rule(rf"\d{_SPACE}?(?:відсотк|процент)", "the sign: 54\u00a0%"),
    Rule(r"(?<![\d.])\d+\.\d+(?![\d.])", "a comma in decimals: 0,5", ("GLOBE 1.0", *_LICENCES)),
    Rule(r"(?<![\d\u00a0])\d{1,3} \d{3}\b", "thousands with a space that does not break"),
    Rule(
        r"(?<!,)\b\d{5,}\b",
        "thousands with a space that does not break",
        ("EPSG:4326", "06272.com.ua"),
    ),
    Rule(r"\bкм2\b|\bкв\. ?км\b", "км²"),
    Rule(r"(?<!\w)-\d", "the sign of minus: −1", ("Ту-95", "Су-27")),
    Rule(r"\([^()]*\(", "no bracket inside a bracket", ("(ISW)", "({publisher})")),
    Rule(r"\S  \S| [,.;:?!](?:\s|$)", "one space, and none before a stop", ("  ◆",)),
]
"""Of signs, numbers and days."""

WORDS = [
    Rule(r"\b[Кк]арт(?:а|и|і|у|ою)\b", "мапа"),
    Rule(r"\b[Кк]омірк", "клітинка"),
    Rule(r"\b[Пп]роміж(?:ок|ку|ки|ків|ком)\b(?! між)", "період"),
    Rule(r"\b[Пп]ерекресл", "перемальований"),
    Rule(r"\b[Пп]орахован", "розраховано, наш розрахунок", ("порахований",)),
    Rule(r"\b[Вв]идав(?:ець|ц)", "джерело"),
    Rule(r"\b[Сс]тарш|\b[Сс]таріш", "давніша"),
    Rule(r"\b[Кк]аж(?:е|уть)\b", "повідомляє, заявляє, стверджує, зазначено, за словами"),
    Rule(r"\b[Сс]каза(?:в|ла|ли)\b", "заявив, повідомив; за словами", ("хтось щось сказав",)),
    Rule(r"^Претендує Росія", "Область, на яку претендує Росія"),
    Rule(r"\b[Оо]дин із (?:\{|\d)", "кожен другий"),
    Rule(r"\b[Жж]ител|частини людей", "мешканці"),
    Rule(r"\b[Оо]статочно\b", "без перерви до останньої мапи"),
    Rule(r"\b[Чч]ист(?:і|их) втрат", "Україна повернула більше, ніж утратила"),
    Rule(r"\bвідстає від мапи", "на один-два дні пізніша за дату мапи"),
    Rule(r"\b[Мм]ап\w* на \{", "мапа за {day}"),
    Rule(r"\b[Сс]тала назва", "сталий ідентифікатор"),
    Rule(r"\b[Зз]вільнен(?:а|ої|у|их|і) (?:територ|земл)", "повернута територія"),
    Rule(r"\b[Зз]емл(?:я|і|ю|ею|ь)\b", "територія", ("форма Землі",)),
    Rule(
        r"\b[Пп]риймати участь|\b[Нн]а протязі\b|(?<!’)\b[Яя]вляєт|\b[Вв]ідноситьс|\b[Сс]піпада",
        "a calque",
    ),
    Rule(r"\bстат\w+ (?:каже|говорить)", "у статті сказано"),
    Rule(r"невідом\w* статус|статус невідом", "невизначений статус"),
    Rule(r"[ыэъё]", "Ukrainian", ("Новосёлка",)),
]
"""Words that are not used, and the better ones."""

LONG: dict[str, str] = {
    "Чому рядок не можна просто поставити поряд": "a list of codes and what each means",
    "confirmed: визнала сторона": "a list of codes and what each means",
    "Що сталося з файлом: used": "a list of codes and what each means",
}
"""How each sentence of more than `MAX_WORDS` begins, and why it stays."""

CHANGES = [
    Text("CHANGELOG.md", line)
    for line in (project_root() / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    if re.search(_LETTER, line)
]
"""The lines of the changes of figures that are in Ukrainian."""

TEXTS = [*style.texts("uk"), *style.texts_of_dictionary("uk"), *CHANGES]


def test_the_texts_are_found() -> None:
    assert len(list(style.texts_of_data("uk"))) > 2_000
    assert len(list(style.texts_of_dictionary("uk"))) > 200
    assert len(CHANGES) > 5


@pytest.mark.parametrize("rule", [*RULES, *WORDS], ids=lambda rule: rule.better)
def test_no_text_breaks_a_rule(rule: Rule) -> None:
    assert style.breaches(TEXTS, [rule]) == []


def test_a_long_sentence_has_a_reason() -> None:
    assert style.amiss(style.long_sentences(TEXTS, MAX_WORDS), LONG) == []
    assert len(LONG) <= 20


def test_no_message_is_left_in_english() -> None:
    ukrainian = re.compile(_LETTER)
    latin = {text.words for text in TEXTS if not ukrainian.search(text.words)}
    assert [words for words in latin if re.search(r"\b[a-z]{4,} [a-z]{2,}", words)] == []


@pytest.mark.parametrize(
    "words",
    [
        *("31 жовтня 2025.", "за жовтень 2025", "31 жовт. 2025", "31.10.2025", "з 2022-04-03"),
        *("фронт — тут", "м'яч", '"так"', "54%", "54 %", "54 відсотки", "0.5", "3 386 км²"),
        *("116165 км²", "5 км2", "-5 км", "(а (б) в)", "карта", "комірка", "проміжок"),
        *("Видавець", "на день старша", "DeepState каже", "Україна сказала", "один із {number}"),
        *("60 000 жителів", "мапа на {day}", "чисті втрати", "статус невідомий"),
    ],
)
def test_a_breach_is_found(words: str) -> None:
    assert style.breaches([Text("here", words)], [*RULES, *WORDS])


@pytest.mark.parametrize(
    "words",
    [
        *(
            "31 жовтня 2025 року",
            "за січень–жовтень 2025 року",
            "у 2025 році",
            "54\u00a0%",
            "0,5 км²",
        ),
        *("3\u00a0386 км²", "проти 1 січня 2024 і 1 січня 2025 року", "м’яч", "«так»", "−5 км"),
        *("мапа за {day}", "клітинки з проміжками", "за даними мапи", "2024-го"),
    ],
)
def test_good_words_pass(words: str) -> None:
    assert style.breaches([Text("here", words)], [*RULES, *WORDS]) == []
