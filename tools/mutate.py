"""A small mutation tester: does a test fail when the judge is made wrong on purpose?

    python tools/mutate.py                 150 mutants, sampled with a fixed seed, two at a time
    python tools/mutate.py --sample 40 counting facts
    python tools/mutate.py --list truth    what would be changed, without running anything

Each mutant changes one comparison, and/or, ``not``, number, status, min/max or all/any in one of the files
below, in a copy of the tree, and runs the tests that specify that file. A mutant that no test notices
"survives": either the tests miss a rule, or the change makes no difference (equivalent).
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[1]
SPEC = "tests/spec"
TARGETS: dict[str, tuple[str, ...]] = {
    "src/authpack/criteria/truth.py": (f"{SPEC}/test_truth_tables.py",),
    "src/authpack/criteria/counting.py": (
        f"{SPEC}/test_counting_trials.py",
        f"{SPEC}/test_properties.py::it_never_worsens_a_count_by_an_added_independent_trial",
        f"{SPEC}/test_open_lists.py",
        f"{SPEC}/test_long_histories.py",
        f"{SPEC}/test_leaf_trials_further.py",
        f"{SPEC}/test_change.py",
    ),
    "src/authpack/criteria/facts.py": (
        f"{SPEC}/test_time.py",
        f"{SPEC}/test_scores_and_severity.py",
        f"{SPEC}/test_initial_criteria.py",
        f"{SPEC}/test_leaf_kinds.py",
        f"{SPEC}/test_kept_answers.py",
    ),
    "src/authpack/criteria/scores.py": (
        f"{SPEC}/test_scores_and_severity.py",
        f"{SPEC}/test_leaf_kinds.py",
        f"{SPEC}/test_leaf_score.py",
        f"{SPEC}/test_leaf_tms_repeat.py",
    ),
    "src/authpack/criteria/trial_facts.py": (
        f"{SPEC}/test_time.py",
        f"{SPEC}/test_counting_trials.py",
        f"{SPEC}/test_initial_criteria.py",
        f"{SPEC}/test_record_conflicts.py",
    ),
    "src/authpack/criteria/change.py": (f"{SPEC}/test_change.py", f"{SPEC}/test_judgements.py"),
    "src/authpack/domain/dates.py": ("tests/unit/domain/test_dates.py", f"{SPEC}/test_time.py"),
}
COPIED = ("src", "tests", "payer_criteria", "examples", "pyproject.toml")
SECONDS = 120
SEED = 20260101

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
NAMES = {
    "MET": "NOT_MET",
    "NOT_MET": "MET",
    "NOT_DOCUMENTED": "NEEDS_REVIEW",
    "NEEDS_REVIEW": "NOT_DOCUMENTED",
    "NOT_APPLICABLE": "MET",
    "TEXT_NOT_SEEN": "EXTERNAL",
    "EXTERNAL": "TEXT_NOT_SEEN",
    "min": "max",
    "max": "min",
    "all": "any",
    "any": "all",
}


@dataclass(frozen=True)
class Mutant:
    """One change: the ``variant``-th of the ``place``-th node of a file."""

    file: str
    place: int
    variant: int
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes that are part of what a function does: no annotations, decorators, imports or docstrings."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            yield child
            yield from nodes(child)


def variants(node: ast.AST) -> list[tuple[str, ast.AST]]:
    """The changes that can be made to one node, each with its description."""
    if isinstance(node, ast.Compare):
        return _comparisons(node)
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return [(f"{ast.unparse(node)} -> {type(other).__name__.lower()}", ast.BoolOp(other, node.values))]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [(f"{ast.unparse(node)} -> without not", node.operand)]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [(f"{node.value} -> {not node.value}", ast.Constant(not node.value))]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return [(f"{node.value} -> {node.value + step}", ast.Constant(node.value + step)) for step in (1, -1)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        return [(f"{node.id} -> {NAMES[node.id]}", ast.Name(NAMES[node.id], ast.Load()))]
    return []


def _comparisons(node: ast.Compare) -> list[tuple[str, ast.AST]]:
    made: list[tuple[str, ast.AST]] = []
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS.get(type(operator), ()):
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            changed = ast.Compare(node.left, ops, node.comparators)
            made.append((f"{ast.unparse(node)} -> {ast.unparse(changed)}", changed))
    return made


def mutants(file: str) -> list[Mutant]:
    """Every mutant of one file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return [
        Mutant(file, place, variant, getattr(node, "lineno", 0), what)
        for place, node in enumerate(nodes(tree))
        for variant, (what, _made) in enumerate(variants(node))
    ]


def source_of(mutant: Mutant, text: str) -> str:
    """The file's text with the mutant's change."""
    tree = ast.parse(text)
    target = list(nodes(tree))[mutant.place]
    made = variants(target)[mutant.variant][1]

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return made if node is target else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Swap().visit(tree)))


# -- running ---------------------------------------------------------------------------------------


def copy_tree(folder: Path) -> Path:
    """A copy of what the tests need, so that nobody's work is disturbed."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    return folder


def tests_pass(tree: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass in that tree; a hang counts as noticed."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=no", *tests]
    # Without written bytecode: two mutants of one second and one size would share it.
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": ""}
    try:
        done = subprocess.run(command, cwd=tree, env=env, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def survives(mutant: Mutant, trees: Queue[Path]) -> bool:
    """Whether no test notices the mutant."""
    tree = trees.get()
    path = tree / mutant.file
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(source_of(mutant, text), encoding="utf-8")
        return tests_pass(tree, TARGETS[mutant.file])
    finally:
        path.write_text(text, encoding="utf-8")
        trees.put(tree)


def run(chosen: list[Mutant], processes: int) -> list[Mutant]:
    """Run all mutants; the survivors, in order."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: Queue[Path] = Queue()
        for place in range(processes):
            trees.put(copy_tree(Path(folder) / str(place)))
        tree = trees.get()
        broken = [file for file in {one.file for one in chosen} if not tests_pass(tree, TARGETS[file])]
        trees.put(tree)
        if broken:
            raise SystemExit(f"the tests already fail without any change: {', '.join(sorted(broken))}")
        with ThreadPoolExecutor(processes) as pool:
            outcome = list(pool.map(lambda one: survives(one, trees), chosen))
    return [one for one, alive in zip(chosen, outcome, strict=True) if alive]


def report(chosen: list[Mutant], alive: list[Mutant]) -> None:
    """A score for each file, and the survivors."""
    for file in TARGETS:
        total = sum(one.file == file for one in chosen)
        if total:
            noticed = total - sum(one.file == file for one in alive)
            print(f"{file}: {noticed} of {total} noticed ({100 * noticed // total} %)")
    for one in alive:
        print(f"survived: {one}")


def main() -> None:
    """Choose, run, report; always ends well: the score is for people to read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="parts of file names; all files when left out")
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    files = [file for file in TARGETS if not asked.files or any(part in file for part in asked.files)]
    found = [one for file in files for one in mutants(file)]
    chosen = random.Random(asked.seed).sample(found, min(asked.sample, len(found)))
    chosen.sort(key=lambda one: (one.file, one.line, one.place))
    print(f"{len(chosen)} of {len(found)} mutants")
    if asked.list:
        print(*chosen, sep="\n")
        return
    report(chosen, run(chosen, asked.processes))


if __name__ == "__main__":
    main()
