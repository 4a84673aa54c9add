"""Content negotiation: the language of responses that no page renders."""

from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from pokrovsk_front.catalog.messages import LOCALES, locale_asked
from pokrovsk_front.ui.address_keys import LANG


def locale_of(scope: Scope) -> str:
    """Return the language in the address, else the first supported one of the browser.

    >>> def asked(query, accepted):
    ...     headers = [(b"accept-language", accepted)]
    ...     return locale_of({"query_string": query, "headers": headers})
    >>> asked(b"lang=uk", b"en"), asked(b"lang=xx", b"de, en;q=0.5, uk;q=0.8"), asked(b"", b"")
    ('uk', 'uk', 'en')
    """
    named = QueryParams(scope.get("query_string", b"")).get(LANG)
    accepted = Headers(scope=scope).get("accept-language", "")
    return locale_asked(named if named in LOCALES else None, *_by_preference(accepted))


def _by_preference(accepted: str) -> list[str]:
    ranges = [each.partition(";") for each in accepted.split(",")]
    return [name.strip() for name, _, weight in sorted(ranges, key=_weight, reverse=True)]


def _weight(language_range: tuple[str, str, str]) -> float:
    try:
        return float(language_range[2].strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
