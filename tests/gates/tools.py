"""The programs that the gates run: Node's packages, installed once a lock file, and Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
DESCRIBED = ("package.json", "package-lock.json", ".npmrc")
# Puppeteer would fetch a browser of its own; the one that is here is used.
ENVIRONMENT = {"PUPPETEER_SKIP_DOWNLOAD": "true", "CHROME_PATH": "/usr/bin/chromium"}


class Missing(Exception):  # noqa: N818 (a notice, not an error)
    """What a gate needs is not on this machine."""


@dataclass(frozen=True)
class Tools:
    folder: Path  # of the packages and the reports

    @classmethod
    def ready(cls, folder: Path, browser: str | None) -> Tools:
        """Install the packages where the lock file is new. Raises Missing."""
        if not shutil.which("npm"):
            raise Missing("Node: npm is not installed.")
        if not browser:
            raise Missing("a browser: Chromium is not installed.")
        folder.mkdir(parents=True, exist_ok=True)
        stamp = folder / ".installed"
        wanted = (HERE / "package-lock.json").read_text()
        if not stamp.exists() or stamp.read_text() != wanted:
            for name in DESCRIBED:
                shutil.copy(HERE / name, folder)
            done = subprocess.run(
                ["npm", "ci", "--no-audit", "--no-fund"], cwd=folder,
                env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True,
            )  # fmt: skip
            if done.returncode:
                raise Missing(f"Node: the packages cannot be installed ({done.stderr[-300:]}).")
            stamp.write_text(wanted)
        return cls(folder)

    def node(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the packages in the repository's folder; it may find faults."""
        command = [self.folder / "node_modules" / ".bin" / program, *arguments]
        return self._run(list(map(str, command)))

    def nu(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        if not shutil.which("java"):
            raise Missing("Java is not installed.")
        jar = self.folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        return self._run(["java", "-jar", str(jar), *map(str, arguments)])

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=HERE.parent.parent, env={**os.environ, **ENVIRONMENT},
            capture_output=True, text=True, timeout=1_200,
        )  # fmt: skip
