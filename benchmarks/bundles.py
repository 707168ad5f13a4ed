"""How many documents of a real bundle are split right: python -m benchmarks.bundles FILE.

The rows where a document begins were found by reading the whole file. The file itself is not part
of the project; its digest tells whether it is the one that was read.
"""

import hashlib
import sys
from pathlib import Path

from kwalicode.formats.bundles import bundle_rows, find_starts
from kwalicode.formats.encodings import decode
from kwalicode.formats.heads import clean

SHA256 = "5e92bcf44770a6f14c959d882e44016039f001058ec923c8c974d1838cde51d8"
# From 1. What a scan put between two documents (a number, 'CONCEPT') may belong to either.
READ = [
    *(3, 27, 58, 141, 209, 295, 333, 357, 383, 415, 442, 658, 698, 736, 818, 908, 942, 983, 1004),
    *(1041, 1067, 1103, 1160, 1301, 1339, 1362, 1371, 1409, 1440, 1462, 1497, 1538, 1569, 1586),
    *(1605, 1628, 1654, 1717, 1749, 1775, 1818, 1862, 2034, 2057, 2082, 2107, 2177, 2231, 2256),
    *(2323, 2382, 2428, 2450, 2480, 2565, 2791, 2872, 3105, 3135, 3177, 3279, 3313, 3368, 3385),
    *(3411, 3426, 3462, 3481, 3503, 3555, 3596, 3666, 3706, 3733, 3773, 3797, 3831, 3861, 3877),
    *(3914, 3946, 4027, 4117, 4153, 4180, 4220, 4258, 4329, 4389, 4415, 4678, 4701, 4740, 4778),
    *(4802, 4903, 4942, 5001, 5019, 5083, 5099, 5138, 5181, 5217, 5259, 5300, 5378, 5404, 5428),
    *(5466, 5494, 5604, 5615, 5630),
]


def compare(rows: list[str], found: list[int]) -> tuple[list[int], list[int], int]:
    """Give the starts that were missed, those that are none, and how many documents are right.

    A document is right when it begins and ends where it was read to.
    """

    def settled(row: int) -> int:
        """Step over rows that hold no words, or a draft mark or number only."""
        while row < len(rows) and _is_stamp(rows[row]):
            row += 1
        return row

    read_rows = [settled(row - 1) for row in READ]
    found_rows = {settled(row) for row in found}
    missed = [row + 1 for row in read_rows if row not in found_rows]
    wrong = sorted(row + 1 for row in found_rows - set(read_rows))
    ends = [*read_rows[1:], len(rows)]
    n_right = sum(
        start in found_rows
        and (end in found_rows or end == len(rows))
        and not any(start < row < end for row in found_rows)
        for start, end in zip(read_rows, ends, strict=True)
    )
    return missed, wrong, n_right


def _is_stamp(row: str) -> bool:
    plain = clean(row)
    return (
        not any(map(str.isalpha, plain))
        or plain.lower().startswith("concept gelezen")
        or plain == "CONCEPT"
    )


def main() -> None:
    content = Path(sys.argv[1]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256, "another file than the one that was read"
    rows = bundle_rows(decode(content))
    missed, wrong, n_right = compare(rows, [one.row for one in find_starts(rows)])
    print(f"{n_right} of {len(READ)} documents right")
    print(f"starts missed: {missed}; starts that are none: {wrong}")


if __name__ == "__main__":
    main()
