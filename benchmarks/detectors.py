"""What can look for identifying text: our own detection, whole and by layer, and that of others."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import NamedTuple

from kwalicode import deid
from kwalicode.model import Language
from kwalicode.workflows.findings import LAYERS, TYPES, find_spans, layer_of


class Span(NamedTuple):
    """Code points `[start, end)` of a text and what they identify."""

    start: int
    end: int
    type: str


Find = Callable[[str], Iterable[Span]]


def whole(language: Language) -> Find:
    """Make our own detection as `kwalicode findings` does it."""

    def find(text: str) -> Iterator[Span]:
        for span in find_spans(text, language, known={}, refused=()):
            yield Span(span["start"], span["end"], span["type"])

    return find


def rules(language: Language) -> Find:
    """Make our own detection without the learned layer, for where speed matters more."""
    layers = deid.Layers(learned=False)

    def find(text: str) -> Iterator[Span]:
        for f in deid.detect(text, language, known={}, refused=(), layers=layers):
            yield Span(f.start, f.end, TYPES[f.kind])

    return find


def find_by_part(text: str, language: Language) -> dict[str, list[Span]]:
    """Give what each of `PARTS` of our own detection finds; every rule runs once."""
    from kwalicode.deid.engine import analyze
    from kwalicode.deid.known import NameIndex
    from kwalicode.deid.marks import readable
    from kwalicode.deid.spans import merged

    plain, back = readable(text, language)
    every = analyze(plain, language, NameIndex({}), "", learned=True)
    found = [replace(f, start=s, end=e) for f in every for s, e in [back(f.start, f.end)]]
    return {
        part: [
            Span(f.start, f.end, TYPES[f.kind])
            for f in merged((f for f in found if layer_of(f) in names), text)
        ]
        for part, names in PARTS.items()
    }


def presidio(language: Language) -> Find:
    """Make Presidio with its own recognizers, on a blank pipeline whose lemmas are the words."""
    import spacy
    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from spacy.tokens import Doc

    @spacy.Language.component("words as lemmas")
    def words_as_lemmas(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.lower_
        return doc

    class BlankEngine(SpacyNlpEngine):
        def load(self) -> None:  # the engine itself would download a pipeline
            self.nlp = {language: spacy.blank(language)}
            self.nlp[language].add_pipe("words as lemmas")

    # It would look for a newer list of domain endings on the network.
    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    nlp = BlankEngine([{"lang_code": language, "model_name": "blank"}])
    nlp.load()
    registry = RecognizerRegistry(supported_languages=[language])
    registry.load_predefined_recognizers([language], nlp)
    engine = AnalyzerEngine(registry, nlp, supported_languages=[language])
    types = {"EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "IBAN_CODE": "IBAN"}
    types |= {"DATE_TIME": "DATE"}

    def find(text: str) -> Iterator[Span]:
        for result in engine.analyze(text, language):
            name = types.get(result.entity_type, result.entity_type)
            yield Span(result.start, result.end, name if name in TYPES.values() else "ID")

    return find


def deduce(_: Language) -> Find:
    """Make Deduce with all its lists; after its install, the first start takes minutes."""
    logging.basicConfig(level=logging.ERROR)  # or Deduce sets every logger to DEBUG
    from deduce import Deduce

    engine = Deduce()
    types = {"persoon": "PERSON", "patient": "PERSON", "locatie": "LOCATION"}

    def find(text: str) -> Iterator[Span]:
        for found in engine.deidentify(text).annotations:
            yield Span(int(found.start_char), int(found.end_char), types.get(found.tag, found.tag))

    return find


_LAYERS = tuple(layer for layer in LAYERS if layer not in {"study", "engine"})
PARTS: dict[str, tuple[str, ...]] = {
    **{f"{layer} alone": (layer,) for layer in _LAYERS},
    **{f"without {layer}": tuple(x for x in _LAYERS if x != layer) for layer in _LAYERS},
}
"""The layers of each part of our own detection that is measured: each alone, all but each."""
OTHERS: dict[str, Callable[[Language], Find]] = {
    "Presidio as installed": presidio,
    "Deduce": deduce,
}
OURS: dict[str, Callable[[Language], Find]] = {
    "kwalicode, rules only": rules,
    "kwalicode": whole,
}


def others(language: Language) -> list[str]:
    """Name the systems of others that can be measured here in a language."""
    has_deduce = language == "nl" and find_spec("deduce") is not None
    return [name for name in OTHERS if name != "Deduce" or has_deduce]
