"""A file of quotes as a Word document in the style of our reports."""

from kwalicode.report import word
from kwalicode.report.quotes.file import QuoteFile, blocks

_STYLES = {
    "title": word.TITLE,
    "subtitle": word.SUBTITLE,
    "lead": word.HEADING_2,
    "text": word.NORMAL,
    "heading 1": word.HEADING_1,
    "heading 2": word.HEADING_2,
    "count": word.COUNT,
    "claim": word.CLAIM,
    "evidence": word.NOTE,
    "quote": word.QUOTE,
    "pull": word.PULL_QUOTE,
}


def quotes_docx(file: QuoteFile) -> bytes:
    """Write quotes as a Word document; its properties name nobody."""
    look, shown = file.look, list(blocks(file))
    title = next(one.text for one in shown if one.kind == "title")
    notice = next((one.text for one in shown if one.kind == "inside"), "")
    document = word.WordDocument(
        title=title, language=look.language, exported=look.exported, notice=notice
    )
    for block in shown:
        if block.kind != "inside":
            document.add(_STYLES[block.kind], block.text, keep_with_next=bool(block.by))
        if block.by:
            document.add(word.SPEAKER, f"— {block.by}")
    return document.to_bytes()
