"""What lies in the other parts of an Office file: links, embedded files, descriptions, names.

No page shows it, and whoever unpacks the file reads it. Parts and elements are those of ECMA-376.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from kwalicode.formats.containers import read_xml

PartKind = Literal["comment", "hidden", "property", "aside"]


class Beside(NamedTuple):
    """Words of a part; see `hidden.HiddenKind`."""

    kind: PartKind
    text: str


# Templates of Office itself, and of what it keeps for sources and properties: these name nobody.
_OF_PROGRAMS = re.compile(r"(?i)(?:https?://schemas\.|Normal\.dotm$|\.\./customXml/)")
_EMBEDDED = re.compile(r"(?:word|xl)/(?:embeddings|activeX)/(?P<name>[^/]+)")
_PEOPLE = re.compile(r"word/people\.xml|xl/persons/[^/]+\.xml")
_KEPT = re.compile(r"customXml/item\d+\.xml|xl/externalLinks/[^/]+\.xml|xl/pivotCache/[^/]+\.xml")
_THREADS = re.compile(r"xl/threadedComments/[^/]+\.xml")
_DRAWN = re.compile(r"(?:xl|word)/(?:drawings|charts|diagrams)/[^/]+\.xml")
_TEXT = re.compile(r"word/(?:document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
_VALUES = ("v", "author", "displayName")


def find_beside(archive: zipfile.ZipFile, ending: str) -> Iterator[Beside]:
    """Find the words of the parts of a .docx or .xlsx that are neither text nor sheet.

    Raises:
        InputError: A part is damaged.
    """
    for name in archive.namelist():
        kind = _kind(name)
        embedded = _EMBEDDED.fullmatch(name)
        if embedded and not name.endswith(".rels"):
            yield Beside("hidden", embedded["name"])
        elif name.endswith(".rels"):
            yield from _links(read_xml(archive, name, ending))
        elif kind and (words := _words(read_xml(archive, name, ending))):
            yield Beside(kind, words)
        if _TEXT.fullmatch(name) or _DRAWN.fullmatch(name):
            yield from _described(read_xml(archive, name, ending))


def _kind(name: str) -> PartKind | None:
    if _PEOPLE.fullmatch(name) or _THREADS.fullmatch(name):
        return "comment"
    if _KEPT.fullmatch(name):
        return "hidden"
    return "aside" if _DRAWN.fullmatch(name) else None


def _words(root: Any) -> str:
    """Give all words of a part, and the values that stand in attributes."""
    texts = [text for text in root.itertext() if text.strip()]
    pairs = (pair for one in root.iter() for pair in one.attrib.items())
    texts += [value for key, value in pairs if _local(key) in _VALUES]
    return " ".join(" ".join(texts).split())


def _links(root: Any) -> Iterator[Beside]:
    """Give what links lead to, such as the mail address behind a name or a folder of somebody."""
    for one in root.iter():
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External" and not _OF_PROGRAMS.search(target):
            is_file = target.lower().startswith("file:") or "\\" in target
            yield Beside("property" if is_file else "aside", unquote(target))


def _described(root: Any) -> Iterator[Beside]:
    """Give the descriptions of pictures, and what fields are made of."""
    for one in root.iter():
        name = _local(one.tag) if isinstance(one.tag, str) else ""
        words = ""
        if name in {"docPr", "cNvPr"}:
            words = " ".join(filter(None, (one.get("descr"), one.get("title"))))
        elif name == "instrText":
            words = one.text or ""
        if words.strip():
            yield Beside("aside", words)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
