"""Robots exclusion rules, `/robots.txt` (RFC 9309): each page once per language."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse

RULES = """\
# Any choice on a page has an address with a query: they are without number.
User-agent: *
Allow: /*?lang=uk$
Allow: /api/
Allow: /app/static/
Allow: /static/
Disallow: /*?
Disallow: /_stcore/
Disallow: /component/
Disallow: /media/
"""


async def answer(_request: Request) -> PlainTextResponse:
    """Respond with the rules."""
    return PlainTextResponse(RULES, headers={"cache-control": "public, max-age=86400"})
