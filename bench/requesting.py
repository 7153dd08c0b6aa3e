"""The client of the measurement of pages: JSON lines in, JSON lines out, a process of its own.

Plain asyncio over connections that are kept, so that it costs little beside what it measures.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from itertools import cycle, islice
from time import perf_counter
from typing import Any

from bench.timing import percentile

ACCEPTED = "gzip, deflate, br, zstd"  # as browsers do


@dataclass(frozen=True)
class Asked:
    port: int
    paths: list[str]
    count: int
    connections: int = 1
    tags: dict[str, str] = field(default_factory=dict)  # path -> ETag of the reader's copy

    def request(self, path: str) -> bytes:
        lines = [
            f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Accept-Encoding: {ACCEPTED}",
            "Accept: text/html,*/*;q=0.8", "Accept-Language: ar",
        ]  # fmt: skip
        if tag := self.tags.get(path):
            lines.append(f"If-None-Match: {tag}")
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    size: int  # bytes of the body as sent
    milliseconds: float


async def answer(reader: asyncio.StreamReader, head: bytes) -> tuple[int, dict[str, str], int]:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    status = int(first.split()[1])
    if status == 304:
        return status, headers, 0
    if headers.get("transfer-encoding") == "chunked":
        return status, headers, await _chunks(reader)
    size = int(headers["content-length"])
    await reader.readexactly(size)
    return status, headers, size


async def _chunks(reader: asyncio.StreamReader) -> int:
    size = 0
    while length := int(await reader.readline(), 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readline()
    return size


async def run(asked: Asked) -> list[tuple[str, Answer]]:
    """All requests, the connections taking the next one as soon as they are free."""
    waiting = islice(cycle(asked.paths), asked.count)
    answers: list[tuple[str, Answer]] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", asked.port)
        for path in waiting:
            start = perf_counter()
            writer.write(asked.request(path))
            told = await answer(reader, await reader.readuntil(b"\r\n\r\n"))
            answers.append((path, Answer(*told, (perf_counter() - start) * 1000)))
        writer.close()

    await asyncio.gather(*(connection() for _ in range(asked.connections)))
    return answers


def told(answers: list[tuple[str, Answer]]) -> dict[str, Any]:
    times = [answer.milliseconds for _, answer in answers]
    statuses = [answer.status for _, answer in answers]
    return {
        "statuses": {str(status): statuses.count(status) for status in set(statuses)},
        "bytes": sum(answer.size for _, answer in answers) / len(answers),
        "p50": percentile(times, 0.5),
        "p99": percentile(times, 0.99),
        "tags": {path: answer.headers.get("etag", "") for path, answer in answers},
    }


def main() -> None:
    for line in sys.stdin:
        answers = asyncio.run(run(Asked(**json.loads(line))))
        print(json.dumps(told(answers)), flush=True)


if __name__ == "__main__":
    main()
