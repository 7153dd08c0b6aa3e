"""What comes over the web is understood by a process of its own, which rests between requests."""

import os
import signal
import time
from threading import Barrier, Thread

import pytest

from articles.importing import batch, workers
from articles.importing.intake import pasted_pages, sent_pages, take_in
from articles.importing.workers import PageFailedError, Rest
from articles.models import Article, Capture
from tests.importing import misbehaving
from tests.importing.goldens import TODAY
from tests.importing.many import content
from tests.importing.reference import authority

FACTS = (authority(), TODAY)


def page(number: int = 0, mark: str = ""):
    (found,) = sent_pages((content(number) + mark).encode(), f"{number}.html")
    return found


@pytest.fixture
def rest(monkeypatch):
    """With pages that misbehave, in a short time; nothing is left of it."""
    monkeypatch.setattr(workers, "SECONDS", 5)
    monkeypatch.setattr(workers, "MEMORY", 256 * 1024 * 1024)
    rest = Rest()
    yield rest
    rest.end()


def process_of(read) -> int:
    return read.__self__._process.pid


def understood_by(rest, *facts) -> int:
    """The number of the process that has understood a page."""
    with rest.worker(misbehaving.understand, *(facts or FACTS)) as read:
        assert read(page()).drafts
        return process_of(read)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_process_of_one_request_serves_the_next(rest):
    assert understood_by(rest) == understood_by(rest)


def test_who_knows_other_facts_is_another_and_the_first_is_ended(rest):
    first = understood_by(rest)
    second = understood_by(rest, authority(), TODAY.replace(day=1))
    assert first != second
    assert not is_running(first)


def test_two_requests_at_once_have_a_process_each_and_one_rests(rest):
    met, found = Barrier(2, timeout=60), []

    def work():
        with rest.worker(misbehaving.understand, *FACTS) as read:
            read(page())
            met.wait()
            found.append(process_of(read))

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 2
    assert sum(map(is_running, found)) == 1


def test_one_that_was_ended_while_it_rested_costs_no_page(rest):
    first = understood_by(rest)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.2)
    assert understood_by(rest) != first


def test_it_rests_for_a_while_only(rest, monkeypatch):
    monkeypatch.setattr(workers, "RESTS", 0.2)
    first = understood_by(rest)
    time.sleep(1)
    assert not is_running(first)


@pytest.mark.parametrize(
    ("mark", "code"),
    [("!hang", "slow"), ("!burst", "big"), ("!exit", "crashed"), ("!raise", "unexpected")],
)
def test_a_page_that_misbehaves_costs_itself_alone(rest, mark, code):
    with rest.worker(misbehaving.understand, *FACTS) as read:
        with pytest.raises(PageFailedError) as error:
            read(page(1, mark))
        assert error.value.code == code
        assert read(page(2)).drafts


@pytest.mark.django_db
def test_what_is_pasted_and_sent_is_understood_apart(monkeypatch):
    """In the process of the request nothing is: there a page would be bound by nothing."""
    monkeypatch.setattr(batch, "understand", misbehaving.understand_elsewhere(os.getpid()))
    taken = take_in(pasted_pages(content(0)), "", None).taken
    assert [one.report.outcome for one in taken] == ["created"]
    assert taken[0].encoding == "utf-8"


@pytest.mark.django_db
def test_the_reference_data_read_anew_is_known_until_it_changes(monkeypatch, armenia):
    rest, found = Rest(), []
    monkeypatch.setattr(batch, "resting", rest)
    for number in range(3):
        take_in(pasted_pages(content(number)), "", None)
        found.append(rest._resting[1]._process.pid)
    armenia.variants = ["هايستان"]
    armenia.save()
    take_in(pasted_pages(content(4)), "", None)
    assert len(set(found)) == 1
    assert rest._resting[1]._process.pid not in found
    rest.end()


@pytest.mark.django_db
def test_a_page_that_hangs_is_told_and_the_next_comes_in(monkeypatch):
    monkeypatch.setattr(workers, "SECONDS", 5)
    monkeypatch.setattr(workers, "resting", Rest())
    monkeypatch.setattr(batch, "resting", workers.resting)
    monkeypatch.setattr(batch, "understand", misbehaving.understand)
    pages = (page(1, "<!-- !hang -->"), page(2))
    result = take_in(iter(pages), "", None)
    assert [one.report.outcome for one in result.taken] == ["error", "created"]
    assert result.taken[0].report.problem == workers.REASONS["slow"]
    assert (Article.objects.count(), Capture.objects.count()) == (1, 1)
    workers.resting.end()
