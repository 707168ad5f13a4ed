"""Saturation of a plain table of codes by interview, without a study."""

import numpy as np

from kwalicode.analysis.incidence import Incidence
from kwalicode.formats.incidence_tables import read_incidence
from kwalicode.store.saturation import Choice
from kwalicode.workflows.saturation.numbers import Numbers, count


def count_table(file_name: str, content: bytes, choice: Choice) -> tuple[Choice, Numbers]:
    """Give all numbers of a table, its interviews in the order of the file.

    Raises:
        InputError: The file is no such table; see `formats.incidence_tables.read_incidence`.
        UndefinedError: No interview holds a code.
    """
    table = read_incidence(file_name, content)
    choice = choice._replace(order="import")
    return choice, count(Incidence(np.array(table.holds, dtype=bool)), choice)
