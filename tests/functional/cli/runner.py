"""Running the command line in this process and in a child."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from authpack.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
OPEN = [
    path
    for path in sorted(EXAMPLES.glob("*.yaml"))
    if any(
        one.get("state", "open") == "open"
        for one in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["requests"]
    )
]
"""The examples whose request is still open, so that it need not be named."""
CLEAN = EXAMPLES / "01-clean-approval.yaml"
POOR = EXAMPLES / "02-good-patient-poor-documentation.yaml"
TWO_SSRIS = EXAMPLES / "03-two-ssris.yaml"
POLICY = "washington-hta-htcc-tms"


@dataclass(frozen=True)
class Done:
    """What a command line gave."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Done:
    """Run in this process."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    got = capsys.readouterr()
    return Done(code, got.out, got.err)


def child(*words: str | Path, cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m authpack`` in a fresh process; PYTHONPATH leads to this checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("AUTHPACK_")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), **extra}
    return subprocess.run(
        [sys.executable, "-m", "authpack", *map(str, words)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
