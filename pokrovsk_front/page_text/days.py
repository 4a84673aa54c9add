"""Answers to a day that was asked for and cannot be shown."""

from pokrovsk_front.model.messages import N_

IMPOSSIBLE = N_("{asked} does not exist; the page shows {shown}.")
UNREADABLE = N_("{asked} is not a day; the page shows {shown}.")
