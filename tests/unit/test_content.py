"""Where content is looked for, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from authpack import content
from authpack.content import Root
from authpack.errors import ContentError, InputError

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(content.POLICIES_VARIABLE, raising=False)
    monkeypatch.delenv(content.TEMPLATES_VARIABLE, raising=False)


def install(base: Path, monkeypatch: pytest.MonkeyPatch, *, folders: str) -> Path:
    """A pretended installation whose package stands at ``base``, with content in ``folders``."""
    (base / folders / "payer_criteria").mkdir(parents=True)
    monkeypatch.setattr(content, "__file__", str(base / "content.py"))
    return base / folders / "payer_criteria"


def it_finds_the_checkouts_own_folders() -> None:
    assert content.policy_roots() == (Root(REPO / "payer_criteria", local=False),)
    assert content.template_roots() == (Root(REPO / "templates", local=False),)
    assert content.examples_root() == REPO / "examples"
    assert content.schemas_root() == REPO / "schemas"


def it_puts_a_practices_folders_first_given_before_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = (tmp_path / name for name in "abc")
    for folder in (a, b, c):
        folder.mkdir()
    monkeypatch.setenv(content.POLICIES_VARIABLE, os.pathsep.join([str(b), "", str(c), str(a)]))
    roots = content.policy_roots([a])
    assert [root.path for root in roots] == [a, b, c, REPO / "payer_criteria"]
    assert [root.local for root in roots] == [True, True, True, False]


def it_keeps_templates_and_policies_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(content.TEMPLATES_VARIABLE, str(tmp_path))
    assert len(content.policy_roots()) == 1
    assert content.template_roots()[0] == Root(tmp_path.resolve(), local=True)


def but_it_refuses_a_folder_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="the folder given is not a folder"):
        content.policy_roots([tmp_path / "none"])
    monkeypatch.setenv(content.POLICIES_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(InputError, match="the folder in AUTHPACK_POLICIES"):
        content.policy_roots()


def it_reads_the_wheels_copy_when_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = install(tmp_path / "site-packages" / "authpack", monkeypatch, folders="_content")
    assert content.policy_roots() == (Root(folder, local=False),)


def it_prefers_the_checkout_to_a_copy_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "src" / "authpack", monkeypatch, folders="_content")
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "payer_criteria").mkdir()
    assert content.shipped("payer_criteria") == tmp_path / "payer_criteria"


def but_it_does_not_take_just_any_src_folder_for_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install(tmp_path / "src" / "authpack", monkeypatch, folders="_content")
    (tmp_path / "payer_criteria").mkdir()
    assert content.shipped("payer_criteria") == folder


def but_it_says_so_when_the_installation_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "__file__", str(tmp_path / "authpack" / "content.py"))
    with pytest.raises(ContentError, match="Install authpack again"):
        content.shipped("templates")
