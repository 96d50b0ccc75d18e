"""Reads a template as the engine will, without values: every name it uses, in every branch, against the guide.

Macros are followed with the shapes of what they are given, so that a misspelled field inside a partial is found
where it stands, with every template that uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from authpack.documents.values_guide import ANY, Shape, nearest
from authpack.errors import Fault

TEXT, FLAG, NUMBER = Shape("text"), Shape("flag"), Shape("number")
_PLURAL = {"list": "a list", "record": "a record", "flag": "a flag (yes or no)", "picture": "a picture"}
_GLOBALS = frozenset(
    {"range", "dict", "namespace", "joiner", "cycler", "loop", "caller", "varargs", "kwargs", "self"}
)
_ITEM = frozenset({"first", "last", "max", "min"})
_SAME = frozenset({"list", "sort", "unique", "select", "reject", "selectattr", "rejectattr", "_counted"})
_TEXTS = frozenset({"listed", "join", "upper", "lower", "capitalize", "trim", "_concat"})
_NUMBERS = frozenset({"length", "count", "sum", "abs"})
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class _Macro:
    node: nodes.Macro
    file: str
    scope: dict[str, object]


@dataclass(slots=True)
class NameCheck:
    """One template read for one kind of document. ``tree_of``: the parsed template of a name."""

    tree_of: Callable[[str], nodes.Template]
    faults: dict[Fault, None] = field(default_factory=dict)
    _file: str = ""
    _blocks: dict[str, tuple[str, list[nodes.Node]]] = field(default_factory=dict)
    _seen: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    _kept: list[Shape] = field(default_factory=list)
    _depth: int = 0

    def check(self, name: str, values: Shape) -> tuple[Fault, ...]:
        """Every fault: file, line, and the name that is not a value."""
        self._template(name, dict(values.fields))
        return tuple(self.faults)

    def _template(self, name: str, scope: dict[str, object]) -> None:
        before, self._file = self._file, name
        self._depth += 1
        if self._depth < MAX_DEPTH:
            tree = self.tree_of(name)
            parent = next((one for one in tree.body if isinstance(one, nodes.Extends)), None)
            if parent is not None and isinstance(parent.template, nodes.Const):
                self._extended(tree, str(parent.template.value), scope)
            else:
                self._body(tree.body, scope)
        self._depth -= 1
        self._file = before

    def _extended(self, tree: nodes.Template, parent: str, scope: dict[str, object]) -> None:
        """A template that fills the blocks of another: only its blocks are printed, where the other has them."""
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, (self._file, block.body))
        kept = (nodes.Import, nodes.FromImport, nodes.Assign, nodes.Macro)
        self._body([one for one in tree.body if isinstance(one, kept)], scope)
        self._template(parent, scope)

    def _block(self, node: nodes.Block, scope: dict[str, object]) -> None:
        file, body = self._blocks.get(node.name, (self._file, node.body))
        before, self._file = self._file, file
        self._body(body, {**scope, "super": ANY})
        self._file = before

    def _fault(self, node: nodes.Node, what: str) -> Shape:
        self.faults[Fault(f"{self._file}:{node.lineno}", what)] = None
        return ANY

    # -- statements ---------------------------------------------------------------------------

    def _body(self, body: list[nodes.Node], scope: dict[str, object]) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: dict[str, object]) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self._printed(part, scope)
            case nodes.For():
                self._for(node, scope)
            case nodes.If():
                self._shape(node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self._body(list(branch), dict(scope))
            case nodes.Assign():
                self._bind(node.target, self._value(node.node, scope), scope)
            case nodes.Macro():
                scope[node.name] = _Macro(node, self._file, scope)
            case nodes.Import() | nodes.FromImport() | nodes.Include():
                self._other_file(node, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self._value(value, scope), inner)
                self._body(node.body, inner)
            case nodes.CallBlock():
                self._shape(node.call, scope)
                self._body(node.body, dict(scope))
            case nodes.Block():
                self._block(node, scope)
            case nodes.Scope():
                self._body(node.body, dict(scope))
            case nodes.ExprStmt():
                self._shape(node.node, scope)

    def _printed(self, node: nodes.Expr, scope: dict[str, object]) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        shape = self._shape(node, scope)
        if shape.kind in _PLURAL:
            self._fault(node, f"{_PLURAL[shape.kind]} is printed ({_spelled(node)}).")

    def _for(self, node: nodes.For, scope: dict[str, object]) -> None:
        rows = self._shape(node.iter, scope)
        if rows.kind in {"text", "words", "flag", "number", "record", "picture"}:
            self._fault(node, f"{_spelled(node.iter)} is no list, and cannot be looped over.")
        inner: dict[str, object] = {**scope, "loop": ANY}
        self._bind(node.target, rows.item or ANY, inner)
        if node.test is not None:
            self._shape(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, dict(scope))

    def _bind(self, target: nodes.Node, value: object, scope: dict[str, object]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = value
        elif isinstance(target, nodes.Tuple):
            for one in target.items:
                self._bind(one, ANY, scope)

    def _other_file(
        self, node: nodes.Import | nodes.FromImport | nodes.Include, scope: dict[str, object]
    ) -> None:
        if not isinstance(node.template, nodes.Const):
            return
        name = str(node.template.value)
        if isinstance(node, nodes.Include):
            self._template(name, dict(scope))
            return
        # A partial's macros see the values of the document only "with context".
        held: dict[str, object] = dict(scope) if node.with_context else {}
        self._template(name, held)
        if isinstance(node, nodes.Import):
            scope[node.target] = {key: one for key, one in held.items() if isinstance(one, _Macro)}
            return
        for one in node.names:
            own, alias = one if isinstance(one, tuple) else (one, one)
            if own not in held:
                self._fault(node, f"{name} has no macro {own!r}.{nearest(own, list(held))}")
            scope[alias] = held.get(own, ANY)

    # -- expressions --------------------------------------------------------------------------

    def _shape(self, node: nodes.Node, scope: dict[str, object]) -> Shape:
        found = self._value(node, scope)
        return found if isinstance(found, Shape) else ANY

    def _value(self, node: nodes.Node, scope: dict[str, object]) -> object:
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._field(node, self._value(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                return self._test(node, scope)
            case nodes.Or() | nodes.CondExpr():
                return self._either(node, scope)
            case nodes.And():
                self._shape(node.left, scope)
                return self._shape(node.right, scope)
            case nodes.Compare() | nodes.Not():
                self._inside(node, scope)
                return FLAG
            case nodes.Const():
                return {bool: FLAG, int: NUMBER, float: NUMBER, str: TEXT}.get(type(node.value), ANY)
        self._inside(node, scope)
        return ANY

    def _inside(self, node: nodes.Node, scope: dict[str, object]) -> None:
        for child in node.iter_child_nodes():
            self._shape(child, scope)

    def _name(self, node: nodes.Name, scope: dict[str, object]) -> object:
        if node.name in scope or node.name in _GLOBALS:
            return scope.get(node.name, ANY)
        return self._fault(
            node, f"'{node.name}' is not a value of this document.{nearest(node.name, list(scope))}"
        )

    def _field(self, node: nodes.Node, base: object, name: str) -> object:
        if isinstance(base, Mapping):
            if name not in base:
                self._fault(node, f"there is no macro '{name}'.{nearest(name, list(base))}")
            return base.get(name, ANY)
        if not isinstance(base, Shape) or base.kind == "any" or (base.kind == "picture" and not base.fields):
            return ANY
        if name in base.fields:
            return base.fields[name]
        if base.kind in {"record", "picture"}:
            return self._fault(node, f"'{_spelled(node)}' is not a value.{nearest(name, list(base.fields))}")
        return self._fault(
            node, f"'{_spelled(node)}' is not a value: what stands before '.{name}' has no fields."
        )

    def _item(self, node: nodes.Getitem, scope: dict[str, object]) -> object:
        base = self._value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, base, node.arg.value)
        self._shape(node.arg, scope)
        if not isinstance(base, Shape):
            return ANY
        return base if isinstance(node.arg, nodes.Slice) else base.item or ANY

    def _either(self, node: nodes.Or | nodes.CondExpr, scope: dict[str, object]) -> Shape:
        if isinstance(node, nodes.Or):
            sides = [self._shape(node.left, scope), self._shape(node.right, scope)]
        else:
            self._shape(node.test, scope)
            sides = [self._shape(node.expr1, scope)]
            sides += [self._shape(node.expr2, scope)] if node.expr2 is not None else []
        kinds = {one.kind for one in sides}
        return sides[0] if len(kinds) == 1 else ANY

    def _test(self, node: nodes.Test, scope: dict[str, object]) -> Shape:
        if node.name in {"defined", "undefined"} and isinstance(node.node, nodes.Name):
            return FLAG
        self._inside(node, scope)
        return FLAG

    def _filter(self, node: nodes.Filter, scope: dict[str, object]) -> Shape:
        if (
            node.name in {"default", "d"}
            and isinstance(node.node, nodes.Name)
            and node.node.name not in scope
        ):
            return ANY
        base = self._shape(node.node, scope) if node.node is not None else ANY
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(one, scope)
        if node.name in {"selectattr", "rejectattr"} and node.args and isinstance(node.args[0], nodes.Const):
            self._field(node, base.item or ANY, str(node.args[0].value).partition(".")[0])
        if node.name in _ITEM:
            return base.item or ANY
        if node.name in _SAME:
            return base
        return TEXT if node.name in _TEXTS else NUMBER if node.name in _NUMBERS else ANY

    def _call(self, node: nodes.Call, scope: dict[str, object]) -> Shape:
        target = self._value(node.node, scope)
        given = [self._value(one, scope) for one in node.args]
        named = {pair.key: self._value(pair.value, scope) for pair in node.kwargs}
        if not isinstance(target, _Macro):
            return ANY
        self._macro(node, target, given, named)
        return TEXT

    def _macro(self, node: nodes.Call, macro: _Macro, given: list[object], named: dict[str, object]) -> None:
        names = [one.name for one in macro.node.args]
        if len(given) > len(names):
            self._fault(
                node, f"the macro '{macro.node.name}' takes {len(names)} values and is given {len(given)}."
            )
        for name in named.keys() - set(names):
            self._fault(node, f"the macro '{macro.node.name}' has no '{name}'.{nearest(name, names)}")
        inner = dict(macro.scope)
        inner |= dict.fromkeys(names, ANY)
        inner |= dict(zip(names, given, strict=False)) | named
        key = (id(macro.node), tuple(id(inner[name]) for name in names))
        if key in self._seen or self._depth >= MAX_DEPTH:
            return
        self._seen.add(key)
        # Ids stay unique only while what they name lives.
        self._kept += [one for one in inner.values() if isinstance(one, Shape)]
        before, self._file = self._file, macro.file
        self._depth += 1
        self._body(macro.node.body, inner)
        self._depth -= 1
        self._file = before


def _spelled(node: nodes.Node) -> str:
    """An expression as the template writes it, as far as it is a path."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{_spelled(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_spelled(node.node)}[…]"
        case nodes.Filter() if node.node is not None:
            return (
                f"{_spelled(node.node)}"
                if node.name == "_counted"
                else f"{_spelled(node.node)} | {node.name}"
            )
    return "an expression"
