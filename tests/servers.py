"""Real SPARQL servers on loopback, each with ports and a folder of its own, ended by whoever started them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server's addresses, the user that may write (empty: anyone), and the port of Virtuoso's SQL."""

    query: str
    update: str
    store: str
    user: str = ""
    password: str = ""
    sql: int = 0


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def oxigraph_binary() -> str | None:
    """Return the path of the oxigraph command, beside this Python or on the path."""
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def virtuoso_binary() -> str | None:
    """Return the path of virtuoso-t, or None where the package is not installed."""
    return shutil.which("virtuoso-t")


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """Run `oxigraph serve` over an empty store in a folder."""
    port = free_port()
    command = [str(oxigraph_binary()), "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    base = f"http://127.0.0.1:{port}"
    with _running([*command, *options], folder, f"{base}/query?query=ASK%20%7B%7D"):
        yield Server(query=f"{base}/query", update=f"{base}/update", store=f"{base}/store")


@contextmanager
def serving(place: Path, *options: str) -> Iterator[str]:
    """Run `kg serve` and yield its address."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(place), "--port", "0", "--workers", "2", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told: list[str] = []
            found = None
            while found is None:
                told.append(process.stderr.readline())
                assert told[-1], "".join(told)
                found = re.match(r"(http://\S+/) (?:serves|reviews) ", told[-1])
            _until_listening(found[1])
            yield found[1]
        finally:
            process.terminate()
            process.wait(10)


def _until_listening(url: str) -> None:
    for _ in range(200):
        try:
            socket.create_connection(
                (urllib.parse.urlsplit(url).hostname or "", urllib.parse.urlsplit(url).port or 0)
            ).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
LiteMode = 0
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}, {readable}
SchedulerInterval = 0
SQLPrefetchRows = 100

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
KeepAliveTimeout = 10

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 40000
MaxQueryExecutionTime = 600
DefaultQuery = select 1 where {{}}
"""


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 20_000, readable: Path | None = None) -> Iterator[Server]:
    """Run Virtuoso over an empty database in a folder, with the password of a fresh one; it may load what is `readable`."""
    home = folder / "virtuoso"
    home.mkdir(parents=True)
    http, sql = free_port(), free_port()
    ini = home / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=home,
            readable=readable or home,
            sql=sql,
            http=http,
            buffers=buffers,
            dirty=buffers * 3 // 4,
        ),
        encoding="utf-8",
    )
    base = f"http://127.0.0.1:{http}"
    command = [str(virtuoso_binary()), "+foreground", "+configfile", str(ini), "+wait"]
    with _running(command, home, f"{base}/sparql?query=ASK%20%7B%7D"):
        yield Server(
            query=f"{base}/sparql",
            update=f"{base}/sparql-auth",
            store=f"{base}/sparql-graph-crud-auth",
            user="dba",
            password="dba",
            sql=sql,
        )


def isql(server: Server, lines: str) -> None:
    """Run lines of SQL in Virtuoso."""
    command = ["isql-vt", str(server.sql), server.user, server.password]
    subprocess.run(command, input=lines, text=True, check=True, capture_output=True)


@contextmanager
def dask(n_workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler of Dask and some workers of one thread each; yield its address, and the workers."""
    host, port = "127.0.0.1", str(free_port())
    options = (f"tcp://{host}:{port}", "--no-nanny", "--nthreads", "1", "--no-dashboard")
    with ExitStack() as cluster:
        cluster.enter_context(
            _module("distributed.cli.dask_scheduler", "--host", host, "--port", port, "--no-dashboard")
        )
        yield (
            options[0],
            [cluster.enter_context(_module("distributed.cli.dask_worker", *options)) for _ in range(n_workers)],
        )


@contextmanager
def _module(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    # The workers are of this tree, wherever they are started.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            _wait(ready, process)
            yield
        finally:
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args} does not answer at {url}")
