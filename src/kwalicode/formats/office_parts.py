"""What lies in the other parts of an Office file: links, embedded files, descriptions, names.

No page shows it, and whoever unpacks the file reads it. Parts and elements are those of ECMA-376.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from kwalicode.formats.beside import Hidden, HiddenKind, local_name
from kwalicode.formats.containers import read_xml

# Templates of Office itself, and of what it keeps for sources and properties: these name nobody.
_OF_PROGRAMS = re.compile(r"(?i)(?:https?://schemas\.|Normal\.dotm$|\.\./customXml/)")
# A member of another kind is a file that was put in whole: a document, a macro, a recording.
_PARTS = re.compile(
    r"(?i).*\.(?:xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|psmdcp)"
    r"|.*/printerSettings\d*\.bin|.*/"
)
_EMBEDDED = re.compile(r"(?:word|xl)/(?:embeddings|activeX)/(?!_rels/)[^/]+")
_PEOPLE = re.compile(r"word/people\.xml|xl/persons/[^/]+\.xml")
_KEPT = re.compile(r"customXml/item\d+\.xml|xl/externalLinks/[^/]+\.xml|xl/pivotCache/[^/]+\.xml")
_THREADS = re.compile(r"xl/threadedComments/[^/]+\.xml")
_BODY = re.compile(r"word/(?:document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
# Read elsewhere, or words of the program: names of styles, types and functions.
_KNOWN = re.compile(
    r"(?:word|xl)/(?:theme/.*|styles\w*\.xml|fontTable\.xml|numbering\.xml|webSettings\.xml)"
    r"|word/comments\w*\.xml|xl/(?:worksheets|chartsheets|comments|tables|pivotTables)/?.*"
    r"|xl/(?:workbook|sharedStrings|calcChain|metadata)\.xml|docProps/.*|\[Content_Types\]\.xml"
    r"|customXml/itemProps\d+\.xml|_xmlsignatures/.*"
)
_VALUES = ("v", "author", "displayName")
_TOLD = frozenset(("descr", "title", "alt", "instr", "tooltip", "displayText", "description"))
_NAMED = frozenset(("docPr", "cNvPr", "bookmarkStart", "docVar"))
_VALUED = frozenset(("alias", "tag", "docVar", "query", "connectString", "mailSubject"))


def find_beside(archive: zipfile.ZipFile, ending: str) -> Iterator[Hidden]:
    """Find the words of the parts of a .docx or .xlsx that are neither text nor sheet.

    Raises:
        InputError: A part is damaged.
    """
    for name in archive.namelist():
        if _EMBEDDED.fullmatch(name) or not _PARTS.fullmatch(name):
            yield Hidden("embedded", name.rpartition("/")[2])
        elif name.endswith(".rels"):
            yield from _links(read_xml(archive, name, ending))
        elif name.endswith((".xml", ".vml")) and not _KNOWN.fullmatch(name):
            root = read_xml(archive, name, ending)
            words = "" if _BODY.fullmatch(name) else _words(root)
            if words:
                yield Hidden(_kind(name), words)
            yield from _told(root)


def _kind(name: str) -> HiddenKind:
    if _PEOPLE.fullmatch(name) or _THREADS.fullmatch(name):
        return "comment"
    return "hidden" if _KEPT.fullmatch(name) else "aside"


def _words(root: Any) -> str:
    """Give all words of a part, and the values that stand in attributes."""
    texts = [text for text in root.itertext() if text.strip()]
    pairs = (pair for one in root.iter() for pair in one.attrib.items())
    texts += [value for key, value in pairs if local_name(key) in _VALUES]
    return " ".join(" ".join(texts).split())


def _links(root: Any) -> Iterator[Hidden]:
    """Give what links lead to, such as the mail address behind a name or a folder of somebody."""
    for one in root.iter():
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External" and not _OF_PROGRAMS.search(target):
            is_file = target.lower().startswith("file:") or "\\" in target
            yield Hidden("property" if is_file else "aside", unquote(target))


def _told(root: Any) -> Iterator[Hidden]:
    """Give descriptions of pictures, names of places and fields, and what fields are made of."""
    for one in root.iter():
        name = local_name(one.tag)
        words = [value for key, value in one.attrib.items() if _is_told(name, local_name(key))]
        if name == "instrText":
            words.append(one.text or "")
        said = "\n".join(filter(None, words))
        if said.strip():
            yield Hidden("aside", unquote(said.replace("_", " ") if name in _NAMED else said))


def _is_told(element: str, attribute: str) -> bool:
    return (
        attribute in _TOLD
        or (attribute == "name" and element in _NAMED)
        or (attribute == "val" and element in _VALUED)
    )
