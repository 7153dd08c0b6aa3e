"""Pages understood in processes of their own, which know no database.

Each page is bound in time and memory: one that hangs, bursts or crashes costs its process and
nothing else. A run over many pages has some that work ahead (`workers`): threads of the parent hold
a process each and wait for it. The pages of a request have one (`resting.worker`), which stays for
the next request: it starts in 0.7 s, takes 70 MB and understands most pages in 0.05 s.
"""

from __future__ import annotations

import logging
import pickle
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Timer
from typing import Any

from articles.importing.page import PageResult, RawPage
from articles.importing.read import UnreadablePageError

try:
    import resource
except ImportError:  # a platform without limits: the parent's clock alone binds a page
    resource = None

logger = logging.getLogger(__name__)

# Of one page, beyond what the process takes when it has nothing to do.
SECONDS = 10
MEMORY = 512 * 1024 * 1024
# How long a process that has nothing to do is kept for the next page that comes over the web.
RESTS = 600

REASONS = {
    "slow": "استغرقت الصفحة وقتاً أطول مما يُسمح به، فتُركت",
    "big": "احتاجت الصفحة إلى ذاكرة أكبر مما يُسمح به، فتُركت",
    "crashed": "انهار البرنامج عند قراءة الصفحة، فتُركت",
    "unexpected": "خطأ غير متوقع لم يُحفظ بسببه شيء من الصفحة",
}

Understand = Callable[..., PageResult]


class PageFailedError(Exception):
    """`code` is a key of REASONS, `message` what an editor reads."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]


class Workers:
    """`submit(page)` gives the future of `understand(page, *facts)`, which raises
    UnreadablePageError or PageFailedError."""

    def __init__(self, count: int, understand: Understand, *facts: Any) -> None:
        self._all = [Worker(understand, facts) for _ in range(count)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, "import", initializer=leave_signals_to_parent)

    def submit(self, page: RawPage) -> Future[PageResult]:
        return self._threads.submit(self._understood, page)

    def _understood(self, page: RawPage) -> PageResult:
        worker = self._idle.get()
        try:
            return worker.understood(page)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._stop()
        self._threads.shutdown()
        self._stop()

    def _stop(self) -> None:
        for worker in self._all:
            worker.close()


@contextmanager
def workers(count: int, understand: Understand, *facts: Any) -> Iterator[Workers]:
    pool = Workers(count, understand, *facts)
    try:
        yield pool
    finally:
        pool.close()


class Rest:
    """One process that rests between two requests: its start takes longer than most pages."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._resting: tuple[bytes, Worker, Timer] | None = None

    @contextmanager
    def worker(self, understand: Understand, *facts: Any) -> Iterator[Callable]:
        """What understands a page, as `Worker.understood`: by the process that rests, if it knows
        these facts and nobody has it, else by a new one."""
        task = pickle.dumps((understand, facts))
        worker = self._awake(task) or Worker(understand, facts)
        try:
            yield worker.understood
        finally:
            self._lie_down(task, worker)

    def end(self) -> None:
        """Nobody rests any more."""
        self._awake(b"")

    def _awake(self, task: bytes) -> Worker | None:
        with self._lock:
            known, worker, timer = self._resting or (None, None, None)
            self._resting = None
        if timer:
            timer.cancel()
        if known == task and worker.is_well:
            return worker
        if worker:
            worker.close()
        return None

    def _lie_down(self, task: bytes, worker: Worker) -> None:
        timer = Timer(RESTS, self._end, [worker])
        timer.daemon = True
        with self._lock:
            is_free = self._resting is None
            if is_free:
                self._resting = (task, worker, timer)
                timer.start()
        if not is_free:
            worker.close()

    def _end(self, worker: Worker) -> None:
        with self._lock:
            is_here = self._resting is not None and self._resting[1] is worker
            self._resting = None if is_here else self._resting
        if is_here:
            worker.close()


resting = Rest()


def leave_signals_to_parent() -> None:
    """What a thread starts inherits its mask: Ctrl-C reaches the parent, which ends the others.

    The tracker of resources is started first, because its start undoes the mask.
    """
    resource_tracker.ensure_running()
    with suppress(AttributeError):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])


class Worker:
    """One process, started when it is needed and again after a page that broke it."""

    def __init__(self, understand: Understand, facts: tuple) -> None:
        self._task = (understand, facts)
        self._seconds = SECONDS
        self._process = self._connection = None
        self._is_closed = False

    @property
    def is_well(self) -> bool:
        """Whether nobody has ended its process meanwhile."""
        return self._process is None or self._process.is_alive()

    def understood(self, page: RawPage) -> PageResult:
        kind, answer = self._asked(page)
        if kind == "understood":
            return answer
        if kind == "unreadable":
            raise UnreadablePageError(answer)
        if kind != "unexpected":
            self.stop()
        if not self._is_closed:
            logger.error("page %s was given up (%s) %s", page.name, kind, answer)
        raise PageFailedError(kind)

    def _asked(self, page: RawPage) -> tuple[str, Any]:
        try:
            connection = self._started()
            connection.send(page)
            if not connection.poll(self._seconds):
                return "slow", ""
            return connection.recv()
        except (EOFError, OSError):
            return "crashed", ""
        except Exception:
            logger.exception("page %s has no answer", page.name)
            return "crashed", ""

    def _started(self) -> Connection:
        """The way to the process, once that is ready: its start is no page's time.

        It is told what to do only then: a start waits for a process that reads its arguments, for
        ever where it has died before and they are large.
        """
        if self._process is None:
            processes = get_context("spawn")
            self._connection, other = processes.Pipe()
            arguments = (other, SECONDS, MEMORY)
            self._process = processes.Process(target=serve, args=arguments, daemon=True)
            self._process.start()
            other.close()
            self._connection.recv()
            self._connection.send(self._task)
        return self._connection

    def close(self) -> None:
        self._is_closed = True
        self.stop()

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ValueError, AttributeError):
                process.kill()
                process.join()


def serve(connection: Connection, seconds: float, memory: int) -> None:
    """The life of a worker: it ends with its parent, which holds the other end, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bind_memory(memory)
    with suppress(EOFError, OSError):
        connection.send("ready")
        understand, facts = connection.recv()
        while True:
            page = connection.recv()
            bind_time(seconds)
            connection.send(answer(page, understand, facts))


def answer(page: RawPage, understand: Understand, facts: tuple) -> tuple[str, Any]:
    try:
        return "understood", understand(page, *facts)
    except UnreadablePageError as error:
        return "unreadable", error.code
    except MemoryError:
        return "big", ""
    except Exception:
        return "unexpected", traceback.format_exc()


def bind_memory(more: int) -> None:
    """Let the process grow by so many bytes at most."""
    statm = Path("/proc/self/statm")
    if resource and statm.exists():
        taken = int(statm.read_text().split()[0]) * resource.getpagesize()
        bind(resource.RLIMIT_AS, taken + more)


def bind_time(seconds: float) -> None:
    """For a page that neither ends nor lets the parent be heard."""
    if resource:
        bind(resource.RLIMIT_CPU, int(time.process_time() + seconds) + 2)


def bind(limit: int, most: int) -> None:
    _soft, hard = resource.getrlimit(limit)
    within = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (within, hard))
