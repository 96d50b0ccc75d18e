"""Tests here start many children."""

from tests.functional.packets.children import nursery, own_interpreter, quick_children

__all__ = ["nursery", "own_interpreter", "quick_children"]
