"""Groups of passages or open answers that have no code yet: read them, then code some at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Coding, Language, PassKind
from kwalicode.store import suggest_groups as stored
from kwalicode.store.codebook import add_named_code, find_code_named, find_codes
from kwalicode.store.codings import add_codings
from kwalicode.store.files import Database
from kwalicode.store.occurrences import find_texts
from kwalicode.store.pass_documents import pass_for
from kwalicode.store.study import Study
from kwalicode.store.suggestions import Suggested, Target, take
from kwalicode.suggest.clusters import Groups, group, reduced
from kwalicode.suggest.embeddings import local_model, told
from kwalicode.suggest.features import features
from kwalicode.suggest.names import most_typical, typical_words
from kwalicode.workflows.code_words import lemmas_of
from kwalicode.workflows.passages import Covered, Passage, passages_of
from kwalicode.workflows.suggestions.kinds import require

ENGINE, VERSION = (
    "words and pieces of words, 100 dimensions, centred, linked by average cosine",
    "2",
)
_ALL_READ = 0.05
Progress = Callable[[float], object]


class Source(NamedTuple):
    """What can be grouped together.

    Attributes:
        source: '' for interviews and documents, else the id of a question.
        wording: Of the question; '' for interviews and documents.
        n_documents: In this language.
    """

    source: str
    wording: str
    language: Language
    n_documents: int


def find_sources(study: Study) -> list[Source]:
    """List what can be grouped: interviews and documents, and each open question, by language."""
    with study.read() as db:
        listed = stored.find_listed(db)
    counts: dict[tuple[str, str, str], int] = {}
    for one in listed:
        key = (one.source, one.wording, one.language)
        counts[key] = counts.get(key, 0) + 1
    return [
        Source(source, wording, "en" if language == "en" else "nl", n)
        for (source, wording, language), n in counts.items()
    ]


class Grouped(NamedTuple):
    """Passages and the groups they fell into.

    Attributes:
        passages: In reading order.
        titles: Of their documents, by id.
        groups: See `suggest.clusters.Groups`; an entry for each passage.
        words: Typical of each group.
        typical: Places of the three passages in the midst of each group.
        engine: What grouped them, with the model it used if there was one.
    """

    passages: tuple[Passage, ...]
    titles: Mapping[str, str]
    groups: Groups
    words: tuple[tuple[str, ...], ...]
    typical: tuple[tuple[int, ...], ...]
    engine: str = ENGINE

    def members(self, number: int) -> list[int]:
        """Give the places of the passages of a group, the most typical first; -1 for those apart.

        What lies far from its group is apart too.
        """
        apart = self.groups.outliers | (self.groups.labels < 0)
        own = apart if number < 0 else (self.groups.labels == number) & ~apart
        return sorted(own.nonzero()[0].tolist(), key=lambda i: (-self.groups.nearness[i], i))


def uncoded_passages(study: Study, source: Source, *, coder: str) -> list[Passage]:
    """List what has no code yet that the coder may see, and is not barred, in reading order."""
    with study.read() as db:
        chosen = _documents(db, source)
        texts = [one for one in find_texts(db) if one.document_id in chosen]
        spans = stored.find_covered(db, coder=coder)
    covered = {document_id: Covered(spans.get(document_id, ())) for document_id in chosen}
    return [one for one in passages_of(texts) if not covered[one.document_id].touches(one)]


def _documents(db: Database, source: Source) -> dict[str, str]:
    """Give the titles of the documents of a source, by id."""
    return {
        one.document_id: one.title
        for one in stored.find_listed(db)
        if one.source == source.source and one.language == source.language
    }


def group_passages(
    study: Study,
    source: Source,
    n_groups: int,
    *,
    coder: str,
    progress: Progress = lambda _share: None,
) -> Grouped:
    """Group what has no code yet.

    Args:
        study: The study.
        source: One of `find_sources`.
        n_groups: How many groups; no measure knows the right number.
        coder: Who looks.
        progress: Told the share that is done, 0 to 1; may raise to stop the work.

    Raises:
        AccessError: The study does not want these suggestions.
        UndefinedError: There is too little to group, or all says the same.
    """
    with study.read() as db:
        require(db, "group")
        titles = _documents(db, source)
    passages = uncoded_passages(study, source, coder=coder)
    progress(_ALL_READ)
    texts = [one.text for one in passages]

    def counted(n_done: int, n_texts: int) -> None:
        progress(_ALL_READ + 0.25 * n_done / max(1, n_texts))

    model = local_model(source.language)
    found = features(texts, source.language, progress=counted, model=model)
    points = reduced(found.joined())
    progress(0.55)
    groups = group(
        points,
        n_groups,
        progress=lambda share: progress(0.55 + 0.4 * share),
    )
    words = typical_words([lemmas_of(text, source.language) for text in texts], groups.labels)
    typical = most_typical(groups.labels, groups.nearness)
    progress(1.0)
    return Grouped(
        tuple(passages),
        titles,
        groups,
        tuple(tuple(one) for one in words),
        tuple(tuple(one) for one in typical),
        told(ENGINE, source.language),
    )


def code_passages(
    study: Study,
    grouped: Grouped,
    places: Sequence[int],
    code: str,
    *,
    coder: str,
    kind: PassKind = "open",
) -> int:
    """Give passages of a group one code as one step, each with its origin.

    Args:
        study: The study.
        grouped: What they were grouped in.
        places: Their numbers in it.
        code: Id of a code, or the name of a code; one that does not exist yet is made.
        coder: Who codes.
        kind: The kind of pass it belongs to; what is kept out of the open one goes to the axial.

    Returns:
        How many codings were made.

    Raises:
        AccessError: The study does not want these suggestions.
        InputError: Nothing is ticked, the name is empty or too long, or a text changed meanwhile.
        ConflictError: All of them were coded or barred meanwhile; if some were, these are left out.
    """
    if not places or not code.strip():
        raise InputError("Tick at least one passage and choose a code or type a new one.")
    with study.write(coder, "code group") as db:
        require(db, "group")
        code_id = _code(db, code.strip(), coder)
        made = {
            place: Coding(str(uuid4()), one.document_id, code_id, coder, *one[1:], pass_id=pass_id)
            for place, one, pass_id in _still_free(db, grouped, places, kind, coder)
        }
        if not made:
            raise ConflictError("These passages were coded or barred meanwhile; make groups anew.")
        add_codings(db, list(made.values()))
        for place, coding in made.items():
            score = float(grouped.groups.nearness[place])
            suggested = Suggested("group", grouped.engine, VERSION, score)
            take(db, suggested, Target(coding_id=coding.coding_id), coder=coder)
    return len(made)


def _still_free(
    db: Database, grouped: Grouped, places: Sequence[int], kind: PassKind, coder: str
) -> Iterator[tuple[int, Passage, int]]:
    """Give what nobody coded or barred since, with the pass that it is coded in."""
    covered = {one: Covered(spans) for one, spans in stored.find_covered(db, coder=coder).items()}
    passes: dict[str, int] = {}
    for place in places:
        one = grouped.passages[place]
        if one.document_id not in passes:
            passes[one.document_id] = pass_for(db, one.document_id, kind)
        if one.document_id not in covered or not covered[one.document_id].touches(one):
            yield place, one, passes[one.document_id]


def _code(db: Database, code: str, coder: str) -> str:
    """Give the id of a code, which is made where it does not exist yet."""
    if code in {one.code_id for one in find_codes(db)}:
        return code
    if known := find_code_named(db, code, None):
        return known.code_id
    return add_named_code(db, code, coder=coder)
