"""Fixtures for folders whose tests start many children: see nursery.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from authpack.packets import sandbox
from tests.functional.packets.nursery import Nursery

ITS_OWN = sandbox.run_child


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery | None]:
    """The process that forks children; None where the system cannot fork."""
    made = Nursery() if hasattr(os, "fork") else None
    yield made
    if made:
        made.close()


@pytest.fixture(autouse=True)
def quick_children(nursery: Nursery | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children come from the nursery."""
    if nursery:
        monkeypatch.setattr(sandbox, "run_child", nursery.run_child)


@pytest.fixture
def own_interpreter(quick_children: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children start as the product starts them."""
    monkeypatch.setattr(sandbox, "run_child", ITS_OWN)
