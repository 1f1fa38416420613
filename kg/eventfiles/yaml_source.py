"""YAML read safely, every value with its line: no anchors, no duplicate keys, no types guessed from the look of a text.

All scalars stay texts (so that a version `4.5`, a name `No` and a date stay what the person wrote); the file's model turns
them into numbers and booleans where it asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import DataFileError, SourceError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 20
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

ModelT = TypeVar("ModelT", bound=BaseModel)


class FileModel(BaseModel):
    """Base of the shapes of our YAML files: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """A YAML file as read: its plain data, and the line of every value by its path (keys and indices)."""

    path: Path
    data: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """Return the line of a value, or of the nearest value that holds it."""
        keys = tuple(path)
        while keys not in self.lines and keys:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def where(self, *path: str | int) -> str:
        """Return `FILE:LINE` of a value, for an error message."""
        return f"{self.path.name}:{self.line(*path)}"


def read_yaml(path: Path) -> YamlSource:
    """Read one YAML file.

    Raises:
        SourceError: the file cannot be read or is not UTF-8.
        DataFileError: bad YAML, an anchor or alias, a key used twice, too deep or too large.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from None
    if len(raw) > MAX_BYTES:
        raise DataFileError(f"{path.name}: larger than {MAX_BYTES // 2**20} MB (split the event)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataFileError(f"{path.name}:{line}: is not UTF-8 (save the file as UTF-8)") from None
    node = _compose(text, path)
    lines: dict[tuple[str | int, ...], int] = {}
    data = None if node is None else _plain(node, (), lines, path)
    return YamlSource(path=path, data=data, lines=lines)


def _compose(text: str, path: Path) -> yaml.Node | None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            line = event.start_mark.line + 1 if event.start_mark else 1
            if depth > MAX_DEPTH:
                raise DataFileError(f"{path.name}:{line}: nested deeper than {MAX_DEPTH} levels (flatten it)")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise DataFileError(f"{path.name}:{line}: anchors and aliases are not read (write the value out)")
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DataFileError(
            f"{path.name}:{line}: bad YAML: {error.problem or error.context} (mend the line, or quote the text)"
        ) from None
    except yaml.YAMLError as error:
        raise DataFileError(
            f"{path.name}: bad YAML: {' '.join(str(error).split())} (mend or remove the character)"
        ) from None


def _plain(node: yaml.Node, where: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], path: Path) -> Any:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, i), lines, path) for i, child in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise DataFileError(f"{path.name}:{line}: a key must be a text")
        if key_node.value in mapping:
            raise DataFileError(f"{path.name}:{line}: key '{key_node.value}' stands twice (keep one)")
        mapping[key_node.value] = _plain(value_node, (*where, key_node.value), lines, path)
    return mapping


def read_model(source: YamlSource, model: type[ModelT]) -> ModelT:
    """Check a file against its shape.

    Raises:
        DataFileError: an unknown key, a missing key or a wrong value, with the line.
    """
    if source.data is not None and not isinstance(source.data, dict):
        raise DataFileError(f"{source.where()}: must be a mapping of keys ({', '.join(model.model_fields)})")
    try:
        return model.model_validate(source.data or {})
    except ValidationError as error:
        first = error.errors()[0]
        place = [p for p in first["loc"] if not (isinstance(p, str) and p.endswith("]"))]
        raise DataFileError(f"{source.where(*place)}: {_cause(first, model)}") from None


def _cause(error: Any, model: type[BaseModel]) -> str:
    key = ".".join(str(p) for p in error["loc"])
    if error["type"] == "extra_forbidden":
        from kg.evidence.suggest import did_you_mean

        return f"unknown key '{error['loc'][-1]}'{did_you_mean(str(error['loc'][-1]), _all_keys(model))}"
    if error["type"] == "missing":
        return f"'{error['loc'][-1]}' is missing (add it)"
    return f"'{key}': {error['msg'][0].lower() + error['msg'][1:]} (got {str(error['input'])[:60]!r})"


def _all_keys(model: type[BaseModel]) -> list[str]:
    keys = list(model.model_fields)
    for info in model.model_fields.values():
        for argument in getattr(info.annotation, "__args__", ()):
            if isinstance(argument, type) and issubclass(argument, BaseModel):
                keys += _all_keys(argument)
    return sorted(set(keys))
