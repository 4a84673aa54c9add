"""Messages for a reader: marked where they are written, translated where they are shown.

Nothing here translates: `wording.Wording` does.
"""


def N_(message: str) -> str:  # noqa: N802 (the name that message extractors know)
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


class RefusalError(ValueError):
    """Something that cannot be done, in one sentence for a reader.

    >>> refusal = RefusalError(N_("{name} is no place."), name="Atlantis")
    >>> str(refusal), refusal.message, refusal.values
    ('Atlantis is no place.', '{name} is no place.', {'name': 'Atlantis'})

    Attributes:
        message: The sentence with its placeholders, as the catalogue of messages knows it.
        values: What stands in their place.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values
