"""Findings in texts outside a study: JSON lines in, JSON lines out, on all cores."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, NamedTuple, get_args

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import Finding, IdentifierKind, Language
from kwalicode.store.key import Key
from kwalicode.workflows.lists import StudyLayer, study_layer

TYPES: Mapping[IdentifierKind, str] = {
    **{kind: kind.name for kind in IdentifierKind},
    IdentifierKind.PLACE: "LOCATION",
    IdentifierKind.ORGANISATION: "ORGANIZATION",
    IdentifierKind.PLATE: "LICENSE_PLATE",
    IdentifierKind.NUMBER: "ID",
    # An unknown name may be anyone's or anything's: no type but ID leaves that open.
    IdentifierKind.NAME_LIKE: "ID",
    # Flags of sensitive passages are not asked for here.
    IdentifierKind.SENSITIVE: "ID",
}
"""Kinds by the names that other tools for de-identification use for them."""

LAYERS = ("patterns", "names and lists", "learned layer", "catch-all", "study", "engine")
_STUDY, _LEARNED, _NUMBERS = "accepted before", "learned", "unknown number"
_ALL_LAYERS = deid.Layers()
_NONE: Mapping[str, IdentifierKind] = {}
_LISTED = frozenset(
    (
        IdentifierKind.PERSON,
        IdentifierKind.PLACE,
        IdentifierKind.ORGANISATION,
        IdentifierKind.PARTY,
        IdentifierKind.DEPARTMENT,
        IdentifierKind.FUNCTION,
    )
)

MAX_BYTES = 1_000_000
"""Of one line; the words of a whole day of interviews take less."""
_BATCH = 50_000


class Text(NamedTuple):
    """One line of the input."""

    text_id: str | int
    language: Language
    text: str


def write_findings(
    source: Path,
    target: Path,
    *,
    key: Key | None = None,
    n_processes: int | None = None,
    layers: deid.Layers = _ALL_LAYERS,
    progress: Callable[[float], None] = lambda _: None,
) -> int:
    """Look for identifying text in every line of a file and write where it stands.

    Each text is looked through on its own, so neither the order of the lines nor the number of
    processes changes what is found in it. The target is written in full or not at all.

    Args:
        source: JSON lines `{"id", "lang", "text"}`; other fields are passed over.
        target: Becomes JSON lines `{"id", "spans"}` in the same order, each span
            `{"start", "end", "type", "score", "layer"}` with offsets in code points of the text
            as it was given, `type` one of `TYPES` and `layer` one of `LAYERS`.
        key: Of a study whose accepted and listed names are found too, whose refused ones and those
            that may stay are not, and whose settings count.
        n_processes: All cores if left out; a small file takes fewer.
        layers: Which layers take part beside the rules.
        progress: Told the share that is done, 0 to 1.

    Returns:
        The number of texts.

    Raises:
        InputError: A line is not as it should be, an engine is not there, or the target cannot be
            written.
    """
    from joblib import Parallel, cpu_count, delayed

    texts = read_texts(source)
    deid.check_engines(layers.engines)
    study = _study_layer(key, layers)
    batches = list(_batches(texts))
    n_processes = max(1, min(n_processes or cpu_count(), len(batches)))
    with _written_whole(source, target) as file:
        pool = Parallel(n_jobs=n_processes, return_as="generator")
        results = pool(delayed(_lines)(batch, study) for batch in batches)
        for n_done, lines in enumerate(results, 1):
            file.writelines(lines)
            progress(n_done / len(batches))
    return len(texts)


def read_texts(path: Path) -> list[Text]:
    """Read JSON lines of texts; empty lines are passed over.

    Raises:
        InputError: A line is too long, no UTF-8, no JSON object, or lacks a field.
    """
    with path.open("rb") as file:
        lines = iter(lambda: file.readline(MAX_BYTES + 1), b"")
        return [_text(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def _text(line: bytes, number: int) -> Text:
    values = _object(line, number)
    for field, kinds in {"id": (str, int), "lang": (str,), "text": (str,)}.items():
        if type(values.get(field)) not in kinds:
            raise InputError(
                "Line {line} has no '{field}' that can be used; give each line an id, a lang and "
                "a text.",
                line=number,
                field=field,
            )
    if values["lang"] not in get_args(Language):
        raise InputError("The 'lang' of line {line} is not known; write nl or en.", line=number)
    return Text(values["id"], values["lang"], values["text"])


def _object(line: bytes, number: int) -> dict[str, Any]:
    if len(line) > MAX_BYTES:
        raise InputError(
            "Line {line} is longer than {most} MB; split its text over more lines.",
            line=number,
            most=MAX_BYTES // 1_000_000,
        )
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            "Line {line} is not UTF-8; save the file as UTF-8.", line=number
        ) from error
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise InputError(
            "Line {line} is not a JSON object; write one with id, lang and text on each line.",
            line=number,
        )
    return values


def _study_layer(key: Key | None, layers: deid.Layers) -> StudyLayer:
    """Give what a study knows and how it looks; of its layers those that are asked for too."""
    if key is None:
        return StudyLayer({}, (), {}, layers)
    with key.read() as db:
        study = study_layer(db)
    learned = layers.learned and study.layers.learned
    return study._replace(layers=deid.Layers(learned, layers.engines or study.layers.engines))


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Take texts together, so that a process gets work worth its start."""
    batch: list[Text] = []
    n_characters = 0
    for text in texts:
        batch.append(text)
        n_characters += len(text.text)
        if n_characters >= _BATCH:
            yield batch
            batch, n_characters = [], 0
    if batch:
        yield batch


def _lines(batch: Sequence[Text], study: StudyLayer) -> list[str]:
    lines = []
    for text_id, language, text in batch:
        spans = find_spans(text, language, **study._asdict())
        lines.append(json.dumps({"id": text_id, "spans": spans}) + "\n")
    return lines


def find_spans(
    text: str,
    language: Language,
    *,
    known: Mapping[str, IdentifierKind],
    refused: Collection[str],
    stays: Mapping[str, IdentifierKind] = _NONE,
    layers: deid.Layers = _ALL_LAYERS,
) -> list[dict[str, Any]]:
    """Find identifying text in a text of any form; see `deid.detect`.

    What is found does not depend on how accents are stored; offsets count code points of the
    text as given.
    """
    found = deid.detect(text, language, known=known, refused=refused, stays=stays, layers=layers)
    return [_span(finding) for finding in found]


def _span(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "type": TYPES[finding.kind],
        "score": round(finding.score, 3),
        "layer": layer_of(finding),
    }


def layer_of(finding: Finding) -> str:
    """Tell which of `LAYERS` found something.

    A name-like suggestion of the catch-all is a guess for the reviewer: its type is ID, which
    says that it may identify someone but not how, and its score is below 0.4. It is no PERSON:
    of the guesses that the other layers leave, most are none (docs/deid.md).
    """
    if finding.recognizer == _STUDY:
        return "study"
    if finding.recognizer.startswith("engine "):
        return "engine"
    if finding.recognizer == _LEARNED:
        return "learned layer"
    if finding.kind == IdentifierKind.NAME_LIKE or finding.recognizer == _NUMBERS:
        return "catch-all"
    return "names and lists" if finding.kind in _LISTED else "patterns"


@contextmanager
def _written_whole(source: Path, target: Path) -> Iterator[IO[str]]:
    """Open a file beside the target that takes its place only when all is written."""
    target = target.resolve()
    try:
        if target.exists() and (not target.is_file() or target.samefile(source)):
            raise FileExistsError
        file = NamedTemporaryFile(  # noqa: SIM115  closed below, before it is renamed
            "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=".", delete=False
        )
    except OSError as error:
        raise _cannot_be_written(target) from error
    part = Path(file.name)
    try:
        with file:
            yield file
        part.replace(target)
    except OSError as error:
        raise _cannot_be_written(target) from error
    finally:
        part.unlink(missing_ok=True)


def _cannot_be_written(target: Path) -> InputError:
    return InputError("{file} cannot be written; choose another folder or name.", file=target.name)
