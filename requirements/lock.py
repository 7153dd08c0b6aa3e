"""Renew the hashed lock files from pyproject.toml (`make lock`). No address gets into them."""

import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
OPTIONS = (
    "--python-version=3.11", "--universal", "--generate-hashes", "--no-emit-index-url",
    "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet",
)  # fmt: skip


def compile_lock(output: str, *sources: str, stdin: str | None = None) -> None:
    command = [ROOT / ".venv/bin/uv", "pip", "compile", *OPTIONS, *sources, "-o", HERE / output]
    subprocess.run([str(part) for part in command], input=stdin, text=True, check=True, cwd=ROOT)


if __name__ == "__main__":
    compile_lock("uv.txt", "-", stdin="uv")
    compile_lock("runtime.txt", "pyproject.toml")
    compile_lock(
        "dev.txt", "pyproject.toml", "--extra=dev", "--constraint=requirements/runtime.txt"
    )
