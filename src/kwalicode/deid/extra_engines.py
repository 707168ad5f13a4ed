"""Engines that a researcher has installed beside kwalicode, as recognizers of our engine.

Each adds what it finds to what the rules find and takes nothing away. Presidio's own engines are
not used: they fetch a model that is missing, and the one for transformers goes on as if nothing
was there when a piece of text cannot be read.
"""

import importlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from kwalicode.deid.engine_setting import (
    SPACY_PIPELINES,
    Engine,
    parse_engines,
    reads,
    stanza_folder,
)
from kwalicode.deid.marks import FILLER
from kwalicode.errors import InputError
from kwalicode.model import IdentifierKind, Language
from kwalicode.text import uncovered

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")
_UNUSED = ["parser", "tagger", "morphologizer", "attribute_ruler", "lemmatizer"]
_SCORE, _LEAST_SCORE = 0.6, 0.3
"""For engines that do not say how sure they are, and below which one is not heard."""

_LABELS = {
    IdentifierKind.PERSON: "PER PERS PERSON PERSONNAME NAME FIRSTNAME GIVENNAME LASTNAME SURNAME "
    "PATIENT STAFF DOCTOR HCW",
    IdentifierKind.PLACE: "LOC LOCATION PLACE GPE FAC CITY STATE COUNTRY",
    IdentifierKind.ORGANISATION: "ORG ORGANIZATION ORGANISATION COMPANY HOSP HOSPITAL",
    IdentifierKind.ADDRESS: "ADDRESS STREET STREETADDRESS",
    IdentifierKind.POSTCODE: "POSTCODE ZIPCODE",
    IdentifierKind.PHONE: "PHONE PHONENUMBER TELEPHONENUM",
    IdentifierKind.EMAIL: "EMAIL EMAILADDRESS",
}
# Not here: NORP, MISC, dates, ages and figures. Our rules know which of those identify someone.
_KIND_OF = {label: kind for kind, labels in _LABELS.items() for label in labels.split()}
_ASKED = ["person", "location", "organization"]  # GLiNER is told what to look for

_FRAGMENT = re.compile(r"\w{1,40}|[^\w\s]")
_NOT_IN_A_NAME = re.compile(rf"[{FILLER}\n]+")


class Found(NamedTuple):
    """What an engine finds at `[start, end)` of what it reads, in code points."""

    start: int
    end: int
    label: str
    score: float = _SCORE


class Model(NamedTuple):
    """A loaded engine.

    Attributes:
        read: Finds what is in one piece of text.
        piece: The most fragments of words that it is given at once.
        labels: Every label that it knows.
    """

    read: Callable[[str], Iterable[Found]]
    piece: int
    labels: Iterable[str]


class Piece(NamedTuple):
    """A part `[start, end)` of a text that answers for `[own_start, own_end)` of it."""

    start: int
    end: int
    own_start: int
    own_end: int


def extra_recognizers(setting: str, language: Language) -> list[EntityRecognizer]:
    """Load the engines that are for a language, once in a process.

    Args:
        setting: See `kwalicode.deid.engine_setting.parse_engines`.
        language: Of the texts that they are to read.

    Raises:
        InputError: As `parse_engines`, or a model cannot be loaded or knows no names.
    """
    return list(_recognizers(setting, language))


@cache
def _recognizers(setting: str, language: Language) -> tuple[EntityRecognizer, ...]:
    """Look once in a process, not at every text, what is installed."""
    engines = parse_engines(setting)
    return tuple(EngineRecognizer(e, language) for e in engines if reads(e, language))


class EngineRecognizer(EntityRecognizer):
    """An engine as Presidio knows recognizers; it reads the text itself and no tokens."""

    def __init__(self, engine: Engine, language: Language) -> None:
        self._engine, self._model = engine, _loaded(engine)
        self._name = f"engine {engine}"
        kinds = [kind.name for kind in _LABELS]
        super().__init__(kinds, name=self._name, supported_language=language)

    def load(self) -> None:
        """Nothing to load: the model was, before Presidio asks."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,  # noqa: ARG002  # Presidio's signature
    ) -> list[RecognizerResult]:
        """Let the engine read the text in pieces; see `EntityRecognizer.analyze`.

        Raises:
            InputError: The engine cannot read the text; going on without it would be a leak.
        """
        try:
            found = sorted(set(_findings(text, self._model)))
        except Exception:  # noqa: BLE001  # it is raised again, in our words
            # Libraries raise anything, and what they say may hold a participant's words.
            raise InputError(
                "The engine {engine} cannot read a text; take it out of the setting and look for "
                "identifying text again.",
                engine=self._engine,
            ) from None
        return [self._result(item) for item in found if _KIND_OF[item.label].name in entities]

    def _result(self, found: Found) -> RecognizerResult:
        return RecognizerResult(
            entity_type=_KIND_OF[found.label].name,
            start=found.start,
            end=found.end,
            score=found.score,
            recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: self._name},
        )


def _findings(text: str, model: Model) -> Iterator[Found]:
    """Read all pieces; give whole words under plain labels, without marks and line ends."""
    for piece in pieces(text, model.piece):
        for found in model.read(text[piece.start : piece.end]):
            label = _plain(found.label)
            start, end = piece.start + found.start, piece.start + found.end
            is_own = start < piece.own_end and end > piece.own_start
            if is_own and label in _KIND_OF and found.score >= _LEAST_SCORE:
                for part in _names_in(text, *_whole_words(text, start, end)):
                    yield Found(*part, label, found.score)


def _plain(label: str) -> str:
    """'B-PER' and 'phone number' as they stand in the table."""
    return re.sub(r"^[BILSUE]-|[\W_]", "", label.upper())


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a finding to whole words: half a name hides no one."""
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return start, end


def _names_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    borders = [match.span() for match in _NOT_IN_A_NAME.finditer(text, start, end)]
    return uncovered((start, end), text, borders)


def pieces(text: str, size: int) -> Iterator[Piece]:
    """Cut a text into pieces that overlap, so that every name lies whole in one of them.

    Args:
        text: Any text.
        size: The most fragments in a piece: signs, and words or 40 letters of a longer one.
    """
    fragments = [match.span() for match in _FRAGMENT.finditer(text)]
    margin = size // 8
    step = size - 2 * margin
    for first in range(0, len(fragments), step):
        last = min(first + step, len(fragments))
        seen = fragments[max(0, first - margin) : last + margin]
        yield Piece(seen[0][0], seen[-1][1], fragments[first][0], fragments[last - 1][1])


@cache
def _loaded(engine: Engine) -> Model:
    try:
        model = _LOADERS[engine.package](engine.model)
    except Exception as error:  # libraries raise anything
        raise InputError(
            "The engine {engine} cannot be loaded; it may be damaged, incomplete or made for "
            "another version of {package}.",
            engine=engine,
            package=engine.package,
        ) from error
    if not any(_plain(label) in _KIND_OF for label in model.labels):
        raise InputError(
            "The engine {engine} has no label for persons, places or organisations; choose a "
            "model that finds names.",
            engine=engine,
        )
    return model


def _imported(package: str) -> Any:
    """Import a library that would look for its models elsewhere, if it were not told not to."""
    os.environ.update(dict.fromkeys(_OFFLINE, "1"))
    return importlib.import_module(package)


def _spacy(model: str) -> Model:
    import spacy

    # Pipelines of the known names find names without these, several times faster.
    pipeline = spacy.load(model, exclude=_UNUSED if model in SPACY_PIPELINES else [])

    def read(text: str) -> Iterator[Found]:
        for entity in pipeline(text).ents:
            yield Found(entity.start_char, entity.end_char, entity.label_)

    return Model(read, 5_000, [label for known in pipeline.pipe_labels.values() for label in known])


def _stanza(language: str) -> Model:
    pipeline = _imported("stanza").Pipeline(
        language,
        dir=str(stanza_folder(language)),
        processors="tokenize,ner",
        download_method=None,
        use_gpu=False,
        verbose=False,
    )

    def read(text: str) -> Iterator[Found]:
        for entity in pipeline(text).ents:
            yield Found(entity.start_char, entity.end_char, entity.type)

    return Model(read, 2_000, _KIND_OF)


def _gliner(folder: str) -> Model:
    model = _imported("gliner").GLiNER.from_pretrained(folder, local_files_only=True)

    def read(text: str) -> Iterator[Found]:
        for entity in model.predict_entities(text, _ASKED, threshold=_LEAST_SCORE):
            yield Found(entity["start"], entity["end"], entity["label"], float(entity["score"]))

    return Model(read, 100, _ASKED)


def _transformers(folder: str) -> Model:
    library = _imported("transformers")
    tokenizer = library.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = library.AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True)
    # Without a length and a stride the end of a long piece would be left unread.
    positions = getattr(model.config, "max_position_embeddings", 514) - 2
    tokenizer.model_max_length = min(tokenizer.model_max_length, positions, 512)
    classify = library.pipeline(
        "token-classification",
        model=model,
        tokenizer=tokenizer,
        aggregation_strategy="simple",
        stride=tokenizer.model_max_length // 8,
        device="cpu",
    )

    def read(text: str) -> Iterator[Found]:
        for entity in classify(text):
            start, end, score = int(entity["start"]), int(entity["end"]), float(entity["score"])
            yield Found(start, end, entity["entity_group"], score)

    return Model(read, 2_000, model.config.id2label.values())


_LOADERS: dict[str, Callable[[str], Model]] = {
    "spacy": _spacy,
    "stanza": _stanza,
    "gliner": _gliner,
    "transformers": _transformers,
}
