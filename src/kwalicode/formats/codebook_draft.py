"""A codebook while its file is read: every value knows its row and column.

Nothing is taken from a file with one mistake in it; the error says where that is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, get_args
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.model import (
    Category,
    Code,
    Codebook,
    NodeKind,
    Origin,
    Relation,
    Strength,
    Theme,
    Valence,
    path_of,
)
from kwalicode.text import folded, normalise

MAX_NAME, MAX_FIELD, N_COLOURS = 120, 10_000, 12

CODE_TEXTS = ("description", "include_when", "exclude_when", "example", "literature")
CODE_FIELDS = ("name", *CODE_TEXTS, "origin", "valence", "colour", "retired")
CATEGORY_FIELDS = ("name", "description", "colour")
THEME_FIELDS = ("name", "claim", "concept", "scope", "recommendations")
RELATION_FIELDS = ("type", "strength", "note")

_YES = {"true", "yes", "ja", "1", "x"}
_NO = {"", "false", "no", "nee", "0"}


class Value(NamedTuple):
    """A text of the file; rows and columns count from 1, columns of tables have names."""

    text: str
    row: int
    column: int | str

    def name(self) -> str:
        """Give it as a name.

        Raises:
            InputError: It is empty or too long.
        """
        name = " ".join(normalise(self.text).split())
        if not name or len(name) > MAX_NAME:
            raise InputError(
                "Row {row}, column {column}: a name needs 1 to {most} characters; mend the file.",
                row=self.row,
                column=self.column,
                most=MAX_NAME,
            )
        return name

    def prose(self) -> str:
        """Give it as the text of a field; raises where it is too long."""
        text = normalise(self.text).strip()
        if len(text) > MAX_FIELD:
            raise InputError(
                "Row {row}, column {column}: a field may have {most} characters; shorten it.",
                row=self.row,
                column=self.column,
                most=MAX_FIELD,
            )
        return text

    def one_of(self, allowed: Sequence[str]) -> Any:
        """Give it where it is one of the allowed words; raises where it is not."""
        if self.text.strip() not in allowed:
            raise InputError(
                "Row {row}, column {column}: this may be {allowed}; mend the file.",
                row=self.row,
                column=self.column,
                allowed=", ".join(one for one in allowed if one),
            )
        return self.text.strip()

    def colour(self) -> int:
        """Give it as a slot of the palette."""
        return int(self.one_of([str(slot) for slot in range(N_COLOURS)]))

    def truth(self) -> bool:
        """Give it as yes or no."""
        return bool(Value(self.text.lower(), *self[1:]).one_of(sorted(_YES | _NO)) in _YES)


Fields = Mapping[str, Value]
Place = tuple[NodeKind, str]


class Draft:
    """A codebook that grows; `finish` resolves what names another part of it."""

    def __init__(self) -> None:
        self.categories: dict[str, Category] = {}
        self.codes: dict[str, Code] = {}
        self._synonyms: dict[str, tuple[str, ...]] = {}
        self._also_in: dict[str, Sequence[Value]] = {}
        self._themes: list[tuple[Theme, Sequence[Value], Sequence[Value]]] = []
        self._relations: list[tuple[Relation, Value, Value]] = []
        self._taken: set[tuple[str, str | None, str]] = set()
        self._named: dict[tuple[NodeKind, str], set[str]] = {}

    def add_category(self, fields: Fields, parent_id: str | None) -> str:
        """Take up a category and give its id."""
        name = fields["name"].name()
        self._refuse_double("category", name, parent_id, fields["name"])
        colour = fields["colour"].colour() if _has(fields, "colour") else None
        if colour is None:
            colour = len(self.categories) % N_COLOURS
        category_id = str(uuid4())
        self.categories[category_id] = Category(
            category_id, name, parent_id, colour, _prose(fields, "description")
        )
        return category_id

    def add_code(
        self,
        fields: Fields,
        category_id: str | None,
        *,
        synonyms: Sequence[Value] = (),
        also_in: Sequence[Value] = (),
    ) -> None:
        """Take up a code; it wears the colour of its category unless it has one of its own."""
        name = fields["name"].name()
        self._refuse_double("code", name, category_id, fields["name"])
        colour = len(self.codes) % N_COLOURS
        if category_id:
            colour = self.categories[category_id].colour
        code = Code(str(uuid4()), name, category_id, colour)
        self.codes[code.code_id] = replace(code, **_code_fields(fields))
        self._synonyms[code.code_id] = tuple(value.name() for value in synonyms)
        self._also_in[code.code_id] = also_in

    def add_theme(
        self, fields: Fields, *, categories: Sequence[Value], codes: Sequence[Value]
    ) -> None:
        """Take up a theme with the categories and codes it rests on."""
        name = fields["name"].name()
        self._refuse_double("theme", name, None, fields["name"])
        texts = [_prose(fields, field) for field in THEME_FIELDS[1:]]
        claim, concept, scope, recommendations = texts
        theme = Theme(str(uuid4()), name, claim, concept, scope, recommendations)
        self._themes.append((theme, categories, codes))

    def add_relation(self, fields: Fields, start: tuple[NodeKind, Value], end: Any) -> None:
        """Take up a relation between two named codes or categories."""
        strength: Strength = "claimed"
        if _has(fields, "strength"):
            strength = fields["strength"].one_of(get_args(Strength))
        kind = fields["type"].name()
        relation = Relation(
            str(uuid4()), start[0], "", end[0], "", kind, strength, _prose(fields, "note")
        )
        self._relations.append((relation, start[1], end[1]))

    def finish(self) -> Codebook:
        """Give the codebook.

        Raises:
            InputError: Something names a code or category that is not in the file, or that more
                than one could be.
        """
        self._learn_names()
        links = {
            code_id: self._find_all("category", names) for code_id, names in self._also_in.items()
        }
        themes = [
            replace(
                theme,
                category_ids=self._find_all("category", categories),
                code_ids=self._find_all("code", codes),
            )
            for theme, categories, codes in self._themes
        ]
        return Codebook(
            tuple(self.categories.values()),
            tuple(self.codes.values()),
            {code_id: names for code_id, names in self._synonyms.items() if names},
            {code_id: ids for code_id, ids in links.items() if ids},
            tuple(themes),
            tuple(self._relation(*parts) for parts in self._relations),
        )

    def _relation(self, relation: Relation, start: Value, end: Value) -> Relation:
        return replace(
            relation,
            from_id=self._find(relation.from_kind, start),
            to_id=self._find(relation.to_kind, end),
        )

    def _learn_names(self) -> None:
        paths = Codebook(tuple(self.categories.values())).paths()
        for category in self.categories.values():
            self._learn("category", category.category_id, category.name)
            self._learn("category", category.category_id, paths[category.category_id])
        for code in self.codes.values():
            self._learn("code", code.code_id, code.name)
            self._learn("code", code.code_id, path_of(code, paths))

    def _learn(self, kind: NodeKind, node_id: str, name: str) -> None:
        self._named.setdefault((kind, folded(name)), set()).add(node_id)

    def _find_all(self, kind: NodeKind, values: Sequence[Value]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._find(kind, value) for value in values))

    def _find(self, kind: NodeKind, value: Value) -> str:
        found = self._named.get((kind, folded(normalise(value.text))), set())
        if not found:
            raise InputError(
                "Row {row}, column {column}: there is no code or category of this name in the "
                "file; add it or mend the name.",
                row=value.row,
                column=value.column,
            )
        if len(found) > 1:
            raise InputError(
                "Row {row}, column {column}: more than one has this name; write the names above "
                "it too, with ' > ' between them.",
                row=value.row,
                column=value.column,
            )
        return next(iter(found))

    def _refuse_double(self, kind: str, name: str, above: str | None, value: Value) -> None:
        key = (kind, above, folded(name))
        if key in self._taken:
            raise InputError(
                "Row {row}, column {column}: this name stands twice in the same place; change one "
                "of the two.",
                row=value.row,
                column=value.column,
            )
        self._taken.add(key)


def _has(fields: Fields, field: str) -> bool:
    return field in fields and bool(fields[field].text.strip())


def _prose(fields: Fields, field: str) -> str:
    return fields[field].prose() if field in fields else ""


def _code_fields(fields: Fields) -> dict[str, Any]:
    read: dict[str, Any] = {field: _prose(fields, field) for field in CODE_TEXTS}
    if _has(fields, "origin"):
        read["origin"] = fields["origin"].one_of(get_args(Origin))
    if _has(fields, "valence"):
        read["valence"] = fields["valence"].one_of(get_args(Valence))
    if _has(fields, "colour"):
        read["colour"] = fields["colour"].colour()
    if _has(fields, "retired"):
        read["is_retired"] = fields["retired"].truth()
    return read
