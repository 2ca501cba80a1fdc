"""A tool that makes load and has no page of its own, behind the three requests that the lab asks of Locust: POST /swarm, POST /stop,
GET /lab/series?since=EPOCH.

job_service.py ENGINE

Listens at LOCUST_WEB_HOST and LOCUST_WEB_PORT, or at the Unix socket LAB_PAGE_SOCKET alone. `../README.md` says what an ENGINE gives.
"""

import importlib
import json
import math
import os
import signal
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from job import Job, Trouble  # noqa: E402
from own_page import is_for_this_page  # noqa: E402

LARGEST_FORM = 10_000


def main():
    job = Job(importlib.import_module(f"{sys.argv[1]}_command"), importlib.import_module(f"{sys.argv[1]}_rows"), os.path.join(HERE, "job"))
    server = listening(handler(job))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.serve_forever()
    finally:
        job.kill()


def listening(answer):
    path = os.environ.get("LAB_PAGE_SOCKET")
    if not path:
        return ThreadingHTTPServer((os.environ.get("LOCUST_WEB_HOST", "0.0.0.0"), int(os.environ.get("LOCUST_WEB_PORT", "8089"))), answer)
    if os.path.exists(path):
        os.unlink(path)
    server = ThreadingHTTPServer(path, answer, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # To a port, any user of the machine can connect; to this only its owner.
    before = os.umask(0o177)
    try:
        server.socket.bind(path)
    finally:
        os.umask(before)
    server.server_activate()
    return server


def handler(job):
    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_GET(self):
            asked = urlsplit(self.path)
            if asked.path != "/lab/series":
                return self.answer(404, {"message": "only /lab/series is here"})
            since = parse_qs(asked.query).get("since", ["0"])[0]
            return self.answer(200, job.series(int(since) if since.isdecimal() else 0))

        def do_POST(self):
            length = self.headers.get("Content-Length", "0")
            length = int(length) if length.isdecimal() else LARGEST_FORM + 1
            if length > LARGEST_FORM:
                return self.answer(413, {"message": "too large"})
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode(errors="replace")).items()}
            try:
                if self.path == "/swarm":
                    job.start(load_of(form))
                elif self.path == "/stop":
                    job.stop()
                else:
                    return self.answer(404, {"message": "only /swarm and /stop are here"})
            except Trouble as trouble:
                return self.answer(200, {"success": False, "message": str(trouble)})
            return self.answer(200, {"success": True, "message": ""})

        def parse_request(self):
            if not super().parse_request():
                return False
            if is_for_this_page(self.headers):
                return True
            self.answer(403, {"message": "asked by another page"})
            return False

        def answer(self, status, content):
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Frame-Options", "DENY")
            self.end_headers()
            self.wfile.write(body)

        def address_string(self):
            return "-"

        def log_message(self, *_):
            pass

    return Handler


def load_of(form):
    """As an engine's `command` takes it, from a form with Locust's names; `seconds` is the load's own time."""
    url = form.get("host", "")
    try:
        is_address = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        is_address = False
    # It becomes a word of a command and a line of a file.
    if not is_address or any(letter <= " " for letter in url):
        raise Trouble("host: not an http or https URL")
    return {
        "url": url,
        "users": int(number(form, "user_count", 1)),
        "spawn_rate": number(form, "spawn_rate", 0.001),
        "requests_per_second": number(form, "requests_per_second", 0),
        "seconds": number(form, "seconds", 1),
        "end_after_seconds": number(form, "end_after_seconds", 1),
    }


def number(form, name, least):
    try:
        value = float(form.get(name, ""))
    except ValueError:
        value = math.nan
    if not least <= value <= 1e7:
        raise Trouble(f"{name}: not a number from {least}")
    return value


if __name__ == "__main__":
    main()
