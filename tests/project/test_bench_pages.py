"""The measurement of pages: what it counts with, and one real run on as little as it takes."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench import pages, records, servers
from bench.servers import Client, Server

ROOT = Path(__file__).resolve().parent.parent.parent
BUSY = """
import sys, time
if len(sys.argv) > 1:
    end = time.process_time() + float(sys.argv[1])
    while time.process_time() < end: pass
    print(flush=True)
    sys.stdin.read()
else:
    import subprocess
    subprocess.run([sys.executable, __file__, "0.3"])
"""


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        if self.headers["If-None-Match"] == '"1"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        else:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Length", "7")
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(b"0123456")

    def log_message(self, *told):
        pass


@pytest.fixture
def server():
    answering = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=answering.serve_forever, daemon=True).start()
    yield Server("answering", answering.server_port, os.getpid())
    answering.shutdown()
    answering.server_close()


def test_the_client_reads_whole_answers_over_connections_that_it_keeps(server):
    with Client(pinned=False) as client:
        told = client.ask(server, ["/", "/chunks"], 7, connections=2)
        assert told["statuses"] == {"200": 7}
        assert told["bytes"] == pytest.approx((4 * 7 + 3 * 5) / 7)
        assert told["tags"] == {"/": '"1"', "/chunks": ""}
        assert client.ask(server, ["/none"], 2)["statuses"] == {"404": 2}
        assert client.ask(server, ["/"], 3, tags=told["tags"])["statuses"] == {"304": 3}
        assert 0 < told["p50"] <= told["p99"]


def test_the_time_of_every_process_of_a_server_is_counted(tmp_path):
    script = tmp_path / "busy.py"
    script.write_text(BUSY)
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        running.stdout.readline()  # the child of the process has done its work
        server = Server("busy", 0, running.pid)
        assert 0.25 <= server.cpu_seconds() <= 1
        assert len(server.workers_memory()) == 1
        assert 1 <= server.workers_memory()[0] <= 100
        running.stdin.close()


def test_a_server_that_does_not_start_says_why():
    command = [sys.executable, "-c", "raise SystemExit('no such site')"]
    with (
        pytest.raises(RuntimeError, match="no such site"),
        servers.serving("broken", command, {}, pinned=False),
    ):
        pass


def test_a_goal_is_told_as_met_or_missed():
    def figure(ms: float) -> dict:
        return {"ms": ms, "rounds": [ms], "bytes": 1, "requests": 1, "statuses": {"304": 1}}

    figures = {"list": figure(2), "unchanged list": figure(1), "Datasette list": figure(12)}
    goals = {"list": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10}}
    text = pages._against("title", figures, goals)
    assert "list / Datasette list" in text
    assert "met" in text
    assert "Wagtail list" not in text
    assert "Not measured: Wagtail" in text
    figures["list"] = figure(2.1)
    assert "MISSED" in pages._against("title", figures, goals)


@pytest.mark.timeout(900)
def test_one_run_measures_every_page_and_leaves_the_same_records_to_the_peers(tmp_path):
    if os.environ.get("DATABASE_URL"):
        pytest.skip("measured with SQLite already")
    done = subprocess.run(
        [sys.executable, "bench/pages.py", "--articles", "60", "--rounds", "1", "--seconds",
         "0.01", "--crowd", "8", "--no-wagtail", "--keep", tmp_path, "--json"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    beside, crowd = json.loads(done.stdout)
    assert {*pages.GOALS, "Django nothing", "Datasette list", "Datasette article"} < set(beside)
    # The clock of processes ticks a hundred times a second: what costs less may cost nothing here.
    assert all(figure["ms"] >= 0 and figure["bytes"] >= 0 for figure in beside.values())
    assert 0 <= beside["Django nothing"]["ms"] < beside["Datasette list"]["ms"]
    assert all(size > 20 for size in crowd.pop("memory"))
    assert {"home", "member", "API article"} < set(crowd)
    assert all(0 < figure["p50"] <= figure["p99"] for figure in crowd.values())
    file = next(tmp_path.glob("60-*/records.sqlite3"))
    assert len(records.newest(file, 100)) == 60
    linked = "SELECT count(*) FROM article_summit s JOIN article a ON a.id = s.article"
    with sqlite3.connect(file) as connection:
        assert connection.execute(linked).fetchone()[0] > 40
    connection.close()
