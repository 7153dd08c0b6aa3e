"""The house plan, held by the tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What is made and not written; git itself may be missing on a newcomer's machine.
MADE = {"var", "__pycache__", ".git", ".venv", ".hypothesis", ".pytest_cache", ".ruff_cache"}


def written() -> list[Path]:
    """The files of the repository."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE]
        found += [Path(folder) / name for name in names if not name.endswith((".mo", ".pyc"))]
    return found


FILES = written()
SOURCES = [path for path in FILES if path.suffix == ".py"]
HOUSE = [p for p in SOURCES if p.relative_to(ROOT).parts[0] in {"csto_archive", "summits", "articles"}]  # fmt: skip  # noqa: E501


def test_imports_point_down_only():
    lint = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    result = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_no_file_has_a_name_that_says_nothing():
    assert not [p for p in SOURCES if p.stem in {"utils", "helpers", "common", "misc", "services"}]


def test_no_star_imports_and_no_signals():
    forbidden = re.compile(r"^\s*from \S+ import \*|django\.(db\.models\.|core\.)?(signals|dispatch)", re.M)  # fmt: skip  # noqa: E501
    assert not [p for p in HOUSE if forbidden.search(p.read_text(encoding="utf-8"))]


def test_public_is_spelled_once():
    spelled = re.compile(r"filter\([^)]*status(__exact)?=.{0,30}(PUBLISHED|.published.)")
    allowed = {ROOT / "articles/querysets/articles.py"}
    found = {p for p in HOUSE if spelled.search(p.read_text(encoding="utf-8"))}
    assert {p for p in found if "migrations" not in p.parts} <= allowed


def test_files_stay_readable():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in HOUSE
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert not long


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_tracked():
    address = re.compile(
        r"https?://[^\s\"']*(pypi|pythonhosted|npmjs)|(?<![\w.])/(work|root)/[\w.]"
    )
    found = [
        path
        for path in FILES
        if path.suffix not in {".png", ".woff2"}
        and path != Path(__file__)
        and address.search(path.read_text("utf-8", errors="ignore"))
    ]
    assert not found


def test_the_lock_files_hold_hashes_and_no_address():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        pins = re.findall(r"^[\w.\[\]-]+==", text, re.M)
        assert pins
        assert "://" not in text
        for pin in re.split(r"\n(?=[\w])", text.strip()):
            assert "--hash=sha256:" in pin, pin
