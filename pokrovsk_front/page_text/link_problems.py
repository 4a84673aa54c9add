"""Answers to what a link asks for and cannot be shown: days, options, cameras, unknown keys."""

from pokrovsk_front.model.messages import N_

IMPOSSIBLE = N_("{asked} does not exist; the page shows {shown}.")
UNREADABLE = N_("{asked} is not a day; the page shows {shown}.")
OUTSIDE = N_("{asked} is not among the days of the archive; the page shows {shown}.")
EMPTY_DAY = N_("The link leaves a day empty; the page shows {shown}.")
EMPTY = N_("The link leaves “{label}” empty; the page shows “{shown}”.")
EMPTY_OF_NONE = N_("The link leaves “{label}” empty; none is chosen.")
NO_OPTION = N_("“{label}” has no option {asked}; the page shows “{shown}”.")
NO_OPTION_OF_NONE = N_("“{label}” has no option {asked}; none is chosen.")
NO_CAMERA = N_("{asked} is not a position of the map; the map shows the chosen view.")
UNKNOWN_KEYS = N_("This page does not use a part of the link: {keys}.")
MONTH_AND_DAYS = N_("The link names a month and other days; the page shows the days.")
REPEATED_KEY = N_("The link has {key} more than once; only one of them counts.")
PICTURE_OF_LATEST = N_("The picture shows the latest day, not what the link asks for.")

IN_BROWSER = {
    "impossible": IMPOSSIBLE,
    "unreadable": UNREADABLE,
    "outside": OUTSIDE,
    "emptyDay": EMPTY_DAY,
    "empty": EMPTY,
    "emptyOfNone": EMPTY_OF_NONE,
    "noOption": NO_OPTION,
    "noOptionOfNone": NO_OPTION_OF_NONE,
    "noCamera": NO_CAMERA,
    "unknownKeys": UNKNOWN_KEYS,
    "repeatedKey": REPEATED_KEY,
}
"""The same by the names that a page without a server has for them."""
