"""Make the demo study from the readable files in `sample_data/`."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from kwalicode.model import Coding, IdentifierKind
from kwalicode.store import findings
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import document_text
from kwalicode.store.key import Key, create_key
from kwalicode.store.sources import get_release, get_source
from kwalicode.store.study import Study, create_study
from kwalicode.text import OffsetMap, normalise
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.demo_passes import Ids, add_open_codes, go_through_passes
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.naming import Namer
from kwalicode.workflows.review import accept_surface
from kwalicode.workflows.subjects import confirm, find_subjects

DEMO_NAME = "demo.kwali"
DEMO_PASSPHRASE, DEMO_KEY_PASSPHRASE = "demo-demo", "demo-key"
CODERS = ("Anouk", "Bram")

Progress = Callable[[float], None]


def create_demo(folder: Path, *, progress: Progress) -> Study:
    """Make the demo study in a folder: ten interviews coded, three documents still to review.

    The open and the axial pass are closed, the thematic one is going on.

    Args:
        folder: Where `demo.kwali` and `demo.kwalikey` are made; it must exist.
        progress: Told the share that is done, 0 to 1.
    """
    samples = shipped_folder("sample_data")
    roles, told = (_read_yaml(samples / "demo" / f"{name}.yaml") for name in ("roles", "passes"))
    book = _read_yaml(shipped_folder("codebooks") / "social-safety.yaml")
    study = create_study(folder / DEMO_NAME, DEMO_PASSPHRASE, name="Noorderhaven (demo)")
    with create_key(study, DEMO_KEY_PASSPHRASE) as key:
        ids = add_open_codes(study, book, told, coders=CODERS)
        paths = [
            path
            for folder, names in (
                ("interviews", "nl-*"),
                ("interviews", "en-*"),
                ("documents", "*"),
            )
            for path in sorted((samples / folder).glob(names))
        ]
        previews = [
            with_roles(preview_file(path.name, path.read_bytes()), (), roles.get(path.stem, ""))
            for path in paths
        ]
        source_ids = import_documents(key, previews, coder=CODERS[0])
        interviews = [
            (path, source_id, samples / "demo" / "codings" / f"{path.stem}.csv")
            for path, source_id in zip(paths, source_ids, strict=True)
        ]
        coded = [interview for interview in interviews if interview[2].exists()]
        for done, (path, source_id, _) in enumerate(coded):
            progress(done / len(coded) / 2)
            coder = CODERS[done % len(CODERS)]
            detect_findings(key, source_id, coder=coder)
            _review(key, source_id, samples / "identifiers" / f"{path.stem}.csv", coder=coder)
        for done, (_, source_id, codings) in enumerate(coded):
            progress(0.5 + done / len(coded) / 2)
            coder = CODERS[done % len(CODERS)]
            sign_off(study, key, source_id, coder=coder, look_elsewhere=False)
            ids["document", codings.stem] = source_id
            _add_codings(study, key, codings, ids, coder=coder)
        for codings in sorted((samples / "demo" / "second").glob("*.csv")):
            _add_codings(study, key, codings, ids, coder=CODERS[1])
        go_through_passes(study, book, told, ids, coders=CODERS)
        _confirm_links(key, coder=CODERS[0])
        detect_findings(key, source_ids[-1], coder=CODERS[0])
    progress(1.0)
    return study


def shipped_folder(name: str) -> Path:
    """Give a folder that ships with kwalicode, installed with the package or in a checkout."""
    package = Path(__file__).parents[1]
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
