"""Make `.venv` from the hashed lock files: `python3 requirements/install.py runtime|dev`.

Standard library only, so that a machine with Python 3.11 and make needs nothing else. uv does the
work (it is pinned and hashed like the rest); where it fails, pip installs the same files. A stamp
in `.venv` remembers what was installed, so that a second call costs nothing.
"""

import hashlib
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parent / ".venv"
PYTHON = VENV / "bin" / "python"


def run(*command: str | pathlib.Path) -> None:
    subprocess.run([str(part) for part in command], check=True)


def stamp_of(lock: pathlib.Path) -> str:
    return hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()


def have_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def provide_ensurepip() -> None:
    """Debian splits ensurepip off into python3-venv: install it, or say what to type."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv")
    else:
        sys.exit("Python's venv module is incomplete. Type once: sudo apt-get install python3-venv")


def make_venv() -> None:
    if not have_ensurepip():
        provide_ensurepip()
    run(sys.executable, "-m", "venv", "--clear", VENV)
    run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes",
        "--no-deps", "--only-binary=:all:", "-r", HERE / "uv.txt")  # fmt: skip


def install(lock: pathlib.Path) -> None:
    try:
        run(VENV / "bin" / "uv", "pip", "install", "-q", "--python", PYTHON,
            "--require-hashes", "--no-deps", "-r", lock)  # fmt: skip
    except (subprocess.CalledProcessError, OSError):
        print("uv could not install the lock file; pip tries the same file.")
        run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check",
            "--require-hashes", "--no-deps", "-r", lock)  # fmt: skip
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", "check")


def main(name: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (this file runs before anything is checked)
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    lock = HERE / f"{name}.txt"
    stamps = VENV / "installed"
    wanted = stamp_of(lock)
    done = stamps.read_text().split() if stamps.exists() else []
    if wanted in done:
        return
    if not PYTHON.exists() or not (VENV / "bin" / "uv").exists():
        make_venv()
        done = []
    install(lock)
    # dev.txt holds every pin of runtime.txt, so runtime is done too.
    also = [stamp_of(HERE / "runtime.txt")] if name == "dev" else []
    stamps.write_text("\n".join({wanted, *also}))


if __name__ == "__main__":
    main(sys.argv[1])
