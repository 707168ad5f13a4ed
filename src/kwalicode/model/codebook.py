"""A codebook by itself, as a file holds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kwalicode.model.coding import Category, Code, Relation, Theme

BETWEEN = " > "
"""Between the names of a path, from the top of the tree down."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Categories, codes, themes and relations that belong together.

    Ids hold inside it only: a file has none, so those of a file are made when it is read.

    Attributes:
        categories: Parents before what they hold.
        synonyms: Other names of a code, by code id.
        also_in: Categories that a code stands under besides its own, by code id.
    """

    categories: tuple[Category, ...] = ()
    codes: tuple[Code, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    relations: tuple[Relation, ...] = ()

    def paths(self) -> dict[str, str]:
        """Give the path of every category, by id: the names from the top down.

        >>> book = Codebook((Category("a", "Macht", None, 0), Category("b", "Druk", "a", 0)))
        >>> book.paths()["b"]
        'Macht > Druk'
        """
        by_id = {category.category_id: category for category in self.categories}
        return {category_id: BETWEEN.join(_above(category_id, by_id)) for category_id in by_id}


def _above(category_id: str | None, by_id: Mapping[str, Category]) -> Iterator[str]:
    category = by_id.get(category_id or "")
    if category:
        yield from _above(category.parent_id, by_id)
        yield category.name.replace(BETWEEN, " \\> ")


def path_of(code: Code, paths: Mapping[str, str]) -> str:
    """Give the path of a code; `paths` are those of the categories, see `Codebook.paths`.

    >>> path_of(Code("c", "zwijgen", "a", 0), {"a": "Macht"})
    'Macht > zwijgen'
    """
    above, own = paths.get(code.category_id or ""), code.name.replace(BETWEEN, " \\> ")
    return f"{above}{BETWEEN}{own}" if above else own


def split_path(path: str) -> list[str]:
    r"""Give the names of a path.

    >>> split_path(r"Macht > Druk \> drang")
    ['Macht', 'Druk > drang']
    """
    return [name.replace(" \\> ", BETWEEN).strip() for name in path.split(BETWEEN)]
