"""The web app: `app` is what `streamlit run app.py` and `kwalicode serve` start."""

import gc
import os
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

from kwalicode.ui.session import FOLDER_VARIABLE, KEYS_VARIABLE


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    # Streamlit collects garbage after every run, about 100 ms with these packages loaded; what is
    # frozen is not looked at again.
    import altair  # noqa: F401
    import pandas as pd  # noqa: F401
    import pyarrow as pa  # noqa: F401

    gc.collect()
    gc.freeze()
    yield


# The script lies in a folder of its own: Streamlit takes a folder `pages` beside it for pages.
app = st.App(Path(__file__).parent / "entry" / "main.py", lifespan=_lifespan)


def serve(folder: Path, *, port: int, address: str, keys: Path | None = None) -> None:
    """Serve the studies of a folder until stopped.

    Args:
        folder: Where study files are looked for and made; nothing outside it is reachable.
        port: TCP port.
        keys: Where key files lie and are made; beside the studies if left out.
        address: `127.0.0.1` for this machine alone, `0.0.0.0` for a team server behind TLS.
    """
    os.environ[FOLDER_VARIABLE] = str(folder.resolve())
    if keys:
        os.environ[KEYS_VARIABLE] = str(keys.resolve())
    app.run(config=dict(_options()) | {"server.port": port, "server.address": address})


def _options() -> Iterator[tuple[str, Any]]:
    text = (files("kwalicode") / "ui" / "config.toml").read_text(encoding="utf-8")
    yield from _flat("", tomllib.loads(text))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value


if __name__ == "__main__":
    _folder, _port, _address, *_keys = sys.argv[1:]
    serve(
        Path(_folder),
        port=int(_port),
        address=_address,
        keys=Path(_keys[0]) if _keys else None,
    )
