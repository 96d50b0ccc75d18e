"""Every refusal authpack makes, one class each, with the exit code the command line ends with.

A message has three parts: what was found (and where), why it matters, what to do. Messages never
carry a patient's values: a place in the file is named, its content is not (PHI).
"""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong in an input file.

    where: ``file.yaml:14: trials.items.1.dose`` (line when known); what: the fault in words, free
    of patient values; do: the next step, may be empty.
    """

    where: str
    what: str
    do: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        stop = "" if text[-1:] in ".!?:" else "."
        return f"{text}{stop} {self.do}" if self.do else text


class AuthpackError(Exception):
    """Base of all refusals a user can cause; shown without a traceback.

    ``exit_code`` is the process exit code; ``faults`` lists every single fault found, so that a
    user mends them in one go.
    """

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", do: str = "", faults: tuple[Fault, ...] = ()) -> None:
        self.what = what
        self.why = why
        self.do = do
        self.faults = faults
        super().__init__(self.render())

    def render(self) -> str:
        """The whole message: what, the list of faults, why, what to do."""
        lines = [self.what]
        lines += [f"  - {fault}" for fault in self.faults]
        lines += [f"Why it matters: {self.why}"] if self.why else []
        lines += [f"What to do: {self.do}"] if self.do else []
        return "\n".join(lines)


class InputError(AuthpackError):
    """A file or argument the user gave cannot be used (not YAML, wrong field, impossible date)."""

    exit_code = 2


class PolicyChoiceError(AuthpackError):
    """No policy, or more than one, fits; the candidates are listed and none is guessed."""

    exit_code = 2


class RequestChoiceError(AuthpackError):
    """The case holds no open request, or several and ``--request`` was not given."""

    exit_code = 2


class DocumentRefused(AuthpackError):
    """A letter would have to leave out, invent or misstate something; nothing was written."""

    exit_code = 5


class OutputError(AuthpackError):
    """The output place cannot be written, or holds a file that would be overwritten."""

    exit_code = 6


class ContentError(AuthpackError):
    """Shipped or local content (policy, template, reference data) breaks its own rules."""

    exit_code = 7


class MissingPartError(AuthpackError):
    """An optional library is not installed; the message names the install command."""

    exit_code = 8
