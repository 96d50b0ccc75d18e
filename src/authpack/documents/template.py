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
* Filters are a short list (``FILTERS``); those that repeat a value are bounded by ``MAX_TEXT``; ``set`` and ``filter``
  blocks are refused (write a macro).
* A macro's result can only be printed: write ``{{ a() }}{{ b }}``, not ``{{ a() ~ b }}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Final, NamedTuple

import jinja2
from jinja2 import meta, nodes

from authpack.content import shipped
from authpack.documents.frontmatter import FrontMatter, read_front_matter, without_front_matter
from authpack.documents.template_copy import Copies, Copy, read_copies
from authpack.documents.template_sandbox import (
    RUNNING,
    Run,
    TemplateFaultError,
    environment,
    too_deep,
)
from authpack.documents.trace import Tracer
from authpack.errors import ContentError, DocumentRefused

# Private-use characters are our marks, control characters cannot stand in a DOCX.
_FORBIDDEN: Final = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Rendered(NamedTuple):
    """A filled template: Markdown with harmless values, and the front matter with all literals joined."""

    markdown: str
    front: FrontMatter


class Library:
    """The templates of several folders, the first that holds a name wins (a practice's own first).

    Compiled templates are kept, so hold on to one Library per process. copies: the shipped templates as translated
    before; without it all are translated here.
    """

    def __init__(self, folders: Sequence[Path], copies: Copies | None = None) -> None:
        self._folders = tuple(folders)
        self._fronts: dict[str, FrontMatter] = {}
        self._trees: dict[str, tuple[str, nodes.Template]] = {}
        self._uses: dict[str, tuple[nodes.Template, tuple[str, ...]]] = {}
        self._copies = read_copies(shipped("templates")) if copies is None else copies
        self._environment = environment(self._code)

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
        token = RUNNING.set(Run(tracer))
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
            RUNNING.reset(token)

    def names(self, name: str, value: str) -> bool:
        """Whether the template itself or one it extends (not what it includes) names that value of its context."""
        source = self._source(name)
        copy = self._copies.find(name, source) or _copy_of(self._parsed(source, name))
        return value in copy.undeclared or any(self.names(one, value) for one in copy.extends)

    def translated(self, name: str) -> tuple[Copy, str]:
        """The template as it is kept in the generated copy, and its Python; translated anew."""
        tree = self._parsed(self._source(name), name)
        return _copy_of(tree), self._environment.compile(tree, name, name, raw=True)

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
                return _text_of(path, folder, name)
        raise _not_found(name)

    def _code(self, name: str) -> CodeType:
        source = self._source(name)
        if found := _FORBIDDEN.search(source):
            line = source.count("\n", 0, found.start()) + 1
            raise ContentError(f"{name}:{line}: a private-use or control character stands in the template.")
        known = self._copies.code(name, source)
        return known or self._environment.compile(self._parsed(source, name), name, name)

    def _referenced(self, source: str, name: str) -> tuple[str, ...]:
        copy = self._copies.find(name, source)
        if copy is not None:
            return copy.uses
        tree = self._parsed(source, name)
        if name not in self._uses or self._uses[name][0] is not tree:
            self._uses[name] = (tree, _uses_of(tree))
        return self._uses[name][1]

    def _parsed(self, source: str, name: str) -> nodes.Template:
        """The template's tree, for reading only; parsed once as long as the file stays the same."""
        known = self._trees.get(name)
        if known is None or known[0] != source:
            try:
                known = (source, self._environment.parse(without_front_matter(source), name, name))
            except jinja2.TemplateSyntaxError as error:
                raise _syntax_error(error, name) from None
            except RecursionError:
                raise too_deep(name) from None
            self._trees[name] = known
        return known[1]


def _uses_of(tree: nodes.Template) -> tuple[str, ...]:
    return tuple(one for one in meta.find_referenced_templates(tree) if one)


def _copy_of(tree: nodes.Template) -> Copy:
    frames = (node.template for node in tree.find_all(nodes.Extends))
    return Copy(
        _uses_of(tree),
        tuple(one.value for one in frames if isinstance(one, nodes.Const)),
        frozenset(meta.find_undeclared_variables(tree)),
    )


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


def _text_of(path: Path, folder: Path, name: str) -> str:
    """A template's text; a link that leads out of its folder is no template, and a mark of the encoding is no text."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ContentError(
            f"{name} is a link to a file outside the template folder.",
            why="A template must not read another file of the machine.",
            do="Copy the file into the folder.",
        )
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError(
            f"{name}:{line}: is not UTF-8 text.", do="Save the file with the encoding UTF-8."
        ) from None


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
    if isinstance(error, TemplateFaultError):
        return ContentError(f"{place}: {error.what}.", do=error.do)
    return ContentError(
        f"{place}: {type(error).__name__} while filling the template.", do="Mend the expression."
    )
