"""``authpack``: finds the command, runs it, and turns every refusal into a message and an exit code.

Exit codes: 0 done (``check``: met), 1 a fault of authpack, 2 bad input, 3 not met, 4 any other
answer or open questions, 5 a document refused, 6 output, 7 content, 8 a part is not installed,
130 stopped by Ctrl-C, 141 the reader of the output went away.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from authpack import __version__

if TYPE_CHECKING:
    from authpack.errors import AuthpackError

COMMANDS: dict[str, str] = {
    "demo": "run the main job on an invented example",
    "new": "write a commented case file to fill in",
    "case": "check one record by itself, or bring it to the present schema",
    "check": "judge a case by a payer's policy",
    "route": "say which policy judges a request, and why",
    "compare": "one patient against many policies",
    "letter": "write a letter of any kind as DOCX and PDF",
    "denial": "read a payer's answer: its kind, deadlines and route",
    "appeal": "plan and write the answer to a denial",
    "notes": "write or check the notes of a course",
    "packet": "one submission-ready PDF with its manifest",
    "forms": "a payer's PDF form, filled from a case",
    "policies": "the policies at hand: list, show, compare, check, verify",
    "templates": "the templates at hand: list, show, values, check, copy",
    "drugs": "look a drug name up as a clinic writes it",
    "schema": "print a JSON Schema",
}
DEBUG = "AUTHPACK_DEBUG"
INTERRUPTED = 130
BROKEN_PIPE = 141
EPILOG = "Everything stays on this machine. `authpack COMMAND --help` shows a command's options."


class _NoPlugins(ModuleType):
    """In the place of pydantic's loader of plug-ins, for this one process: they are switched off.

    The loader itself would import the standard library's reader of installed distributions, with ``email`` and
    ``zipfile``: a twentieth of a cold start, to find none. Whatever else is asked of it comes from the loader itself.
    """

    NAME = "pydantic.plugin._loader"

    @staticmethod
    def get_plugins() -> tuple[()]:
        """No plug-ins."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.NAME) is self:
            del sys.modules[self.NAME]
        return getattr(import_module(self.NAME), name)


def program() -> NoReturn:
    """The whole life of one process: run its command line, then leave.

    What was written has been flushed and closed by then. Leaving at once spares taking apart, one by one, the thousands
    of classes and functions of a process that ends anyway.
    """
    # Never on again: the first collection would look at everything that was ever made.
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Never raises for what a user can cause."""
    words = list(sys.argv[1:] if argv is None else argv)
    collecting = gc.isenabled()
    # One short run: collecting cycles while models are built costs a tenth of a cold start.
    gc.disable()
    try:
        return _run(words)
    finally:
        if collecting:
            gc.enable()


def _run(words: list[str]) -> int:
    _lenient_streams()
    if sys.stdout is None:
        # Started with its output closed (`authpack ... >&-`).
        return _closed()
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        _silence_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print("authpack: stopped.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        # Here, not above: --help need not pay for it.
        from authpack.errors import AuthpackError

        return _refused(error) if isinstance(error, AuthpackError) else _own_fault(error)


def _dispatch(words: list[str]) -> int:
    arguments = parser(words).parse_args(words)
    # Scanning every installed distribution for pydantic plug-ins costs 15 ms; authpack uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.modules.setdefault(_NoPlugins.NAME, _NoPlugins(_NoPlugins.NAME))
    code: int = arguments.run(arguments)
    return code


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for a command line; only the options of the command it names are built."""
    top = _Parser(
        prog="authpack",
        description="Judge a patient's record by payers' criteria for TMS and write the letter, offline.",
        epilog=EPILOG,
        formatter_class=_aligned,
    )
    top.add_argument("--version", action="version", version=f"authpack {__version__}")
    # With prog given, argparse need not lay out the usage to find it (and import shutil for that).
    commands = top.add_subparsers(metavar="COMMAND", required=True, title="commands", prog="authpack")
    # A command that is named is the only one that is read; all are laid out for the help, and to tell what there is.
    shown = words[:1] if words and words[0] in COMMANDS else COMMANDS
    for name in shown:
        summary = COMMANDS[name]
        one = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name in words:
            # argparse asks for a formatter for every option it is given.
            one.formatter_class = _fitted
            _module(name, one, words).configure(one)
    return top


class _Parser(argparse.ArgumentParser):
    """Refuses a wrong word where it stands, with that command's usage, and names the nearest right one."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, but a verb refuses what it does not know: the usage shown is then its own."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            options = [one.partition("=")[0] for one in unknown if one.startswith("-")]
            self.error(
                f"unrecognized arguments: {' '.join(unknown)}{_meant(options, self._option_string_actions)}"
            )
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """As argparse does; a misspelt choice is answered with the nearest one."""
        wrong, _, choices = message.partition(" (choose from ")
        if choices and "invalid choice: " in wrong:
            word = wrong.rpartition("invalid choice: ")[2].strip("'\"")
            message += _meant([word], [one.strip("') ") for one in choices.split(", ")])
        super().error(message)


def _meant(words: Sequence[str], known: Iterable[str]) -> str:
    """``; did you mean ...?`` for the first word that is nearly a known one, else nothing."""
    from difflib import get_close_matches

    names = list(known)
    near = next((found for one in words if (found := get_close_matches(one, names, 1))), None)
    return f"; did you mean {near[0]}?" if near else ""


def _aligned(prog: str) -> argparse.HelpFormatter:
    """Help whose summaries line up: argparse forgets the indent of a command and sets the longest on two lines."""
    made = argparse.HelpFormatter(prog)
    made._action_max_length = max(map(len, COMMANDS)) + 4
    return made


def _fitted(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the output; argparse itself would import ``shutil`` to learn the width, and use another for pipes."""
    from authpack.cli.output import width

    return argparse.HelpFormatter(prog, width=width() - 2)


def _module(name: str, one: argparse.ArgumentParser, words: Sequence[str]) -> Any:
    """The module of a command, or of the verb that follows it (``letter verify``)."""
    module: Any = import_module(f"authpack.cli.{name}")
    following = words[words.index(name) + 1 :][:1]
    verb = getattr(module, "VERBS", {}).get(following[0]) if following else None
    if verb is None:
        return module
    file, says = verb
    one.prog, one.description = f"{one.prog} {following[0]}", f"{says[0].upper()}{says[1:]}."
    one.add_argument("verb", metavar=following[0], choices=following, help=argparse.SUPPRESS)
    return import_module(f"authpack.cli.{file}")


def _closed() -> int:
    from authpack.errors import OutputError

    refused = OutputError(
        "The output is closed; nothing was done.", do="Leave it open, or send it to a file."
    )
    if sys.stderr is not None:
        print(f"authpack: {refused.render()}", file=sys.stderr)
    return refused.exit_code


def _refused(error: AuthpackError) -> int:
    sys.stdout.flush()
    print(f"authpack: {error.render()}", file=sys.stderr)
    return error.exit_code


def _own_fault(error: Exception) -> int:
    """One line that names the place in the program, never the data it was working on."""
    if os.environ.get(DEBUG) == "1":
        raise error
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
    print(
        f"authpack: this is a fault of authpack ({type(error).__name__}{where}), not of your file."
        f" Please report it; {DEBUG}=1 shows the traceback, which may hold patient data.",
        file=sys.stderr,
    )
    return 1


def _lenient_streams() -> None:
    """A terminal that cannot show a character gets its code instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    # Python flushes stdout once more at exit; point it elsewhere, so that no second error shows.
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
