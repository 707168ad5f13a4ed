"""Places for the boxes of a diagram: arrows run from left to right, the same input looks the same.

Layers by longest path, order by barycentres (Sugiyama, Tagawa and Toda, 1981), heights by isotonic
regression, so that a box stands as near to its neighbours as the boxes above and below it allow.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

Size = tuple[float, float]
Place = tuple[float, float]
Arrow = tuple[str, str]

COLUMN_GAP, ROW_GAP, PART_GAP = 148.0, 26.0, 56.0
# Taller columns are cut in two: a diagram should fit a page, not a roll of paper.
MAX_COLUMN = 14
# What a long arrow needs where it passes a column.
_PASSAGE: Size = (0.0, 14.0)
_SWEEPS = 8
# Width to height of a page that lies on its side.
_PAGE = 1.5


def lay_out(
    sizes: Mapping[str, Size], arrows: Iterable[Arrow], kept: Mapping[str, Place]
) -> dict[str, Place]:
    """Give every box the place of its centre, in pixels; y grows downwards.

    Args:
        sizes: Width and height of each box, by key.
        arrows: From key to key; those to unknown boxes are left out.
        kept: Places that were chosen by hand. Where there are any, the other boxes are put
            beside a neighbour or below all, and nothing that was kept moves.
    """
    known = [(a, b) for a, b in dict.fromkeys(arrows) if a in sizes and b in sizes and a != b]
    placed = {key: place for key, place in kept.items() if key in sizes}
    if placed:
        return _added(sizes, known, placed)
    return _packed(sizes, [_part(keys, known, sizes) for keys in _parts(sizes, known)])


def _parts(keys: Iterable[str], arrows: Sequence[Arrow]) -> list[list[str]]:
    """Split into what hangs together, the largest first."""
    joined = _neighbours(arrows)
    seen: set[str] = set()
    parts = []
    for key in keys:
        if key in seen:
            continue
        part, waiting = [], [key]
        seen.add(key)
        while waiting:
            part.append(waiting.pop())
            fresh = [other for other in joined.get(part[-1], ()) if other not in seen]
            seen.update(fresh)
            waiting += fresh
        parts.append(part)
    return sorted(parts, key=lambda part: -len(part))


def _neighbours(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    joined: dict[str, list[str]] = {}
    for a, b in arrows:
        joined.setdefault(a, []).append(b)
        joined.setdefault(b, []).append(a)
    return joined


def _part(
    keys: Sequence[str], arrows: Sequence[Arrow], sizes: Mapping[str, Size]
) -> dict[str, Place]:
    inside = set(keys)
    forward = _without_cycles([key for key in sizes if key in inside], arrows)
    columns = _columns(forward)
    links, columns = _with_passages(forward, columns)
    _put_in_order(columns, links)
    return _coordinates(columns, links, sizes)


def _without_cycles(keys: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, list[str]]:
    """Give where the arrows of each box go, those turned round that would close a circle."""
    inside = set(keys)
    out: dict[str, list[str]] = {key: [] for key in keys}
    for a, b in arrows:
        if a in inside:
            out[a].append(b)
    forward: dict[str, list[str]] = {key: [] for key in keys}
    state: dict[str, int] = {}
    for first in keys:
        stack = [] if first in state else [(first, iter(out[first]))]
        state.setdefault(first, 1)
        while stack:
            key, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                state[key] = 2
                stack.pop()
            elif state.get(other) == 1:
                forward[other].append(key)
            else:
                forward[key].append(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(out[other])))
    return forward


def _columns(forward: Mapping[str, Sequence[str]]) -> list[list[str]]:
    layer: dict[str, int] = {}
    waiting = dict.fromkeys(forward, 0)
    for targets in forward.values():
        for target in targets:
            waiting[target] += 1
    ready = [key for key, n in waiting.items() if not n]
    for key in ready:
        layer.setdefault(key, 0)
        for target in forward[key]:
            layer[target] = max(layer.get(target, 0), layer[key] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    columns = []
    for number in range(max(layer.values(), default=-1) + 1):
        column = [key for key in forward if layer[key] == number]
        columns += [column[i : i + MAX_COLUMN] for i in range(0, len(column), MAX_COLUMN)]
    return columns


def _with_passages(
    forward: Mapping[str, Sequence[str]], columns: list[list[str]]
) -> tuple[dict[str, list[str]], list[list[str]]]:
    """Keep room for arrows that pass a column; gives who is linked to whom, both ways."""
    at = {key: number for number, column in enumerate(columns) for key in column}
    steps: list[Arrow] = []
    for key, targets in forward.items():
        for target in targets:
            before = key
            for number in range(at[key] + 1, at[target]):
                passage = f"\n{key}\n{target}\n{number}"
                columns[number].append(passage)
                steps.append((before, passage))
                before = passage
            steps.append((before, target))
    return _neighbours(steps), columns


def _put_in_order(columns: list[list[str]], links: Mapping[str, Sequence[str]]) -> None:
    for sweep in range(_SWEEPS):
        place = {key: row / len(c) for c in columns for row, key in enumerate(c)}
        for column in columns if sweep % 2 == 0 else reversed(columns):
            means = {
                key: _mean([place[n] for n in links.get(key, ())], place[key]) for key in column
            }
            column.sort(key=means.__getitem__)
            place |= {key: row / len(column) for row, key in enumerate(column)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _coordinates(
    columns: Sequence[Sequence[str]], links: Mapping[str, Sequence[str]], sizes: Mapping[str, Size]
) -> dict[str, Place]:
    y: dict[str, float] = {}
    for column in columns:
        y |= _spread(column, dict.fromkeys(column, 0.0), sizes)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = {key: _mean([y[n] for n in links.get(key, ())], y[key]) for key in column}
            y |= _spread(column, wanted, sizes)
    places: dict[str, Place] = {}
    x = 0.0
    for column in columns:
        width = max(sizes.get(key, _PASSAGE)[0] for key in column)
        places |= {key: (x + width / 2, y[key]) for key in column if key in sizes}
        x += width + COLUMN_GAP
    return places


def _spread(
    column: Sequence[str], wanted: Mapping[str, float], sizes: Mapping[str, Size]
) -> dict[str, float]:
    """Put boxes as near to where they want to be as they can without touching, in this order."""
    # With what must lie between taken off, only the order is left to be kept.
    shifts, shift, before = [], 0.0, 0.0
    for key in column:
        half = sizes.get(key, _PASSAGE)[1] / 2
        shift += before + half
        shifts.append(shift)
        before = half + ROW_GAP
    blocks: list[tuple[float, int]] = []
    for key, taken in zip(column, shifts, strict=True):
        block = (wanted[key] - taken, 1)
        while blocks and blocks[-1][0] > block[0]:
            (value, n), (mean, m) = blocks.pop(), block
            block = ((value * n + mean * m) / (n + m), n + m)
        blocks.append(block)
    bases = [value for value, n in blocks for _ in range(n)]
    return {key: base + s for key, base, s in zip(column, bases, shifts, strict=True)}


def _packed(sizes: Mapping[str, Size], parts: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Put parts beside and below each other on something like a page."""
    framed = [(part, _frame(part, sizes)) for part in parts]
    area = sum((f[2] + PART_GAP) * (f[3] + PART_GAP) for _, f in framed)
    page = max([sqrt(area * _PAGE), *(frame[2] for _, frame in framed)])
    places: dict[str, Place] = {}
    x = y = tallest = 0.0
    for part, (left, top, width, height) in framed:
        if x and x + width > page:
            x, y, tallest = 0.0, y + tallest + PART_GAP, 0.0
        places |= {k: (px - left + x, py - top + y) for k, (px, py) in part.items()}
        x += width + PART_GAP
        tallest = max(tallest, height)
    return {key: places[key] for key in sizes}


def _frame(part: Mapping[str, Place], sizes: Mapping[str, Size]) -> tuple[float, ...]:
    """Give left, top, width and height of what is placed."""
    left = min(x - sizes[key][0] / 2 for key, (x, _) in part.items())
    top = min(y - sizes[key][1] / 2 for key, (_, y) in part.items())
    right = max(x + sizes[key][0] / 2 for key, (x, _) in part.items())
    bottom = max(y + sizes[key][1] / 2 for key, (_, y) in part.items())
    return left, top, right - left, bottom - top


def _added(
    sizes: Mapping[str, Size], arrows: Sequence[Arrow], places: dict[str, Place]
) -> dict[str, Place]:
    joined = _neighbours(arrows)
    for key in [key for key in sizes if key not in places]:
        beside = next((places[n] for n in joined.get(key, ()) if n in places), None)
        free = (p for p in _around(beside, sizes[key]) if _is_free(p, key, places, sizes))
        left, top, _, height = _frame(places, sizes)
        width, tall = sizes[key]
        below = (left + width / 2, top + height + ROW_GAP + tall / 2)
        places[key] = next(free, below)
    return {key: places[key] for key in sizes}


def _around(place: Place | None, size: Size) -> list[Place]:
    if place is None:
        return []
    (x, y), dx, dy = place, size[0] + COLUMN_GAP, size[1] + ROW_GAP
    steps = [(i, j) for i in (1, -1, 0, 2, -2) for j in (0, 1, -1, 2, -2, 3, -3) if i or j]
    return [(x + i * dx, y + j * dy) for i, j in steps]


def _is_free(
    place: Place, key: str, places: Mapping[str, Place], sizes: Mapping[str, Size]
) -> bool:
    width, height = sizes[key]
    return all(
        abs(place[0] - x) >= (width + sizes[other][0]) / 2 + ROW_GAP / 2
        or abs(place[1] - y) >= (height + sizes[other][1]) / 2 + ROW_GAP / 2
        for other, (x, y) in places.items()
    )
