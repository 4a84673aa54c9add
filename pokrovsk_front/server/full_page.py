"""Response of a full server (503): why, when to retry, and the static site."""

from starlette.responses import HTMLResponse

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server.app_shell import static_site_words
from pokrovsk_front.server.message_page import message_page
from pokrovsk_front.server.settings import Settings


def answer(words: Wording, settings: Settings, seconds: int) -> HTMLResponse:
    """Respond 503 with `Retry-After`.

    Args:
        words: The reader's language.
        settings: Who may frame the page, and where the static site stands.
        seconds: After how many it makes sense to try again.
    """
    _ = words.gettext
    texts = {
        "title": _("Many readers at the moment"),
        "why": _(
            "The interactive pages have as many readers as they can serve. A place is free as "
            "soon as one of them leaves: please try again in a minute."
        ),
        **static_site_words(words),
    }
    headers = {"retry-after": str(seconds), "cache-control": "no-store"}
    texts["static_site_url"] = settings.static_site_url
    return message_page("full.html.j2", 503, headers, words, settings, **texts)
