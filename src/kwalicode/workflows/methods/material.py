"""Facts for the methods section: who was reached and what was collected."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from kwalicode.model import Acquisition, DocumentKind, Facts, Manner
from kwalicode.report.methods.material import AnsweredSurvey, Margin, Material, Recruited, Texts
from kwalicode.report.methods.material_held import Held
from kwalicode.store import attributes, cases, surveys
from kwalicode.store.answers import count_units
from kwalicode.store.documents import find_documents
from kwalicode.store.exports import get_label_rules
from kwalicode.store.facts import listed_documents
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.methods import count_interviewed_again, count_interviewers
from kwalicode.store.study import Study
from kwalicode.workflows.recruitment import recruitment_funnel
from kwalicode.workflows.theme_reach import joined_roles

ROLE = "role"
_CLOSED_KINDS: tuple[DocumentKind, ...] = ("interview", "document")


class Characteristic(NamedTuple):
    """What participants can be told apart by; `key` is 'role' or the id of an attribute.

    Attributes:
        name: Of the attribute; empty for the role.
        is_usual: Whether the composition tells it where nobody chose: the role, and what the
            team aimed at numbers for.
    """

    key: str
    name: str
    is_usual: bool


def find_characteristics(study: Study) -> list[Characteristic]:
    """List what the composition may tell; confidential attributes and free texts are not in it."""
    with study.read() as db:
        wanted = {one.attribute_id for one in attributes.find_targets(db)}
        collected = attributes.find_attributes(db)
    return [
        Characteristic(ROLE, "", is_usual=True),
        *(
            Characteristic(one.attribute_id, one.name, one.attribute_id in wanted)
            for one in collected
            if not (one.is_confidential or one.is_forbidden) and one.type in {"choice", "yes/no"}
        ),
    ]


def find_margins(study: Study, chosen: Collection[str] | None = None) -> tuple[Margin, ...]:
    """Count participants of interviews by one characteristic at a time (W17).

    Groups of fewer than the study lets be told are put together until none is small; where one
    group is left, nothing is told of that characteristic.

    Args:
        study: The study.
        chosen: Keys of characteristics; the usual ones if left out.
    """
    listed = find_characteristics(study)
    used = [one for one in listed if (one.is_usual if chosen is None else one.key in chosen)]
    with study.read() as db:
        spoke = cases.interviewed(db)
        values = attributes.find_values(db)
        labels = {case.case_id: case.role_label for case in cases.find_cases(db)}
        k = get_label_rules(db).k
    if not spoke:
        return ()
    margins = []
    for one in used:
        held = {
            case_id: labels.get(case_id, "")
            if one.key == ROLE
            else values.get(case_id, {}).get(one.key, "")
            for case_id in spoke
        }
        if any(held.values()):
            margins.append(Margin(one.name, tuple(_groups(held, k))))
    return tuple(margins)


def _groups(held: Mapping[str, str], k: int) -> Iterator[tuple[tuple[str, ...], int]]:
    members: dict[str, set[str]] = {}
    for case_id, value in held.items():
        members.setdefault(value, set()).add(case_id)
    joined = [
        (tuple(sorted(values, key=lambda value: (not value, value))), len(group))
        for values, group in joined_roles(members, k).items()
    ]
    if len(joined) > 1:
        yield from sorted(joined, key=lambda one: (-one[1], one[0]))


def recruited(study: Study, key: Key | None) -> Recruited:
    """Tell how participants were looked for; the funnel needs the key file."""
    with study.read() as db:
        plans = attributes.find_plans(db)
        wanted = {one.attribute_id for one in attributes.find_targets(db)}
        collected = attributes.find_attributes(db)
    funnel = recruitment_funnel(key) if key else None
    if funnel and not funnel.selected.n + funnel.self_registered.n:
        funnel = None
    newest = plans[-1] if plans else None
    return Recruited(
        funnel,
        (newest.planned, newest.maximum) if newest else None,
        max(len(plans) - 1, 0),
        tuple(one.name for one in collected if one.attribute_id in wanted),
    )


def material(study: Study) -> Material:
    """Count what was collected and signed off."""
    with study.read() as db:
        documents = find_documents(db)
        listed = listed_documents(db)
        facts = {title: one for title, _, one in listed}
        n_listed = sum(row["kind"] == "survey answer" for row in documents)
        spoken = (
            len(cases.interviewed(db)),
            count_interviewed_again(db),
            count_interviewers(db),
        )
        n_answers = count_units(db) - (len(documents) - n_listed)
        asked = tuple(_surveys(db))
    texts = {}
    for kind in _CLOSED_KINDS:
        rows = [row for row in documents if row["kind"] == kind]
        if rows:
            texts[kind] = _texts(rows, [facts[str(row["title"])] for row in rows])
    ways: Counter[Acquisition] = Counter(
        facts[str(row["title"])].route for row in documents if row["kind"] == "document"
    )
    del ways[""]
    held = _held([one for _, kind, one in listed if kind == "interview"])
    return Material(texts, n_answers, *spoken, dict(ways), asked, held)


def _held(interviews: Sequence[Facts]) -> Held:
    manners = Counter(one.held for one in interviews if one.held)
    recorded = Counter(one.recorded for one in interviews)
    noted = Counter(one.noted for one in interviews)
    return Held(
        tuple(one.minutes for one in interviews if one.minutes),
        {one: manners[one] for one in get_args(Manner) if manners[one]},
        (recorded["yes"], recorded["no"]),
        (noted["yes"], noted["no"]),
    )


def _texts(rows: Sequence[Mapping[str, str | int]], facts: Sequence[Facts]) -> Texts:
    sizes = [int(row["n_words"]) for row in rows]
    days = [date.fromisoformat(one.dated) for one in facts if one.dated]
    return Texts(
        len(rows),
        sum(sizes),
        min(sizes),
        max(sizes),
        min(days, default=None),
        max(days, default=None),
        len(rows) - len(days),
        dict(Counter(str(row["language"]) for row in rows)),
    )


def _surveys(db: Database) -> Iterator[AnsweredSurvey]:
    for one in surveys.find_surveys(db):
        uses = Counter(question.use for question in surveys.find_questions(db, one.survey_id))
        n_open = uses.pop("open", 0)
        yield AnsweredSurvey(one.name, sum(one.n_rows.values()), n_open, sum(uses.values()))
