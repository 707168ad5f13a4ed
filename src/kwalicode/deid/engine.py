"""One Presidio `AnalyzerEngine` for both languages; it needs no download and opens no socket.

Our rules are Presidio recognizers like any other, so another recognizer, such as one with a
trained model that a researcher has installed, can be added to the registry of the same engine.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.tokens import Doc

from kwalicode.deid.known import NameIndex
from kwalicode.deid.page import Page, Recognizer, together
from kwalicode.deid.recognizers import RECOGNIZERS
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


class PageArtifacts(NlpArtifacts):
    """What Presidio hands to every recognizer of one text: here, its page."""

    def __init__(self, page: Page, tokens: Doc, engine: "PageEngine") -> None:
        super().__init__([], tokens, [], [], engine, page.language)
        self.page = page


class PageEngine(NlpEngine):  # type: ignore[misc,unused-ignore]  # untyped in some releases
    """Reads a text once into a page. Its spaCy pipelines are blank: nothing is downloaded."""

    def __init__(self) -> None:
        self._pipelines: dict[str, Any] = {}

    def load(self) -> None:
        """Make the blank pipelines."""
        self._pipelines = {language: spacy.blank(language) for language in LANGUAGES}

    def is_loaded(self) -> bool:
        """Tell whether the pipelines are there."""
        return bool(self._pipelines)

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Make the page of a text; no tokens, because none of our rules reads them."""
        known: Language = "nl" if language == "nl" else "en"
        return PageArtifacts(Page(text, known), Doc(self._pipelines[language].vocab), self)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,  # noqa: ARG002  # Presidio's signature
        n_process: int = 1,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Make the pages of several texts."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Tell whether spaCy counts a word among the stop words."""
        return word.lower() in self._pipelines[language].Defaults.stop_words

    def is_punct(self, word: str, language: str) -> bool:
        """Tell whether a token is punctuation."""
        return bool(self._pipelines[language].vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """No entities come from the pipeline itself."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Both languages of the interface."""
        return list(LANGUAGES)


class RuleRecognizer(EntityRecognizer):
    """One of our rules as Presidio knows recognizers."""

    def __init__(self, rule: Recognizer, language: Language, name: str) -> None:
        self._rule = rule
        kinds = [kind.name for kind in IdentifierKind]
        super().__init__(kinds, name=name, supported_language=language)

    def load(self) -> None:
        """Nothing to load: lists are read when they are first needed."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Let the rule read the page; see `EntityRecognizer.analyze`."""
        page = getattr(nlp_artifacts, "page", None)
        language: Language = "nl" if self.supported_language == "nl" else "en"
        found = self._rule(page if isinstance(page, Page) else Page(text, language))
        return [_result(finding) for finding in found if finding.kind.name in entities]


def _result(finding: Finding) -> RecognizerResult:
    return RecognizerResult(
        entity_type=finding.kind.name,
        start=finding.start,
        end=finding.end,
        score=finding.score,
        recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: finding.recognizer},
    )


class _NoContext(ContextAwareEnhancer):
    """Our rules look at the words around a finding themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # noqa: ARG002  # Presidio's signature
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,  # noqa: ARG002
        recognizers: list[EntityRecognizer],  # noqa: ARG002
        context: list[str] | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Leave the scores as they are."""
        return raw_results


@cache
def engine() -> AnalyzerEngine:
    """Make the engine, once in a process, with the dictionaries that it needs for every text."""
    for language in LANGUAGES:
        is_word("qqqq", language)
    # One for all: around each recognizer Presidio takes as long as a rule does.
    rules = [RuleRecognizer(together(*RECOGNIZERS), language, "rules") for language in LANGUAGES]
    registry = RecognizerRegistry(rules, supported_languages=list(LANGUAGES))
    return AnalyzerEngine(
        registry,
        PageEngine(),
        supported_languages=list(LANGUAGES),
        context_aware_enhancer=_NoContext(),
    )


@cache
def _learned(language: Language) -> RuleRecognizer:
    from kwalicode.deid.learned import NAME, find_learned

    return RuleRecognizer(find_learned, language, NAME)


def analyze(  # the interface of the room; each is needed
    text: str,
    language: Language,
    index: NameIndex,
    reason: str,
    *,
    learned: bool = True,
    engines: str = "",
) -> list[Finding]:
    """Run every recognizer, and the names that are known, over a text.

    Args:
        text: With marks hidden; see `kwalicode.deid.marks`.
        language: Which recognizers run.
        index: Names to be found everywhere, with score 1.
        reason: The name that findings of `index` carry as their recognizer.
        learned: Whether the learned layer takes part; nothing of it is loaded where it does not.
        engines: Engines of the user's own that take part; see `engine_setting`.

    Returns:
        Findings in no order; they may overlap.
    """
    known = RuleRecognizer(lambda page: index.find(page, reason, 1.0), language, reason)
    extra: list[EntityRecognizer] = [known, _learned(language)] if learned else [known]
    if engines:
        from kwalicode.deid.extra_engines import extra_recognizers

        extra += extra_recognizers(engines, language)
    results = engine().analyze(text, language, ad_hoc_recognizers=extra)
    return [_finding(result) for result in results]


def _finding(result: RecognizerResult) -> Finding:
    name = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, "")
    kind = IdentifierKind[result.entity_type]
    return Finding(result.start, result.end, kind, float(result.score), str(name))
