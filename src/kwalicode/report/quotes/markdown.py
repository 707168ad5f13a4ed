"""A file of quotes as Markdown: headings, and quotes as block quotations."""

import re
from collections.abc import Iterator

from kwalicode.report.quotes.file import Block, QuoteFile, blocks

_BEFORE = {"title": "# ", "heading 1": "## ", "lead": "## ", "heading 2": "### "}


def quotes_md(file: QuoteFile) -> bytes:
    """Write quotes as Markdown; words that hold marks of it are shown as they were said."""
    lines = [line for block in blocks(file) for line in _lines(block)]
    if file.look.is_inside:
        lines.append(lines[0])  # the end of the file says it too
    return ("\n\n".join(lines) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    if block.kind in ("quote", "pull"):
        paragraphs = [_escaped(line) for line in block.text.split("\n") if line.strip()]
        if block.kind == "pull":
            paragraphs = [f"**{line}**" for line in paragraphs]
        if block.by:
            paragraphs.append(f"— {_escaped(block.by)}")
        yield "> " + "\n>\n> ".join(paragraphs)
    elif block.kind == "inside":
        yield f"**{_escaped(block.text)}**"
    elif block.kind == "subtitle":
        yield block.text  # our own words alone
    elif block.kind == "count":
        yield f"*{block.text}*"
    else:
        yield _BEFORE.get(block.kind, "") + _escaped(block.text)


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"[\\`*_\[\]{}|~$#^]")
_AT_START = re.compile(r"(\d*)([-+=:.)])")


def _escaped(text: str) -> str:
    r"""Write a text on one line so that Markdown and HTML show it as it is.

    >>> _escaped("1. *Zo* <b>is</b> het")
    '1\\. \\*Zo\\* &lt;b&gt;is&lt;/b&gt; het'
    """
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split())).translate(_ENTITIES)
    return _AT_START.sub(r"\1\\\2", line, count=1) if _AT_START.match(line) else line
