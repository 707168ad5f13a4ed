"""Recognizer for names in forms that no list shows: bare initials, lists, compounds, scans."""

import re
from collections.abc import Iterator

from kwalicode.deid.lists import common_words, fold, name_lists, places, words
from kwalicode.deid.page import Page
from kwalicode.model import Finding, IdentifierKind

_CAP = r"[A-ZÀ-Þ][\w'’]{1,40}"
_DOUBLE = rf"{_CAP}(?:-{_CAP})?"
_VAN = r"(?:[Vv]an\s(?:de[nr]?\s|'t\s|het\s)?|[Dd]e[nr]?\s|[Tt]e[rn]\s)"
_ABBREVIATION = (
    r"(?:B\.?V|N\.?V|U\.?S(?:\.?A)?|U\.?K|D\.?C|P\.?S|N\.?B|E\.?U|R\.?I\.?P|A\.?U\.?B|T\.?A\.?V|"
    r"I\.?V\.?M|A\.?D|P\.?M|A\.?M|Z\.?O\.?Z|O\.?K|T\.?V|C\.?V|A\.?I|P\.?C|Q\.?C|B\.?A|M\.?A|"
    r"B\.?Sc|M\.?Sc|L\.?L)\."
)
# What carries the name of whoever made it or was hurt by it.
_MADE = (
    r"(?:motie|wet|plan|rapport|zaak|kwestie|affaire|amendement|nota|dossier|lijst|doctrine|"
    r"akkoord|methode|norm|kabinet|commissie|advies|onderzoek|initiatief|familie|gezin|groep|"
    r"motion|report|case|affair|family|plan|bill|review|inquiry)"
)

_FORMS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        # 'de motie-Sewpersad', 'plan-Hoekema/Tjin A Djie', 'de Jansen-affaire'
        (
            rf"(?<![\w-])(?i:{_MADE})-(?P<span>{_VAN}?{_DOUBLE}(?:/{_CAP}(?:\s[A-Z]\w*){{0,2}})?)",
            0.8,
        ),
        (rf"(?<![\w-])(?P<span>{_CAP})-(?:{_MADE}|gate|debat|crisis|bende)(?!\w)", 0.6),
        # 'J.K.', 'P. v.d. B.', 'A. B. Mc.'
        (rf"(?<![\w.])(?!{_ABBREVIATION})(?:[A-Z]\.){{2,5}}(?![\w.])", 0.6),
        (
            r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:v\.\s?d\.?|v\.|d\.|van\s(?:de[nr]?\s)?|de\s|[A-Z]\.)"
            r"\s?[A-Z][a-z]?\.(?!\w)",
            0.7,
        ),
        (
            r"(?<!\w)(?:noem(?:en|t|de)?|heet|genaamd|call(?:ed)?)\s(?:\w+\s){0,2}?"
            r"(?P<span>[A-Z]\.)(?!\w)",
            0.7,
        ),
        # 'Broek, E.J.M. van den', 'Haar, ter.'
        (
            rf"(?<!\w){_DOUBLE},\s(?:[A-Z]\.\s?){{1,5}}(?:(?<=\s)(?:van|de[nr]?|te[rn]|\s)+)?(?<!\s)",
            0.8,
        ),
        (rf"(?<!\w){_DOUBLE},\s(?:van(?:\sde[nr]?)?|te[rn]|de[nr])(?=[.;\n]|$)", 0.7),
        # "d'Hondt", "O'Leary", 'el Amrani', 'L. de l'Ecluse', 'Caoimhín Ó Dubhghaill'
        (r"(?<![\w'’])(?:[A-Z]\.\s?)?(?:de\s)?(?:[dDlLO]['’]|0['’])[A-ZÀ-Þ][\w-]+", 0.7),
        (r"(?<![\w-])(?:[Ee]l|[Aa]l|[Aa]ït|[Aa]it|[Bb]in|[Ii]bn|[Oo]uld)[ -][A-Z][\w-]+", 0.6),
        (r"(?<!\w)[A-ZÀ-Þ]\w+\s(?:Ó|Ní|Mac|Mc|Ui|Uí)\s[A-ZÀ-Þ]\w+", 0.8),
        # "in 't Veld", 'Uit den Boogaard', 'ter Braaks'
        (
            rf"(?<![\w-])(?:[Ii]n\s['’]t|[Uu]it\sden|[Oo]p\sden|[Vv]an\s['’]t|[Vv]an\sde[nr]|"
            rf"[Tt]er)\s{_DOUBLE}",
            0.65,
        ),
        (r"(?<!\w)[A-Z]\.(?=\snoem)", 0.6),
        # what a scan makes of a name: 'K1aassens', '0udejans', 'Wester- huis'
        (r"(?<![\w-])(?:[A-Z][a-z]{0,12}[01][a-z]{3,}|[01][a-z]{4,})(?!\w)", 0.5),
        (
            r"(?<=[\w.,] )(?:[A-Z]\. )?[A-Z][a-z]{2,}-\s(?!(?:en|of|and|or|tot)\b)[a-z]{3,}"
            r"(?!\w)",
            0.5,
        ),
        # a sign that nobody sees inside a name
        (r"(?<!\w)[A-Z]\w*(?:[\u200b-\u200d\u2060\u00ad\ufeff]\w+)+", 0.6),
    )
)


# What a scan makes of a capital may leave none: '0udejans'.
_LOW_FORMS = tuple(form for form in _FORMS if "[01][a-z]{4,}" in form[0].pattern)
_NICKNAME = re.compile(
    r"(?<![\w-])(?:[Kk]leine|[Ll]ange|[Rr]ooie|[Oo]uwe|[Dd]ikke|[Gg]rote|[Ss]chele|[Bb]ig|[Ww]ee|"
    r"[Ll]ittle|[Oo]ld|[Yy]oung|[Ff]at|[Mm]ad)\s(?P<name>[A-Z][a-z]+)(?!\w)"
)


def _nicknames(page: Page) -> Iterator[Finding]:
    """'Lange Piet', 'Wee Jamie'; not 'Big Conversation'."""
    for match in _NICKNAME.finditer(page.text):
        key = fold(match["name"])
        left = page.text[max(0, match.start() - 5) : match.start()].split()
        is_thing = bool(left) and fold(left[-1]) in {"de", "het", "een", "the", "a", "my", "mijn"}
        is_known = key in words("no_names.txt") or key in common_words(page.language)
        is_new = not (is_thing or is_known or key in places().names)
        if key in name_lists().first or is_new:
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.4, "form of a name")


def find_name_forms(page: Page) -> Iterator[Finding]:
    """Find names by their form alone."""
    for pattern, score in _FORMS if page.has_capitals else _LOW_FORMS:
        group = "span" if "span" in pattern.groupindex else 0
        for match in pattern.finditer(page.text):
            start, end = match.span(group)
            if not _is_thing(page, page.text[start:end]):
                yield Finding(start, end, IdentifierKind.PERSON, score, "form of a name")
    if page.has_capitals:
        yield from _nicknames(page)
        yield from _surnames_with_particle(page)


def _is_thing(page: Page, surface: str) -> bool:
    """Tell whether the last word is a place, a feast or another word that names no person."""
    if "," in surface or re.search(r"-\s", surface):
        return False
    last = fold(surface.rsplit(maxsplit=1)[-1])
    return " " in surface and (last in common_words(page.language) or last in places().names)


_WITH_PARTICLE = re.compile(
    rf"(?<=[\w,] )Van\s(?:(?:de[nr]?|het|['’]t)\s)?(?P<last>{_DOUBLE})(?:-{_CAP})?"
)


def _surnames_with_particle(page: Page) -> Iterator[Finding]:
    """'Van' with a capital inside a sentence opens a surname, whatever follows."""
    for match in _WITH_PARTICLE.finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.PERSON, 0.7, "form of a name")
