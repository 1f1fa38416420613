"""corpus.yaml: what a corpus is called and how it was built."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import Field

from kg.corpus.layout import ABOUT, MOST_PARTS
from kg.errors import GraphError
from kg.eventfiles.yaml_source import FileModel, read_model, read_yaml
from kg.files import write_file

#: The layout of the folder: another number is another layout.
LAYOUT = 1


class About(FileModel):
    """The shape of corpus.yaml. `title` and `note` are a person's to write; the rest is the program's.

    `options` are those of the last build that change what comes out; `kg` is the version that built it last;
    `partitions` is the number of parts of each table and of the graph, 0 before they are packed.
    """

    title: str = ""
    note: str = ""
    layout: int = LAYOUT
    kg: str = ""
    base_iri: str = ""
    vocabulary: str = ""
    partitions: int = Field(default=0, ge=0, le=MOST_PARTS)


def read_about(corpus: Path) -> About | None:
    """Return what corpus.yaml says, or None where there is no such file.

    Raises:
        DataFileError: it is malformed, with its line.
        GraphError: it is of another version's layout.
    """
    path = corpus / ABOUT
    if not path.is_file():
        return None
    about = read_model(read_yaml(path), About)
    if about.layout != LAYOUT:
        raise GraphError(
            f"{path}: layout {about.layout} is another version's (build the corpus anew into another folder)"
        )
    return about


def write_about(corpus: Path, about: About) -> None:
    """Write corpus.yaml.

    Raises:
        SourceError: it cannot be written.
    """
    told = about.model_dump(exclude_defaults=True) | {"layout": LAYOUT}
    write_file(corpus / ABOUT, yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120).encode())
