"""Input made to hang, to grow or to crash: each kind ends in time, with the file's name in one line."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.last_net import line_for
from kg.errors import GraphError, LimitError, SourceError
from kg.people.blocks import part_keys, spelling_keys, whole_keys
from kg.people.identity import resolve
from kg.people.person_name import could_be, parse_name, same_but_spelling
from kg.readers import read
from kg.readers.html_closed import closed
from kg.readers.source import decode, read_stream
from kg.store import open as opening
from kg.store.disk import write_events
from kg.store.federation import query_inside
from kg.store.open import load_file
from kg.store.query_size import MAX_DEPTH, MAX_LINKS, check_size
from kg.store.rdf_bounds import check_rdf
from kg.tables.columns import number
from kg.tables.columns import text as column
from kg.tables.to_csv import csv_bytes, plain

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def rdf_xml(prolog: str, body: str) -> bytes:
    return f'<?xml version="1.0"?>{prolog}<rdf:RDF xmlns:rdf="{RDF}" xmlns:a="urn:a:">{body}</rdf:RDF>'.encode()


# RDF that grows.


@pytest.mark.parametrize(
    ("syntax", "data", "said"),
    [
        (ox.RdfFormat.RDF_XML, rdf_xml('<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>', ""), "entities grow"),
        (ox.RdfFormat.RDF_XML, rdf_xml(f'<!DOCTYPE r [<!ENTITY a "{"x" * 900}">]>', f"<a:b>{'&a;' * 60_000}</a:b>"), "entities grow"),
        (ox.RdfFormat.RDF_XML, rdf_xml('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>', ""), "entities of other files"),
        (ox.RdfFormat.RDF_XML, rdf_xml("", "<a:b>" * 201 + "</a:b>" * 201), "more than 200 deep"),
        (ox.RdfFormat.JSON_LD, b'{"a":' * 201 + b"1" + b"}" * 201, "more than 200 deep"),
        (ox.RdfFormat.JSON_LD, b'{"\\"": "\\\\", "a":' + b"[" * 300 + b"]" * 300 + b"}", "more than 200 deep"),
    ],
)  # fmt: skip
def test_rdf_that_grows_is_refused(tmp_path: Path, syntax: ox.RdfFormat, data: bytes, said: str) -> None:
    """Entities that double or are put in too often, and nesting, are found before the engine sees them."""
    path = tmp_path / f"bomb.{syntax.file_extension}"
    path.write_bytes(data)

    with pytest.raises(LimitError, match=said) as caught:
        load_file(path)
    assert str(caught.value).startswith(str(path))


def test_rdf_as_people_write_it_is_read(tmp_path: Path) -> None:
    """Entities for the beginnings of IRIs, brackets inside of texts and ordinary nesting are no bombs."""
    body = '<rdf:Description rdf:about="&own;s"><a:p>[[[ {{{</a:p></rdf:Description>'
    xml, jsonld = tmp_path / "a.owl", tmp_path / "a.jsonld"
    xml.write_bytes(rdf_xml('<!DOCTYPE r [<!ENTITY own "urn:x:">]>', body))
    jsonld.write_bytes(b'{"@id": "urn:x:s", "urn:a:p": "' + b"[{" * 500 + b'\\"["}')

    assert [q.subject.value for q in load_file(xml)] == ["urn:x:s"]  # type: ignore[union-attr]
    assert [q.subject.value for q in load_file(jsonld)] == ["urn:x:s"]  # type: ignore[union-attr]
    check_rdf(b"<a:b>" * 1000, ox.RdfFormat.TURTLE, "a stream")


# Queries that would end the engine's process.


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1),
        "ASK { FILTER(" + "IF(true," * (MAX_DEPTH + 1) + "true" + ",false)" * (MAX_DEPTH + 1) + ") }",
        "ASK { " + "{} UNION " * (MAX_LINKS + 1) + "{} }",
        "ASK { FILTER(" + "1+" * (MAX_LINKS + 1) + "1 = 1) }",
    ],
)
def test_queries_that_nest_or_chain_without_end_are_refused(query: str) -> None:
    """They are refused before they are parsed: the parser's stack would run over."""
    with pytest.raises(LimitError, match=r"^query: "):
        query_inside(ox.Store(), query)


def test_a_query_may_be_long() -> None:
    """A long list of values and two hundred levels are answered."""
    check_size("ASK { VALUES ?x { " + "<urn:x> " * 20_000 + "} ?x ?y ?z }")
    assert bool(query_inside(ox.Store(), "ASK " + "{" * 199 + "}" * 199))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork there is one process")
def test_a_query_that_ends_its_process_is_answered(tmp_path: Path) -> None:
    """The command line says so in one line and exits 2, for its queries run in a process of their own."""
    (tmp_path / "g.ttl").write_text("<urn:a> <urn:b> 1 .")
    code = (
        "import os, sys\nimport kg.cli.query as q\nq._answer = lambda *a: os.abort()\n"
        f"sys.argv = ['kg', 'query', {str(tmp_path / 'g.ttl')!r}, 'ASK {{}}']\nfrom kg.cli import main\nmain()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("kg: query: ended the engine (SIGABRT)")


# Sources.


def test_a_stream_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops after as many bytes as a transcript may have."""
    monkeypatch.setattr("kg.readers.source.MAX_STREAM", 1000)

    assert read_stream(io.BytesIO(b"x" * 1000), "stdin") == b"x" * 1000
    with pytest.raises(SourceError, match="stdin: more than 1,000 bytes are more than the 1,000 that can be read"):
        read_stream(io.BytesIO(b"x" * 1001), "stdin")


@pytest.mark.parametrize("codec", ["punycode", "undefined", "idna", "rot13", "zip", "unicode_escape", "utf-7"])
def test_only_encodings_of_texts_are_believed(codec: str) -> None:
    """What XML declares is used when texts are written in it; Python's other codecs are not tried."""
    data = f'<?xml version="1.0" encoding="{codec}"?><p>plain</p>'.encode()

    assert decode(data, "a.xml")[1] == "utf-8"
    assert (
        decode('<?xml version="1.0" encoding="iso-8859-2"?><p>ł</p>'.encode("iso-8859-2"), "a.xml")[1] == "iso-8859-2"
    )


def test_a_cell_that_claims_a_million_columns_is_one_cell(tmp_path: Path) -> None:
    """A table's text is as long as its cells, whatever they span; a cell that goes on below repeats what stands above."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for at, words in enumerate(("Ada Park", "We should wait.", "Ben Osei", "We should not.")):
        table.cell(at // 2, at % 2).text = words
    document.save(str(tmp_path / "plain.docx"))
    wide = tmp_path / "wide.docx"
    with zipfile.ZipFile(tmp_path / "plain.docx") as old, zipfile.ZipFile(wide, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = content.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999999"/>', 1)
            new.writestr(item, content)

    assert [u.speaker for u in read(wide).utterances] == ["Ada Park", "Ben Osei"]


@pytest.mark.parametrize("opened", ["<!--", "<![CDATA[", "<?x", "</x", "<a b='"])
def test_mark_up_that_is_never_closed_is_text(opened: str) -> None:
    """A hundred thousand of them are read in a moment, and what was closed before stays what it was."""
    page = "<!-- kept out --><p>Ada: yes</p>" + opened * 100_000

    assert closed(page).startswith("<!-- kept out --><p>Ada: yes</p>")
    assert "<" not in closed(page)[len("<!-- kept out --><p>Ada: yes</p>") :].replace("<! [CDATA[", "")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-2+3", "@SUM(1)", "\tx", "\rx", "'=1", "''+1"])
def test_no_cell_is_a_formula(words: str) -> None:
    """What a spreadsheet would run is marked as text, and read back as it was; numbers and other words stay."""
    columns = (column("quote", verbatim=True), number("confidence"))
    written = csv_bytes([{"quote": words, "confidence": -0.5}, {"quote": "I'd", "confidence": None}], columns)
    first, second = list(csv.reader(io.StringIO(written.decode(), newline="")))[1:]

    assert first == [f"'{words}", "-0.5"]
    assert second == ["I'd", ""]
    assert (plain(first[0]), plain(second[0])) == (words, "I'd")


# Ten thousand names.


def test_names_that_may_be_one_share_a_key() -> None:
    """What the rules join is found by the keys: names with one edit, with more names, and parts of a name."""
    names = [
        parse_name(x)
        for x in ("Tim Beiko", "Tim Bieko", "Jean-Luc O. van Dam", "J. van Dam", "Martin Thomson", "Marten Thomson")
    ]
    parts = [parse_name(x) for x in ("Martin", "Dr Thomson", "MT", "mthomson", "Luc", "van Dam", "Tim")]
    joined = 0
    for a in names:
        for b in names:
            if a is not b and (a.same_person_longer(b) or same_but_spelling(a, b)):
                assert set(spelling_keys(a)) & set(spelling_keys(b)), (a.text, b.text)
                joined += 1
        for part in parts:
            if could_be(part, a):
                assert set(part_keys(part)) & set(whole_keys(a)), (part.text, a.text)
                joined += 1
    assert joined > 12


def test_a_name_that_fits_thousands_names_a_few() -> None:
    """The warning about a first name that everybody has stays one line to read."""
    labels = {f"Ada {chr(97 + i % 26) * 3}{i}ova".title(): 1 for i in range(40)} | {"Ada": 2}

    (warning,) = resolve(labels).warnings
    assert warning.endswith("or 35 more: left apart (say which in event.yaml)")


# Whatever else goes wrong.


def test_a_link_that_leads_out_of_a_store_is_refused(tmp_path: Path) -> None:
    """A store whose link names another place is neither read nor written."""
    (tmp_path / "s").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "s" / "lock").touch()
    (tmp_path / "s" / "current").symlink_to("../elsewhere")

    for use in (lambda: write_events(tmp_path / "s", []), lambda: opening.open_store(tmp_path / "s")):
        with pytest.raises(GraphError, match="its link 'current' does not name a store in it"):
            use()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device", "out/graph.ttl"), "out/graph.ttl: No space left on device"),
        (OSError(28, "No space left on device"), "kg build: No space left on device"),
        (MemoryError(), "kg build: needs more memory than there is"),
        (
            KeyError("no\nsuch"),
            "kg build: cannot be worked on (KeyError: 'no\\nsuch'; `kg --debug …` shows where it arose)",
        ),
        (GraphError("g.ttl: is no graph"), "g.ttl: is no graph"),
    ],
)
def test_every_fault_is_one_line(error: Exception, line: str) -> None:
    """The line begins with the file, or with the command where no file is known."""
    assert line_for(error, ["build", "no-such-file"]) == line


def test_a_full_disk_below_stdout_is_one_line() -> None:
    """Output that cannot be written ends the command with exit 2, and nothing follows it."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "kg", "formats"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert (ended.returncode, ended.stderr) == (2, "kg: kg formats: No space left on device\n")
