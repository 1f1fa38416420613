"""SQL over the tables of a corpus, by DuckDB: what is asked reads these tables and nothing else, in bounded time and memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.corpus.authority import authority_tables
from kg.corpus.folder import Corpus
from kg.errors import GraphError, LimitError, QueryError, of_extra
from kg.evidence.suggest import did_you_mean

#: What one question may take.
MEMORY = "2GB"
_PARAM = re.compile(r"^-- param (\w+): (.+)$", re.MULTILINE)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that comes with the program: its name, the question in words, its SQL, and the names to be bound."""

    name: str
    question: str
    sql: str
    params: tuple[str, ...] = ()


def questions() -> list[Question]:
    """Return the questions, by name."""
    found = []
    for path in sorted((files("kg.corpus") / "questions").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".sql"):
            text = path.read_text(encoding="utf-8")
            first = text.partition("\n")[0].removeprefix("-- ")
            found.append(
                Question(
                    name=path.name.removesuffix(".sql"),
                    question=first,
                    sql=text,
                    params=tuple(name for name, _ in _PARAM.findall(text)),
                )
            )
    return found


def ask(
    folder: Path, asked: str, params: Mapping[str, str] | None = None, *, seconds: float = 60.0
) -> tuple[tuple[str, ...], list[Row]]:
    """Return the columns and rows of an answer.

    Args:
        folder: of the corpus.
        asked: the name of a question, or SQL (one SELECT).
        params: name → value of what the question leaves open; what is not given leaves all in.
        seconds: what the answer may take.

    Raises:
        QueryError: there is no such question, it has no such name, or the SQL is wrong or no SELECT.
        LimitError: it takes too long.
        MissingExtraError: DuckDB is not installed.
    """
    sql, bound = _sql(asked, dict(params or {}))
    duckdb = of_extra("duckdb", "corpus: needs DuckDB (pip install 'panel-kg[corpus]')")
    with duckdb.connect(":memory:") as connection:
        _open(connection, Corpus.open(folder))
        _check(duckdb, sql)
        clock = threading.Timer(seconds, connection.interrupt)
        clock.start()
        try:
            result = connection.execute(sql, bound)
            columns = tuple(column[0] for column in result.description)
            return columns, [dict(zip(columns, values, strict=True)) for values in result.fetchall()]
        except duckdb.InterruptException:
            raise LimitError(
                f"query: no answer within {seconds:g} s (narrow it, or give it longer with --timeout)"
            ) from None
        except duckdb.Error as error:
            raise QueryError(f"query: {_line(error)}") from None
        finally:
            clock.cancel()


def _sql(asked: str, params: dict[str, str]) -> tuple[str, dict[str, str]]:
    if re.search(r"\s", asked.strip()):
        return asked, params
    known = {q.name: q for q in questions()}
    if asked not in known:
        raise QueryError(f"query: there is no question '{asked}'{did_you_mean(asked, known)}")
    question = known[asked]
    for name in params:
        if name not in question.params:
            raise QueryError(f"query: '{asked}' has no '{name}'{did_you_mean(name, question.params)}")
    return question.sql, {name: params.get(name, "") for name in question.params}


def _open(connection: Any, corpus: Corpus) -> None:
    """Make a view of each table, and shut the door behind it: no other file, no network, no change of these settings."""
    tables = corpus.tables()
    if not tables.get("events"):
        raise GraphError(f"{corpus.folder}: holds no tables yet (kg corpus build)")
    for name, paths in tables.items():
        listed = ", ".join(_quoted(str(path.resolve())) for path in paths)
        connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}])')
    known = authority_tables(corpus)
    for name, path in known.items():
        connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{_quoted(str(path.resolve()))}])')
    parts = [*(paths[0] for paths in tables.values() if paths), *known.values()]
    places = ", ".join(_quoted(str(path.resolve().parent) + "/") for path in parts)
    for setting in (
        f"allowed_directories = [{places}]",
        "enable_external_access = false",
        "autoinstall_known_extensions = false",
        f"memory_limit = '{MEMORY}'",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _check(duckdb: Any, sql: str) -> None:
    """See that a text is one SELECT: what may read these files might write them, too."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(f"query: {_line(error)}") from None
    kinds = [s.type for s in statements]
    if kinds != [duckdb.StatementType.SELECT]:
        raise QueryError("query: is not one SELECT (a corpus is only read)")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:400]
