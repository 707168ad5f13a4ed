"""More like this: passages without a code that resemble a code, or one of its segments."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple
from uuid import uuid4
from weakref import WeakKeyDictionary

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Coding, Language, PassKind
from kwalicode.store.codebook import get_code
from kwalicode.store.codings import add_coding
from kwalicode.store.files import Database
from kwalicode.store.occurrences import find_documents, find_texts
from kwalicode.store.pass_documents import offered_documents, pass_for
from kwalicode.store.study import Study
from kwalicode.store.suggest_groups import find_covered
from kwalicode.store.suggest_rows import CodedRow, find_coded, text_state
from kwalicode.store.suggestions import Suggested, Target, find_refused_segments, refuse, take
from kwalicode.suggest import alike
from kwalicode.suggest.embeddings import local_model, told
from kwalicode.suggest.features import Features, Matrix, features
from kwalicode.workflows.passages import Covered, Passage, Span, passages_of
from kwalicode.workflows.suggestions.kinds import require

ENGINE, VERSION = "words and pieces of words, Rocchio", "2"
Progress = Callable[[float], object]


class Candidate(NamedTuple):
    """A passage that resembles the examples.

    Attributes:
        title: Of its document.
        language: Of its document.
        score: Cosine, at most 1.
        words: What makes it alike, as a dictionary lists it; what weighs most first.
        places: Where these words stand in its text.
    """

    passage: Passage
    title: str
    language: Language
    score: float
    words: tuple[str, ...]
    places: tuple[Span, ...]


class Alikes(NamedTuple):
    """What resembles a code.

    Attributes:
        candidates: The most alike first, at most 200.
        n_examples: Segments that are looked for.
        n_refused: Passages that were refused for this code before.
        n_free: Passages in the language of the examples that have no code yet.
    """

    candidates: list[Candidate]
    n_examples: int
    n_refused: int
    n_free: int


class _Prepared(NamedTuple):
    state: tuple[int, ...]
    passages: list[Passage]
    found: Features
    everything: Matrix


_KEPT: "WeakKeyDictionary[Study, dict[Language, _Prepared]]" = WeakKeyDictionary()
"""The passages of open studies as numbers; they go when the study is closed."""
_LOCK = Lock()
_COUNTED = 0.5  # how much of the work it is to count words


def find_alike(
    study: Study,
    code_id: str,
    *,
    coder: str,
    coding_id: str | None = None,
    kind: PassKind = "open",
    progress: Progress = lambda _share: None,
) -> Alikes:
    """Look for passages without a code that resemble the segments of a code and its name.

    Args:
        study: The open study.
        code_id: The code.
        coder: Who looks: what is hidden from them counts nowhere.
        coding_id: Look for more like this segment of the code alone.
        kind: Only documents that take part in passes of this kind are looked through.
        progress: Told the share that is done, 0 to 1; may raise to stop the work.

    Raises:
        AccessError: The study does not want these suggestions.
        NotFoundError: The code is gone.
        InputError: The code has no segment yet, or too few words to go by.
    """
    with study.read() as db:
        require(db, "alike")
        code = get_code(db, code_id)
        coded = find_coded(db, coder=coder, code_id=code_id)
        covered = find_covered(db, coder=coder)
        offered = offered_documents(db, kind)
        refused = {
            (one.document_id, one.start, one.end)
            for one in find_refused_segments(db, ["alike"])
            if one.code_id == code_id
        }
        titles = {one.document_id: one.title for one in find_documents(db)}
    examples = [one for one in coded if coding_id in (None, one.coding_id)]
    language = _language_of(examples)
    looked_for = [one.text for one in examples]
    _check_words(looked_for, language)
    if coding_id is None:
        # What a code is called says what belongs to it: one more example.
        looked_for.append(code.name)
    prepared = _prepare(study, language, progress)
    spans = {document_id: Covered(some) for document_id, some in covered.items()}
    none = Covered([])
    free, away = [], []
    for row, one in enumerate(prepared.passages):
        if one[:3] in refused:
            away.append(row)
        elif one.document_id in offered and not spans.get(one.document_id, none).touches(one):
            free.append(row)
    ranked = alike.rank_alike(
        prepared.found,
        prepared.everything,
        prepared.found.of(looked_for),
        prepared.found.of([prepared.passages[row].text for row in away]),
        among=free,
    )
    candidates = []
    for row, score, words in ranked:
        passage = prepared.passages[row]
        places = tuple(alike.places_of(passage.text, words, language))
        candidates.append(
            Candidate(passage, titles[passage.document_id], language, score, words, places)
        )
    return Alikes(candidates, len(examples), len(away), len(free))


def _language_of(examples: Sequence[CodedRow]) -> Language:
    if not examples:
        raise InputError(
            "This code has no segment yet that resembles anything; code a few segments first."
        )
    n_english = sum(one.language == "en" for one in examples)
    return "en" if n_english * 2 > len(examples) else "nl"


def _check_words(texts: Sequence[str], language: Language) -> None:
    if not alike.enough_words(texts, language):
        raise InputError(
            "The segments hold too few words to look for more like them; choose a code with "
            "longer segments, or code a few more first."
        )


def _prepare(study: Study, language: Language, progress: Progress) -> _Prepared:
    """Bring all passages of a language to numbers, once for as long as the texts are the same."""
    with _LOCK:
        kept = _KEPT.setdefault(study, {})
        with study.read() as db:
            state = text_state(db)
            if language in kept and kept[language].state == state:
                return kept[language]
            texts = [one for one in find_texts(db) if (one.language == "en") == (language == "en")]
        passages = list(passages_of(texts))
        found = features(
            [one.text for one in passages],
            language,
            progress=lambda n_done, n: progress(_COUNTED * n_done / max(1, n)),
            model=local_model(language),
        )
        progress(_COUNTED)
        kept[language] = _Prepared(state, passages, found, found.meant())
        return kept[language]


def take_alike(
    study: Study, code_id: str, candidate: Candidate, *, coder: str, kind: PassKind = "open"
) -> str:
    """Code a passage because it resembles others, with where that came from, as one step.

    Returns:
        The id of the coding.

    Raises:
        AccessError: The study does not want these suggestions any more.
        NotFoundError: The code is gone.
        ConflictError: Somebody gave it this code meanwhile, or it may not be used.
    """
    coding_id, one = str(uuid4()), candidate.passage
    with study.write(coder, "take suggestion") as db:
        require(db, "alike")
        if _is_coded(db, code_id, one, coder):
            raise ConflictError("This passage has this code already; go on with the next one.")
        get_code(db, code_id)
        pass_id = pass_for(db, one.document_id, kind)
        coding = Coding(coding_id, one.document_id, code_id, coder, *one[1:], pass_id=pass_id)
        add_coding(db, coding)
        take(db, _suggested(candidate), Target(coding_id=coding_id), coder=coder)
    return coding_id


def _is_coded(db: Database, code_id: str, one: Passage, coder: str) -> bool:
    found = find_coded(db, coder=coder, code_id=code_id)
    return any((row.document_id, row.start, row.end) == one[:3] for row in found)


def refuse_alike(study: Study, code_id: str, candidate: Candidate, *, coder: str) -> None:
    """Keep that a passage does not belong to a code; what is proposed next moves away from it.

    Raises:
        AccessError: The study does not want these suggestions any more.
    """
    one = candidate.passage
    with study.write(coder, "refuse suggestion") as db:
        require(db, "alike")
        target = Target(code_id=code_id, segment=one[:3])
        refuse(db, _suggested(candidate), target, coder=coder)


def _suggested(candidate: Candidate) -> Suggested:
    # Rounded: history keeps fifteen digits, and undo compares with what is stored.
    engine = told(ENGINE, candidate.language)
    return Suggested("alike", engine, VERSION, round(candidate.score, 6))
