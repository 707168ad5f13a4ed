"""Counting at a level above the codes: a passage of several codes of a theme counts once for it."""

from collections.abc import Collection, Sequence

import numpy as np

from kwalicode.model import Codebook
from kwalicode.store.categories import find_categories
from kwalicode.store.prevalence import codes_of_categories, codes_of_themes
from kwalicode.store.study import Study
from kwalicode.store.themes import find_themes
from kwalicode.workflows.explore.counting import Explored


def by_theme(study: Study, found: Explored) -> Explored:
    """Give the same with themes in the place of codes; those that were dropped are left out."""
    with study.read() as db:
        themes = [theme for theme in find_themes(db) if not theme.is_dropped]
        codes = codes_of_themes(db)
    return _renamed(
        found,
        [theme.name for theme in themes],
        [theme.theme_id for theme in themes],
        [codes.get(theme.theme_id, frozenset()) for theme in themes],
    )


def by_category(study: Study, found: Explored) -> Explored:
    """Give the same with categories in the place of codes, each with all that stands under it."""
    with study.read() as db:
        paths = Codebook(tuple(find_categories(db))).paths()
        codes = codes_of_categories(db)
    used = sorted((path, one) for one, path in paths.items() if one in codes)
    return _renamed(
        found,
        [path for path, _ in used],
        [category_id for _, category_id in used],
        [codes[category_id] for _, category_id in used],
    )


def _renamed(
    found: Explored,
    names: Sequence[str],
    ids: Sequence[str],
    codes: Sequence[Collection[str]],
) -> Explored:
    numbers = {code_id: number for number, code_id in enumerate(found.ids)}
    n_passages = max(len(found.passages.documents), 1)
    rows = [np.empty(0, dtype=np.int64)]
    for number, own in enumerate(codes):
        wanted = [numbers[code_id] for code_id in own if code_id in numbers]
        here = found.passages.passages[np.isin(found.passages.codes, wanted)]
        rows.append(number * n_passages + np.unique(here))
    rowed, passages = np.divmod(np.concatenate(rows), n_passages)
    return found._replace(
        names=tuple(names),
        ids=tuple(ids),
        passages=found.passages._replace(codes=rowed, passages=passages),
    )
