"""What a scan finds in a real file that others redacted: python -m benchmarks.file_leaks FILE.

Which places are leaks was decided by reading every hit; the lists hold lines and columns only. The
file itself is not part of the project; its digest tells whether it is the one that was read.
"""

import hashlib
import sys
import time
from collections import Counter
from pathlib import Path

from kwalicode.model.file_leaks import FileLeak, FileLeakKind
from kwalicode.workflows.scan_file import scan_path

SHA256 = "5e92bcf44770a6f14c959d882e44016039f001058ec923c8c974d1838cde51d8"
# Lines and columns, from 1, of hits that show nobody: a date that was masked within a word, and
# boxes of a group that stand where another mail has a masked address.
FALSE_HITS = {(40, 6), (40, 8), (3105, 6), (4680, 4)}
# Leaks that were seen in reading and have to be found: line and kind, and how many on that line.
READ: dict[FileLeakKind, dict[int, int]] = {
    FileLeakKind.EMAIL: {30: 1, 1045: 9, 3109: 9, 3372: 1},
    FileLeakKind.ADDRESS_REMNANT: {
        **dict.fromkeys((30, 31, 32, 33, 36, 37, 38, 2329, 4158), 1),
        34: 2,
        35: 2,
        1499: 3,
    },
    FileLeakKind.RECIPIENT: {33: 1, 34: 1, 1045: 9, 1499: 3, 3109: 9, 3372: 1},
    FileLeakKind.IN_WORD: {30: 1},
    FileLeakKind.REMNANT: {
        **dict.fromkeys((29, 31, 35, 37, 1411, 1413, 1415), 1),
        1499: 3,
    },
    FileLeakKind.UNDONE: {273: 1, 4095: 1},
    FileLeakKind.ADDRESSEE: {5058: 1, 5162: 1, 5217: 1},
    FileLeakKind.SIGNED: {3457: 1, 5256: 1, 5660: 1},
    FileLeakKind.PHONE: {3309: 1},
    FileLeakKind.ROOM: {3405: 1},
    FileLeakKind.LINK: {1347: 1, 1450: 1, 5435: 1, 5460: 1, 5464: 1},
    FileLeakKind.SMALL_CELL: {1938: 2},
}


def compare(leaks: list[FileLeak]) -> list[tuple[FileLeakKind, int, int, int, int]]:
    """Give for each kind: hits, false ones, leaks that were read, and how many of them found."""
    rows = []
    for kind in FileLeakKind:
        own = [leak for leak in leaks if leak.kind == kind]
        n_false = sum((leak.line, leak.column) in FALSE_HITS for leak in own)
        found = Counter(leak.line for leak in own if (leak.line, leak.column) not in FALSE_HITS)
        read = READ.get(kind, {})
        n_found = sum(min(n, found[line]) for line, n in read.items())
        if own or read:
            rows.append((kind, len(own), n_false, sum(read.values()), n_found))
    return rows


def main() -> None:
    path = Path(sys.argv[1])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == SHA256, "another file than the one that was read"
    for again in ("first", "again"):
        start = time.process_time()
        leaks = scan_path(path)
        seconds = time.process_time() - start
        print(f"{path.stat().st_size / 1000:.0f} KB scanned in {seconds:.1f} s ({again})")
    print("| kind | hits | false | read | found |", "|---|---|---|---|---|", sep="\n")
    rows = compare(leaks)
    for kind, *numbers in rows:
        print(f"| {kind} | {' | '.join(map(str, numbers))} |")
    print(f"| all | {' | '.join(str(sum(row[i] for row in rows)) for i in range(1, 5))} |")


if __name__ == "__main__":
    main()
