"""The sdist builds the wheel, the wheel holds the content, and what is installed from it works."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ("templates", "payer_criteria", "examples", "schemas")


@dataclass(frozen=True)
class Built:
    sdist: Path
    wheel: Path


def run(*command: str | Path, cwd: Path, **extra: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("AUTHPACK_")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | extra,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    dist = tmp_path_factory.mktemp("dist")
    # Without --sdist or --wheel, build makes the wheel from the sdist, not from the checkout.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, ROOT, cwd=dist)
    (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed by itself; what it needs comes from the environment the tests run in."""
    folder = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--no-index", "--target", folder, built.wheel, cwd=folder)
    return folder


def files_of_the_checkout(folder: str) -> set[str]:
    listed = (
        path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(ROOT).as_posix() for path in listed}


@pytest.mark.parametrize("folder", CONTENT)
def it_ships_exactly_the_content_of_the_checkout(built: Built, folder: str) -> None:
    # Exactly: hatchling's `exclude` does not reach forced files, so a draft left there would ship.
    prefix = "authpack/_content/"
    with zipfile.ZipFile(built.wheel) as wheel:
        shipped = {name.removeprefix(prefix) for name in wheel.namelist() if name.startswith(prefix + folder)}
    assert shipped == files_of_the_checkout(folder)
    assert shipped


def it_ships_the_package_and_nothing_beside_it(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        names = wheel.namelist()
    assert "authpack/py.typed" in names
    assert {name.split("/", maxsplit=1)[0].partition("-")[0] for name in names} == {"authpack"}
    data = "src/authpack/reference/data"
    assert {name.removeprefix("src/") for name in files_of_the_checkout(data)} <= set(names)


def it_puts_into_the_sdist_what_a_run_of_the_checks_needs(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"dev.py", ".ci/run", "pyproject.toml", "README.md", "constraints/dev.txt"} <= names
    assert "tests/functional/test_packaging.py" in names
    assert not [name for name in names if name.startswith((".venv", "dist/"))]


def it_names_no_index_and_no_machine_in_the_pins() -> None:
    for path in (ROOT / "constraints").iterdir():
        for line in path.read_text("utf-8").splitlines():
            assert "/" not in line and "--index" not in line and "--find-links" not in line, (path.name, line)


def it_works_from_the_installed_wheel_outside_the_checkout(site: Path, tmp_path: Path) -> None:
    python = (sys.executable, "-P")
    where = run(
        *python,
        "-c",
        "import authpack.content as c; print(c.__file__); print(c.policy_roots()[0].path)",
        cwd=tmp_path,
        PYTHONPATH=str(site),
    )
    assert [Path(line).is_relative_to(site) for line in where.splitlines()] == [True, True]
    listed = run(*python, "-m", "authpack", "policies", "list", cwd=tmp_path, PYTHONPATH=str(site))
    assert listed.strip()
