"""No export of the demo study holds a string of its key: no name, no alias, not inside a word."""

import html
import io
import re
from collections import Counter
from zipfile import ZipFile, is_zipfile

import pytest

from kwalicode.deid.inside_names import NamesInside
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import IdentifierKind
from kwalicode.report.quotes.file import Look
from kwalicode.store.pseudonyms import accepted_names, find_pseudonyms
from kwalicode.workflows.lists import study_layer
from kwalicode.workflows.quotes.export_files import collect_export, file_of
from kwalicode.workflows.quotes.export_written import WRITERS, render
from kwalicode.workflows.quotes.headings import Wanted
from report.quote_files import DAY

# A word or a small number by itself is no name: 'Will' begins a question, 'zes' counts apples.
_COUNTED = (IdentifierKind.AGE, IdentifierKind.NUMBER, IdentifierKind.DATE)


def parts(content):
    """Every part of a file, with its name."""
    if not is_zipfile(io.BytesIO(content)):
        return {content}
    with ZipFile(io.BytesIO(content)) as file:
        return {name.encode() + b"\n" + file.read(name) for name in file.namelist()}


def texts(part):
    """A part as it lies, and without its tags: bold letters inside a word do not hide it."""
    # The 66th row of a sheet has a cell D66, which is no party.
    raw = re.sub(r' r="[A-Z]+\d+"', "", part.decode("utf-8", "replace"))
    return raw, html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<(/[\w:]*p|/td|/row)>", " ", raw)))


class Grep:
    """Looks for strings of a key: names in any case, words that are names too in their own."""

    def __init__(self, known):
        strings = [one for one, kind in known.items() if not (kind in _COUNTED and _is_plain(one))]
        plain = [one for one in strings if _is_plain(one)]
        self.names = self._any([one for one in strings if one not in plain])
        # In the middle of a sentence, where a capital means a name.
        capital = [one for one in plain if one[0].isupper() and not one.isupper()]
        self.words = re.compile(rf"(?<=[a-zé,] )(?:{self._of(capital)})(?!\w)")
        self.inside = NamesInside({one: known[one] for one in strings})
        self.n = len(strings)

    def _any(self, strings):
        return re.compile(rf"(?<!\w)(?:{self._of(strings)})(?!\w)", re.IGNORECASE)

    @staticmethod
    def _of(strings):
        return "|".join(map(re.escape, sorted(strings, key=len, reverse=True))) or "(?!)"

    def found(self, parts):
        counts = Counter()
        for text in (text for part in parts for text in texts(part)):
            counts.update(one.casefold() for one in self.names.findall(text))
            counts.update(self.words.findall(text))
            words = " ".join(set(text.split()))
            counts.update(words[a:b].casefold() for a, b in self.inside.find(words, "nl"))
        return counts


def _is_plain(text):
    words = re.findall(r"[^\W\d_]+", text)
    return len(text) <= 2 or all(is_word(one.casefold(), "nl") for one in words)


@pytest.fixture
def grep(made):
    with made[1].read() as db:
        known = {**study_layer(db).known, **accepted_names(db)}
        aliases = [one.alias for one, _ in find_pseudonyms(db) if one.alias]
    return Grep(known | dict.fromkeys(aliases, IdentifierKind.PERSON))


def added(grep, content, template):
    """Give what is found in a file, but for its template: fonts are called 'Hans' too."""
    own, its = parts(content), parts(template)
    return grep.found(own - its) - grep.found(its - own)


def test_a_script_that_greps_every_export_for_every_string_of_the_key_finds_nothing(made, grep):
    study = made[0]
    assert grep.n > 200
    for grouping, language, is_inside in (("code", "nl", False), ("theme", "en", True)):
        look = Look(language, DAY, is_inside=is_inside)
        export = collect_export(study, Wanted(grouping))
        assert len(export.quotes) > 300
        file = file_of(export, look)
        empty = file._replace(parts=())
        for suffix in WRITERS:
            left = added(grep, render(file, suffix), render(empty, suffix))
            assert not left, (suffix, grouping, left)


def test_the_script_finds_a_name_wherever_it_is_put(made, grep):
    export = collect_export(made[0], Wanted())
    file = file_of(export, Look("nl", DAY))
    (first, *_), *_ = [part.quotes for part in file.parts if part.quotes]
    empty = {suffix: render(file._replace(parts=()), suffix) for suffix in WRITERS}
    for planted in ("dat zei marloes in de marloesfractie", "x.nl/henk-dijkstra", "zei Will toen"):
        part = file.parts[0]._replace(quotes=(first._replace(text=planted),))
        for suffix in WRITERS:
            leaky = render(file._replace(parts=(part,)), suffix)
            assert added(grep, leaky, empty[suffix]), (planted, suffix)
