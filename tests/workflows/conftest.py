"""Conversations as they are brought in, reviewed, signed off and coded."""

from itertools import count
from uuid import uuid4

import pytest

from kwalicode.model import Code, Coding
from kwalicode.store.codebook import add_code, find_codes
from kwalicode.store.codings import add_coding, find_codings, verify_codings
from kwalicode.store.documents import get_document
from kwalicode.store.findings import find_findings
from kwalicode.store.key import open_key
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.sources import find_speakers, get_source
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.demo.make import DEMO_KEY_PASSPHRASE, create_demo
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.review import apply_review
from workflows.team import person, sources, team_key, team_study, worked_on  # noqa: F401


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demo study, its key file, and what was told of its progress; made once, to be read."""
    told = []
    folder = tmp_path_factory.mktemp("demo")
    with (
        create_demo(folder, progress=told.append) as study,
        open_key(study, DEMO_KEY_PASSPHRASE) as key,
    ):
        yield study, key, told


@pytest.fixture
def talk():
    """Make a file in which one participant says each of some lines."""
    number = count()

    def make(*lines, label="Marloes", role_label="ambtenaar"):
        # The numbers make every file another one.
        said = [f"Femke: Vraag {next(number)}?\n{label}: {line}\n" for line in (*lines, "Nou ja.")]
        return with_roles(preview_file("x.txt", "".join(said).encode()), ["Femke"], role_label)

    return make


@pytest.fixture
def import_all(key):
    """Import files and give the ids of their sources."""
    return lambda *previews: import_documents(key, previews, coder="ana")


@pytest.fixture
def bring(key, talk, import_all):
    """Import one conversation and look through it; see `talk`."""

    def bring(*lines, detect=True, **who):
        (source_id,) = import_all(talk(*lines, **who))
        if detect:
            detect_findings(key, source_id, coder="ana")
        return source_id

    return bring


@pytest.fixture
def raw(key):
    """Give the raw text of a source."""

    def raw(source_id):
        with key.read() as db:
            return get_source(db, source_id).text

    return raw


@pytest.fixture
def pseudonyms(key):
    """Give the pseudonym of each label of a source, such as ('respondent', 3)."""

    def pseudonyms(source_id):
        with key.read() as db:
            found = {
                label: get_pseudonym(db, pseudonym_id)
                for label, (_, pseudonym_id) in find_speakers(db, source_id).items()
            }
        return {label: (p.series, p.number) for label, p in found.items()}

    return pseudonyms


@pytest.fixture
def found(key):
    """Give the findings of a source in reading order, or those of one surface."""

    def found(source_id, surface=None):
        with key.read() as db:
            everything = find_findings(db, source_id)
        return [f for f in everything if surface in {None, f.surface}]

    return found


@pytest.fixture
def send(study, key):
    """Send one operation as the page does and return the error sentences of what was refused."""

    def send(source_id, act, coder="ana", **fields):
        operation = {"id": str(uuid4()), "op": act, **fields}
        outcome = apply_review(study, key, source_id, [operation], coder=coder)
        assert len(outcome.stored) + len(outcome.refused) == 1
        return [str(error) for _, error in outcome.refused]

    return send


@pytest.fixture
def decide(found, send):
    """Do something with the first finding of a surface; it must not be refused."""

    def decide(source_id, act, surface, **fields):
        mark_id = found(source_id, surface)[0].finding_id
        assert send(source_id, act, mark_id=mark_id, **fields) == []

    return decide


@pytest.fixture
def add(raw, send):
    """Mark words by hand; it must not be refused."""

    def add(source_id, words, kind="person", *, coder="ana", **more):
        start = raw(source_id).index(words)
        span = {"start": start, "end": start + len(words), "text": words}
        mark = {"mark_id": str(uuid4()), "code_id": kind}
        assert send(source_id, "add", coder, **mark, **span, **more) == []

    return add


@pytest.fixture
def accept(found, send):
    """Accept the first open finding of a surface and give its pseudonym."""

    def accept(source_id, surface, **more):
        waiting = [f for f in found(source_id, surface) if f.state == "proposed"]
        assert send(source_id, "accept", mark_id=waiting[0].finding_id, **more) == []
        return found(source_id, surface)[0].pseudonym

    return accept


@pytest.fixture
def release(study, key):
    """Sign off a source and give its document."""
    return lambda source_id: sign_off(study, key, source_id, coder="ana")


@pytest.fixture
def code(study):
    """Let Bo put a code, or a highlight, on words of a document."""

    def code(document_id, words, code_id=None, *, start=None):
        with study.write("bo", "add") as db:
            place = get_document(db, document_id).text.index(words) if start is None else start
            if code_id and code_id not in {code.code_id for code in find_codes(db)}:
                add_code(db, Code(code_id, code_id, None, 0), coder="bo")
            span = (place, place + len(words), words)
            add_coding(db, Coding(str(uuid4()), document_id, code_id, "bo", *span))

    return code


@pytest.fixture
def coded(study):
    """Give the words of all codings of a document, each checked to stand where it says."""

    def coded(document_id):
        with study.write("bo", "verify") as db:
            text = get_document(db, document_id).text
            assert verify_codings(db, document_id) == []
            codings = find_codings(db, document_id)
        assert all(text[c.start : c.end] == c.text for c in codings)
        return [coding.text for coding in codings]

    return coded
