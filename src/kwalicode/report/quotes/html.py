"""A file of quotes as one page of HTML that needs nothing else: no script, no other file."""

from collections.abc import Iterable, Iterator
from html import escape

from kwalicode.report.quotes.file import Block, QuoteFile, blocks

_TAGS = {
    "title": "h1",
    "lead": "h2",
    "heading 1": "h2",
    "heading 2": "h3",
    "subtitle": "p",
    "text": "p",
    "count": "p",
    "claim": "p",
    "evidence": "p",
}
STYLE = """
.quotes { max-width: 42rem; margin: 0 auto; padding: 3rem 1.5rem; background: #fff; color: #23241f;
  font: 1.0625rem/1.55 Georgia, "Liberation Serif", "Times New Roman", serif;
  text-wrap: pretty; hanging-punctuation: first last; overflow-wrap: break-word; }
.quotes p { margin: 0 0 .75rem; padding: 0; color: inherit; font: inherit; }
.quotes :is(h1, h2, h3) { color: #1f5f6b; padding: 0; letter-spacing: 0; text-wrap: balance;
  break-after: avoid; font-family: Calibri, Carlito, "Segoe UI", sans-serif; line-height: 1.25; }
.quotes h1 { font-size: 2rem; font-weight: 700; margin: 0 0 .25rem; }
.quotes h2 { font-size: 1.4rem; font-weight: 700; margin: 2.5rem 0 .25rem; }
.quotes h2.lead { font-size: 1.1rem; margin-top: 1.5rem; color: #23241f; }
.quotes h3 { font-size: 1.125rem; font-weight: 700; margin: 1.75rem 0 .25rem; color: #23241f; }
.quotes :is(.subtitle, .count) { color: #5a5a54; break-after: avoid;
  font: .9375rem/1.45 Calibri, Carlito, "Segoe UI", sans-serif; }
.quotes .subtitle { margin-bottom: 1.5rem; }
.quotes .claim { font-style: italic; break-after: avoid; }
.quotes .evidence { font-size: .9375rem; color: #5a5a54; }
.quotes .text { font-size: .9375rem; }
.quotes figure { margin: 1.25rem 0 1.25rem 1.5rem; break-inside: avoid; }
.quotes blockquote { margin: 0; padding: 0; border: 0; color: inherit; font-size: inherit; }
.quotes blockquote p { margin: 0 0 .4rem; orphans: 3; widows: 3; }
.quotes figcaption { color: #5a5a54; padding: 0; text-align: left;
  font: .9375rem/1.45 Calibri, Carlito, "Segoe UI", sans-serif; }
.quotes figure.pull { margin: 2rem 0; padding: .25rem 0 .25rem 1.25rem;
  border-left: 4px solid #1f5f6b; color: #1f5f6b; font-size: 1.375rem; line-height: 1.4; }
.quotes .inside, .every-page .inside { padding: .35rem .75rem;
  background: #8c1d18; color: #fff; text-align: center;
  font: 700 .9375rem/1.4 Calibri, Carlito, "Segoe UI", sans-serif; }
.quotes .inside { margin-bottom: 1rem; }
"""
_PAGE = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; }
.every-page { width: 100%; border-collapse: collapse; }
.every-page td { padding: 0; }
.every-page thead { position: sticky; top: 0; }
@page { size: A4; margin: 25mm; }
@media print {
  .quotes { max-width: none; padding: 0; font-size: 10.5pt; }
  .every-page .inside { padding: 0 0 5mm; color: #8c1d18; background: none; }
}
"""


def quotes_html(file: QuoteFile) -> bytes:
    """Write quotes as one page with styles for screen and paper; it may load nothing from anywhere.

    It is light in dark surroundings too: a page that is handed on looks the same to everybody.
    """
    shown = list(blocks(file))
    title = next(one.text for one in shown if one.kind == "title")
    words = html_of(one for one in shown if one.kind != "inside")
    page = f'<main class="quotes">{words}</main>'
    if file.look.is_inside:
        notice = html_of(one for one in shown if one.kind == "inside")
        # What browsers print again on every page is the head of a table, and that alone.
        page = (
            '<table class="every-page" role="presentation"><thead><tr><td>'
            f"{notice}</td></tr></thead><tbody><tr><td>{page}</td></tr></tbody></table>"
        )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{file.look.language}">',
            '<head><meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}{_PAGE}</style></head>",
            f"<body>{page}</body>",
            "</html>\n",
        ]
    ).encode()


def html_of(shown: Iterable[Block]) -> str:
    """Give blocks as HTML, for the file and for its preview; it stands in an element `.quotes`."""
    return "\n".join(piece for block in shown for piece in _pieces(block))


def _pieces(block: Block) -> Iterator[str]:
    if block.kind not in ("quote", "pull"):
        tag = _TAGS.get(block.kind, "div")
        yield f'<{tag} class="{block.kind.replace(" ", "-")}">{escape(block.text)}</{tag}>'
        return
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in block.text.split("\n") if one.strip())
    by = f"<figcaption>— {escape(block.by)}</figcaption>" if block.by else ""
    yield (
        f'<figure class="{block.kind}"><blockquote lang="{block.language}">{paragraphs}'
        f"</blockquote>{by}</figure>"
    )
