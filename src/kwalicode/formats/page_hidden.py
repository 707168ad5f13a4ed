"""What a web page holds beside the words that are read: comments, scripts, fields, links."""

import re
from collections.abc import Iterator
from typing import Any

from kwalicode.formats.beside import Hidden, outermost
from kwalicode.formats.web import parsed_page

# What mail programs and clipboards write for themselves; it is scanned, and no remark of anybody.
_OF_PROGRAMS = re.compile(r"\[(?:if|endif)\b|(?:Start|End)Fragment|<!\[")
_TAG = re.compile(r"<[^<>]*>")
_TOLD = frozenset(("alt", "title", "value", "placeholder", "href", "src", "cite", "label"))
_PERSONAL = frozenset(("author", "creator", "dc.creator", "owner", "publisher", "copyright"))
# Menus, fields and what is struck out are shown, but are not read as text.
_UNREAD = frozenset(("script", "select", "button", "nav", "del", "noscript", "template", "title"))


def find_in_page(content: bytes) -> Iterator[Hidden]:
    """Find comments, who made a web page, and what its elements tell without showing it.

    Raises:
        InputError: It is no text, or no page.
    """
    root = parsed_page(content, remove_comments=False)
    if root is None:
        return
    for one in root.iter():
        if not isinstance(one.tag, str):
            words = " ".join(_TAG.sub(" ", one.text or "").split())
            if words:
                yield Hidden("aside" if _OF_PROGRAMS.match(words) else "comment", words)
        else:
            yield from _of_element(one)
    for _tag, one in outermost(root, lambda one: one.tag if one.tag in _UNREAD else None):
        if inside := " ".join("".join(one.itertext()).split()):
            yield Hidden("aside", inside)


def _of_element(one: Any) -> Iterator[Hidden]:
    name = (one.get("name") or "").lower()
    words = " ".join((one.get("content") or "").split())
    if one.tag == "meta" and words:
        yield (
            Hidden("property", f"{name}: {words}") if name in _PERSONAL else Hidden("aside", words)
        )
    for key, value in one.attrib.items():
        if (key in _TOLD or key.startswith("data-")) and not value.startswith("data:"):
            yield Hidden("aside", value)
