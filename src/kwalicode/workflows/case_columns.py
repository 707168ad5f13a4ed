"""What the columns of a table about participants are used for; nothing is stored yet."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.case_tables import CaseTable, read_case_table
from kwalicode.model import Attribute, AttributeType
from kwalicode.store import attributes
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.attributes import guessed_type

Use = Literal["participant", "name", "contact", "role", "attribute", "leave out"]

_WORDS: Mapping[str, Use] = {
    **dict.fromkeys(
        ("participant", "deelnemer", "respondent", "pseudonym", "pseudoniem", "code", "id", "case"),
        "participant",
    ),
    **dict.fromkeys(("name", "naam", "full name", "volledige naam"), "name"),
    **dict.fromkeys(("contact", "e-mail", "email", "telefoon", "phone"), "contact"),
    **dict.fromkeys(("role", "rol", "functie", "function"), "role"),
}
_N_EXAMPLES = 3


class Column(NamedTuple):
    """What a column of a table is used for.

    Attributes:
        type: Of an attribute; that of the study where it knows the attribute.
        is_confidential: Of an attribute: its values go to the key file only.
        is_known: Whether the study has this attribute already, so that its type is fixed.
        examples: Some of the values.
    """

    name: str
    use: Use
    type: AttributeType
    is_confidential: bool
    is_known: bool
    n_filled: int
    examples: tuple[str, ...]


class TablePreview(NamedTuple):
    """A table as it would be imported; nothing of it is stored yet."""

    table: CaseTable
    columns: tuple[Column, ...]


def preview_case_table(study: Study, file_name: str, content: bytes) -> TablePreview:
    """Read a table and say what its columns seem to be.

    Raises:
        InputError: It cannot be read, or has a column that this study never collects (W56).
    """
    table = read_case_table(file_name, content)
    with study.read() as db:
        known = {folded(one.name): one for one in attributes.find_attributes(db)}
    for place, name in enumerate(table.columns, start=1):
        if folded(name) in known and known[folded(name)].is_forbidden:
            raise InputError(
                "Column {column}, '{name}', is something this study never collects; take the "
                "column out of the file.",
                column=place,
                name=name,
            )
    taken: set[Use] = set()
    columns = []
    for place, name in enumerate(table.columns):
        use = _WORDS.get(folded(name), "attribute") if folded(name) not in known else "attribute"
        if use != "attribute" and use in taken:
            use = "attribute"
        taken.add(use)
        values = [cells[place] for _, cells in table.rows]
        columns.append(_column(name, use, values, known.get(folded(name))))
    if "participant" not in taken:
        at = next((i for i, one in enumerate(columns) if one.use == "name"), 0)
        columns[at] = columns[at]._replace(use="participant")
    return TablePreview(table, tuple(columns))


def _column(name: str, use: Use, values: Sequence[str], known: Attribute | None) -> Column:
    filled = [value for value in values if value]
    return Column(
        name,
        use,
        known.type if known else guessed_type(values),
        bool(known and known.is_confidential),
        known is not None,
        len(filled),
        tuple(dict.fromkeys(filled))[:_N_EXAMPLES],
    )


def with_uses(
    preview: TablePreview,
    participant: str | None,
    *,
    confidential: Sequence[str] = (),
    leave_out: Sequence[str] = (),
) -> TablePreview:
    """Say what columns are used for, by their names.

    Raises:
        InputError: The table has no column of one of these names.
    """
    columns = {folded(one.name): one for one in preview.columns}
    for name in (*filter(None, [participant]), *confidential, *leave_out):
        if folded(name) not in columns:
            raise InputError("The table has no column '{name}'; correct the name.", name=name)
    if participant:
        columns = {
            name: one._replace(use="attribute") if one.use == "participant" else one
            for name, one in columns.items()
        }
        columns[folded(participant)] = columns[folded(participant)]._replace(use="participant")
    for name in confidential:
        columns[folded(name)] = columns[folded(name)]._replace(is_confidential=True)
    for name in leave_out:
        columns[folded(name)] = columns[folded(name)]._replace(use="leave out")
    return preview._replace(columns=tuple(columns.values()))
