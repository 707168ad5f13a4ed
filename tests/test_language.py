import ast
import builtins
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import kwalicode

SOURCE = Path(kwalicode.__file__).parent
PLACES = re.compile(r"\{(\w+)\}")


def sentences() -> dict[str, str]:
    """Every sentence the interface can show, with the file it stands in.

    The first argument of `_` and `N_` (and the second of `N_`), of every error, and the sentences
    that a module keeps in a constant or returns for an error later.
    """
    found = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in sentences_of(node):
                found[text] = path.name
    return found


def sentences_of(node):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        is_ours = node.func.id.endswith("Error") and not hasattr(builtins, node.func.id)
        n = {"_": 1, "N_": 2}.get(node.func.id, int(is_ours))
        return [a.value for a in node.args[:n] if isinstance(a, ast.Constant)]
    if isinstance(node, ast.Return | ast.Assign) and isinstance(node.value, ast.Constant):
        text = node.value.value
        is_sentence = isinstance(text, str) and re.fullmatch(r"[^\n]* [^\n]*\.", text)
        return [text] if is_sentence else []
    return []


@pytest.fixture(scope="module")
def dutch():
    with (SOURCE / "locale" / "nl.po").open("rb") as file:
        return read_po(file, locale="nl")


def test_every_sentence_is_translated(dutch):
    translated = {m.id if isinstance(m.id, str) else m.id[0] for m in dutch if m.id and m.string}
    translated |= {m.id[1] for m in dutch if not isinstance(m.id, str)}
    assert {text: place for text, place in sentences().items() if text not in translated} == {}


def test_no_translation_is_left_over(dutch):
    used = sentences()
    ids = [m.id if isinstance(m.id, str) else m.id[0] for m in dutch if m.id]
    assert [text for text in ids if text not in used] == []


def test_translations_name_the_same_values(dutch):
    for message in dutch:
        strings = [message.string] if isinstance(message.string, str) else message.string
        ids = [message.id] if isinstance(message.id, str) else message.id
        for translated, original in zip(strings, ids, strict=True):
            assert set(PLACES.findall(translated)) == set(PLACES.findall(original)), original
