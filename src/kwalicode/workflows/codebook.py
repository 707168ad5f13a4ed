"""Codebook: what the page shows, and acts for scripts, each one step of history."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Category, Code, path_of
from kwalicode.store import categories, codebook, merging
from kwalicode.store.code_history import CodeChange, find_code_changes
from kwalicode.store.code_segments import (
    CodedSegment,
    count_uses,
    count_visible,
    find_coded_segments,
)
from kwalicode.store.codings import count_by_code
from kwalicode.store.files import Database
from kwalicode.store.history import find_changes, revision
from kwalicode.store.past_merges import find_former_names
from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.text import folded


def merge_codes(
    study: Study, code_ids: Sequence[str], target_id: str, *, coder: str
) -> merging.Recoded:
    """Let codes go up in another one as one step; see `store.merging.merge_codes`."""
    with study.write(coder, "merge_codes") as db:
        return merging.merge_codes(db, code_ids, target_id)


def split_code(
    study: Study, code_id: str, parts: Mapping[str, Sequence[str]], *, coder: str
) -> list[merging.Recoded]:
    """Deal the segments of a code out over new codes beside it, all in one step.

    Args:
        study: The study.
        code_id: The code to split; it stays, with what is not dealt out.
        parts: Ids of codings by the name of a code, which is made if its category has none.
        coder: Who does it.

    Raises:
        NotFoundError: The code is gone.
        InputError: A name is empty or too long.
    """
    with study.write(coder, "split_code") as db:
        whole = codebook.get_code(db, code_id)
        return [
            merging.recode_codings(db, coding_ids, _part(db, whole, name, coder))
            for name, coding_ids in parts.items()
        ]


def _part(db: Database, whole: Code, name: str, coder: str) -> str:
    known = codebook.find_code_named(db, name, whole.category_id)
    if known:
        return known.code_id
    part = Code(str(uuid4()), name, whole.category_id, whole.colour, description=whole.description)
    codebook.add_code(db, part, coder=coder)
    return part.code_id


def rename_code(study: Study, code_id: str, name: str, *, coder: str) -> None:
    """Give a code another name as one step; raises as `store.codebook.update_code` does."""
    with study.write(coder, "edit_code") as db:
        codebook.rename_code(db, code_id, name)


def move_codes(
    study: Study, code_ids: Sequence[str], category_id: str | None, *, coder: str
) -> None:
    """Put codes in a category, or in none, as one step; see `store.codebook.move_code`."""
    with study.write(coder, "move") as db:
        codebook.move_codes(db, code_ids, category_id)


def retire_codes(study: Study, code_ids: Sequence[str], *, is_retired: bool, coder: str) -> None:
    """Offer codes no more, or again, as one step."""
    with study.write(coder, "retire") as db:
        codebook.retire_codes(db, code_ids, is_retired=is_retired)


class ListedCode(NamedTuple):
    """A code in a plain list.

    Attributes:
        path: The names above it and its own, from the top of the tree down.
        names: Its name and its other names.
    """

    code_id: str
    path: str
    names: tuple[str, ...]
    n_codings: int
    is_retired: bool


def list_codes(study: Study) -> list[ListedCode]:
    """List all codes in the order of the tree; those in no category come last."""
    with study.read() as db:
        book, counts = find_codebook(db), count_by_code(db)
    paths = book.paths()
    order = {category.category_id: place for place, category in enumerate(book.categories)}
    codes = sorted(book.codes, key=lambda code: order.get(code.category_id or "", len(order)))
    return [
        ListedCode(
            code.code_id,
            path_of(code, paths),
            (code.name, *book.synonyms.get(code.code_id, ())),
            counts.get(code.code_id, 0),
            code.is_retired,
        )
        for code in codes
    ]


def find_code(study: Study, name: str) -> str:
    """Give the id of the code that a name, an old name or a path stands for.

    Raises:
        NotFoundError: There is none.
        ConflictError: There are several; a path tells them apart.
    """
    codes, wanted = list_codes(study), folded(name)
    found = [code.code_id for code in codes if folded(code.path) == wanted]
    found = found or [code.code_id for code in codes if wanted in map(folded, code.names)]
    return _only(found, name)


def find_category(study: Study, name: str) -> str:
    """Give the id of the category that a name, a path or the name of one that went up in it means.

    Raises:
        KwalicodeError: As of `find_code`.
    """
    with study.read() as db:
        book, former = find_codebook(db), find_former_names(db)
    paths, wanted = book.paths(), folded(name)
    found = [i for i, path in paths.items() if folded(path) == wanted]
    found = found or [c.category_id for c in book.categories if folded(c.name) == wanted]
    found = found or [i for i, names in former.items() if wanted in map(folded, names)]
    return _only(found, name)


def _only(found: Sequence[str], name: str) -> str:
    if not found:
        raise NotFoundError("The codebook has no '{name}'; check the name.", name=name)
    if len(found) > 1:
        raise ConflictError(
            "Several in the codebook are called '{name}'; write the names above it too, with "
            "' > ' between them.",
            name=name,
        )
    return found[0]


class CodebookPage(NamedTuple):
    """The codebook as the page shows it.

    Attributes:
        revision: The newest change it holds.
        counts: Number of codings of each code that the coder may see.
        synonyms: Other names by code id.
        links: Other categories by code id.
        former: Names of the categories that went up in one, by its id.
    """

    revision: int
    codes: list[Code]
    categories: list[Category]
    counts: dict[str, int]
    synonyms: dict[str, list[str]]
    links: dict[str, list[str]]
    former: dict[str, list[str]]


_SHOWN = ("codes", "categories", "synonyms", "code_categories", "codings", "passes")


def codebook_page(study: Study, *, since: int | None, coder: str) -> CodebookPage | None:
    """Read the codebook, or nothing where it did not change after a revision."""
    with study.read() as db:
        newest = revision(db)
        if since is not None and not find_changes(db, since=since, tables=_SHOWN):
            return None
        return CodebookPage(
            newest,
            codebook.find_codes(db),
            categories.find_categories(db),
            count_visible(db, coder=coder),
            codebook.find_synonyms(db),
            categories.find_links(db),
            find_former_names(db),
        )


class CodeDetail(NamedTuple):
    """One code with what became of it.

    Attributes:
        n_documents: In how many documents it was used.
        n_participants: Of how many participants, who speak in a segment of it.
        names: Names of the categories its history speaks of, by id.
        segments: Some of its segments in the order of the documents.
    """

    code: Code
    synonyms: list[str]
    created_by: str
    created_at: str
    n_codings: int
    n_documents: int
    n_participants: int
    history: list[CodeChange]
    names: dict[str, str]
    segments: list[CodedSegment]


def code_detail(study: Study, code_id: str, *, coder: str, skip: int = 0) -> CodeDetail:
    """Read all there is to know of a code, and its segments after those to skip.

    Raises:
        NotFoundError: It is gone.
    """
    with study.read() as db:
        code = codebook.get_code(db, code_id)
        created_by, created_at = codebook.code_origin(db, code_id)
        return CodeDetail(
            code,
            codebook.find_synonyms(db, code_id).get(code_id, []),
            created_by,
            created_at,
            *count_uses(db, code_id, coder=coder),
            find_code_changes(db, code_id),
            categories.category_names(db),
            find_coded_segments(db, code_id, coder=coder, skip=skip),
        )
