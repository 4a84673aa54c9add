"""Your map: what a file that a reader holds has in it, and how it differs from the archive."""

from pokrovsk_front.ui import frame, your_map

words = frame.open_page("your_map")

frame.head("your_map", words)
audit = your_map.brought(words)

if audit:
    compared = your_map.compared(audit, words)
    your_map.findings(audit, compared, words)
    if compared:
        figure = your_map.figure(audit, compared, words)
        frame.show(figure, words, is_taken_away=False)
        your_map.pack(audit, compared, figure, words)
        your_map.areas(compared, words)
