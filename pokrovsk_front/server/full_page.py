"""What a reader sees while all places are taken: why, when to try again, and the static site."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server.app_shell import static_site_words
from pokrovsk_front.server.headers import sha256
from pokrovsk_front.server.settings import Settings

_templates = Environment(
    loader=PackageLoader("pokrovsk_front.server"), autoescape=True, undefined=StrictUndefined
)
STYLE = """
:root { color-scheme: light dark; font: 1.125rem/1.5 "Source Sans 3", Arial, sans-serif }
body { max-width: 36rem; margin: 12vh auto; padding: 0 1rem }
h1 { font-family: Georgia, serif; line-height: 1.2 }
"""


def answer(words: Wording, settings: Settings, seconds: int) -> HTMLResponse:
    """Answer that there is no place just now.

    Args:
        words: The reader's language.
        settings: Who may frame the page, and where the static site stands.
        seconds: After how many it makes sense to try again.
    """
    _ = words.gettext
    texts = {
        "title": _("Many readers at the moment"),
        "why": _(
            "The interactive pages are in use by as many readers as they can carry. A place is "
            "free as soon as one of them leaves: please try again in a minute."
        ),
        **static_site_words(words),
    }
    html = _templates.get_template("full.html.j2").render(
        lang=words.locale, style=STYLE, static_site_url=settings.static_site_url, **texts
    )
    policy = (
        f"default-src 'none'; style-src {sha256(STYLE)}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(settings.frame_ancestors)}"
    )
    headers = {
        "retry-after": str(seconds),
        "cache-control": "no-store",
        "content-language": words.locale,
        "content-security-policy": policy,
    }
    return HTMLResponse(html, status_code=503, headers=headers)
