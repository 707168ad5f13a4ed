"""Recognizers for handles and paths of web addresses as they are said."""

import re

from kwalicode.deid.contacts import ENDINGS, SLASH
from kwalicode.deid.page import pattern_recognizer
from kwalicode.model import IdentifierKind

find_said_handles = pattern_recognizer(
    "handle",
    IdentifierKind.HANDLE,
    0.6,
    re.compile(
        r"\b(?:calls?\s\w+sel(?:f|ves)|goes\sby|go\sby|call\smyself|called|tagged|follow|following|"
        r"username|handle|account|login|profile)(?:\s(?:is|was))?\s(?P<span>at(?:\s(?!(?:on|in|and|"
        r"but|who|all|one|with|the|a|my|his|her|their|our|first|least|work|home|school|that|this|"
        r"about)\b)[\w-]+){1,5})(?!\w)",
        re.IGNORECASE,
    ),
    needs=(" at ",),
)
find_said_paths = pattern_recognizer(
    "spoken web address",
    IdentifierKind.URL,
    0.8,
    re.compile(rf"(?<![\w@.])[\w.-]{{3,60}}\.{ENDINGS}(?:\s{SLASH}\s[\w-]{{1,30}}){{1,4}}", re.I),
    needs=(" slash ", "streep"),
)
