"""The docs cannot drift: every command, format and table is told, and the generated pages are the current ones."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.shared import group
from corpus.writers import FORMATS
from lexicons.tables import TABLES

ROOT = Path(__file__).parent.parent
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


def test_generated_pages_are_current() -> None:
    """In a process of its own: the commands speak the language that was in use when they were first loaded."""
    build = ROOT / "docs" / "reference" / "build.py"
    command = [sys.executable, str(build), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_is_documented() -> None:
    told = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    guides = "".join(page.read_text("utf-8") for page in PAGES if "reference" not in page.parts)
    for name in group.names():
        assert f"## `jushi {name}`" in told
        assert f"jushi {name}" in guides, f"no page but the reference mentions jushi {name}"


def test_every_format_is_documented() -> None:
    told = (ROOT / "docs" / "how-to" / "formats.md").read_text("utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in told] == []


def test_every_lexicon_table_is_documented() -> None:
    told = (ROOT / "docs" / "how-to" / "lexicons.md").read_text("utf-8")
    assert [name for name in TABLES if f"`{name}`" not in told] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
