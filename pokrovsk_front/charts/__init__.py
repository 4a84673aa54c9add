"""Charts: frames in, Plotly figures with their words out, all in one template.

No chart fetches anything: geo traces, which do, are not used. Colours are explicit, and every
series is told by a label or a dash as well.
"""
