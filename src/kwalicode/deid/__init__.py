"""Find and replace identifying text. The only room that knows Presidio and spaCy."""

from kwalicode.deid.detection import detect, real_names
from kwalicode.deid.leaks import LeakScanner
from kwalicode.deid.names import base_name
from kwalicode.deid.people import link_person
from kwalicode.deid.replacement import SERIES_OF, pseudonym_name, pseudonym_text, replacement_for

__all__ = [
    "SERIES_OF",
    "LeakScanner",
    "base_name",
    "detect",
    "link_person",
    "pseudonym_name",
    "pseudonym_text",
    "real_names",
    "replacement_for",
]
