"""The picture of how long data are kept."""

import re
from datetime import date
from xml.etree import ElementTree

from kwalicode.report.pictures.timeline import TimelineBar, timeline_svg

BARS = (
    TimelineBar("Contact & co", date(2024, 1, 1), date(2024, 2, 1), "overdue", is_late=True),
    TimelineBar("Consents", date(2024, 1, 1), date(2026, 1, 1), "until then"),
    TimelineBar("Key file", None, None, "24 months after publication"),
    TimelineBar("Gone", date(2024, 1, 1), date(2025, 1, 1), "destroyed", is_over=True),
)


def test_bars_are_as_long_as_the_terms_and_told_apart_without_colour():
    svg = timeline_svg(BARS, title="How long", today=date(2024, 7, 1), today_word="today")
    root = ElementTree.fromstring(svg)  # noqa: S314  our own
    texts = ["".join(text.itertext()) for text in root.iter() if text.tag.endswith("text")]
    assert {"Contact & co", "24 months after publication", "today", "2025", "2026"} <= set(texts)
    late, kept, over = re.findall(
        r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)".*?rx="4" ([^/]*)', svg
    )
    assert late[0] == kept[0] == over[0]
    assert round(float(kept[1]) / float(over[1]), 1) == 2.0
    assert "kw-late" in late[2]
    assert "dasharray" in over[2]
    (line,) = re.findall(r'<line x1="([\d.]+)"[^>]*stroke-dasharray', svg)
    assert float(kept[0]) < float(line) < float(kept[0]) + float(kept[1])
