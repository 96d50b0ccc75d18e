"""Asks for a password at the terminal: for ``authpack packet --password ID`` and ``authpack forms --ask-password``."""

from __future__ import annotations

import getpass
import sys

from authpack.errors import InputError


def ask(prompt: str, *, instead: str) -> str:
    """What is typed, without showing it. InputError when nobody sits at a terminal; ``instead``: the option to use then."""
    if not sys.stdin.isatty():
        raise InputError("A password cannot be asked for: this is no terminal.", do=f"Give {instead}.")
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise InputError("No password was typed.", do=f"Type it, or give {instead}.") from None
