"""Make the demo study from the readable files in `sample_data/`."""

import csv
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from kwalicode.model import Coding, IdentifierKind
from kwalicode.store import findings
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import document_text
from kwalicode.store.key import Key, create_key
from kwalicode.store.saturation import Choice
from kwalicode.store.sources import get_release, get_source
from kwalicode.store.study import Study, create_study
from kwalicode.text import OffsetMap, normalise
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.demo.passes import Ids, add_open_codes, go_through_passes
from kwalicode.workflows.demo.quotes import add_quotes
from kwalicode.workflows.demo.sources import (
    add_people,
    add_survey,
    check_with_participant,
    record_consents,
    tell_facts,
)
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.naming import Namer
from kwalicode.workflows.review import accept_surface
from kwalicode.workflows.saturation.acts import choose
from kwalicode.workflows.subjects import confirm, find_subjects

DEMO_NAME = "demo.kwali"
DEMO_PASSPHRASE, DEMO_KEY_PASSPHRASE = "demo-demo", "demo-key"
CODERS = ("Anouk", "Bram")

Progress = Callable[[float], None]


def create_demo(folder: Path, *, progress: Progress) -> Study:
    """Make the demo study in a folder: eleven interviews coded, three documents still to review.

    The open and the axial pass are closed, the thematic one is going on. Of a survey in two
    versions one question is coded, another one waits. The quotes of the register are in every
    state, and some have a hit to settle.

    Args:
        folder: Where `demo.kwali` and `demo.kwalikey` are made; it must exist.
        progress: Told the share that is done, 0 to 1.
    """
    samples = shipped_folder("sample_data")
    told = {path.stem: _read_yaml(path) for path in (samples / "demo").glob("*.yaml")}
    book = _read_yaml(shipped_folder("codebooks") / "social-safety.yaml")
    study = create_study(folder / DEMO_NAME, DEMO_PASSPHRASE, name="Noorderhaven (demo)")
    with create_key(study, DEMO_KEY_PASSPHRASE) as key:
        ids = add_open_codes(study, book, told["passes"], coders=CODERS)
        interviews, documents = _import_texts(key, samples, told, ids)
        sources, lead = told["sources"], CODERS[0]
        record_consents(study, key, sources, ids, coder=lead)
        choose(study, Choice(), coder=lead)
        reviewed = _Reviewed(study, key, samples, ids, progress)
        reviewed.review(interviews)
        reviewed.code(interviews)
        for codings in sorted((samples / "demo" / "second").glob("*.csv")):
            _add_codings(study, key, codings, ids, coder=CODERS[1])
        add_people(study, key, sources, ids, coder=lead)
        answers = add_survey(study, key, sources, samples / "survey", ids, coder=lead)
        reviewed.review(answers)
        reviewed.code(answers)
        go_through_passes(study, book, told["passes"], ids, coders=CODERS)
        check_with_participant(study, key, sources, ids, coder=lead)
        tell_facts(study, key, sources, ids, coder=lead)
        add_quotes(study, key, told["quotes"], ids, coder=lead)
        _confirm_links(key, coder=lead)
        detect_findings(key, ids["document", documents[-1]], coder=lead)
    progress(1.0)
    return study


def _import_texts(
    key: Key, samples: Path, told: Mapping[str, Any], ids: Ids
) -> tuple[list[str], list[str]]:
    """Import interviews and documents, and give their names; their ids are added."""
    patterns = (("interviews", "nl-*"), ("interviews", "en-*"), ("documents", "doc-*"))
    paths = [path for folder, names in patterns for path in sorted((samples / folder).glob(names))]
    asking = told["sources"]["interviewers"]
    previews = [
        with_roles(
            preview_file(path.name, path.read_bytes()),
            asking.get(path.stem, ()),
            told["roles"].get(path.stem, ""),
        )
        for path in paths
    ]
    source_ids = import_documents(key, previews, coder=CODERS[0])
    for path, source_id in zip(paths, source_ids, strict=True):
        ids["document", path.stem] = source_id
    stems = [path.stem for path in paths]
    interviews = [stem for stem in stems if not stem.startswith("doc")]
    return interviews, [stem for stem in stems if stem.startswith("doc")]


class _Reviewed:
    """Reviews and codes sources, by turns of both coders."""

    def __init__(self, study: Study, key: Key, samples: Path, ids: Ids, progress: Progress) -> None:
        self.study, self.key, self.samples, self.ids = study, key, samples, ids
        self.progress = progress
        self._n_done, self._n_all = 0, 2 * len(list((samples / "demo" / "codings").glob("*.csv")))

    def review(self, stems: Sequence[str]) -> None:
        for coder, stem in zip(cycle(CODERS), stems, strict=False):
            self._tell()
            source_id = self.ids["document", stem]
            detect_findings(self.key, source_id, coder=coder)
            identifiers = self.samples / "identifiers" / f"{stem}.csv"
            _review(self.key, source_id, identifiers, coder=coder)

    def code(self, stems: Sequence[str]) -> None:
        for coder, stem in zip(cycle(CODERS), stems, strict=False):
            self._tell()
            source_id = self.ids["document", stem]
            sign_off(self.study, self.key, source_id, coder=coder, look_elsewhere=False)
            codings = self.samples / "demo" / "codings" / f"{stem}.csv"
            _add_codings(self.study, self.key, codings, self.ids, coder=coder)

    def _tell(self) -> None:
        self.progress(self._n_done / self._n_all)
        self._n_done += 1


def shipped_folder(name: str) -> Path:
    """Give a folder that ships with kwalicode, installed with the package or in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / name
    return installed if installed.is_dir() else package.parents[1] / name


def _read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _review(key: Key, source_id: str, path: Path, *, coder: str) -> None:
    """Decide as a careful reviewer would: mask what was planted, leave the rest as it is."""
    rows = sorted(_rows(path), key=lambda row: -len(row["text"]))
    with key.write(coder, "demo review", undoable=False) as db:
        source = get_source(db, source_id)
        for finding in findings.find_findings(db, source_id):
            findings.decide(db, finding.finding_id, "refused")
        namer = Namer(db)
        for row in rows:
            accept_surface(namer, source, row["text"], IdentifierKind(row["kind"]))


def _confirm_links(key: Key, *, coder: str) -> None:
    """Confirm who is who, as a careful reviewer would, but for those who may be several."""
    for subject in find_subjects(key):
        if not any(use.reason == "several" for use in subject.names):
            confirm(key, subject.pseudonym.pseudonym_id, coder=coder)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: normalise(cell) for name, cell in row.items()} for row in csv.DictReader(file)
        ]


def _add_codings(study: Study, key: Key, path: Path, ids: Ids, *, coder: str) -> None:
    """Put codings whose words are given as they stand in the raw file, by way of the release."""
    source_id = ids["document", path.stem]
    with key.read() as db:
        source = get_source(db, source_id)
        moved = OffsetMap(get_release(db, source_id, source.review_number))
    with study.write(coder, "demo codings", undoable=False) as db:
        text = document_text(db, source_id)
        for row in _rows(path):
            start = source.text.index(row["text"])
            start, end = moved.forward(start, start + len(row["text"]))
            coding_id, code_id = str(uuid4()), ids["code", row["code"]]
            words = text[start:end]
            add_coding(db, Coding(coding_id, source_id, code_id, coder, start, end, words))
            ids.setdefault(("coding", f"{path.stem} {row['code']}"), coding_id)
