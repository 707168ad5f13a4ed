"""Where codes and categories were put by hand: on the board, and in the diagram."""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.store.files import Database
from kwalicode.store.relations import Node, require_node

BOARD, DIAGRAM = "board", "diagram"
MAX_PLACE = 1_000_000.0

Place = tuple[float, float]


def find_places(db: Database, board: str) -> dict[Node, Place]:
    """Give where nodes were put by hand on a board, by node."""
    rows = db.execute("SELECT node_kind, node_id, x, y FROM board_places WHERE board = ?", [board])
    return {(kind, node_id): (x, y) for kind, node_id, x, y in rows}


def put_places(db: Database, board: str, places: Mapping[Node, Place]) -> None:
    """Let nodes stand at places on a board.

    Raises:
        NotFoundError: A node is not in the codebook any more.
        InputError: A place lies beyond all measure.
    """
    for (kind, node_id), (x, y) in places.items():
        require_node(db, kind, node_id)
        if not (abs(x) <= MAX_PLACE and abs(y) <= MAX_PLACE):
            raise InputError("The page sent no proper '{field}'; reload it.", field="place")
        db.execute(
            "INSERT INTO board_places(id, board, node_kind, node_id, x, y) VALUES (?,?,?,?,?,?) "
            "ON CONFLICT (board, node_kind, node_id) DO UPDATE SET x = excluded.x, y = excluded.y",
            # History keeps 15 digits of a number: what it cannot give back cannot be undone.
            [str(uuid4()), board, kind, node_id, round(x, 2), round(y, 2)],
        )


def clear_places(db: Database, board: str, nodes: Iterable[Node] | None = None) -> None:
    """Forget where nodes were put by hand on a board; all of them unless some are named."""
    if nodes is None:
        db.execute("DELETE FROM board_places WHERE board = ?", [board])
        return
    for kind, node_id in nodes:
        db.execute(
            "DELETE FROM board_places WHERE board = ? AND node_kind = ? AND node_id = ?",
            [board, kind, node_id],
        )
