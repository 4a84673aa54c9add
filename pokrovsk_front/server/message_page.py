"""Plain HTML page for errors, where no page of the dashboard can be shown."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server.headers import sha256
from pokrovsk_front.server.settings import Settings

_templates = Environment(
    loader=PackageLoader("pokrovsk_front.server"), autoescape=True, undefined=StrictUndefined
)
STYLE = """
:root { color-scheme: light dark; font: 1.125rem/1.5 "Source Sans 3", Arial, sans-serif }
body { max-width: 36rem; margin: 12vh auto; padding: 0 1rem }
h1 { font-family: Georgia, serif; line-height: 1.2 }
ul { columns: 11rem; line-height: 2; list-style: none; padding: 0 }
"""


def message_page(
    template: str,
    status: int,
    headers: Mapping[str, str],
    words: Wording,
    settings: Settings,
    **texts: object,
) -> HTMLResponse:
    """Respond with a plain page: no script, no resources.

    Args:
        template: The name of its template.
        status: The status of the answer.
        headers: Headers beside the policy and the language.
        words: The reader's language.
        settings: Who may frame the page.
        texts: What stands in the template.
    """
    html = _templates.get_template(template).render(
        lang=words.locale, style=STYLE, product=words.gettext("Pokrovsk front"), **texts
    )
    policy = (
        f"default-src 'none'; style-src {sha256(STYLE)}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(settings.frame_ancestors)}"
    )
    ours = {"content-language": words.locale, "content-security-policy": policy}
    return HTMLResponse(html, status_code=status, headers={**headers, **ours})
