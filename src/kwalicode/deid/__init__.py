"""Find and replace identifying text. The only room that knows Presidio and spaCy."""

from kwalicode.deid.aliases import alias_for
from kwalicode.deid.detection import Layers, detect, real_names
from kwalicode.deid.engine_setting import check_engines
from kwalicode.deid.leaks import LeakScanner
from kwalicode.deid.names import base_name
from kwalicode.deid.people import Link, link_person
from kwalicode.deid.regions import general_place
from kwalicode.deid.remaining import Remaining, remaining
from kwalicode.deid.replacement import (
    SERIES_OF,
    STYLES_OF,
    Accepted,
    pseudonym_name,
    pseudonym_text,
    replacements_for,
)
from kwalicode.deid.spans import is_telling

__all__ = [
    "SERIES_OF",
    "STYLES_OF",
    "Accepted",
    "Layers",
    "LeakScanner",
    "Link",
    "Remaining",
    "alias_for",
    "base_name",
    "check_engines",
    "detect",
    "general_place",
    "is_telling",
    "link_person",
    "pseudonym_name",
    "pseudonym_text",
    "real_names",
    "remaining",
    "replacements_for",
]
