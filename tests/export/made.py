"""The static site in both languages, made once for all tests."""

from functools import cache

from pokrovsk_front.export.site import Site
from pokrovsk_front.export.story import make_site

LOCALES = ("en", "uk")
FOLDERS = {"en": "", "uk": "uk/"}


@cache
def site() -> Site:
    """Make the site as the command does."""
    return make_site()
