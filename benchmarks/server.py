"""The app in a process of its own, as a user starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The command that was installed beside this Python.
PROGRAM = str(Path(sys.executable).with_name("kwalicode"))


@contextmanager
def running_app(
    folder: Path, *, port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a folder; give the address and the process, which ends with the block."""
    port = port or free_port()
    program = [PROGRAM, "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as app:  # noqa: S603  our own command
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}", app
        finally:
            ended = app.poll()
            app.terminate()
            if ended is not None:
                raise RuntimeError(f"The app ended by itself, with code {ended}.")


def free_port() -> int:
    """Give a TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, *, seconds: float = 60) -> None:
    """Wait until something listens on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"Nothing listens on port {port}.")


def processor_seconds(app: subprocess.Popen[bytes]) -> float:
    """Give how long the app has kept a processor busy since it started."""
    stat = Path(f"/proc/{app.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(app: subprocess.Popen[bytes]) -> float:
    """Give the resident memory of the app in MB (10^6 bytes)."""
    status = Path(f"/proc/{app.pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) * 1024 / 1e6
