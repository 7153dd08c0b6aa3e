"""One part of the measurement inside one database: JSON in, JSON out (see bench/databases.py)."""

from __future__ import annotations

import json
import os
import sys

import django

from bench.databases import end_when_told


def main() -> None:
    """What the parts print goes to the error stream: standard output carries the answer alone."""
    end_when_told()
    answer_to = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    django.setup()
    from bench import parts  # models exist only now

    answer = getattr(parts, sys.argv[1])(**json.load(sys.stdin))
    json.dump(answer, answer_to)
    answer_to.flush()


if __name__ == "__main__":
    main()
