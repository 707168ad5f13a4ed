"""Open answers become sources: an answer is a turn of the document of its question."""

from collections.abc import Iterable, Iterator, Sequence

from kwalicode.model import Speaker, Transcript, Turn
from kwalicode.model.sources import Language
from kwalicode.store.files import Database
from kwalicode.store.forms import Form, set_facts
from kwalicode.store.sources import MAX_TITLE, add_source, find_titles

MOST_ANSWERS, MOST_WORDS = 250, 10_000
Answers = Sequence[tuple[Form, str]]


def add_answers(
    db: Database,
    answers: Answers,
    *,
    question: tuple[str, str, str],
    file: tuple[str, str],
    language: Language,
    coder: str,
) -> int:
    """Keep the answers to one question as sources of at most 250 answers or 10,000 words.

    The file itself is not kept, for it may hold what identifies. What stands in its place says
    which part of which file this is, so that the same file does not come in twice.

    Args:
        db: Inside a write on the key file.
        answers: In the order in which they are read, which must not be that of the file.
        question: Id of the survey, id of the question, and its label, which becomes the title.
        file: Name of the file, and its SHA-256.
        language: Of the answers.
        coder: Who imports them.

    Returns:
        The number of sources.
    """
    survey_id, question_id, label = question
    file_name, digest = file
    titles = find_titles(db)
    number = 0
    for number, part in enumerate(_parts(answers), 1):
        title = _title(label, titles, is_only=number == 1 and len(part) == len(answers))
        titles.add(title)
        source_id = add_source(
            db,
            _transcript(part, language),
            title=title,
            file=(file_name, f"{digest} {label} {number}".encode()),
            speakers=[(Speaker(form.case_id), form.pseudonym_id) for form in _once(part)],
            coder=coder,
        )
        set_facts(db, source_id, survey_id, question_id)
    return number


def _parts(answers: Answers) -> Iterator[Answers]:
    part: list[tuple[Form, str]] = []
    n_words = 0
    for form, words in answers:
        n_new = len(words.split())
        if part and (len(part) == MOST_ANSWERS or n_words + n_new > MOST_WORDS):
            yield part
            part, n_words = [], 0
        part.append((form, words))
        n_words += n_new
    if part:
        yield part


def _once(part: Answers) -> Iterable[Form]:
    return dict.fromkeys(form for form, _ in part)


def _transcript(part: Answers, language: Language) -> Transcript:
    turns, start = [], 0
    for form, words in part:
        turns.append(Turn(start, start + len(words), form.case_id))
        start += len(words) + 1
    text = "\n".join(words for _, words in part)
    return Transcript(text, tuple(turns), language, "survey answer")


def _title(label: str, titles: set[str], *, is_only: bool) -> str:
    label = label[: MAX_TITLE - 8]
    if is_only and label not in titles:
        return label
    number = 2 if label in titles else 1
    while f"{label} {number}" in titles:
        number += 1
    return f"{label} {number}"
