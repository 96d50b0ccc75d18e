r"""Templates: Jinja2 text in Markdown, filled so that a value can never become markup.

A template file (``letters/prior_auth.md.j2``) is Markdown (see ``markdown``) with Jinja expressions, and may
begin with front matter::

    ---
    title: Letter of medical necessity
    literals: [PHQ-9, 30 cm]
    requires: [patient.name, request.sessions]
    ---

``title`` names the document (no patient in it); ``lang`` its language (``en-US``); ``literals`` the strings
with digits, drug names or codes that the template itself may print; ``requires`` the facts without which the
letter is refused. The literals of included and imported files are added.

What is different from plain Jinja:

* Every printed value is made harmless: its punctuation and spaces are carried through Markdown as private-use
  characters, so ``*``, ``|``, ``#``, ``&lt;``, ``{{`` or a line end in a record is printed as it stands.
* Only texts and numbers are printed; an undefined name, None, a bool, a date or a list ends with an error
  that names file and line.
* Loops and macro calls are counted and stop at ``MAX_STEPS`` or after ``MAX_SECONDS``: a runaway template
  ends with an error. There is no other way to loop in Jinja; powers, string multiplication and string
  methods are switched off, so a single expression cannot run long either. (No child process, no signal.)
* Filters are a short list (``FILTERS``); ``set`` and ``filter`` blocks are refused (write a macro).
* A macro's result can only be printed: write ``{{ a() }}{{ b }}``, not ``{{ a() ~ b }}``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import jinja2
import jinja2.runtime
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from authpack.documents.frontmatter import FrontMatter, read_front_matter, without_front_matter
from authpack.documents.trace import END, MARKED, SEP, START, Tracer, clean, listed, marked_id
from authpack.errors import ContentError, DocumentRefused

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

# Private-use characters are our marks, control characters cannot stand in a DOCX.
_FORBIDDEN = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled template: Markdown with harmless values, and the front matter with all literals joined."""

    markdown: str
    front: FrontMatter


@dataclass(slots=True)
class _Run:
    """One rendering under way: whose traces count, and how much of the budget is used."""

    tracer: Tracer
    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    steps: int = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS or time.monotonic() > self.deadline:
            raise _FaultError(
                "the template loops too long",
                f"At most {MAX_STEPS} rounds and {MAX_SECONDS:.0f} seconds; look for nested loops.",
            )


_RUN: ContextVar[_Run] = ContextVar("rendering")


class _FaultError(Exception):
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
        raise _FaultError(
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
        raise _FaultError(
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
        raise _FaultError(f"{value} is printed", "Test for it with 'if', and print words.")
    if not isinstance(value, int | float):
        raise _FaultError(
            f"a {type(value).__name__} is printed",
            "Print a text; for a list, its items or the 'listed' filter.",
        )
    return _escape(str(value))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    run = _RUN.get(None)
    for match in MARKED.finditer(text):
        yield _escape(text[at : match.start()])
        digits, inner = match.groups()
        vouched = run is not None and run.tracer.vouches_for(marked_id(digits), inner)
        yield f"{START}{digits}{SEP}{_escape(inner)}{END}" if vouched else _escape(inner)
        at = match.end()
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
    run = _RUN.get()
    found = []
    for item in items:
        run.step()
        found.append(item)
    return found


def _concat(pieces: Sequence[Any]) -> str:
    text = "".join(map(str, pieces))
    if len(text) > MAX_TEXT:
        raise _FaultError("a text grows beyond all bounds", "Look for a loop that joins a text to itself.")
    return text


class _Environment(ImmutableSandboxedEnvironment):
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
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in "*%" and not numbers):
            raise _FaultError(f"{operator!r} is used on something that is no number")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, list | str) and len(result) > MAX_TEXT:
            raise _FaultError(
                "a value grows beyond all bounds", "Look for a loop that joins a value to itself."
            )
        return result

    def call(self, context: jinja2.runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(obj, jinja2.runtime.Macro | jinja2.runtime.BlockReference):
            _RUN.get().step()
            return _Block(result)
        return result

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """No special treatment: ``str.format`` is as closed to templates as every string method."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        return self.undefined(name=attribute, obj=obj)


class Library:
    """The templates of several folders, the first that holds a name wins (a practice's own first).

    Compiled templates are kept, so hold on to one Library per process.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._fronts: dict[str, FrontMatter] = {}
        self._trees: dict[str, tuple[str, nodes.Template]] = {}
        self._uses: dict[str, tuple[nodes.Template, tuple[str, ...]]] = {}
        self._environment = _environment(self._load)

    def front_matter(self, name: str) -> FrontMatter:
        """What the template declares, with the literals of everything it includes or imports."""
        source = self._source(name)
        own = read_front_matter(source, name)
        literals = list(own.literals)
        seen = {name}
        waiting = list(self._referenced(source, name))
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                text = self._source(other)
                literals += read_front_matter(text, other).literals
                waiting += self._referenced(text, other)
        return FrontMatter(own.title, own.lang, tuple(dict.fromkeys(literals)), own.requires)

    def render(self, name: str, context: Mapping[str, object], tracer: Tracer) -> Rendered:
        """Fill the template.

        Errors: ContentError (file, line, missing name) for a fault of the template; DocumentRefused when
        a fact that the template requires is not in the context.
        """
        if name not in self._fronts:
            self._fronts[name] = self.front_matter(name)
        front = self._fronts[name]
        _require(front.requires, context, name)
        token = _RUN.set(_Run(tracer))
        try:
            return Rendered(self._environment.get_template(name).render(context), front)
        except ContentError:
            raise
        except jinja2.TemplateNotFound as error:
            raise _not_found(str(error.name)) from None
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, name) from None
        except RecursionError:
            raise ContentError(f"{name}: a macro or include calls itself without end.") from None
        except Exception as error:
            # The exception's own text may quote the record, so only its kind is passed on.
            raise _rendering_error(error, name) from None
        finally:
            _RUN.reset(token)

    def names(self, name: str, value: str) -> bool:
        """Whether the template itself or one it extends (not what it includes) names that value of its context."""
        tree = self._parsed(self._source(name), name)
        if value in meta.find_undeclared_variables(tree):
            return True
        frames = (node.template for node in tree.find_all(nodes.Extends))
        return any(self.names(one.value, value) for one in frames if isinstance(one, nodes.Const))

    def text(self, name: str) -> str:
        """The template as it stands in the file; ContentError when there is none of that name."""
        return self._source(name)

    def tree(self, name: str) -> nodes.Template:
        """The parsed template; ContentError with file and line for what cannot be parsed or compiled."""
        try:
            self._environment.get_template(name)
            return self._parsed(self._source(name), name)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, name) from None
        except jinja2.TemplateNotFound as error:
            raise _not_found(str(error.name)) from None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the templates lie, the practice's own first."""
        return self._folders

    def sources(self, name: str) -> dict[str, str]:
        """The template and all it extends, includes or imports: name -> text without front matter, lines kept."""
        found: dict[str, str] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                source = self._source(one)
                found[one] = without_front_matter(source)
                waiting += self._referenced(source, one)
        return found

    def _source(self, name: str) -> str:
        # A name that leads out of the folders is none: an include must not read another file of the machine.
        inside = ".." not in Path(name).parts and not Path(name).is_absolute()
        for folder in self._folders if inside else ():
            path = folder / name
            if path.is_file():
                return path.read_text(encoding="utf-8")
        raise _not_found(name)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        source = self._source(name)
        if found := _FORBIDDEN.search(source):
            line = source.count("\n", 0, found.start()) + 1
            raise ContentError(f"{name}:{line}: a private-use or control character stands in the template.")
        return without_front_matter(source), name, lambda: True

    def _referenced(self, source: str, name: str) -> tuple[str, ...]:
        tree = self._parsed(source, name)
        if name not in self._uses or self._uses[name][0] is not tree:
            self._uses[name] = (tree, tuple(one for one in meta.find_referenced_templates(tree) if one))
        return self._uses[name][1]

    def _parsed(self, source: str, name: str) -> nodes.Template:
        """The template's tree, for reading only; parsed once as long as the file stays the same."""
        known = self._trees.get(name)
        if known is None or known[0] != source:
            try:
                known = (source, self._environment.parse(without_front_matter(source), name, name))
            except jinja2.TemplateSyntaxError as error:
                raise _syntax_error(error, name) from None
            self._trees[name] = known
        return known[1]


def _environment(load: Callable[[str], tuple[str, str, Callable[[], bool]]]) -> _Environment:
    made = _Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=_Missing,
        finalize=harmless,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    allowed = {name: made.filters[name] for name in FILTERS}
    made.filters = {**allowed, "listed": listed, "_counted": _counted, "_concat": _concat}
    made.globals = {name: made.globals[name] for name in ("range", "dict", "namespace", "joiner", "cycler")}
    return made


def _require(paths: Sequence[str], context: Mapping[str, object], name: str) -> None:
    absent = [path for path in paths if _fact(context, path) in (None, "", [], ())]
    if absent:
        raise DocumentRefused(
            f"{name} needs facts that are not there: {', '.join(absent)}.",
            why="The letter would leave out what it is about.",
            do="Record them in the case.",
        )


def _fact(context: object, path: str) -> object:
    for part in path.split("."):
        context = context.get(part) if isinstance(context, Mapping) else getattr(context, part, None)
    return context


def _not_found(name: str) -> ContentError:
    return ContentError(
        f"There is no template {name}.", do="Look in templates/ and in the practice's own folder."
    )


def _syntax_error(error: jinja2.TemplateSyntaxError, name: str) -> ContentError:
    # Only template text is quoted here: nothing has been rendered yet.
    return ContentError(f"{error.name or name}:{error.lineno}: {error.message}")


def _rendering_error(error: Exception, name: str) -> ContentError:
    place = name
    trail = error.__traceback__
    while trail is not None:
        # Jinja's rewritten traceback shows template lines as frames of a file named after the template.
        if (
            "__jinja_template__" in trail.tb_frame.f_globals
            or "__jinja_exception__" in trail.tb_frame.f_globals
        ):
            place = f"{trail.tb_frame.f_code.co_filename}:{trail.tb_lineno}"
        trail = trail.tb_next
    if isinstance(error, _FaultError):
        return ContentError(f"{place}: {error.what}.", do=error.do)
    return ContentError(
        f"{place}: {type(error).__name__} while filling the template.", do="Mend the expression."
    )
