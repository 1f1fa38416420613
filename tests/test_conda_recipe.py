"""The recipe for conda says what pyproject.toml says: name, version, dependencies, command, licence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
#: What conda calls otherwise than the package index.
NAMES = {"igraph": "python-igraph"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def recipe() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "recipe" / "meta.yaml").read_text(encoding="utf-8"))
    return found


def in_conda(requirement: str) -> str:
    """Return a requirement as conda writes it, its bounds in order."""
    parsed = Requirement(requirement)
    bounds = ",".join(sorted(map(str, parsed.specifier), key=lambda bound: bound.startswith("<")))
    return f"{NAMES.get(parsed.name.lower(), parsed.name.lower())} {bounds}"


def test_what_is_needed_is_the_same(project: dict[str, Any], recipe: dict[str, Any]) -> None:
    """To run: Python and each dependency with its bounds; to build: what the build system asks for."""
    python = f"python {project['project']['requires-python']}"
    needed = [python, *map(in_conda, project["project"]["dependencies"])]

    assert len(needed) > 15
    assert recipe["requirements"]["run"] == needed
    assert recipe["requirements"]["host"] == [python, "pip", *map(in_conda, project["build-system"]["requires"])]


def test_what_it_is_is_the_same(project: dict[str, Any], recipe: dict[str, Any]) -> None:
    """Name, version, summary, licence and command."""
    told = project["project"]

    assert recipe["package"] == {"name": told["name"], "version": told["version"]}
    assert recipe["build"]["entry_points"] == [f"{name} = {where}" for name, where in told["scripts"].items()]
    assert (recipe["about"]["summary"], recipe["about"]["license"]) == (told["description"], told["license"])
    assert recipe["about"]["license_file"] in told["license-files"]
