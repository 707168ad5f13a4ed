"""The codebook as a Word document in the form in which studies publish theirs."""

from collections.abc import Iterator, Mapping
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from kwalicode.model import Code, Codebook, Language, Theme
from kwalicode.text import normalise

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
_WORDS = {
    "nl": {
        "title": "Codeboek",
        "summary": "{themes} thema's, {categories} categorieën, {codes} codes · {day}",
        "themes": "Thema's",
        "claim": "Stelling",
        "concept": "Kern",
        "scope": "Afbakening",
        "rests on": "Rust op",
        "no category": "Zonder categorie",
        "definition": "Omschrijving",
        "include_when": "Gebruik als",
        "exclude_when": "Gebruik niet als",
        "example": "Voorbeeld",
        "also": "Staat ook onder",
        "synonyms": "Ook genoemd",
        "origin": "Herkomst",
        "valence": "Richting",
        "literature": "Literatuur",
        "retired": "vervallen",
        "one": "1 codering",
        "many": "{n} coderingen",
        "theory": "theorie",
        "data": "materiaal",
        "in vivo": "woorden van deelnemers (in vivo)",
        "increases": "neemt toe",
        "decreases": "neemt af",
        "ambivalent": "beide kanten op",
    },
    "en": {
        "title": "Codebook",
        "summary": "{themes} themes, {categories} categories, {codes} codes · {day}",
        "themes": "Themes",
        "claim": "Claim",
        "concept": "Central concept",
        "scope": "Scope",
        "rests on": "Rests on",
        "no category": "Without a category",
        "definition": "Definition",
        "include_when": "Use when",
        "exclude_when": "Do not use when",
        "example": "Example",
        "also": "Also stands under",
        "synonyms": "Also called",
        "origin": "Origin",
        "valence": "Direction",
        "literature": "Literature",
        "retired": "retired",
        "one": "1 coding",
        "many": "{n} codings",
        "theory": "theory",
        "data": "data",
        "in vivo": "participants' own words (in vivo)",
        "increases": "increases",
        "decreases": "decreases",
        "ambivalent": "both ways",
    },
}


def codebook_docx(
    book: Codebook, counts: Mapping[str, int], *, language: Language, exported: date
) -> bytes:
    """Write a codebook: themes with their claims, then categories and codes with all fields.

    Args:
        book: The codebook; retired codes are marked as such.
        counts: Number of codings by code id.
        language: Of headings, numbers and the date.
        exported: Day of the export.
    """
    from kwalicode.report import word  # python-docx is slow to import

    words = _WORDS[language]
    document = word.WordDocument(title=words["title"], language=language, exported=exported)
    document.add(word.TITLE, words["title"])
    document.add(word.SUBTITLE, _summary(book, language, exported))
    styles = {"1": word.HEADING_1, "2": word.HEADING_2, "quote": word.QUOTE, "": word.NORMAL}
    for style, text in (*_themes(book, words), *_categories(book, counts, language)):
        document.add(styles[style], normalise(text))
    return document.to_bytes()


Paragraph = tuple[str, str]


def _themes(book: Codebook, words: Mapping[str, str]) -> Iterator[Paragraph]:
    if book.themes:
        yield "1", words["themes"]
    for theme in book.themes:
        yield "2", theme.name
        for line in _about_theme(theme, book, words):
            yield "", line


def _categories(
    book: Codebook, counts: Mapping[str, int], language: Language
) -> Iterator[Paragraph]:
    words = _WORDS[language]
    for heading, description, codes in _sections(book, words):
        yield "1", heading
        if description:
            yield "", description
        for code in codes:
            yield "2", _title(code, counts, language)
            for line in _about_code(code, book, words):
                yield "", line
            if code.example:
                yield "quote", code.example


def _summary(book: Codebook, language: Language, exported: date) -> str:
    return _WORDS[language]["summary"].format(
        themes=_number(len(book.themes), language),
        categories=_number(len(book.categories), language),
        codes=_number(len(book.codes), language),
        day=format_date(exported, format="long", locale=_LOCALE[language]),
    )


def _number(n: int, language: Language) -> str:
    return str(format_decimal(n, locale=_LOCALE[language]))


def _about_theme(theme: Theme, book: Codebook, words: Mapping[str, str]) -> Iterator[str]:
    for field in ("claim", "concept", "scope"):
        if getattr(theme, field):
            yield f"{words[field]}: {getattr(theme, field)}"
    names = {c.category_id: c.name for c in book.categories}
    names |= {code.code_id: code.name for code in book.codes}
    inside = [names[i] for i in (*theme.category_ids, *theme.code_ids) if i in names]
    if inside:
        yield f"{words['rests on']}: {'; '.join(inside)}"


def _sections(book: Codebook, words: Mapping[str, str]) -> Iterator[tuple[str, str, list[Code]]]:
    paths = book.paths()
    inside: dict[str | None, list[Code]] = {}
    for code in book.codes:
        inside.setdefault(code.category_id, []).append(code)
    for category in book.categories:
        yield (
            paths[category.category_id],
            category.description,
            inside.get(category.category_id, []),
        )
    if None in inside:
        yield words["no category"], "", inside[None]


def _title(code: Code, counts: Mapping[str, int], language: Language) -> str:
    words, n = _WORDS[language], counts.get(code.code_id, 0)
    count = words["one"] if n == 1 else words["many"].format(n=_number(n, language))
    retired = f", {words['retired']}" if code.is_retired else ""
    return f"{code.name} ({count}{retired})"


def _about_code(code: Code, book: Codebook, words: Mapping[str, str]) -> Iterator[str]:
    if code.description:
        yield f"{words['definition']}: {code.description}"
    for field in ("include_when", "exclude_when"):
        if getattr(code, field):
            yield f"{words[field]}: {getattr(code, field)}"
    if book.synonyms.get(code.code_id):
        yield f"{words['synonyms']}: {'; '.join(book.synonyms[code.code_id])}"
    names = {category.category_id: category.name for category in book.categories}
    also = [names[i] for i in book.also_in.get(code.code_id, ()) if i in names]
    if also:
        yield f"{words['also']}: {'; '.join(also)}"
    yield from _origin(code, words)
    if code.example:
        yield f"{words['example']}:"


def _origin(code: Code, words: Mapping[str, str]) -> Iterator[str]:
    if code.origin != "data":
        yield f"{words['origin']}: {words[code.origin]}"
    if code.valence:
        yield f"{words['valence']}: {words[code.valence]}"
    if code.literature:
        yield f"{words['literature']}: {code.literature}"
