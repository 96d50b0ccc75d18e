"""Every specification in tests/ is one that pytest collects: a name it does not know would never be asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("test_*.py"))
COLLECTED = ("it_", "but_", "test_")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Those of the module and of its classes of specifications."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef) and node.name.startswith(("Describe", "Test")):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))


def named_elsewhere(tree: ast.Module) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def it_has_a_name_by_which_it_is_collected(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    used = named_elsewhere(tree)
    asked_by_nobody = [
        one.name
        for one in functions(tree)
        if not one.name.startswith(COLLECTED)
        and one.name not in used
        and not any("fixture" in ast.unparse(mark) for mark in one.decorator_list)
        and any(isinstance(node, ast.Assert) for node in ast.walk(one))
    ]
    assert asked_by_nobody == []
