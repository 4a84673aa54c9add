"""404 responses: a page with links to all pages, or plain text for a file.

Streamlit would answer with its first page, which then shows another page or none.
"""

from posixpath import basename
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.server import paths
from pokrovsk_front.server.languages import locale_of
from pokrovsk_front.server.message_page import message_page
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.address_keys import LANG
from pokrovsk_front.ui.site_map import PAGES


def answer(scope: Scope, settings: Settings) -> Response:
    """Respond 404: no such page, in the reader's language, or no such file.

    Args:
        scope: The request.
        settings: Who may frame the page.
    """
    path = scope["path"]
    if not paths.is_page(path) or "." in basename(path):
        return PlainTextResponse("Not found", status_code=404)
    words = wording(locale_of(scope))
    _ = words.gettext
    named = QueryParams(scope["query_string"]).get(LANG)
    query = f"?{urlencode({LANG: named})}" if named in LOCALES else ""
    first, *others = PAGES
    pages = [(name, f"/{page}") for page, name in others]
    texts = {
        "title": _("There is no such page"),
        "why": _("The address may be mistyped, or the page may have moved."),
        "navigation": _("Pages"),
        "pages": [(_(name), f"{path}{query}") for name, path in ((first[1], "/"), *pages)],
    }
    headers = {"cache-control": "no-cache", "vary": "Accept-Language"}
    return message_page("not_found.html.j2", 404, headers, words, settings, **texts)
