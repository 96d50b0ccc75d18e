"""Write docs/leaf-kinds/: one page for each kind of leaf, from the code and from the shipped policies.

python tools/generate_leaf_pages.py          write the pages
python tools/generate_leaf_pages.py --check  write nothing; exit 1 when a page is stale
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from authpack.criteria import counting
from authpack.criteria.conditions import KINDS, Condition
from authpack.criteria.explain import STATUS_WORDS
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.criteria.reasons import REASONS
from authpack.textio import load_path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "leaf-kinds"
POLICIES = ROOT / "payer_criteria"
CONDITIONS = ("authpack.criteria.conditions", "authpack.criteria.trial_tests")
INTRODUCTION = """A leaf is a criterion that reads the record. How leaves are grouped into trees is in
[the policy language](../policy-language.md). The last column counts the nodes in the shipped policies."""
OTHERS = "They belong to groups, guards and whole answers, or to a test that a single trial has passed."
HEAD = "<!-- Written by tools/generate_leaf_pages.py; change its sources, not this page. -->"

WORDS: dict[str, dict[str, str]] = load_path(ROOT / "tools" / "leaf_parameters.yaml").data

# -- what a leaf can answer ------------------------------------------------------------------------

Codes = dict[str, set[str]]
_ANY = "any"
# Functions that make an answer: the status, and the place of the reason among the arguments.
_MAKERS = {
    "met": ("met", 0),
    "not_met": ("not_met", 0),
    "silent": ("not_documented", 0),
    "review": ("needs_review", 0),
    "external": ("external", 0),
    "not_seen": ("text_not_seen", 0),
}
# The same for one trial, not for the leaf.
_LINE_MAKERS = {"unsaid": ("not_documented", 0), "trial_to_judge": ("needs_review", 3)}
_STATUS_NAMES = {"MET", "NOT_MET", "NOT_DOCUMENTED", "NEEDS_REVIEW", "EXTERNAL", "TEXT_NOT_SEEN"}


def functions(cls: type[Condition]) -> Iterator[types.FunctionType]:
    """Every function of the conditions that judging a leaf of this kind can reach."""
    bases = [base for base in cls.__mro__ if base.__module__.startswith(CONDITIONS)]
    waiting: list[Any] = [one for base in bases for one in vars(base).values()]
    done: set[str] = set()
    while waiting:
        first = waiting.pop(0)
        one = inspect.unwrap(getattr(first, "__func__", first))
        if isinstance(one, dict):
            waiting += one.values()
        if not isinstance(one, types.FunctionType) or f"{one.__module__}.{one.__qualname__}" in done:
            continue
        done.add(f"{one.__module__}.{one.__qualname__}")
        if one.__module__.startswith(CONDITIONS) and not one.__module__.endswith(".base"):
            yield one
            inner = [const for const in one.__code__.co_consts if isinstance(const, types.CodeType)]
            names = [name for code in (one.__code__, *inner) for name in code.co_names]
            waiting += [one.__globals__.get(name) for name in names]


@cache
def tree_of(function: types.FunctionType) -> ast.AST:
    """The syntax tree of one function."""
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


class Reader:
    """Reads from one function which status it gives with which reason code."""

    def __init__(self, function: types.FunctionType) -> None:
        self.tree = tree_of(function)
        self.assigned: dict[str, list[ast.expr]] = {}
        for one in ast.walk(self.tree):
            if not isinstance(one, ast.Assign | ast.AnnAssign) or one.value is None:
                continue
            target = one.targets[0] if isinstance(one, ast.Assign) else one.target
            if isinstance(target, ast.Name):
                self.assigned.setdefault(target.id, []).append(one.value)

    def codes(self, *, lines: bool) -> Iterator[tuple[str, str]]:
        """(reason code, status); ``lines``: of single trials, else of the leaf."""
        makers = _LINE_MAKERS if lines else _MAKERS
        for call in (one for one in ast.walk(self.tree) if isinstance(one, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name == "TrialLine" and lines:
                yield from ((code, "met") for code in self.words(call.args[3]))
            elif (
                name in ("Outcome", "Verdict", "Count")
                and (name == "Verdict") == lines
                and len(call.args) > 1
            ):
                yield from self.pair(call.args[0], call.args[1])
            elif name in makers and len(call.args) > makers[name][1]:
                status, place = makers[name]
                yield from ((code, status) for code in self.words(call.args[place]))
            elif name in self.assigned and call.args and not lines:
                for value in self.assigned[name]:
                    yield from self.pair(value, call.args[0])

    def pair(self, status: ast.expr, reason: ast.expr) -> Iterator[tuple[str, str]]:
        """Statuses and codes of one answer; two choices by the same test go together."""
        left, right = self.choice(status), self.choice(reason)
        if isinstance(left, ast.IfExp) and isinstance(right, ast.IfExp):
            yield from self.pair(left.body, right.body)
            yield from self.pair(left.orelse, right.orelse)
            return
        for code in self.words(reason):
            yield from ((code, one) for one in self.statuses(status))

    def choice(self, value: ast.expr) -> ast.expr:
        """The expression behind a local name that is assigned once."""
        if isinstance(value, ast.Name) and len(self.assigned.get(value.id, [])) == 1:
            return self.assigned[value.id][0]
        return value

    def statuses(self, value: ast.expr) -> set[str]:
        """Status names in an expression."""
        if isinstance(value, ast.IfExp):
            return self.statuses(value.body) | self.statuses(value.orelse)
        if isinstance(value, ast.Constant) and value.value in STATUS_WORDS:
            return {str(value.value)}
        if isinstance(value, ast.Name):
            if value.id in _STATUS_NAMES:
                return {value.id.lower()}
            if value.id in ("met", "not_met"):
                return {value.id}
            return {name for one in self.assigned.get(value.id, []) for name in self.statuses(one)}
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "first_undecided":
            return {"not_documented", "needs_review"}
        return {_ANY} if isinstance(value, ast.Attribute) else set()

    def words(self, value: ast.expr) -> set[str]:
        """Reason codes in an expression."""
        if isinstance(value, ast.Constant):
            return {str(value.value)} & set(REASONS)
        if isinstance(value, ast.IfExp):
            return self.words(value.body) | self.words(value.orelse)
        if isinstance(value, ast.JoinedStr):
            parts = [str(one.value) if isinstance(one, ast.Constant) else "[a-z]+" for one in value.values]
            form = "".join(parts)
            return {code for code in REASONS if re.fullmatch(form, code)}
        if isinstance(value, ast.Name):
            return {code for one in self.assigned.get(value.id, []) for code in self.words(one)}
        return set()


def answers(kind: str) -> Codes:
    """Reason code -> statuses that a leaf of this kind gives with it."""
    found: Codes = {}
    for function in functions(KINDS[kind]):
        for code, status in Reader(function).codes(lines=False):
            found.setdefault(code, set()).add(status)
    if kind == "trials":
        found |= count_answers()
    if kind == "weigh":
        found = _weighed(found)
    return found


def _weighed(found: Codes) -> Codes:
    """``weigh`` asks whether the item is present: absent is met, present is weighed."""
    own = {code: statuses for code, statuses in found.items() if code.startswith("risk_")}
    asked = {code: statuses for code, statuses in found.items() if code not in own}
    ruled_out: Codes = {code: {"met"} for code, statuses in asked.items() if "not_met" in statuses}
    silent: Codes = {code: {"not_documented"} for code in asked if "not_documented" in asked[code]}
    return {**own, **ruled_out, **silent}


def trial_answers() -> Codes:
    """Reason code -> what it says of one trial; a test that a trial passes is not printed."""
    found: Codes = {}
    for function in functions(KINDS["trials"]):
        for code, status in Reader(function).codes(lines=True):
            if status != "met" or code == "counts":
                found.setdefault(code, set()).add(status)
    return found


def count_answers() -> Codes:
    """What the count of trials answers; a shortfall is open on an incomplete list."""
    found: Codes = {}
    for function in vars(counting).values():
        if isinstance(function, types.FunctionType) and function.__module__ == counting.__name__:
            for one in ast.walk(tree_of(function)):
                code = str(one.value) if isinstance(one, ast.Constant) else ""
                if f"{code}_so_far" in REASONS:
                    found |= {code: {"not_met"}, f"{code}_so_far": {"not_documented"}}
            for code, status in Reader(function).codes(lines=False):
                found.setdefault(code, set()).add(status)
    return found


# -- parameters ------------------------------------------------------------------------------------


def typed(annotation: Any) -> str:
    """A parameter's type in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return typed(inner[0])
    if origin in (Union, types.UnionType):
        return " or ".join(typed(one) for one in inner if one is not types.NoneType)
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if origin is tuple:
        what = typed(inner[0])
        return f"list of {what}" if what[0] != "`" else f"list of: {what}"
    if origin is dict:
        return f"{typed(inner[0])} -> {typed(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return {str: "text", int: "whole number", Decimal: "number"}.get(annotation, str(annotation))


def bounds(metadata: Iterable[Any]) -> str:
    """A field's limits as `` (1 to 10)``."""
    low = next((f"{one.ge}" for one in metadata if getattr(one, "ge", None) is not None), "")
    low = low or next((f"more than {one.gt}" for one in metadata if getattr(one, "gt", None) is not None), "")
    high = next((f"{one.le}" for one in metadata if getattr(one, "le", None) is not None), "")
    return f" ({low} to {high})" if low and high else ""


def attribute_docs(cls: type) -> dict[str, str]:
    """The text under each attribute of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for one, after in zip(body.body, body.body[1:], strict=False):
        named = isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if named and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(one.target)] = " ".join(str(after.value.value).split())  # type: ignore[attr-defined]
    return found


def models(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Models that a model's fields name, each once, in order."""
    for field in cls.model_fields.values():
        for one in _leaves(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield one
                yield from models(one)


def _leaves(annotation: Any) -> Iterator[Any]:
    inner = get_args(annotation)
    if not inner or get_origin(annotation) is Literal:
        yield annotation
    for one in inner if get_origin(annotation) is not Literal else ():
        yield from _leaves(one)


def parameters(cls: type[BaseModel], name: str) -> list[str]:
    """The parameter table of a model; an unexplained parameter ends the run."""
    if not cls.model_fields:
        return ["None."]
    docs: dict[str, str] = {}
    for base in cls.__mro__[: cls.__mro__.index(BaseModel)]:
        docs |= attribute_docs(base)
    words = WORDS.get("item" if name in ("present", "weigh") else name, {})
    rows = ["| parameter | type | left out | meaning |", "|---|---|---|---|"]
    for key, field in cls.model_fields.items():
        shown = key.rstrip("_")
        meaning = docs.get(key) or words.get(shown)
        if meaning is None:
            raise SystemExit(f"tools/leaf_parameters.yaml has no words for {name}: {shown}.")
        limits = bounds(field.metadata) or bounds(_metadata(field.annotation))
        rows.append(f"| `{shown}` | {typed(field.annotation)}{limits} | {_default(field)} | {meaning} |")
    return rows


def _metadata(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return [part for one in get_args(annotation)[1:] for part in getattr(one, "metadata", [one])]
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        return [part for one in get_args(annotation) for part in _metadata(one)]
    return []


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value is None:
        return "not asked"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value) or "empty"
    return f"`{value}`"


# -- policies --------------------------------------------------------------------------------------


@cache
def policies() -> tuple[tuple[Policy, Any], ...]:
    """Every shipped revision with the data of its file."""
    paths = sorted(path for path in POLICIES.glob("*/*/*.yaml") if path.parent.name != "cases")
    return tuple((load_policy(path), load_path(path).data) for path in paths)


def users(kind: str) -> Iterator[tuple[Policy, list[str]]]:
    """Policies with the ids of their nodes of this kind."""
    for policy, _ in policies():
        leaves = {name: node for name, node in policy.nodes.items() if node.condition is not None}
        names = [name for name, node in leaves.items() if node.kind == kind]
        if names:
            yield policy, sorted(names)


def raw_nodes(data: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Nodes of a kind as they stand in a file."""
    if isinstance(data, Mapping):
        if kind in data and "says" in data:
            yield dict(data)
        for one in data.values():
            yield from raw_nodes(one, kind)
    elif isinstance(data, list):
        for one in data:
            yield from raw_nodes(one, kind)


def example(kind: str) -> tuple[str, str]:
    """A shipped policy's id and one of its nodes as YAML: many parameters, then few words."""
    found = [(policy.id, node) for policy, data in policies() for node in raw_nodes(data, kind)]
    if not found:
        return "", ""
    name, node = min(found, key=lambda pair: (-_size(pair[1][kind]), len(str(pair[1])), pair[0]))
    return name, yaml.safe_dump(node, sort_keys=False, width=100, allow_unicode=True)


def _size(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(1 + _size(one) for one in value.values())
    return 0


# -- pages -----------------------------------------------------------------------------------------


def reasons_table(codes: Codes) -> list[str]:
    """Statuses, codes and sentences, in the order of the statuses."""
    order = list(STATUS_WORDS)
    rows = []
    for code, statuses in codes.items():
        shown = sorted(statuses, key=lambda one: order.index(one) if one in order else 99)
        names = "as the nested tree" if _ANY in shown else ", ".join(f"`{one}`" for one in shown)
        place = 99 if _ANY in shown else order.index(shown[0])
        rows.append((place, list(REASONS).index(code), f"| {names} | `{code}` | {REASONS[code]} |"))
    return ["| status | reason code | sentence |", "|---|---|---|", *(row for _, _, row in sorted(rows))]


def summary(cls: type) -> str:
    """A class's docstring on one line."""
    return " ".join((inspect.getdoc(cls) or "").split()).strip()


def page(kind: str) -> str:
    """The page of one kind."""
    cls = KINDS[kind]
    lines = [HEAD, "", f"# `{kind}`", "", summary(cls), ""]
    if cls.of_subject:
        lines += [f"It reads one course and stands only inside `for_some` of `{cls.of_subject}`.", ""]
    lines += ["## Parameters", "", *parameters(cls, kind), ""]
    for model in dict.fromkeys(models(cls)):
        lines += [f"### {model.__name__}", "", summary(model), "", *parameters(model, model.__name__), ""]
    lines += ["## Answers", ""]
    if kind == "present":
        lines += ["`met`: the item is present; under `none_of` that is what rules a patient out.", ""]
    lines += [*reasons_table(answers(kind)), ""]
    if kind == "trials":
        lines += ["Of each single trial: it counts (`met`), or the first test that it does not pass:", ""]
        lines += [*reasons_table(trial_answers()), ""]
    lines += ["Words in braces are filled in from the record and the policy.", "", "## Used by", ""]
    used = [f"- {policy.id}: {', '.join(f'`{name}`' for name in names)}" for policy, names in users(kind)]
    lines += [*(used or ["No shipped policy uses it."]), ""]
    name, node = example(kind)
    if node:
        lines += ["## Example", "", f"From {name}:", "", "```yaml", node.rstrip(), "```", ""]
    return "\n".join(lines)


def index() -> str:
    """The list of all kinds, and the reasons that no leaf gives."""
    lines = [HEAD, "", "# Leaf kinds", ""]
    lines += [INTRODUCTION, "", "| kind | what it asks | nodes |", "|---|---|---|"]
    for kind in sorted(KINDS):
        count = sum(len(names) for _, names in users(kind))
        where = f" (in `for_some` of {KINDS[kind].of_subject})" if KINDS[kind].of_subject else ""
        lines.append(f"| [`{kind}`]({kind}.md) | {summary(KINDS[kind])}{where} | {count} |")
    lines += ["", "## Reasons that no leaf gives", "", OTHERS, ""]
    given = {code for kind in KINDS for code in answers(kind)} | set(trial_answers())
    lines += ["| reason code | sentence |", "|---|---|"]
    lines += [f"| `{code}` | {text} |" for code, text in REASONS.items() if code not in given]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """File name -> text of every page."""
    return {"README.md": index(), **{f"{kind}.md": page(kind) for kind in sorted(KINDS)}}


def stale(wanted: dict[str, str]) -> list[str]:
    """Pages that differ from their sources, are missing, or describe no kind any more."""
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    return sorted(name for name in {*there, *wanted} if there.get(name) != wanted.get(name))


def main(arguments: list[str]) -> int:
    """Write, or with --check compare."""
    wanted = pages()
    names = stale(wanted)
    if arguments == ["--check"]:
        print("stale: " + ", ".join(names) if names else "leaf pages are fresh")
        return 1 if names else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name in wanted:
            (PAGES / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (PAGES / name).unlink()
    print(f"{len(names)} of {len(wanted)} pages written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
