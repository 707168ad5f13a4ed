"""Engines beside kwalicode, tried with spaCy pipelines that are made here."""

import shutil
import sys
import warnings
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kwalicode.deid import extra_engines
from kwalicode.deid.detection import Layers, detect
from kwalicode.deid.engine import engine
from kwalicode.deid.engine_setting import (
    Engine,
    check_engines,
    installed_engines,
    parse_engines,
)
from kwalicode.deid.extra_engines import extra_recognizers, pieces
from kwalicode.errors import InputError

NAMES = [("PERSON", "Qorbun"), ("GPE", "Velmoor"), ("ORG", "Trenka"), ("NORP", "Velmoors")]


@Language.component("kwalicode_test_breaks")
def breaks(doc):
    raise KeyError(doc.text)


def write_pipeline(folder: Path, language="xx", patterns=NAMES, meta_name="names") -> Path:
    """A spaCy pipeline that knows some names by heart; one of many languages is made fast."""
    pipeline = spacy.blank(language, meta={"name": meta_name, "version": "1.0.0"})
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in patterns])
    pipeline.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def dutch(tmp_path_factory) -> str:
    """One for all that only read it: to write and load a pipeline takes half a second."""
    return f"spacy:{write_pipeline(tmp_path_factory.mktemp('pipeline') / 'dutch', 'nl')}"


@pytest.fixture
def installed(tmp_path, monkeypatch) -> str:
    """A pipeline under a known name, as pip would lay it out."""
    name = "nl_core_news_sm"
    package = tmp_path / "site" / name
    package.mkdir(parents=True)
    write_pipeline(package / f"{name}-1.0.0", "nl", meta_name="core_news_sm")
    shutil.copy(package / f"{name}-1.0.0" / "meta.json", package)
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    facts = tmp_path / "site" / f"{name}-1.0.0.dist-info" / "METADATA"
    facts.parent.mkdir()
    facts.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
    monkeypatch.setitem(sys.modules, name, None)  # put back what there was, after the test
    del sys.modules[name]
    monkeypatch.syspath_prepend(tmp_path / "site")
    forget()
    yield name
    forget()


def forget():
    """What is installed is looked up once in a process."""
    extra_engines._loaded.cache_clear()
    extra_engines._recognizers.cache_clear()


def found(setting, text, language="nl"):
    """What our engine finds with the extra engines beside the rules: who, what, which words."""
    extra = extra_recognizers(setting, language)
    results = engine().analyze(text, language, ad_hoc_recognizers=extra)
    names = {recognizer.name for recognizer in extra}
    return sorted(
        (result.entity_type, text[result.start : result.end])
        for result in results
        if result.recognition_metadata["recognizer_name"] in names
    )


def test_a_pipeline_in_a_folder_votes_in_our_engine(dutch):
    text = "ik ging met qorbun en Qorbun naar Velmoor, dat is van Trenka."
    expected = [("ORGANISATION", "Trenka"), ("PERSON", "Qorbun"), ("PLACE", "Velmoor")]
    assert found(dutch, text) == expected


def test_findings_carry_the_name_and_the_score_of_the_engine(dutch):
    (recognizer,) = extra_recognizers(dutch, "nl")
    (result,) = recognizer.analyze("dag Qorbun", ["PERSON"])
    assert result.recognition_metadata["recognizer_name"] == f"engine {dutch}"
    assert result.score == 0.6


def test_labels_that_identify_no_one_are_left_out(dutch):
    assert found(dutch, "dat is echt Velmoors daar") == []


def test_only_the_kinds_asked_for_are_given(dutch):
    (recognizer,) = extra_recognizers(dutch, "nl")
    results = recognizer.analyze("Qorbun uit Velmoor", ["PLACE"])
    assert [result.entity_type for result in results] == ["PLACE"]


def test_the_rules_find_what_they_found_without_the_engine(dutch):
    text = "Bel mevrouw De Vries op 06-12345678, zei Qorbun."
    alone = engine().analyze(text, "nl")
    both = engine().analyze(text, "nl", ad_hoc_recognizers=extra_recognizers(dutch, "nl"))
    spans = {(r.entity_type, r.start, r.end) for r in both}
    assert {(r.entity_type, r.start, r.end) for r in alone} <= spans


def test_an_engine_is_for_its_own_language(dutch):
    assert extra_recognizers(dutch, "en") == []


def test_a_pipeline_of_many_languages_is_for_both_and_loaded_once(tmp_path):
    setting = f"spacy:{write_pipeline(tmp_path / 'many')}"
    (dutch,), (english,) = extra_recognizers(setting, "nl"), extra_recognizers(setting, "en")
    assert dutch._model is english._model
    assert found(setting, "I met Qorbun", "en") == [("PERSON", "Qorbun")]


def test_auto_takes_what_is_installed(installed):
    assert f"spacy:{installed}" in installed_engines("nl")
    assert f"spacy:{installed}" not in installed_engines("en")
    assert Engine("spacy", installed) in parse_engines("auto")
    assert found(f"spacy:{installed}", "dag Qorbun") == [("PERSON", "Qorbun")]
    assert ("PERSON", "Qorbun") in found("auto", "dag Qorbun")


def test_looking_what_is_installed_imports_nothing(installed):
    installed_engines("nl")
    parse_engines(f"spacy:{installed}, auto")
    assert installed not in sys.modules


def test_where_nothing_is_installed_auto_is_silent(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("STANZA_RESOURCES_DIR", "nowhere")
    forget()
    with warnings.catch_warnings(action="error"):
        assert parse_engines("auto") == ()
        assert extra_recognizers("auto", "nl") == []
        assert installed_engines("nl") == installed_engines("en") == []


def test_several_engines_are_joined_by_commas_and_each_counts_once(tmp_path):
    one, two = (f"spacy:{write_pipeline(tmp_path / name)}" for name in "ab")
    engines = parse_engines(f" {one} ,{two},, none,{one}")
    assert [str(engine) for engine in engines] == [one, two]


def test_no_setting_is_no_engine():
    assert parse_engines("") == parse_engines(" none ") == ()
    assert extra_recognizers("", "nl") == []


@pytest.mark.parametrize("setting", ["flair:nl", "nl_core_news_lg", "spacy:", ":x", "auto;none"])
def test_what_is_no_engine_is_refused(setting):
    with pytest.raises(InputError, match="is no engine"):
        check_engines(setting)


@given(st.text())
def test_any_setting_is_read_or_refused_in_words(setting):
    try:
        engines = parse_engines(setting)
    except InputError:
        engines = ()
    assert engines == () or "auto" in setting.lower()


def test_a_model_that_is_not_there_is_refused(tmp_path):
    for model in ("nl_core_news_nothing", tmp_path, tmp_path / "nothing"):
        with pytest.raises(InputError, match="is not on this computer"):
            parse_engines(f"auto, spacy:{model}")


def test_a_package_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    for setting in ("stanza:nl", "gliner:folder", "transformers:folder"):
        with pytest.raises(InputError, match="which is not installed"):
            parse_engines(setting)


def test_a_pipeline_of_another_language_is_refused(tmp_path):
    with pytest.raises(InputError, match="neither Dutch nor English"):
        parse_engines(f"spacy:{write_pipeline(tmp_path / 'german', 'de')}")


def test_a_pipeline_that_finds_no_names_is_refused(tmp_path):
    folder = write_pipeline(tmp_path / "dates", patterns=[("DATE", "morgen")])
    with pytest.raises(InputError, match="has no label for persons"):
        extra_recognizers(f"spacy:{folder}", "nl")


def test_a_damaged_model_is_refused(tmp_path):
    folder = write_pipeline(tmp_path / "damaged")
    (folder / "config.cfg").write_text("[nlp")
    with pytest.raises(InputError, match="cannot be loaded"):
        extra_recognizers(f"spacy:{folder}", "nl")


def test_an_engine_that_fails_on_a_text_stops_the_search_and_tells_no_words(tmp_path):
    folder = write_pipeline(tmp_path / "broken")
    pipeline = spacy.load(folder)
    pipeline.add_pipe("kwalicode_test_breaks")
    pipeline.to_disk(folder)
    with pytest.raises(InputError, match="cannot read a text") as caught:
        found(f"spacy:{folder}", "dag Qorbun")
    assert "Qorbun" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_marks_and_line_ends_are_in_no_finding(tmp_path):
    over = [{"TEXT": "Qorbun"}, {"IS_ALPHA": False, "OP": "+"}, {"TEXT": "Trenka"}]
    setting = f"spacy:{write_pipeline(tmp_path / 'over', patterns=[('PER', over)])}"
    parts = [("PERSON", "Qorbun"), ("PERSON", "Trenka")]
    assert found(setting, "dag Qorbun ██████ Trenka") == parts
    assert found(setting, "dag Qorbun\nTrenka") == parts
    assert found(setting, "dag Qorbun - Trenka") == [("PERSON", "Qorbun - Trenka")]


def test_half_a_word_found_is_a_whole_word_hidden(tmp_path):
    # spaCy cuts the English 'cannot' into two tokens.
    setting = f"spacy:{write_pipeline(tmp_path / 'half', 'en', [('PER', 'can')])}"
    assert found(setting, "I cannot", "en") == [("PERSON", "cannot")]


def test_names_everywhere_in_a_long_text_are_found_once(dutch):
    text = "\n".join(f"{'bla ' * (i % 7)}Qorbun, ja." for i in range(6_000))
    (recognizer,) = extra_recognizers(dutch, "nl")
    results = recognizer.analyze(text, ["PERSON"])
    assert [text[r.start : r.end] for r in results] == ["Qorbun"] * 6_000
    assert len({r.start for r in results}) == 6_000


@given(st.text(alphabet="ab .\n-é👩" + "█"), st.integers(8, 40))
def test_every_short_stretch_lies_whole_in_a_piece_that_answers_for_it(text, size):
    parts = list(pieces(text, size))
    owned = "".join(text[p.own_start : p.own_end] for p in parts)
    assert "".join(owned.split()) == "".join(text.split())
    width = size // 8
    fragments = [i for i, char in enumerate(text) if not char.isspace()]
    for start in fragments:
        end = start + len(text[start : start + width].rstrip())
        assert any(p.own_start <= start < p.own_end and end <= p.end for p in parts)


def test_a_word_without_end_is_cut_into_pieces_too():
    parts = list(pieces("a" * 100_000, 80))
    assert max(p.end - p.start for p in parts) <= 80 * 40
    assert parts[-1].own_end == 100_000


def test_the_setting_of_a_study_adds_the_engine_to_the_vote_and_to_no_other_text(dutch):
    text = "Toen kwam Qorbun dus."
    found = detect(text, "nl", known={}, refused=(), layers=Layers(engines=dutch))
    assert any(f.recognizer.startswith("engine ") for f in found)
    without = detect(text, "nl", known={}, refused=())
    assert not any(f.recognizer.startswith("engine ") for f in without)
