"""Import of a survey with three open questions: read, mapped and stored in both files."""

import csv
import random
import resource
import time
from collections.abc import Iterator
from io import StringIO
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyreadstat

from benchmarks.corpus import KEY_PASSPHRASE, PASSPHRASE, WORDS
from benchmarks.figures import Figure
from kwalicode.store.key import open_key
from kwalicode.workflows.study import create_both
from kwalicode.workflows.surveys.importing import guess, import_survey, read_file

SIZES = (654, 100_000)
_HEAD = ["id", "ipaddress", "toestemming", "uw code", "leeftijdsgroep", "functie"]
_CLOSED = [f"stelling {number}" for number in range(1, 13)]
_OPEN = ["wat maakt u veilig", "heeft u iets gemeld", "wat zou helpen"]
_SCALE = ("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens", "weet ik niet", "")


def rows(n_rows: int) -> Iterator[list[str]]:
    """Give the heading and rows: six facts, twelve closed and three open answers."""
    chance = random.Random(5)  # noqa: S311  no secret
    yield [*_HEAD, *_CLOSED, *_OPEN]
    for number in range(1, n_rows + 1):
        facts = [str(number), "10.1.2.3", "ja", f"code-{number:06}"]
        facts += [chance.choice(("18-34", "35-49", "50-67")), chance.choice(("staf", "lijn"))]
        told = (" ".join(chance.choices(WORDS, k=chance.randint(4, 26))) for _ in _OPEN)
        yield [*facts, *chance.choices(_SCALE, k=len(_CLOSED)), *told]


def survey_csv(n_rows: int) -> bytes:
    """Write them as a table."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows(n_rows))
    return out.getvalue().encode()


def survey_sav(n_rows: int, folder: Path) -> bytes:
    """Write them as SPSS does."""
    heading, *body = rows(n_rows)
    frame = pd.DataFrame(body, columns=[f"v{place}" for place in range(len(heading))])
    pyreadstat.write_sav(frame, folder / "made.sav", column_labels=heading)
    return (folder / "made.sav").read_bytes()


def measure() -> Iterator[Figure]:
    """Import each file in a process of its own, whose largest memory is told."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for n_rows in SIZES:
            for ending, content in (
                (".csv", survey_csv(n_rows)),
                (".sav", survey_sav(n_rows, folder)),
            ):
                (folder / f"answers{ending}").write_bytes(content)
                with get_context("spawn").Pool(1) as pool:
                    told = pool.apply(_import_once, (folder, ending))
                what = f"`{ending}` of {n_rows:,} rows, 3 open questions: read, mapped and stored"
                yield Figure(what, "< 60 s, < 1 GB" if n_rows > 1000 else "-", told)


_numbers = count()


def _import_once(folder: Path, ending: str) -> str:
    path = folder / f"{ending[1:]}-{next(_numbers)}-{time.time_ns()}.kwali"
    with (
        create_both(path, PASSPHRASE, KEY_PASSPHRASE, name="benchmark") as study,
        open_key(study, KEY_PASSPHRASE) as key,
    ):
        began, used = time.perf_counter(), time.process_time()
        file = read_file(f"answers{ending}", (folder / f"answers{ending}").read_bytes())
        mapping = guess(study, file, survey="benchmark")
        done = import_survey(study, key, file, mapping, coder="bench")
        seconds, busy = time.perf_counter() - began, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        f"{seconds:.1f} s ({busy:.1f} s of processor), {most:.2f} GB at most; "
        f"{done.n_answers:,} answers in {done.n_sources:,} sources"
    )
