"""kg serve --edit: what a page saves is built at once, and nobody else gets in."""

from __future__ import annotations

import http.client
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from kg.cli.serve import command
from kg.editing.desk import Desk, MovedError, etag_of
from kg.errors import DataFileError, SourceError
from kg.pipeline import annotated
from kg.store.graph import Graph
from tests.servers import serving

RENAME = b"corrections:\n  - {action: rename, target: shops-lose, to: Shops lose.}\n"


@pytest.fixture
def address(event_folder: Path, tmp_path: Path) -> Iterator[str]:
    with serving(event_folder, "--edit", "-o", str(tmp_path / "out")) as url:
        yield url


def ask(url: str, method: str = "GET", body: bytes = b"", **headers: str) -> tuple[int, str, str]:
    """Return status, text and ETag of an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body or None, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.status, reply.read().decode(), reply.headers.get("ETag", "")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers.get("ETag", "")


def test_what_is_saved_is_built(address: str, event_folder: Path, tmp_path: Path) -> None:
    """The page says where it saves; a save writes corrections.yaml, the output and the next page."""
    status, html, _ = ask(address)
    assert status == 200
    assert f'<meta name="kg-edit" content="{urlsplit(address).path}"' in html
    assert "connect-src 'self'" in unescape(html)
    status, text, etag = ask(f"{address}corrections.yaml")
    assert (status, text, etag) == (200, "", etag_of(b""))
    status, _, after = ask(f"{address}corrections.yaml", "PUT", RENAME, If_Match=etag)

    assert (status, after) == (200, etag_of(RENAME))
    assert (event_folder / "corrections.yaml").read_bytes() == RENAME
    assert "Shops lose." in {p["label"] for p in Graph.open(tmp_path / "out").rows()["propositions"]}
    assert f'data-etag="{after.replace(chr(34), "&#34;")}"' in ask(address)[1]


def test_two_writers_lose_nothing(address: str, event_folder: Path) -> None:
    """Who made his file on another version is told, with the version that holds; without a version nobody saves."""
    base = ask(f"{address}corrections.yaml")[2]
    assert ask(f"{address}corrections.yaml", "PUT", RENAME, If_Match=base)[0] == 200
    other = b"corrections:\n  - {action: accept, target: shops-lose}\n"
    status, told, now = ask(f"{address}corrections.yaml", "PUT", other, If_Match=base)

    assert (status, now) == (409, etag_of(RENAME))
    assert "was changed since" in told
    assert ask(f"{address}corrections.yaml", "PUT", other)[0] == 428
    assert ask(f"{address}corrections.yaml", "PUT", other, If_Match="*")[0] == 428
    assert (event_folder / "corrections.yaml").read_bytes() == RENAME


def test_two_writers_at_one_moment(event_folder: Path, tmp_path: Path) -> None:
    """Of many who save on the same version one does, and the others are told."""
    desk, came = Desk(event_folder, tmp_path / "out"), []

    def save(n: int) -> None:
        text = b"corrections:\n  - {action: rename, target: shops-lose, to: Shops %d.}\n" % n
        try:
            came.append(desk.save(text, etag_of(b"")))
        except MovedError:
            came.append("")

    threads = [threading.Thread(target=save, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(map(bool, came)) == 1
    assert etag_of((event_folder / "corrections.yaml").read_bytes()) in came


def test_what_cannot_be_built_is_not_saved(event_folder: Path, tmp_path: Path) -> None:
    """Folder and output stay as they were, and a line says why."""
    desk = Desk(event_folder, tmp_path / "out")
    desk.save(RENAME, etag_of(b""))
    before = {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    with pytest.raises(DataFileError, match=r"corrections.yaml:2: .*colour"):
        desk.save(b"corrections:\n  - {action: accept, target: shops-lose, colour: red}\n", etag_of(RENAME))

    assert (event_folder / "corrections.yaml").read_bytes() == RENAME
    assert {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()} == before


def test_a_file_changed_by_hand_is_built_before_it_is_shown(event_folder: Path, tmp_path: Path) -> None:
    """The page never shows other decisions than the file holds."""
    desk = Desk(event_folder, tmp_path / "out")
    (event_folder / "corrections.yaml").write_bytes(RENAME)
    desk.page("/edit/x/")

    assert desk.built.corrections == RENAME
    assert "Shops lose." in {p["label"] for p in desk.built.graph.rows()["propositions"]}


def test_nobody_else_gets_in(address: str, event_folder: Path) -> None:
    """Without the token there is nothing; another origin, another name of the host and a foreign page are refused."""
    parts = urlsplit(address)
    root = f"http://{parts.netloc}/"
    etag = ask(f"{address}corrections.yaml")[2]
    for path in ("", "edit/", "edit/wrong/", "edit/wrong/corrections.yaml", "sparql"):
        assert ask(root + path)[0] == 404
    assert ask(f"{address}../../corrections.yaml")[0] == 404
    assert ask(f"{address}%2e%2e/event.yaml")[0] == 404
    assert ask(f"{address}corrections.yaml", "PUT", RENAME, If_Match=etag, Origin="https://evil.example")[0] == 403
    assert ask(f"{address}corrections.yaml", "PUT", RENAME, If_Match=etag, Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(f"{address}answer", "POST", b"x", Origin="null")[0] == 403
    assert ask(f"{address}prompt", Sec_Fetch_Site="same-site")[0] == 403
    assert ask(address, Host="evil.example")[0] == 400
    assert ask(f"{address}corrections.yaml", "DELETE")[0] == 405
    assert not (event_folder / "corrections.yaml").exists()
    assert ask(f"{address}corrections.yaml", "PUT", RENAME, If_Match=etag, Origin=root.rstrip("/"))[0] == 200


def test_a_request_without_end_is_refused(address: str) -> None:
    """More than eight megabytes are not taken in."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=30)
    connection.putrequest("POST", f"{parts.path}answer")
    connection.putheader("Content-Length", str(1 << 30))
    connection.endheaders()
    try:
        for _ in range(200):
            connection.send(b"x" * 65536)
    except OSError:
        pass
    try:
        assert connection.getresponse().status == 413
    except (OSError, http.client.HTTPException):
        pass  # closed while we were still sending
    finally:
        connection.close()
    assert ask(address)[0] == 200


def test_half_a_request_is_not_waited_for(address: str) -> None:
    """Others are answered meanwhile."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as half:
        half.sendall(
            f"PUT {parts.path}corrections.yaml HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 9\r\n\r\nx".encode()
        )
        begin = time.perf_counter()
        assert ask(address)[0] == 200
        assert time.perf_counter() - begin < 10


def test_a_models_answer_goes_through_the_checks(tmp_path: Path) -> None:
    """What is pasted is drafted by kg draft --answer, which says what it could not use; the prompt is that of kg prompt."""
    folder = tmp_path / "lake"
    folder.mkdir()
    (folder / "transcript.txt").write_text(
        "Nora Vik: Should the quarry be a lake?\nEmil Strand: Yes, it should be a lake.\n"
    )
    desk = Desk(folder, tmp_path / "out")
    done, told = desk.answer("This is chatter and no record at all.")

    assert "Emil Strand" in desk.prompt()
    assert isinstance(done, bool)
    assert told
    assert annotated(folder).speakers


@pytest.mark.parametrize("options", [["--edit", "--host", "0.0.0.0"], ["-o", "x"]])
def test_editing_is_for_this_machine_alone(event_folder: Path, options: list[str]) -> None:
    """It cannot be told to listen elsewhere, and -o is for it alone."""
    result = CliRunner().invoke(command, [str(event_folder), *options])
    assert result.exit_code == 2


def test_an_output_is_no_folder_to_review(tmp_path: Path) -> None:
    """What is no event folder is refused with the remedy."""
    with pytest.raises(SourceError, match="is no event folder"):
        Desk(tmp_path / "nothing")
