"""Tables as HTML: cells escaped, links whole, columns in words marked as wide."""

import re

import pandas as pd

from pokrovsk_front.export.document import table_html

ROWS = pd.DataFrame(
    {
        "Verdict": ["confirmed", "contradicted"],
        "Figure": ["Net gain, January to October 2025", "Distance"],
        "Here": ["3,386 km²", "45.3 <km>"],
        "Source": ["Bloomberg", "Bloomberg"],
        "Address": ["https://example.org/a-long-address", ""],
    }
)


def test_only_columns_whose_cells_are_in_words_are_wide() -> None:
    html = table_html(ROWS, (("Source", "Address"),), "rows")
    assert '<td>confirmed</td><td class="long">Net gain' in html
    heads = re.findall(r"<th(?: class=\"(\w+)\")?>(\w+)</th>", html)
    assert heads == [("", "Verdict"), ("long", "Figure"), ("", "Here"), ("", "Source")]


def test_cells_are_escaped_and_an_address_makes_a_link_of_its_words() -> None:
    html = table_html(ROWS, (("Source", "Address"),), "rows")
    assert "<td>45.3 &lt;km&gt;</td>" in html
    assert "<td><a href='https://example.org/a-long-address' target=" in html
    assert "<td>Bloomberg</td>" in html
