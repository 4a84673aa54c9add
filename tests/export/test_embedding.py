"""The code of an embed, the height of its frame without a script, and what oEmbed answers."""

import json
import re

from pokrovsk_front.export.embedding import WIDTHS_PX, OEmbed, Text, embed_code, fixed_height_px

ADDRESS = "https://front.example/embed/x-1.html"


def test_the_code_escapes_what_comes_from_data_and_has_three_lines_of_script() -> None:
    code = embed_code(f"{ADDRESS}?a=1&b=2", '"><script>alert(1)</script>', 700)
    assert "<script>alert" not in code
    assert 'src="https://front.example/embed/x-1.html?a=1&amp;b=2"' in code
    assert 'loading="lazy" style="width:100%;height:700px;border:0"' in code
    script = re.findall("<script>\n(.*?)</script>", code, flags=re.DOTALL)[0]
    assert script.count("\n") == 3
    assert "<" not in script.replace("=> {", "")


def test_a_frame_is_as_high_as_the_widest_picture_or_the_most_lines_need() -> None:
    # A line of 16 px type has 288 - 24 px for letters of 0.53 x 16 px: 31; 310 letters and what
    # breaks lose take 12 lines of 20 px, and at 1000 px, with 115 letters a line, 4.
    text = Text(letters=310, size_px=16, line_px=20)
    assert text.height_px(264) == 12 * 20
    assert text.height_px(976) == 4 * 20
    assert fixed_height_px((300, 300, 300), (text,)) == 300 + 180 + 240
    assert fixed_height_px((300, 300, 600), (text,)) == 600 + 180 + 80
    assert Text(0, 16, 20).height_px(264) == 20


def test_oembed_answers_with_the_code_and_a_picture_where_there_is_one() -> None:
    code = embed_code(ADDRESS, "Net gain", 700)
    made = OEmbed("Net gain", "Pokrovsk front", "https://front.example/", code, 700)
    answer = json.loads(made.json())
    # oembed.com, 2.3.4: what an answer of type rich must have.
    assert (answer["version"], answer["type"], answer["html"]) == ("1.0", "rich", code)
    assert (answer["width"], answer["height"]) == (max(WIDTHS_PX), 700)
    assert "thumbnail_url" not in answer
