"""Web pages (.html): the visible text of their blocks; nothing in them is ever executed."""

import re
from typing import Any

from kwalicode.formats.containers import unreadable
from kwalicode.formats.encodings import decode
from kwalicode.formats.labels import words
from kwalicode.formats.lines import Line, break_lines

_SKIPPED = words(
    "audio button canvas del embed head iframe math nav noscript object rt script select style "
    "svg template video"
)
_BLOCKS = words(
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary "
    "table tbody tfoot thead ul"
)
_BOLD = words("b dt h1 h2 h3 h4 h5 h6 strong")
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


def read_html(content: bytes) -> list[Line]:
    """Read a web page, without scripts, styles, menus and what is struck out.

    Raises:
        InputError: It is no text, or no page.
    """
    from lxml import etree

    root = parsed_page(content)
    if root is None:
        return []
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            page.open(element)
        else:
            page.close(element)
    page.end_paragraph()
    return page.lines


def parsed_page(content: bytes, *, remove_comments: bool = True) -> Any:
    """Give the root of a web page as an lxml element, or None where it holds nothing.

    Raises:
        InputError: It is no text, or no page.
    """
    from lxml import etree

    declared = _DECLARED.search(content[:4096])
    text = decode(content, declared[1].decode("ascii", "ignore") if declared else "")
    # The walk does not recurse, so nesting deeper than the default of lxml does no harm.
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=remove_comments,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise unreadable(".html") from error
    # Too deep, and the rest of the page is lost: better nothing than half of it.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise unreadable(".html")
    return root


class _Page:
    """Collects the lines of a page while its elements open and close."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, bool]] = []
        self._n_hidden = self._n_bold = self._n_rows = self._n_pre = 0

    def open(self, element: Any) -> None:
        tag = element.tag
        if self._n_hidden or tag in _SKIPPED or element.get("hidden") is not None:
            self._n_hidden += 1
            return
        self._n_bold += tag in _BOLD
        self._n_pre += tag == "pre"
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "tr":
            self.end_paragraph()
            self._n_rows += 1
        elif tag in _CELLS and self._is_in_row():
            self._pieces.append(("\t", False))
        elif tag == "br":
            self._pieces.append(("\n", False))
        self._add(element.text)

    def close(self, element: Any) -> None:
        tag = element.tag
        if self._n_hidden:
            self._n_hidden -= 1
        else:
            self._n_bold -= tag in _BOLD
            self._n_pre -= tag == "pre"
            if tag in _BLOCKS:
                self._end_block()
            elif tag in _CELLS:
                self._end_cell()
            elif tag == "tr":
                self.end_paragraph()
                self._n_rows -= 1
        if not self._n_hidden:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            shown = text if self._n_pre else _BLANKS.sub(" ", text)
            self._pieces.append((shown, self._n_bold > 0))

    def _is_in_row(self) -> bool:
        return any(text.strip() for text, _ in self._pieces)

    def _end_block(self) -> None:
        # Paragraphs in a cell belong to its row: often a speaker in one cell, a turn in the next.
        if not self._n_rows:
            self.end_paragraph()
        elif self._pieces and self._pieces[-1][0] != "\t":
            self._pieces.append(("\n", False))

    def _end_cell(self) -> None:
        while self._pieces and not self._pieces[-1][0].strip():
            self._pieces.pop()

    def end_paragraph(self) -> None:
        is_layout = self._n_rows and not any(text == "\t" for text, _ in self._pieces)
        for line in break_lines(self._pieces):
            text = line.text if self._n_pre else re.sub(" {2,}", " ", line.text)
            self.lines.append(line._replace(text=text, continues=line.continues and not is_layout))
        self._pieces = []
