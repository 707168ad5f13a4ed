import hashlib
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from kwalicode.model import Code, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.documents import add_version
from kwalicode.store.key import Key, create_key
from kwalicode.store.study import Study, create_study

settings.register_profile("kwalicode", deadline=None, derandomize=True)
settings.load_profile("kwalicode")

PASSPHRASE, KEY_PASSPHRASE = "correct horse", "battery staple"

TEXT = (
    "Hoe is het hier?\nIk durfde niets te zeggen 👩‍👩‍👧. Echt niet.\nWaarom niet?\nHet hoort erbij."
)


@pytest.fixture(scope="session", autouse=True)
def remembered() -> Iterator[None]:
    """Work out once what is the same each time: it is most of what a page or a command costs.

    A passphrase with its salt gives the same key, and what Streamlit reads about every installed
    package for each `AppTest`, to look for components, does not change meanwhile.
    """
    slow = ((hashlib, "pbkdf2_hmac"), (manifest_scanner, "scan_component_manifests"))
    with pytest.MonkeyPatch.context() as patch:
        for module, name in slow:
            patch.setattr(module, name, cache(getattr(module, name)))
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory) -> tuple[Study, Key]:
    """An empty study and its key file, closed: to stretch two passphrases takes half a second."""
    path = tmp_path_factory.mktemp("template") / "study.kwali"
    with (
        create_study(path, PASSPHRASE, name="Noorderhaven") as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        return study, key


def copied(file, folder):
    """Open a copy of a file with the key that was derived for it."""
    return type(file)(Path(shutil.copy2(file.path, folder)), file._raw_key)


@pytest.fixture
def study(templates, tmp_path) -> Iterator[Study]:
    with copied(templates[0], tmp_path) as study:
        yield study


@pytest.fixture
def key(templates, study) -> Iterator[Key]:
    """The key file beside the study."""
    with copied(templates[1], study.path.parent) as key:
        yield key


@pytest.fixture
def document(study) -> Document:
    """A signed-off document of four turns, and three codes: fear, silence and work."""
    starts = [0, *(i + 1 for i, c in enumerate(TEXT) if c == "\n")]
    ends = [*(i for i, c in enumerate(TEXT) if c == "\n"), len(TEXT)]
    turns = tuple(
        Turn(start, end, "respondent 3" if i % 2 else "interviewer", is_interviewer=i % 2 == 0)
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    document = Document("d1", "Gesprek 1", "interview", "nl", TEXT, turns, version=1)
    with study.write("ana", "sign off") as db:
        add_version(db, document, coder="ana", role_labels={"respondent 3": "ambtenaar"})
        for i, name in enumerate(("fear", "silence", "work")):
            add_code(db, Code(name, name, None, i), coder="ana")
    return document


def role_labels(db) -> dict[str, str]:
    """Give the role label of each case, by pseudonym."""
    return dict(db.execute("SELECT pseudonym, role_label FROM cases").fetchall())
