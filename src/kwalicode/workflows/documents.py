"""Import files: read, let a person correct what was read, then keep all of them or none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kwalicode import deid
from kwalicode.errors import InputError, KwalicodeError
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.model import Facts, Language, Speaker, Transcript
from kwalicode.store.bundles import delete_empty_bundles
from kwalicode.store.documents import delete_documents
from kwalicode.store.facts import save_facts, save_mail
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import names_by_pseudonym, new_pseudonym
from kwalicode.store.sources import add_source, delete_source, find_titles, speaker_series
from kwalicode.store.study import Study
from kwalicode.text import folded

_TITLES: Mapping[Language, Mapping[str, str]] = {
    "nl": {"interview": "Gesprek", "document": "Document", "survey answer": "Antwoord"},
    "en": {"interview": "Interview", "document": "Document", "survey answer": "Answer"},
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be imported; nothing of it is stored yet.

    Attributes:
        speakers: One for each label in the turns, in order of appearance.
        title: How the team will call it; a free one is given where it is empty.
        mail: Head of a mail by field, kept in the key file.
        place: Tells it from a document of the same bundle with the same words.
    """

    file_name: str
    content: bytes
    transcript: Transcript
    speakers: tuple[Speaker, ...]
    title: str = ""
    facts: Facts = field(default_factory=Facts)
    mail: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


def preview_file(file_name: str, content: bytes) -> Preview:
    """Read a file and say who seems to speak in it.

    Raises:
        InputError: The file cannot be read; the sentence says why and what to do.
    """
    return as_preview(file_name, content, read_document(file_name, content))


def as_preview(file_name: str, content: bytes, transcript: Transcript) -> Preview:
    """Give a file that was read with who seems to speak in it."""
    asks = {turn.speaker: turn.is_interviewer for turn in transcript.turns if turn.speaker}
    speakers = tuple(Speaker(label, is_interviewer=flag) for label, flag in asks.items())
    return Preview(file_name, content, transcript, speakers)


def correct_preview(
    preview: Preview, speakers: Mapping[str, Speaker], *, language: Language
) -> Preview:
    """Apply what a person corrected before the import.

    Args:
        preview: As read.
        speakers: Old label to what it should be; two labels with one new label become one
            speaker. An empty new label says that nobody speaks there.
        language: The language of the text.
    """
    kept: dict[str, Speaker] = {}
    labels = {"": ""}
    for speaker in preview.speakers:
        corrected = speakers.get(speaker.label, speaker)
        label = labels[speaker.label] = corrected.label.strip()
        if label:
            kept.setdefault(label, replace(corrected, label=label))
    nobody = Speaker("")
    turns = tuple(
        replace(
            turn,
            speaker=labels[turn.speaker],
            is_interviewer=kept.get(labels[turn.speaker], nobody).is_interviewer,
        )
        for turn in preview.transcript.turns
    )
    transcript = replace(preview.transcript, turns=turns, language=language)
    return replace(preview, transcript=transcript, speakers=tuple(kept.values()))


def import_documents(key: Key, previews: Sequence[Preview], *, coder: str) -> list[str]:
    """Keep files in the key file, all of them or none, and return their source ids.

    Raises:
        ConflictError: One of them is in the study already.
    """
    with key.write(coder, "import documents", undoable=False) as db:
        return add_previews(db, previews, coder=coder)


def add_previews(db: Database, previews: Sequence[Preview], *, coder: str) -> list[str]:
    """Keep files inside a write on the key file; see `import_documents`."""
    titles = find_titles(db) | {preview.title for preview in previews}
    source_ids = []
    for preview in previews:
        title = preview.title or next_title(preview.transcript, titles)
        titles.add(title)
        source_id = add_source(
            db,
            preview.transcript,
            title=title,
            file=(preview.file_name, preview.content, preview.place),
            speakers=_numbered(db, preview),
            coder=coder,
        )
        save_facts(db, source_id, preview.facts)
        if preview.mail:
            save_mail(db, source_id, preview.mail)
        source_ids.append(source_id)
    return source_ids


def _numbered(db: Database, preview: Preview) -> list[tuple[Speaker, int]]:
    """Give each speaker the pseudonym of the same person in other sources, or a new one.

    A participant is known again by a full name only: two people may be called Roos. Of the few
    who interview, the label will do.
    """
    numbered: list[tuple[Speaker, int]] = []
    for speaker in preview.speakers:
        series = speaker_series(speaker)
        taken = {pseudonym_id for _, pseudonym_id in numbered}
        people = names_by_pseudonym(db, (series,))
        others = {key: names for key, names in people.items() if key not in taken}
        known = None
        if speaker.is_interviewer:
            known = _same_label(speaker, others)
        if known is None and (speaker.is_interviewer or " " in speaker.label):
            language = preview.transcript.language
            known = deid.link_person(speaker.label, others, language=language).person_id
        numbered.append((speaker, known or new_pseudonym(db, series).pseudonym_id))
    return numbered


def _same_label(speaker: Speaker, people: Mapping[int, set[str]]) -> int | None:
    wanted = folded(speaker.label)
    found = [key for key, names in people.items() if wanted in {folded(name) for name in names}]
    return found[0] if len(found) == 1 else None


def next_title(transcript: Transcript, titles: Collection[str]) -> str:
    """Give the next free title that says nothing of the file, such as 'Gesprek 4'."""
    word = _TITLES[transcript.language][transcript.kind]
    number = 1
    while f"{word} {number}" in titles:
        number += 1
    return f"{word} {number}"


def find_files(paths: Iterable[Path], endings: Sequence[str] = SUFFIXES) -> list[Path]:
    """List the files with these endings among paths and in folders, in order of name.

    Raises:
        InputError: There is none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [file for file in inside if file.is_file() and file.suffix.lower() in endings]
    if not found:
        raise InputError(
            "There is no file to import here; kwalicode reads {endings}.",
            endings=", ".join(endings),
        )
    return found


def preview_paths(paths: Iterable[Path]) -> tuple[list[Preview], dict[Path, str]]:
    """Read files; give the previews, and why each of the others cannot be read."""
    previews, unreadable = [], {}
    for path in paths:
        try:
            previews.append(preview_file(path.name, path.read_bytes()))
        except KwalicodeError as error:
            unreadable[path] = str(error)
    return previews, unreadable


def with_roles(preview: Preview, interviewers: Collection[str], role_label: str) -> Preview:
    """Say who asks, where labels are given, and give all participants one role label."""
    speakers = {
        speaker.label: replace(
            speaker,
            is_interviewer=speaker.label in interviewers
            if interviewers
            else speaker.is_interviewer,
        )
        for speaker in preview.speakers
    }
    labelled = {
        label: speaker if speaker.is_interviewer else replace(speaker, role_label=role_label)
        for label, speaker in speakers.items()
    }
    return correct_preview(preview, labelled, language=preview.transcript.language)


def delete_sources(study: Study, key: Key, source_ids: Sequence[str], *, coder: str) -> None:
    """Remove sources for good: original bytes, findings, de-identified text and codings."""
    with study.write(coder, "remove documents", undoable=False) as db:
        delete_documents(db, source_ids)
    with key.write(coder, "remove sources", undoable=False) as db:
        for source_id in source_ids:
            delete_source(db, source_id)
        delete_empty_bundles(db)
