"""One list of commands for working on authpack. Needs nothing but Python 3.11 or newer.

    python3 dev.py demo        set up and run the demonstration
    python3 dev.py test        set up and run all tests; further words go to pytest
    python3 dev.py lint        style and formatting
    python3 dev.py types       strict types
    python3 dev.py contracts   which layer may import which
    python3 dev.py content     policies, templates and reference data against their own rules
    python3 dev.py build       sdist, and the wheel from it, into dist/
    python3 dev.py regenerate  write the generated files again (compiled reference data, schemas, pages)
    python3 dev.py pins        resolve constraints/ again (needs uv on the PATH)
    python3 dev.py ci          everything that must pass before a change goes in

Everything is installed into .venv/ beside this file, at the versions and hashes in constraints/, and
again only when those or pyproject.toml change.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
# What each kind of set-up installs. "dev" holds all that "run" holds.
PINS = {"run": ("runtime.txt", "build.txt"), "dev": ("dev.txt",)}


def stop(message: str) -> None:
    """End with a message for the user and no traceback."""
    raise SystemExit(f"dev.py: {message}")


def run(*command: str | Path) -> None:
    """Run a program at the root of the checkout; its failure ends this one with the same exit code."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode if done.returncode > 0 else 1)


def make_venv() -> None:
    """Create .venv/ unless a working one is there."""
    if PYTHON.exists():
        probe = f"import sys; sys.exit(sys.version_info < {OLDEST})"
        if subprocess.run([str(PYTHON), "-c", probe], check=False).returncode == 0:
            return
        stop(f"{VENV} was made by another or an older Python. Delete that folder and try again.")
    print("Making .venv/ ...", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            "Python could not make a virtual environment. On Debian or Ubuntu: sudo apt install "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv, then try again."
        )


def fingerprint(kind: str) -> str:
    """Changes when what is to be installed changes."""
    digest = hashlib.sha256(str(VENV).encode())
    for path in (ROOT / "pyproject.toml", *(ROOT / "constraints" / name for name in PINS[kind])):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def set_up(kind: str) -> None:
    """Install authpack and what it needs into .venv/, unless that was done already."""
    make_venv()
    for done in dict.fromkeys((kind, "dev")):
        stamp = VENV / f"authpack-{done}.stamp"
        if stamp.is_file() and stamp.read_text("utf-8") == fingerprint(done):
            return
    print("Installing what authpack needs (once) ...", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    pins = [part for name in PINS[kind] for part in ("-r", ROOT / "constraints" / name)]
    run(*pip, "--require-hashes", *pins)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    (VENV / f"authpack-{kind}.stamp").write_text(fingerprint(kind), "utf-8")


def demo(words: Sequence[str]) -> None:
    """Set up for running only, and run ``authpack demo``."""
    set_up("run")
    run(PYTHON, "-m", "authpack", "demo", *words)


def test(words: Sequence[str]) -> None:
    """Run pytest on all cores. No test collected counts as a failure (pytest's exit code 5)."""
    set_up("dev")
    run(PYTHON, "-m", "pytest", "-n", "auto", *words)


def lint(_words: Sequence[str]) -> None:
    """Check style and formatting; change nothing."""
    set_up("dev")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")


def types(_words: Sequence[str]) -> None:
    """Check types, strictly."""
    set_up("dev")
    run(PYTHON, "-m", "mypy")


def contracts(_words: Sequence[str]) -> None:
    """Check which layer imports which."""
    set_up("dev")
    run(BIN / ("lint-imports.exe" if os.name == "nt" else "lint-imports"))


def generators() -> list[Path]:
    """The scripts that write generated files; each takes ``--check`` to only compare."""
    tools = ROOT / "tools"
    return sorted([*tools.glob("build_*.py"), *tools.glob("generate_*.py")])


def generated(_words: Sequence[str]) -> None:
    """Check that the generated files match their sources."""
    set_up("dev")
    for script in generators():
        run(PYTHON, script, "--check")


def regenerate(_words: Sequence[str]) -> None:
    """Write the generated files again."""
    set_up("dev")
    for script in generators():
        print(f"{script.name} ...", flush=True)
        run(PYTHON, script)


def content(words: Sequence[str]) -> None:
    """Check policies, templates and reference data against their own rules."""
    generated(words)
    run(PYTHON, "-m", "pytest", "-n", "auto", "tests/content", *words)


def build(_words: Sequence[str]) -> None:
    """Make the sdist, and the wheel from the sdist."""
    set_up("dev")
    run(PYTHON, "-m", "build", "--no-isolation", ROOT)


def pins(_words: Sequence[str]) -> None:
    """Resolve constraints/ again for all platforms, with hashes and without naming an index."""
    uv = shutil.which("uv")
    if uv is None:
        stop("uv is not on the PATH. Install it with: pipx install uv")
        return
    flags = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-config", "--quiet"]
    flags += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--upgrade"]
    wanted = {
        "runtime.txt": ["pyproject.toml", "--all-extras"],
        "build.txt": ["--group", "build"],
        "dev.txt": ["pyproject.toml", "--all-extras", "--group", "dev"],
    }
    for name, sources in wanted.items():
        run(uv, "pip", "compile", *flags, *sources, "--output-file", f"constraints/{name}")


def ci(_words: Sequence[str]) -> None:
    """All stages in order; the first that fails ends the run. The tests build and try the wheel."""
    stages: tuple[Callable[[Sequence[str]], None], ...] = (lint, types, contracts, generated, test)
    set_up("dev")
    for number, stage in enumerate(stages, start=1):
        print(f"\n=== {number}/{len(stages)} {stage.__name__}", flush=True)
        begin = time.monotonic()
        try:
            stage([])
        except SystemExit:
            print(f"=== {stage.__name__} FAILED", flush=True)
            raise
        print(f"=== {stage.__name__} passed in {time.monotonic() - begin:.0f} s", flush=True)
    print("\nAll stages passed.")


COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    command.__name__: command
    for command in (demo, test, lint, types, contracts, generated, content, build, regenerate, pins, ci)
}


def main(words: Sequence[str]) -> None:
    """Do what the first word says."""
    if sys.version_info < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:3])
        stop(f"this is Python {have}; authpack needs 3.11 or newer. Try: python3.12 dev.py {' '.join(words)}")
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return
    if words[0] not in COMMANDS:
        stop(f"no command {words[0]}. There are: {', '.join(COMMANDS)}.")
    COMMANDS[words[0]](words[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
