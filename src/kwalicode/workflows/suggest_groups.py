"""Groups of passages or open answers that have no code yet: read them, then code some at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.model import Language, PassKind
from kwalicode.store import suggest_groups as stored
from kwalicode.store.codebook import find_code_named, find_codes
from kwalicode.store.files import Database
from kwalicode.store.pass_documents import takes_part
from kwalicode.store.study import Study
from kwalicode.store.suggestions import Suggested, Target, take
from kwalicode.suggest.clusters import Groups, group, reduced
from kwalicode.suggest.features import features
from kwalicode.suggest.names import most_typical, typical_words
from kwalicode.workflows.code_words import lemmas_of
from kwalicode.workflows.coding_acts import coding_acts
from kwalicode.workflows.sentences import sentence_spans
from kwalicode.workflows.suggestions import require

ENGINE, VERSION = "words and signs, 100 dimensions, linked by Ward or average cosine", "1"
LONGEST = 400  # code points of a passage of an interview; a longer turn is cut between sentences
_ALL_READ = 0.05
Span = tuple[int, int]
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


class Passage(NamedTuple):
    """A stretch of words without a code."""

    document_id: str
    title: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Where it stands, as one word."""
        return f"{self.document_id}-{self.start}-{self.end}"


class Grouped(NamedTuple):
    """Passages and the groups they fell into.

    Attributes:
        passages: In reading order.
        groups: See `suggest.clusters.Groups`; an entry for each passage.
        words: Typical of each group.
        typical: Places of the three passages in the midst of each group.
    """

    passages: tuple[Passage, ...]
    groups: Groups
    words: tuple[tuple[str, ...], ...]
    typical: tuple[tuple[int, ...], ...]

    def members(self, number: int) -> list[int]:
        """Give the places of the passages of a group, the most typical first; -1 for those apart.

        What lies far from its group is apart too.
        """
        apart = self.groups.outliers | (self.groups.labels < 0)
        own = apart if number < 0 else (self.groups.labels == number) & ~apart
        return sorted(own.nonzero()[0].tolist(), key=lambda i: (-self.groups.nearness[i], i))


def uncoded_passages(study: Study, source: Source, *, coder: str) -> list[Passage]:
    """List what has no code yet that the coder may see, and is not barred, in reading order.

    An open answer is one passage; a turn of an interview is cut between sentences.
    """
    with study.read() as db:
        listed = [
            one
            for one in stored.find_listed(db)
            if one.source == source.source and one.language == source.language
        ]
        said = stored.find_said(db, [one.document_id for one in listed])
        covered = stored.find_covered(db, coder=coder)
    return [
        Passage(one.document_id, one.title, start, start + len(words), words)
        for one in listed
        for start, words in _free(
            _all_pieces(said.get(one.document_id, ()), is_whole=bool(source.source)),
            covered.get(one.document_id, ()),
        )
    ]


def _all_pieces(turns: Sequence[tuple[int, str]], *, is_whole: bool) -> Iterator[tuple[int, str]]:
    for at, words in turns:
        for start, end in _pieces(words, at, is_whole=is_whole):
            yield start, words[start - at : end - at]


def _pieces(words: str, at: int, *, is_whole: bool) -> Iterator[Span]:
    if is_whole:
        start = at + len(words) - len(words.lstrip())
        end = at + len(words.rstrip())
        if start < end:
            yield start, end
        return
    first, last = -1, -1
    for start, end in sentence_spans(words):
        if first >= 0 and end - first > LONGEST:
            yield at + first, at + last
            first = -1
        first = start if first < 0 else first
        last = end
    if first >= 0:
        yield at + first, at + last


def _free(pieces: Iterator[tuple[int, str]], covered: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Leave out what touches something covered; both come in order of their start."""
    place, reach = 0, 0
    for start, words in pieces:
        while place < len(covered) and covered[place][0] < start + len(words):
            reach = max(reach, covered[place][1])
            place += 1
        if reach <= start:
            yield start, words


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
    passages = uncoded_passages(study, source, coder=coder)
    progress(_ALL_READ)
    texts = [one.text for one in passages]

    def counted(n_done: int, n_texts: int) -> None:
        progress(_ALL_READ + 0.25 * n_done / max(1, n_texts))

    found = features(texts, source.language, progress=counted)
    points = reduced(found.joined())
    progress(0.55)
    groups = group(
        points,
        n_groups,
        source.language,
        progress=lambda share: progress(0.55 + 0.4 * share),
    )
    words = typical_words([lemmas_of(text, source.language) for text in texts], groups.labels)
    typical = most_typical(groups.labels, groups.nearness)
    progress(1.0)
    return Grouped(
        tuple(passages),
        groups,
        tuple(tuple(one) for one in words),
        tuple(tuple(one) for one in typical),
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
        ConflictError: A passage was barred meanwhile.
    """
    if not places or not code.strip():
        raise InputError("Tick at least one passage and choose a code or type a new one.")
    with study.write(coder, "code group") as db:
        require(db, "group")
        code_id, fresh = _code(db, code.strip())
        for place in places:
            one = grouped.passages[place]
            mark_id = str(uuid4())
            pass_kind: PassKind = kind if takes_part(db, one.document_id, kind) else "axial"
            coding_acts(one.document_id, coder)["add"](
                db,
                {
                    "mark_id": mark_id,
                    "code_id": code_id,
                    **({"new_code": {"name": fresh}} if fresh else {}),
                    "start": one.start,
                    "end": one.end,
                    "text": one.text,
                    "pass_kind": pass_kind,
                },
            )
            fresh = ""
            score = float(grouped.groups.nearness[place])
            suggested = Suggested("group", ENGINE, VERSION, score)
            take(db, suggested, Target(coding_id=mark_id), coder=coder)
    return len(places)


def _code(db: Database, code: str) -> tuple[str, str]:
    """Give the id of a code and, where it is to be made, its name."""
    if code in {one.code_id for one in find_codes(db)}:
        return code, ""
    known = find_code_named(db, code, None)
    return (known.code_id, "") if known else (str(uuid4()), code)
