"""What is proposed to stand in the place of words of a quote, in the grammar of its sentence."""

import re
from collections.abc import Mapping

from kwalicode import deid
from kwalicode.deid.phrases import general_phrase, role_phrase, role_replacement
from kwalicode.model import Language
from kwalicode.model.quotes import OMISSION, ChangeKind, QuoteChange, RegisteredQuote
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import find_pseudonyms
from kwalicode.text import folded

_MARK = re.compile(r"\[(?P<name>[^\[\]\n]{1,200})\]")
_SOMEBODY: Mapping[Language, str] = {"nl": "persoon", "en": "person"}


def subject_roles(key: Key) -> dict[str, str]:
    """Give what each subject of the key was described as, such as 'subject 12': 'collega'."""
    with key.read() as db:
        found = find_pseudonyms(db)
    return {deid.pseudonym_name(one): one.description for one, _ in found if one.description}


def propose(
    quote: RegisteredQuote,
    span: tuple[int, int],
    kind: ChangeKind,
    words: str = "",
    *,
    roles: Mapping[str, str] | None = None,
) -> QuoteChange:
    """Propose a phrase for selected words of a quote; a person edits it.

    The same subject keeps the phrase that it has in this quote already.

    Args:
        quote: In which it is to stand.
        span: The selected words, in code points of the original.
        kind: What is replaced; a person gets a role, an organisation, event or time words that
            follow the article before them.
        words: A role or other words as typed; of a person what the key says if empty.
        roles: What subjects were described as; see `subject_roles`.

    Raises:
        InputError: No words were typed for what is no person.

    >>> from kwalicode.model.quotes import QuoteSegment
    >>> quote = RegisteredQuote("q", (QuoteSegment("d", 0, 19, "Mieke zei dat niet."),),
    ...     (), "", "running", "candidate", "", "nl")
    >>> propose(quote, (0, 5), "person", "collega").text
    '[Een collega]'
    """
    start, end = span
    original = quote.original
    if kind == "omission":
        return QuoteChange(start, end, OMISSION, kind)
    before = original[:start]
    earlier = _earlier(quote, original[start:end])
    if kind == "person" and earlier and not words.strip():
        return QuoteChange(start, end, f"[{_in_place(earlier, before, quote.language)}]", kind)
    if kind == "person":
        role = words.strip() or _known_role(original[start:end], roles or {})
        return _of_person(quote, span, role or _SOMEBODY[quote.language])
    if kind == "grammar" or not words.strip():
        return QuoteChange(start, end, f"[{words.strip()}]" if words.strip() else "", kind)
    phrase = general_phrase(words, language=quote.language, before=before)
    return QuoteChange(start, end, f"[{phrase}]", kind)


def _of_person(quote: RegisteredQuote, span: tuple[int, int], role: str) -> QuoteChange:
    original, language = quote.original, quote.language
    people = [folded(one.text) for one in quote.changes if one.kind == "person"]
    is_first = not any(folded(role.rsplit(maxsplit=1)[-1]) in text for text in people)
    if _MARK.fullmatch(original, *span):
        # A mark is no name: it has neither a title before it nor an ending of its own.
        before, after = original[: span[0]], original[span[1] :]
        text = role_phrase(role, language=language, before=before, after=after, is_first=is_first)
        return QuoteChange(*span, f"[{text}]" if text else OMISSION, "person")
    made = role_replacement(original, span, role, language=language, is_first=is_first)
    # Where the role stands before the name already, only the name goes, and that is shown.
    start, end = (made.start, made.end) if made.text else span
    return QuoteChange(start, end, f"[{made.text}]" if made.text else OMISSION, "person")


def _earlier(quote: RegisteredQuote, surface: str) -> str:
    """Give the phrase that stands for the same words already, without brackets."""
    same = (
        one.text[1:-1]
        for one in quote.changes
        if one.kind == "person" and folded(quote.original[one.start : one.end]) == folded(surface)
    )
    return next(same, "")


def _in_place(phrase: str, before: str, language: Language) -> str:
    is_name = phrase[:2].isupper()
    plain = phrase if is_name else phrase[0].lower() + phrase[1:]
    first = general_phrase(f"x{plain}", language=language, before=before)[0]
    return plain[0].upper() + plain[1:] if first == "X" else plain


def _known_role(surface: str, roles: Mapping[str, str]) -> str:
    mark = _MARK.search(surface)
    return roles.get(mark["name"], "") if mark else ""
