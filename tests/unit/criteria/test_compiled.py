"""The generated copy of the policies: faster, never different."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from authpack.content import Root
from authpack.criteria import compiled
from authpack.criteria.catalog import load_catalog, policy_files
from authpack.criteria.compiled import Compiled, read_compiled
from authpack.criteria.loading import load_policy
from authpack.errors import ContentError

LOADED = """
import sys
from authpack import api
policies = api.catalog().policies
print("authpack.criteria.conditions.trials" in sys.modules)
print(all(node.condition is not None for policy in policies for node in policy.nodes.values() if node.is_leaf))
"""
SHIPPED = Path(__file__).parents[3] / "payer_criteria"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one shipped policy and the shipped copy of all."""
    source = next(path for path, _ in policy_files((Root(SHIPPED, local=False),)) if "noridian" in str(path))
    target = tmp_path / "criteria" / Path(*source.parts[-3:])
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)
    shutil.copy(SHIPPED / compiled.NAME, tmp_path / "criteria" / compiled.NAME)
    return tmp_path / "criteria"


def only_file(folder: Path) -> Path:
    return next(path for path, _ in policy_files((Root(folder, local=False),)))


def it_builds_the_same_policy_from_the_copy_as_from_the_yaml_for_every_revision() -> None:
    copy = read_compiled(SHIPPED)
    for path, _ in policy_files((Root(SHIPPED, local=False),)):
        assert copy.find("/".join(path.parts[-3:]), path.read_bytes()) is not None
        assert load_policy(path, compiled=copy) == load_policy(path)


def it_builds_a_condition_when_a_record_is_first_judged_by_it() -> None:
    """Loading is for everybody who lists or routes; the kinds of leaves are loaded for whoever judges."""
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    ).stdout.split()
    assert told == ["False", "True"]


def it_refuses_a_copy_whose_condition_was_spoiled(folder: Path) -> None:
    copy = folder / compiled.NAME
    copy.write_bytes(copy.read_bytes().replace(b'"trials":{', b'"trials":{"spoiled":"yes",'))
    policy = load_catalog((Root(folder, local=False),)).policies[0]
    with pytest.raises(ContentError, match="generated copy") as refused:
        for node in policy.nodes.values():
            assert node.is_leaf == (node.condition is not None)
    assert "read themselves" in str(refused.value)


def it_reads_the_yaml_of_a_file_that_was_edited_since(folder: Path) -> None:
    path = only_file(folder)
    before = load_catalog((Root(folder, local=False),)).policies[0]
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nencoding: ", "\nencoding: 9", 1), "utf-8")
    after = load_catalog((Root(folder, local=False),)).policies[0]
    assert str(after.head.encoding) == f"9{before.head.encoding}"
    assert after.sha256 != before.sha256


def it_tells_the_faults_of_an_edited_file_with_their_lines(folder: Path) -> None:
    path = only_file(folder)
    text = path.read_text("utf-8")
    line = text[: text.index("\ncriteria:")].count("\n") + 2
    path.write_text(text.replace("\ncriteria:", "\ncriterai:", 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_catalog((Root(folder, local=False),))
    assert any(f":{line}: criterai" in str(fault) for fault in refused.value.faults)


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b'{"file":"x"}\n'])
def it_does_without_a_copy_that_is_absent_or_broken(folder: Path, content: bytes) -> None:
    (folder / compiled.NAME).write_bytes(content)
    assert len(load_catalog((Root(folder, local=False),)).policies) == 1
    (folder / compiled.NAME).unlink()
    assert len(load_catalog((Root(folder, local=False),)).policies) == 1


def but_it_takes_no_line_whose_json_ends_early() -> None:
    source = only = b"text"
    line = compiled.written([("a/b/c.yaml", source, "f" * 64, {"id": "x"})]).encode()
    assert Compiled(line).find("a/b/c.yaml", only) is not None
    assert Compiled(line[:-8]).find("a/b/c.yaml", only) is None
    assert Compiled(line).find("a/b/c.yaml", b"other") is None
    assert Compiled(line).find("a/b/d.yaml", only) is None
