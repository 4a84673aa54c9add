"""Texts of Streamlit's own elements, which speak English, in the reader's language.

`{name}` stands for what Streamlit puts there. What is renamed in English too says what the
element does here.
"""

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.take_away import SAVE

TEXTS: dict[str, str] = {
    "Skip to main content": N_("Skip to the content"),
    "Sidebar": N_("Pages"),
    "Expand sidebar": N_("Pages"),
    "Collapse sidebar": N_("Close the list of pages"),
    "Link to heading": N_("Link to this part of the page"),
    "Help for {name}": N_("Help: {name}"),
    "Open": N_("Show the choices"),
    "Clear value": N_("Clear the choice"),
    "No results": N_("Nothing fits"),
    "Selectbox options": N_("Choices"),
    "Choose date": N_("Choose a day"),
    "Choose date, {name}": N_("Choose a day, {name}"),
    "day, {name}": N_("day, {name}"),
    "month, {name}": N_("month, {name}"),
    "year, {name}": N_("year, {name}"),
    "Previous month": N_("Previous month"),
    "Next month": N_("Next month"),
    "Clear date": N_("Clear the day"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": N_(
        "Arrow keys move by a day, Enter chooses it, Escape closes the calendar."
    ),
    "Upload": N_("Choose a file"),
    "Drag and drop a file here": N_("Drop the file here"),
    "file upload": N_("Choose a file"),
    "Add files": N_("Choose another file"),
    "add icon": "",
    "{name}MB per file": N_("up to {name} MB"),
    "Remove {name}": N_("Remove {name}"),
    "Error: File must be {name}MB or smaller.": N_("The file is larger than {name} MB."),
    "File must be {name}MB or smaller.": N_("The file is larger than {name} MB."),
    "Download plot as a PNG": SAVE,
    "Fullscreen": N_("Full screen"),
    "Close fullscreen": N_("Leave full screen"),
    "Running...": N_("The page is working"),
    "Close": N_("Close"),
}
"""What stands in the reader's language for a text of Streamlit or of Plotly's toolbar."""


def texts(words: Wording) -> dict[str, str]:
    """Translate the texts, by what Streamlit says."""
    return {english: words.gettext(ours) if ours else "" for english, ours in TEXTS.items()}
