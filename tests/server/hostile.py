"""Values for the address of a page that no page made: what attackers, typos and old links send."""

from itertools import product
from urllib.parse import quote

MARK = "zq4711"
"""Stands in every value that is markup: where it comes back as written, it was reflected."""

MARKUP = (
    *(
        f"<script>{MARK}</script>",
        f'"><script src=//{MARK}></script>',
        f"<img src={MARK} onerror=1>",
    ),
    *(f"<svg/onload={MARK}>", f"'-{MARK}-'", f"</textarea><script>{MARK}", f"<a href=x>{MARK}</a>"),
    *(
        f"[x](javascript:{MARK})",
        f"![x](//{MARK})",
        f"javascript:{MARK}",
        f"<style>@import '{MARK}'",
    ),
    *(
        f"<iframe srcdoc='{MARK}'>",
        f"<math><mi xlink:href={MARK}>",
        f"&lt;b&gt;{MARK}",
        f"$${MARK}$$",
    ),
    *(f"`{MARK}`<b>", f"<!--{MARK}-->", f"<b>{MARK}</b>", f":red[<b>{MARK}]", f"</div><h1>{MARK}"),
)
INJECTIONS = (
    *("' OR '1'='1", '" OR 1=1 --', "1; DROP TABLE events", "$(id)", "`id`", "| cat /etc/passwd"),
    *("{{7*7}}", "${7*7}", "{0.__class__.__mro__}", "%s%s%n", "__import__('os')", "__class__"),
    *("../../etc/passwd", "..\\..\\win.ini", "file:///etc/passwd", "http://127.0.0.1:1/"),
    *("\r\nSet-Cookie: a=b", "a\nb", "a\tb", '{"$gt": ""}', "[]", "{}", "null", "undefined"),
)
NUMBERS = (
    *("0", "-1", "-0", "1e999", "nan", "inf", "-inf", "9" * 400, "0x10", "1_000", "٣", "½", "1,5"),
    *("1.7976931348623157e309", "2147483648", "-9223372036854775809", "true", "True", "1", "on"),
)
DAYS = (
    *("0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2024-02-30", "2025-02-29"),
    *("2025-13-01", "2025-1-1", "25-10-31", "2025-10-31T00:00:00Z", "2025-10-31 ", "-2025-10-31"),
    *("1969-12-31", "2022-04-02", "2100-01-01", "2025/10/31", "31.10.2025", "٢٠٢٥-١٠-٣١"),
    *("2025-10-31,2025-11-01", "2025-10-31T25:61", "2025-W44-5", "2025-304", "today", "2024-02-29"),
)
LETTERS = (
    *("", " ", "\x00", "a\x00b", "\ufeff", "\u202egnp", "\u200b", "e\u0301" * 50, "ﷺ" * 20),
    *("\U0001f4a9", "Покровськ", "%", "%25", "+", "&", "=", "#", "?", ";", "~" * 300, "a" * 5000),
    *("\ud7ff", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "İı", "ß" * 100, "\\", "\\u0000"),
)
RAW = ("%", "%zz", "%u0041", "%ff", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "%00%00", "%e2%82", "=")
KNOWN = (
    *("One day", "Two days", "When it changed", "Pokrovsk", "pokrovsk", "overview", "confirmed"),
    *("Territory", "true", "2025-10-31", "2024-01-01", "By month", "All cities", "City to city"),
)

MAX_QUERIES = 200


def values() -> list[str]:
    """Give the values, each as it stands in an address, the same ones every time."""
    plain = (*MARKUP, *INJECTIONS, *NUMBERS, *DAYS, *LETTERS)
    single = [quote(value, safe="", errors="surrogatepass") for value in plain]
    # What is nearly right, with something that is not.
    bad_ends = ("<b>", "\x00", "'", " OR 1", "\u202e", "\n", "%")
    nearly = [quote(known + bad) for bad, known in product(bad_ends, KNOWN)]
    found = list(dict.fromkeys([*single, *RAW, *nearly]))
    assert len(found) >= MAX_QUERIES
    return found[:MAX_QUERIES]


def query(keys: list[str], value: str, number: int) -> str:
    """Write an address that says the same of every key, and now and then something else as well."""
    parts = [f"{key}={value}" for key in keys]
    if number % 5 == 0:  # more than once
        parts += [f"{key}={known}" for key, known in zip(keys, map(quote, KNOWN), strict=False)]
    if number % 7 == 0:
        parts.append("no-such-key=" + value)
    return "&".join(parts)
