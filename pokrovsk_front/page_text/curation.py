"""What was searched and not found, and what was corrected, from the tables of their own."""

import pandas as pd

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Section


def not_found(searches: pd.DataFrame, table: str, words: Wording) -> str:
    """Say which figures of a table were searched and not found, and until when.

    Args:
        searches: The table `searches` in the reader's language.
        table: The table in which the figures would stand.
        words: The reader's language.
    """
    rows = searches[searches["table"] == table]
    return words.gettext("**Searched and not found, as of {day}:** {sought}.").format(
        day=words.day(rows["searched_date"].max().date()), sought="; ".join(rows["sought"])
    )


def corrections(table: pd.DataFrame, words: Wording) -> Section:
    """List the corrections, the latest first, each with its rows.

    Args:
        table: The table `corrections` in the reader's language.
        words: The reader's language.
    """
    rows = table.sort_values("corrected_date", ascending=False, kind="stable")
    lines = (
        f"- {words.day(row['corrected_date'].date())}, `{row['table']}`: {row['change']} "
        f"({', '.join(f'`{each}`' for each in row['row_ids'].split(';'))})"
        for row in rows.to_dict("records")
    )
    return Section("corrections", words.gettext("Corrections"), "\n".join(lines))
