"""The documents say what the program does: commands, output, fields, errors, and nothing of one workplace."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from authpack import api, errors
from authpack.cli.main import COMMANDS, main
from authpack.criteria.reasons import REASONS
from authpack.domain.case import Case
from authpack.domain.later import Later

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def tracked() -> list[Path]:
    """Every file that a clone holds; in an unpacked sdist, every file but what a run leaves behind."""
    try:
        words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [one for one in ROOT.rglob("*") if not {"__pycache__", ".venv"} & set(one.parts)]
    return [one for one in found if one.is_file()]


def documents() -> list[Path]:
    return [one for one in tracked() if one.suffix == ".md"]


class DescribeTheReadme:
    def it_names_exactly_two_commands_for_a_fresh_machine_and_dev_py_has_them(self) -> None:
        start = README.split("## Start")[1].split("\n## ")[0]
        commands = re.findall(r"^    python3 dev\.py (\w+)", start, re.MULTILINE)
        assert commands == ["demo", "test"]
        assert set(commands) <= set(module(ROOT / "dev.py").COMMANDS)

    @pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
    def it_names_no_command_that_does_not_exist(self, name: str) -> None:
        text = (ROOT / name).read_text(encoding="utf-8")
        known = module(ROOT / "dev.py").COMMANDS
        assert set(re.findall(r"dev\.py ([a-z]+)", text)) <= set(known)
        assert set(re.findall(r"`authpack ([a-z]+)", text)) <= set(COMMANDS)

    @pytest.mark.parametrize("block", re.findall(r"```console\n\$ authpack (.*?)```", README, re.DOTALL))
    def it_shows_output_that_the_program_prints(
        self, block: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        command, *shown = block.splitlines()
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("COLUMNS", "100")
        words = command.split()
        if "-o" in words:
            words[words.index("-o") + 1] = str(tmp_path / "out")
        main(words)
        printed = capsys.readouterr()
        lines = iter((printed.out + printed.err).splitlines())
        missing = [line for line in shown if line not in ("...", "") and line not in lines]
        assert missing == []

    def it_shows_what_its_python_example_prints(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = re.search(r"```python\n(.*?)```\n\nprints\n\n```text\n(.*?)```", README, re.DOTALL)
        assert found is not None
        monkeypatch.chdir(ROOT)
        exec(compile(found[1], "README.md", "exec"), {})
        assert capsys.readouterr().out == found[2]

    def it_lists_every_policy_read_in_full_and_says_how_many_more_there_are(self) -> None:
        rows = {cells[0]: cells for cells in table_rows(README, "| policy id ")}
        policies = api.catalog().policies
        full = [policy for policy in policies if policy.head.status == "full"]
        assert set(rows) == {policy.id for policy in full}
        assert f"{len(policies)} revisions of {len({policy.id for policy in policies})} policies" in README
        for policy in full:
            _, _, start, read, judged = rows[policy.id]
            assert start == str(policy.head.effective_from)
            assert (read == "whole") == policy.read_whole
            assert (
                judged.replace(" ", "_").replace("prior_authorization", "prior_auth")
                == policy.head.review_mode
            )


def table_rows(text: str, head: str) -> Iterator[list[str]]:
    for line in text[text.index(head) :].splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


class DescribeTheDocuments:
    def it_finds_the_leaf_pages_fresh(self) -> None:
        script = module(ROOT / "tools" / "generate_leaf_pages.py")
        assert script.stale(script.pages()) == [], "run: python3 dev.py regenerate"

    def it_finds_every_reason_code_on_some_leaf_page(self) -> None:
        pages = "".join(
            one.read_text(encoding="utf-8") for one in (ROOT / "docs" / "leaf-kinds").glob("*.md")
        )
        assert [code for code in REASONS if f"`{code}`" not in pages] == []

    def it_finds_unique_numbers_on_the_decisions(self) -> None:
        names = sorted(one.name for one in (ROOT / "docs" / "decisions").glob("*.md"))
        numbers = [name[:4] for name in names]
        assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in names)
        assert len(set(numbers)) == len(numbers)

    def it_finds_every_error_class_and_exit_code_explained(self) -> None:
        text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
        classes = [
            one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)
        ]
        assert [one.__name__ for one in classes if f"### {one.__name__}" not in text] == []
        codes = {one.exit_code for one in classes if issubclass(one, errors.AuthpackError)}
        assert [code for code in sorted(codes) if f"\n| {code} |" not in text] == []

    def it_finds_every_problem_code_explained(self) -> None:
        sources = (ROOT / "src" / "authpack" / "criteria").glob("problems*.py")
        source = "".join(one.read_text(encoding="utf-8") for one in sources)
        codes = set(re.findall(r'Problem\(\s*"([a-z_]+)"', source))
        text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
        assert codes
        assert [code for code in sorted(codes) if f"`{code}`" not in text] == []

    def it_finds_every_field_of_the_record_in_the_case_file_document(self) -> None:
        text = (ROOT / "docs" / "case-file.md").read_text(encoding="utf-8")
        named = set(re.findall(r"[a-z_0-9]+", text))
        assert sorted(fields(Case) - named) == []

    def it_finds_every_file_that_a_document_links_or_names(self) -> None:
        broken = []
        for one in documents():
            text = re.sub(r"```.*?```", "", one.read_text(encoding="utf-8"), flags=re.DOTALL)
            for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
                if "://" not in target and not (one.parent / target).exists():
                    broken.append(f"{one.name}: {target}")
        architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
        for target in re.findall(r"`((?:tests|criteria|documents|domain|textio)/[\w/.]*)`", architecture):
            base = ROOT if target.startswith("tests/") else ROOT / "src" / "authpack"
            if not (base / target).exists():
                broken.append(f"ARCHITECTURE.md: {target}")
        assert broken == []


def fields(model: type[BaseModel]) -> set[str]:
    """Names of a model's fields and of everything below it."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        for inner in models(field.annotation):
            found |= fields(inner)
    return found


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, Later):
        annotation = annotation.model
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from models(one)


# Built from pieces, so that this file does not hold what it looks for.
WORKPLACE = [
    re.compile(r"(?<![\w.])/" + r"(?:work|root|home|opt)" + r"/[a-z]"),
    re.compile("/" + r"tmp" + r"/[a-z]"),
    re.compile("shared" + r"/(?:design|research)"),
    re.compile(
        r"https?://\S+/sim" + r"ple\b|https?://[\w.-]+:\d+/|\.inter" + r"nal\b|\.co" + r"rp\b", re.IGNORECASE
    ),
    re.compile("(?<!no-emit-)index" + "-url", re.IGNORECASE),
    re.compile(r"\bissues sh" + r"ow\b", re.IGNORECASE),
    re.compile("clau" + "de|anthro" + r"pic|\bco" + r"dex\b|\bchat" + "gpt", re.IGNORECASE),
]
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".j2", ".typ", "", ".sh", ".cfg"}


class DescribeTheRepository:
    def it_holds_no_path_host_or_tool_of_one_workplace(self) -> None:
        found = []
        for one in tracked():
            if one.suffix not in TEXT:
                continue
            text = one.read_text(encoding="utf-8", errors="replace")
            hits = [pattern.search(text) for pattern in WORKPLACE]
            found += [f"{one.relative_to(ROOT)}: {hit[0]!r}" for hit in hits if hit]
        assert found == []


def test_the_script_that_draws_the_pictures_has_drawn_them() -> None:
    for name in re.findall(r"\]\((docs/pictures/[\w.]+)\)", README):
        assert (ROOT / name).read_bytes()[:4] == b"\x89PNG"
        assert (ROOT / name).stat().st_size < 100_000
