"""Files that a site has once, beside its pages.

The list of pages for search engines, the worker that keeps what a reader has opened, and the page
for an address that is none.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from markupsafe import Markup

from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.export.document import asset, document_css, inline_style, templates
from pokrovsk_front.export.site import Site
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

NOT_FOUND = N_("There is no such page")
NOT_FOUND_WHY = N_("The address may be mistyped, or the page may have moved. All pages start here:")

NOT_FOUND_PAGE = "404.html"
NOTHING_LOADED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
SERVICE_WORKER = "sw.js"
"""Its name may never change: browsers look there for the next one."""


def sitemap(pages: Sequence[Mapping[str, str]], latest: date) -> bytes:
    """List the pages for search engines (sitemaps.org 0.9), each with its other languages.

    Args:
        pages: The whole address of each page by language.
        latest: Day of the latest map.
    """
    entries = []
    for by_language in pages:
        beside = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>'
            for language, address in by_language.items()
        )
        entries += [
            f"<url><loc>{escape(address)}</loc><lastmod>{latest}</lastmod>{beside}</url>"
            for address in by_language.values()
        ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            'xmlns:xhtml="http://www.w3.org/1999/xhtml">',
            *entries,
            "</urlset>\n",
        ]
    ).encode()


def robots(url: str) -> bytes:
    """Allow every robot everything, and lead it to the list of pages where there is one."""
    listed = f"Sitemap: {url.rstrip('/')}/sitemap.xml\n" if url else ""
    return f"User-agent: *\nAllow: /\n{listed}".encode()


def service_worker(data_version: str) -> bytes:
    """Give the script that keeps what was opened; the version makes browsers take the new one."""
    return f"// Data version {data_version}.\n{asset('service_worker.js')}".encode()


def not_found_page(languages: Sequence[tuple[Wording, str]], url: str) -> bytes:
    """Write the page for an address that is none, in every language of the site.

    It may be shown at any address, so it loads nothing and its links start at the root.

    Args:
        languages: Each language with the folder of its pages.
        url: Where the site will stand; may be empty, then at the root of its host.
    """
    root = f"{urlsplit(url).path.rstrip('/')}/"
    return (
        templates.get_template("not_found.html.j2")
        .render(
            words=languages[0][0],
            title=languages[0][0].gettext(NOT_FOUND),
            policy=NOTHING_LOADED,
            style=inline_style(document_css()),
            parts=[
                {
                    "locale": words.locale,
                    "title": words.gettext(NOT_FOUND),
                    "text": words.gettext(NOT_FOUND_WHY),
                    "name": words.gettext(PRODUCT),
                    "path": f"{root}{folder}index.html",
                }
                for words, folder in languages
            ],
            head=Markup(),
            foot=Markup(),
            body=Markup(),
        )
        .encode()
    )


def _is_listed(path: str) -> bool:
    """Tell whether a page of the first language is one for search engines: embeds are not."""
    return "/" not in path or path.startswith("months/")


def site_files(site: Site, languages: Sequence[Wording]) -> dict[str, bytes]:
    """Give the files that a whole site has once, by path.

    Args:
        site: The site, with all its pages.
        languages: Its languages, the one at the root first.
    """
    edition = site.edition
    folders = {words.locale: site.folder(words.locale) for words in languages}
    made = {
        "robots.txt": robots(edition.url),
        SERVICE_WORKER: service_worker(edition.data_version),
        NOT_FOUND_PAGE: not_found_page(
            [(words, folders[words.locale]) for words in languages], edition.url
        ),
    }
    if edition.url:
        root = edition.url.rstrip("/")
        names = [path for path in site.files if path.endswith(".html") and _is_listed(path)]
        pages = [{each: f"{root}/{folders[each]}{name}" for each in folders} for name in names]
        made["sitemap.xml"] = sitemap(pages, edition.latest)
    return made
