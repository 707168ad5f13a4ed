"""A file of quotes as an OpenDocument text, in the style of our Word documents."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from kwalicode.model import Language
from kwalicode.report.packages import NOT_IN_XML, sealed
from kwalicode.report.quotes.file import Block, QuoteFile, blocks

_COUNTRY = {"nl": "NL", "en": "GB"}
# Points, colour, and further properties of the paragraph and of its letters.
_INK, _ACCENT, _GREY, _WARNING = "#23241f", "#1f5f6b", "#5a5a54", "#8c1d18"
_TOGETHER = 'fo:keep-with-next="always"'
_WHOLE = 'fo:keep-together="always" fo:orphans="2" fo:widows="2"'
_BOLD = 'fo:font-weight="bold"'
_ASIDE = 'fo:margin-left="1cm" fo:margin-right="1cm"'
_STYLES: Mapping[str, tuple[float, str, float, float, str, str]] = {
    "Title": (24, _ACCENT, 0, 2, _TOGETHER, _BOLD),
    "Subtitle": (11, _GREY, 0, 18, "", ""),
    "Heading 1": (16, _ACCENT, 24, 4, _TOGETHER, _BOLD),
    "Heading 2": (12.5, _INK, 16, 6, _TOGETHER, _BOLD),
    "Text": (11, _INK, 0, 8, 'fo:orphans="2" fo:widows="2"', ""),
    "Count": (9.5, _GREY, 0, 6, _TOGETHER, ""),
    "Note": (9.5, _GREY, 0, 6, "", ""),
    "Claim": (11, _INK, 0, 4, _TOGETHER, 'fo:font-style="italic"'),
    "Quote": (11, _INK, 5, 7, f"{_WHOLE} {_ASIDE}", ""),
    "Pull Quote": (
        *(15, _ACCENT, 14, 14),
        f'{_WHOLE} fo:border-left="3pt solid {_ACCENT}" fo:padding-left="0.35cm"',
        "",
    ),
    "Notice": (10, _WARNING, 0, 0, 'fo:text-align="center"', _BOLD),
    "Page Number": (9, _GREY, 0, 0, 'fo:text-align="center"', ""),
}
_OF_BLOCK = {
    "title": "Title",
    "subtitle": "Subtitle",
    "lead": "Heading 2",
    "text": "Text",
    "heading 1": "Heading 1",
    "heading 2": "Heading 2",
    "count": "Count",
    "claim": "Claim",
    "evidence": "Note",
    "quote": "Quote",
    "pull": "Pull Quote",
}
_DECLARED = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{one: one for one in ("office", "style", "text", "meta", "manifest")},
        "fo": "xsl-fo-compatible",
    }.items()
)
_FONT = "Calibri, Carlito, 'Liberation Sans'"


def quotes_odt(file: QuoteFile) -> bytes:
    """Write quotes as an OpenDocument text; its properties name nobody."""
    from odfdo import Document

    shown = list(blocks(file))
    document = Document("text")
    body = document.body
    body.clear()
    for block in shown:
        for paragraph in _paragraphs(block):
            body.append(paragraph)
    content = BytesIO()
    document.save(content)
    # The template tells of its maker, and has parts for what a text of quotes does not need.
    with ZipFile(content) as made:
        parts = dict.fromkeys(made.namelist(), b"")
        parts |= {name: made.read(name) for name in ("mimetype", "content.xml")}
    texts = {one.kind: one.text for one in shown}
    parts["styles.xml"] = _styles(file.look.language, texts.get("inside", ""))
    parts["meta.xml"] = _meta(file, texts["title"])
    parts["META-INF/manifest.xml"] = _manifest()
    return sealed(content.getvalue(), exported=file.look.exported, parts=parts)


def _paragraphs(block: Block) -> Iterator[Any]:
    from odfdo import Header, LineBreak, Paragraph, Span

    style, text = _OF_BLOCK.get(block.kind), block.text.translate(NOT_IN_XML)
    if style is None:
        return  # it stands on top of every page
    if block.kind in ("heading 1", "heading 2"):
        heading = Header(int(block.kind[-1]), text)
        heading.set_attribute("text:style-name", _named(style))
        yield heading
        return
    paragraph = Paragraph(text, style=_named(style))
    if block.by:  # in one paragraph, as Writer parts two at the end of a page
        paragraph.append(LineBreak())
        paragraph.append(Span(f"— {block.by}".translate(NOT_IN_XML), style="Speaker"))
    yield paragraph


def _named(style: str) -> str:
    return style.replace(" ", "_20_")


def _styles(language: Language, notice: str) -> bytes:
    """Give the styles of all paragraphs, an A4 page with its number, and what stands on top."""
    header = (
        f'<style:header><text:p text:style-name="Notice">{escape(notice)}</text:p></style:header>'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {_DECLARED} office:version="1.3"><office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-family="{_FONT}"
 fo:font-size="11pt" fo:language="{language}" fo:country="{_COUNTRY[language]}"
 fo:hyphenate="false"/></style:default-style>
{"".join(_style(name, look) for name, look in _STYLES.items())}
<style:style style:name="Speaker" style:family="text"><style:text-properties fo:font-size="10pt"
 fo:color="{_GREY}"/></style:style>
</office:styles><office:automatic-styles><style:page-layout style:name="A4">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-left="2.5cm"
 fo:margin-right="2.5cm" fo:margin-top="{1.3 if notice else 2.5}cm" fo:margin-bottom="1.2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1.2cm"
 fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:min-height="1.3cm" fo:margin-top="0.7cm"/></style:footer-style>
</style:page-layout></office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="A4">
{header if notice else ""}<style:footer><text:p text:style-name="Page_20_Number"><text:page-number
 text:select-page="current"/></text:p></style:footer>
</style:master-page></office:master-styles></office:document-styles>""".encode()


def _style(name: str, look: tuple[float, str, float, float, str, str]) -> str:
    size, colour, before, after, paragraph, letters = look
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{_named(name)}" style:display-name="{name}"{level} '
        f'style:family="paragraph"><style:paragraph-properties fo:margin-top="{before}pt" '
        f'fo:margin-bottom="{after}pt" fo:line-height="115%" {paragraph}/><style:text-properties '
        f'fo:font-size="{size}pt" fo:color="{colour}" {letters}/></style:style>'
    )


def _meta(file: QuoteFile, title: str) -> bytes:
    look = file.look
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta {_DECLARED} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">
<office:meta><dc:title>{escape(title)}</dc:title><dc:language>{look.language}</dc:language>
<meta:creation-date>{look.exported.isoformat()}T00:00:00</meta:creation-date>
</office:meta></office:document-meta>""".encode()


def _manifest() -> bytes:
    kinds = {"/": "application/vnd.oasis.opendocument.text"}
    kinds |= dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), "text/xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {_DECLARED} '
        f'manifest:version="1.3">{entries}</manifest:manifest>'
    ).encode()
