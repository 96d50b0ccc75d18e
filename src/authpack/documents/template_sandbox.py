"""Jinja with limits: what a template may do with its values, and how much of it (see ``template``)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, Final

import jinja2
import jinja2.filters
import jinja2.runtime
from jinja2 import nodes, pass_eval_context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from authpack.documents.trace import END, MARKED, SEP, START, Tracer, clean, listed, marked_id
from authpack.errors import ContentError

MAX_STEPS: Final = 100_000
"""Loop rounds and macro calls in one rendering."""
MAX_SECONDS: Final = 5.0
"""Wall-clock limit of one rendering, checked at every step."""
MAX_TEXT: Final = 1_000_000
"""Longest string, in characters, that ``~`` may build."""

FILTERS: Final = (
    "abs", "batch", "capitalize", "default", "d", "dictsort", "first", "groupby", "items", "join", "last",
    "length", "count", "list", "lower", "map", "max", "min", "reject", "rejectattr", "select", "selectattr",
    "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip
"""Jinja's own filters that a template may use, beside our ``listed`` ("a, b, and c")."""

_ESCAPED = re.compile(r"[ -/:-@\[-`{-~]")
_ESCAPE_BASE = 0xE100
_ESCAPE: Final = {
    code: _ESCAPE_BASE + code for code in range(0x20, 0x7F) if _ESCAPED.match(chr(code)) is not None
}
UNESCAPE: Final = {escaped: code for code, escaped in _ESCAPE.items()}
"""``str.translate`` table from the harmless form back to the character; applied after Markdown is parsed."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


@dataclass(slots=True)
class Run:
    """One rendering under way: whose traces count, and how much of the budget is used."""

    tracer: Tracer
    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    steps: int = 0

    def step(self) -> None:
        """One more round; a fault of the template when the budget is spent."""
        self.steps += 1
        if self.steps > MAX_STEPS or time.monotonic() > self.deadline:
            raise TemplateFaultError(
                "the template loops too long",
                f"At most {MAX_STEPS} rounds and {MAX_SECONDS:.0f} seconds; look for nested loops.",
            )


RUNNING: ContextVar[Run] = ContextVar("rendering")


class TemplateFaultError(Exception):
    """A fault met while rendering, worded without values; becomes a ContentError with file and line."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do


class _Block:
    """Output of a macro: finished Markdown. Not a string, so that it cannot be mixed with raw text."""

    __slots__ = ("markdown",)

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown

    def __str__(self) -> str:
        raise TemplateFaultError(
            "the result of a macro is joined, filtered or compared",
            "A macro can only be printed: write {{ a() }}{{ b }} in place of {{ a() ~ b }}.",
        )


class _Missing(jinja2.StrictUndefined):
    """A name that is not there; remembers only the name."""

    __slots__ = ()

    @property
    def name(self) -> str:
        name = self._undefined_name
        return name if isinstance(name, str) and _NAME.match(name) else "(a computed name)"

    def _fail_with_undefined_error(self, *_args: object, **_kwargs: object) -> Any:
        raise TemplateFaultError(
            f"{self.name!r} is not defined", "Spell it as in the context, or test it with 'is defined'."
        )

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = (
        _fail_with_undefined_error
    )
    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = (
        _fail_with_undefined_error
    )
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = (
        _fail_with_undefined_error
    )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


def harmless(value: object) -> str:
    """A value as inert Markdown; marked texts keep their marks when the tracer vouches for them.

    Jinja calls this for everything a template prints. Refuses what has no wording of its own.
    """
    if isinstance(value, _Block):
        return value.markdown
    if isinstance(value, str):
        return "".join(_pieces(str(value)))
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if value is None or isinstance(value, bool):
        raise TemplateFaultError(f"{value} is printed", "Test for it with 'if', and print words.")
    if not isinstance(value, int | float):
        raise TemplateFaultError(
            f"a {type(value).__name__} is printed",
            "Print a text; for a list, its items or the 'listed' filter.",
        )
    return _escape(str(value))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    run = RUNNING.get(None)
    for match in MARKED.finditer(text):
        if at < match.start():
            yield _escape(text[at : match.start()])
        digits, inner = match.groups()
        trace_id = marked_id(digits)
        if run is not None and run.tracer.printed_as(trace_id, inner):
            yield f"{START}{digits}{SEP}{inner.translate(_ESCAPE)}{END}"
        elif run is not None and run.tracer.vouches_for(trace_id, inner):
            yield f"{START}{digits}{SEP}{_escape(inner)}{END}"
        else:
            yield _escape(inner)
        at = match.end()
    if at < len(text):
        yield _escape(text[at:])


def _escape(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{clean(text)}{tail}".translate(_ESCAPE)


class _Counted(NodeTransformer):
    """Puts every loop and every ``~`` under the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's visitor names
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "_counted", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, "_concat", [], [], None, None, lineno=node.lineno)


def _counted(items: Iterable[Any]) -> list[Any]:
    run = RUNNING.get()
    found = []
    for item in items:
        run.step()
        found.append(item)
    return found


def _concat(pieces: Sequence[Any]) -> str:
    return _joined("", list(map(str, pieces)))


def _joined(between: str, pieces: list[str]) -> str:
    """The pieces with a text between them, measured before it is built."""
    if sum(map(len, pieces)) + len(between) * len(pieces) > MAX_TEXT:
        raise TemplateFaultError(
            "a text grows beyond all bounds", "Look for a loop that joins a text to itself."
        )
    return between.join(pieces)


@pass_eval_context
def _join(
    of: nodes.EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """Jinja's ``join``, bounded: a long text put between many others would fill the memory."""
    read = jinja2.filters.make_attrgetter(of.environment, attribute) if attribute is not None else None
    return _joined(str(d), [str(read(one) if read else one) for one in value])


def _batch(value: Iterable[Any], linecount: int, fill_with: Any = None) -> Iterator[list[Any]]:
    """Jinja's ``batch``, bounded: it would fill the last row to any length."""
    if linecount > MAX_STEPS:
        raise TemplateFaultError("a list grows beyond all bounds", "Give 'batch' the length of a row.")
    return jinja2.filters.do_batch(value, linecount, fill_with)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with our limits (see the module's text)."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.AssignBlock, nodes.FilterBlock)):
            raise jinja2.TemplateSyntaxError(
                "set and filter blocks are not used here: write a macro", node.lineno, name, filename
            )
        counted = _Counted().visit(tree)
        assert isinstance(counted, nodes.Template)
        return counted

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """An operator that could build something large: numbers only, or within the bounds."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in "*%" and not numbers):
            raise TemplateFaultError(f"{operator!r} is used on something that is no number")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, list | str) and len(result) > MAX_TEXT:
            raise TemplateFaultError(
                "a value grows beyond all bounds", "Look for a loop that joins a value to itself."
            )
        return result

    def call(self, context: jinja2.runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call; the result of a macro can only be printed."""
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(obj, jinja2.runtime.Macro | jinja2.runtime.BlockReference):
            RUNNING.get().step()
            return _Block(result)
        return result

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute of a text at all, otherwise what Jinja's sandbox allows."""
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """No special treatment: ``str.format`` is as closed to templates as every string method."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """A closed attribute is told like one that does not exist."""
        return self.undefined(name=attribute, obj=obj)


class _Loader(jinja2.BaseLoader):
    """Takes a template's code from the library, which parses each but once, or has it from the generated copy."""

    def __init__(self, code: Callable[[str], CodeType]) -> None:
        self._code = code

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name is Jinja's
    ) -> jinja2.Template:
        try:
            code = self._code(name)
        except (RecursionError, MemoryError, SyntaxError):
            # Python's own compiler has limits too: of parentheses, of blocks.
            raise too_deep(name) from None
        return jinja2.Template.from_code(environment, code, {} if globals is None else globals, lambda: True)


def environment(code: Callable[[str], CodeType]) -> Environment:
    """The sandbox over templates whose code is had by name."""
    made = Environment(
        loader=_Loader(code),
        undefined=_Missing,
        finalize=harmless,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    allowed = {name: made.filters[name] for name in FILTERS}
    ours = {"listed": listed, "join": _join, "batch": _batch, "_counted": _counted, "_concat": _concat}
    made.filters = {**allowed, **ours}
    made.globals = {name: made.globals[name] for name in ("range", "dict", "namespace", "joiner", "cycler")}
    return made


def too_deep(name: str) -> ContentError:
    """The error for a template that Jinja's parser or Python's compiler cannot follow."""
    return ContentError(
        f"{name}: its expressions or blocks stand too deep inside each other.", do="Write them apart."
    )
