"""The learned layer, and the commands that train it."""

import json
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from training.examples import (
    ANYTHING,
    OTHER,
    PERSON,
    UNKNOWN,
    Example,
    Name,
    read_bio,
    read_conllu,
    spoken,
)
from training.fit import arrays, fit, measure, network, save, sentence
from training.names import Namer
from training.templates import fill, write_sentences

from kwalicode.cli import cli
from kwalicode.deid.engine import analyze
from kwalicode.deid.known import NameIndex
from kwalicode.deid.learned import NAME, chances, find_learned, rows
from kwalicode.deid.lists import fold, name_lists
from kwalicode.deid.network import network_of
from kwalicode.deid.page import Page
from kwalicode.model import IdentifierKind, Language

LANGUAGES: list[Language] = ["nl", "en"]


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  names, no secrets


def many_names() -> str:
    """Sentences of talk with so many new names that no other layer finds all of them."""
    return "\n".join(spoken(example).text for example in write_sentences("nl", 1, seeded(8)))


def found(text: str, language: Language) -> set[tuple[str, IdentifierKind]]:
    return {(text[f.start : f.end], f.kind) for f in find_learned(Page(text, language))}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Toen zei Wolbrandisk dat het klaar was.", "Wolbrandisk"),
        ("nl", "ja en toen zei wolbrandisk dat het klaar was", "wolbrandisk"),
        ("en", "Then Wolbrandisk said it was done.", "Wolbrandisk"),
        ("en", "yeah and then wolbrandisk said it was done", "wolbrandisk"),
    ],
)
def test_a_name_that_no_list_knows_is_found(language: Language, text: str, name: str) -> None:
    assert fold(name) not in name_lists().first | name_lists().last
    assert (name, IdentifierKind.NAME_LIKE) in found(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Ik wil best toegeven dat we het toen niet goed hebben gedaan."),
        ("nl", "en dan ga je dus weer naar huis met niks in je handen"),
        ("en", "I will say that we did not do it well at the time."),
        ("en", "and then you go home again with nothing in your hands"),
    ],
)
def test_words_are_no_names(language: Language, text: str) -> None:
    assert found(text, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=200))
def test_findings_lie_inside_any_text_and_on_words(language: Language, text: str) -> None:
    for finding in find_learned(Page(text, language)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start].isalnum()
        assert not text[finding.end - 1].isspace()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_read_before_does_not_change_what_is_found(language: Language) -> None:
    texts = [example.text for example in write_sentences(language, 1, seeded(3))][:60]
    forwards = [list(find_learned(Page(text, language))) for text in texts]
    backwards = [list(find_learned(Page(text, language))) for text in reversed(texts)]
    assert any(forwards)
    assert forwards == backwards[::-1]


def test_a_text_that_goes_in_pieces_gives_the_same_chances_as_in_one() -> None:
    text = " ".join(e.text for e in write_sentences("en", 2, seeded(4)))
    read = rows(Page(text, "en"))
    assert len(read) > 2000
    for start in (0, 980, 1990):
        part = chances("en", read[max(0, start - 4) : start + 40])[start and 4 : 30]
        assert np.allclose(part, chances("en", read)[start : start + len(part)], atol=1e-4)


def test_nothing_is_found_or_loaded_by_a_layer_that_is_left_out() -> None:
    text = many_names()
    with_it = analyze(text, "nl", NameIndex({}), "", learned=True)
    without = analyze(text, "nl", NameIndex({}), "", learned=False)
    assert NAME in {f.recognizer for f in with_it}
    assert NAME not in {f.recognizer for f in without}
    program = (
        "import sys; from kwalicode import deid; "
        "deid.detect('Toen kwam Bo.', 'nl', known={}, refused=(), "
        "layers=deid.Layers(learned=False)); "
        "sys.exit('kwalicode.deid.learned' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_command_names_the_layer_and_can_leave_it_out(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = json.dumps({"id": 1, "lang": "nl", "text": many_names()})
    source.write_text(line, encoding="utf-8")

    def layers(*options: str) -> set[str]:
        result = CliRunner().invoke(cli, ["findings", str(source), str(target), *options])
        assert result.exit_code == 0, result.output
        return {span["layer"] for span in json.loads(target.read_text())["spans"]}

    assert "learned layer" in layers()
    assert "learned layer" not in layers("--no-learned")


@pytest.mark.parametrize(("language", "licence"), [("nl", "CC BY-SA 4.0"), ("en", "CC BY 4.0")])
def test_weights_are_small_and_say_their_licence(language: Language, licence: str) -> None:
    folder = files("kwalicode.deid") / "models" / language
    assert licence in (folder / "LICENSE.md").read_text(encoding="utf-8")
    with (folder / "weights.npz").open("rb") as file, np.load(file) as weights:
        shapes = {name: array.shape for name, array in arrays(network()).items()}
        assert {name: weights[name].shape for name in weights} == shapes
        assert sum(weights[key].nbytes for key in weights) < 10_000_000


CONLLU = """\
# text = Gisteren sprak Willemijn van der Zandbos in Frankrijk met de Denen.
1\tGisteren\tgisteren\tADV\tBW\t_\t2\tadvmod\t_\t_
2\tsprak\tspreken\tVERB\tWW\t_\t0\troot\t_\t_
3\tWillemijn\tWillemijn\tPROPN\tSPEC\t_\t2\tnsubj\t_\t_
4\tvan\tvan\tADP\tVZ\t_\t3\tflat\t_\t_
5\tder\tde\tDET\tLID\t_\t3\tflat\t_\t_
6\tZandbos\tZandbos\tPROPN\tSPEC\t_\t3\tflat\t_\t_
7\tin\tin\tADP\tVZ\t_\t8\tcase\t_\t_
8\tFrankrijk\tFrankrijk\tPROPN\tN\tGender=Neut|Number=Sing\t2\tobl\t_\t_
9\tmet\tmet\tADP\tVZ\t_\t11\tcase\t_\t_
10\tde\tde\tDET\tLID\t_\t11\tdet\t_\t_
11\tDenen\tDeen\tPROPN\tN\tNumber=Plur\t2\tobl\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\tLET\t_\t2\tpunct\t_\t_

# text = Op zaterdag zag ik Vrolo.
1\tOp\top\tADP\tVZ\t_\t2\tcase\t_\t_
2\tzaterdag\tzaterdag\tPROPN\tN\tGender=Com|Number=Sing\t3\tobl\t_\t_
3\tzag\tzien\tVERB\tWW\t_\t0\troot\t_\t_
4\tik\tik\tPRON\tVNW\t_\t3\tnsubj\t_\t_
5\tVrolo\tVrolo\tPROPN\tSPEC\t_\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\tLET\t_\t3\tpunct\t_\t_
"""


def test_proper_nouns_join_over_tussenvoegsels_and_tell_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    first, second = read_conllu(path)
    assert [(first.text[n.start : n.end], n.labels) for n in first.names] == [
        ("Willemijn van der Zandbos", PERSON),
        ("Frankrijk", OTHER),
        ("Denen", ANYTHING),
    ]
    assert [(second.text[n.start : n.end], n.labels) for n in second.names] == [("Vrolo", UNKNOWN)]


def test_labelled_words_become_a_text_with_names(tmp_path: Path) -> None:
    path = tmp_path / "btc.a"
    rows_of_file = ["Bo\tB-PER", "Trask\tI-PER", "'s\tO", "in\tO", "Zorvik\tB-LOC", "!\tO", ""]
    path.write_text("\n".join([*rows_of_file, "@\tB-PER", "botrask\tI-PER", ""]), encoding="utf-8")
    first, second = read_bio(path)
    assert first == Example("Bo Trask's in Zorvik!", (Name(0, 8, PERSON), Name(14, 20, OTHER)))
    assert second == Example("@botrask", (Name(1, 8, ANYTHING),))


@given(st.text(), st.data())
def test_a_spoken_text_holds_the_same_names_in_lower_case(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    heard = spoken(Example(text, (Name(start, end, PERSON),)))
    kept = spoken(Example(text[start:end] + "x", ())).text[:-1]
    assert [heard.text[n.start : n.end] for n in heard.names] in ([kept], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_mark_the_names_that_were_put_in(language: Language) -> None:
    chance = seeded(5)
    namer = Namer(language, chance)
    example = fill("{f} zag {t} {l} in {p}.", language, namer, chance)
    assert [n.labels for n in example.names] == [PERSON, PERSON, OTHER]
    first, last, place = (example.text[n.start : n.end] for n in example.names)
    assert example.text.startswith(f"{first} zag ")
    assert example.text.endswith(f" {last} in {place}.")


def test_the_same_seed_writes_the_same_sentences_and_some_names_are_new() -> None:
    once, again = (list(write_sentences("nl", 2, seeded(6))) for _ in range(2))
    assert once == again
    persons = {e.text[n.start : n.end] for e in once for n in e.names if n.labels == PERSON}
    lists = name_lists()
    assert any(fold(name) not in lists.first | lists.last for name in persons if name.isalpha())


def test_training_learns_what_it_is_shown_and_writes_what_the_layer_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.fit._BATCH", 60)  # words: few sentences still make many steps
    examples = list(write_sentences("nl", 1, seeded(7)))[:80]
    sentences = [sentence(example, "nl") for example in examples]
    model = fit(sentences, sentences, n_rounds=6, seed=1)
    assert measure(model, sentences).f1 > 0.8
    save(model, tmp_path)
    with np.load(tmp_path / "weights.npz") as weights:
        read = network_of({name: weights[name].astype("float32") for name in weights})
    for one in sentences:
        assert np.allclose(read.chances(one.ids), model.predict(one.ids), atol=0.05)
