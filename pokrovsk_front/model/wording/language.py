"""A language: its locale and its message catalogue."""

import gettext
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a reader: a locale and its message catalogue."""

    locale: str = "en"
    messages: gettext.NullTranslations = field(
        default_factory=gettext.NullTranslations, compare=False
    )

    def gettext(self, message: str) -> str:
        """Translate a message."""
        return self.messages.gettext(message)
