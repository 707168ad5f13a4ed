"""What a label of a speaker looks like at the head of a line."""

import re
from enum import Enum, auto
from typing import NamedTuple

from kwalicode.formats.lines import Line
from kwalicode.formats.stamps import BRACKETED, STAMP, is_stamp
from kwalicode.text import folded

MAX_LABEL = 40


def words(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


INTERVIEWERS = words(
    "interviewer interviewster int i q onderzoeker onderzoekster researcher vragensteller "
    "vraagsteller vrager moderator gespreksleider gespreksleidster facilitator host vraag "
    "question"
)
# Words and letters that name a part in a conversation and nothing else.
ROLES = INTERVIEWERS | words(
    "r v a p s resp respondent respondente geinterviewde interviewee participant deelnemer "
    "deelneemster spreker speaker antwoord answer iv ir res informant client patient "
    "onbekend unknown"
)
# Heads of forms, reports and messages, and words that open a sentence; none of them speaks.
_NOT_SPEAKERS = words(
    "naam name datum date plaats place locatie location tijd time duur duration onderwerp subject "
    "betreft re fw fwd van from aan to cc bcc tel telefoon phone mail e-mail email website url "
    "auteur auteurs author authors titel title bron source adres address organisatie organisation "
    "afdeling department project functie position leeftijd age geslacht gender opmerking "
    "opmerkingen remark remarks note notes noot nb ps pps conclusie conclusion samenvatting "
    "summary inleiding introduction methode method resultaat resultaten results result doel aim "
    "goal stelling voorbeeld example let-op kenmerk referentie reference bijlage appendix status "
    "versie version aanwezig afwezig present absent trefwoorden keywords thema theme toelichting "
    "advies actie action besluit agenda reactie samengevat kijk kortom nou dus ja nee oke ok want "
    "maar en of ook trouwens sterker tja well so yes no look okay because but and dossier "
    "dossiernummer nummer number code id geachte beste dear bijvoorbeeld namelijk citaat quote "
    "afgenomen opname recording transcript interview gesprek"
)
_NUMBERED = words(
    "vraag question antwoord answer artikel article figuur figure tabel table hoofdstuk chapter "
    "stap step punt deel part paragraaf section deelvraag hypothese lid week dag day fase "
    "phase"
)
_SOUNDS = words(
    "lacht lachen lach gelach laughs laughter laughing zucht sighs stilte silence pauze pause "
    "onverstaanbaar inaudible unintelligible crosstalk muziek music huilt cries hoest coughs "
    "applaus applause noise geluid telefoon blank_audio kucht"
)
_PARTICLES = words(
    "van von de der den del della di da do dos ten ter te het 't la le el al bin ben ibn und y en "
    "i heer mevrouw meneer dhr mw mevr mr mrs ms dr drs ir ing prof"
)
_COLON = re.compile(
    rf"(?P<label>[^\W\d_][^:\t\[<{{#]{{0,{MAX_LABEL}}}?)\s{{0,9}}(?:{STAMP}\s?)?:(?!//|(?<=\d:)\d\d)\s*"
    rf"(?P<after>{BRACKETED})?(?P<rest>.*)"
)
_BRACKETS = re.compile(
    rf"(?:\[(?P<square>[^\W\d_][^\]\[:]{{0,{MAX_LABEL}}})\]|<(?P<angle>[^\W\d_][^<>:]{{0,{MAX_LABEL}}})>)"
    rf"\s*{BRACKETED}?\s*(?P<colon>:?)\s*{BRACKETED}?(?P<rest>.*)"
)
_WITH_STAMP = re.compile(
    rf"(?P<label>[^\W\d_][^:\t]{{0,{MAX_LABEL}}}?)\s{{0,20}}(?:{STAMP}$|{BRACKETED}(?P<rest>.*))"
)
_TAB = re.compile(rf"(?P<label>[^\W\d_][^:\t]{{0,{MAX_LABEL}}}?) *:?\t\s*(?P<rest>.+)")
_LEAD = re.compile(rf"(?:{STAMP})[\s:|,–-]*")


class Form(Enum):
    """How a label is set apart from what is said."""

    COLON = auto()
    BRACKETS = auto()
    STAMP = auto()
    BOLD = auto()
    TAB = auto()


class Label(NamedTuple):
    """A label at the head of a line, and what is said after it on the same line.

    Attributes:
        name: As it stands in the file, its blanks made single.
        is_sure: It names a part in a conversation, such as 'I' or 'Spreker 2'.
    """

    name: str
    rest: str
    form: Form
    is_sure: bool


def find_label(line: Line, *, is_near_stamp: bool = False) -> Label | None:
    """Find what may be the label of a speaker at the head of a line.

    Args:
        line: In normal form.
        is_near_stamp: A time stamp on a line of its own belongs to it.
    """
    if is_stamp(line.text):
        return None
    lead = _LEAD.match(line.text)
    text = line.text[lead.end() :] if lead else line.text
    return _before_words(text) or _on_own_line(text, line, is_timed=bool(lead) or is_near_stamp)


def _before_words(text: str) -> Label | None:
    if match := _COLON.match(text):
        is_tight = bool(match["rest"]) and not text[match.end() - len(match["rest"]) - 1].isspace()
        label = _label(match["label"], match["rest"], Form.COLON)
        is_parted = not is_tight or match["after"] or (label and label.is_sure)
        if label and is_parted:
            return label
    if match := _BRACKETS.match(text):
        form = Form.COLON if match["colon"] else Form.BRACKETS
        return _label(match["square"] or match["angle"], match["rest"], form)
    if match := _WITH_STAMP.match(text):
        return _label(match["label"], match["rest"] or "", Form.STAMP)
    if match := _TAB.match(text):
        return _label(match["label"], match["rest"], Form.TAB)
    return None


def _on_own_line(text: str, line: Line, *, is_timed: bool) -> Label | None:
    if is_timed:
        return _label(text, "", Form.STAMP)
    return _label(text, "", Form.BOLD) if line.is_bold else None


def _label(name: str, rest: str, form: Form) -> Label | None:
    name = " ".join(name.strip(" \t-–*_").split())
    # "Anna (00" is cut out of "Anna (00:12)".
    if not name or len(name) > MAX_LABEL or name.count("(") != name.count(")"):
        return None
    is_sure = names_part(name)
    return Label(name, rest.strip(), form, is_sure) if is_sure or _is_name(name) else None


def base(name: str) -> str:
    """Give the words of a label without numbers and what stands in brackets.

    >>> base("Spreker 2 (gemeente)")
    'spreker'
    """
    outside = re.sub(r"\(.*?\)", " ", folded(name))
    return " ".join(re.sub(r"[\W\d_]+", " ", outside).split())


def names_part(name: str) -> bool:
    """Whether a label says which part someone has in the conversation.

    >>> names_part("R2"), names_part("Vraag 1"), names_part("Ik zei")
    (True, False, False)
    """
    parts = base(name).split()
    if not parts or len(parts) > 3 or parts[0] not in ROLES or re.search("[.,;!?]", name):
        return False
    # A lower-case letter is 'a)' of a list or 'i' in a sentence.
    is_typed = name[0].isupper() or len(parts[0]) > 1
    return is_typed and not (parts[0] in _NUMBERED and re.search(r"\d", name))


def _is_name(name: str) -> bool:
    parts = re.sub(r"\(.*?\)", " ", name).split()
    known = base(name)
    if not parts or not known or len(parts) > 6 or re.search(r"[;!?\"“”/@=]", name):
        return False
    if known.replace(" ", "-") in _NOT_SPEAKERS or known in _SOUNDS or known in _NUMBERED:
        return False
    if len(parts) == 1:
        return len(parts[0]) < 25 and not parts[0].endswith((".", ","))
    return parts[0][0].isalpha() and all(_is_part_of_name(part) for part in parts)


def _is_part_of_name(part: str) -> bool:
    # A full stop ends an initial or a title; after a longer word it ends a sentence.
    if part.endswith(",") or (part.endswith(".") and len(part) > 5):
        return False
    return not part[0].islower() or part.rstrip(".").lower() in _PARTICLES
