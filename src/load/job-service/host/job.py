"""One load at a time: the tool in a process group of its own, its rows as they come, its CPU, and its end whoever forgets it."""

import os
import shutil
import signal
import subprocess
import threading
import time

from processor import seconds_used
from seconds import Seconds

READ_EVERY_SECONDS = 0.2
# A tool that cannot connect spins: ab made 31,000 attempts a second.
NOTHING_BUT_REFUSALS_SECONDS = 3
# Requests in flight when its time is over are waited for: cut off, Lambda would have counted them and the tool not.
WAIT_FOR_ANSWERS_SECONDS = 10
LAST_WORDS = 2000
NO_SPACE = ("No space left on device", "Disk quota exceeded")


class Trouble(Exception):
    """Why a load does not start, or why one ended before its time."""


class Job:
    """`command` and `rows` are an engine's modules, `folder` is this service's own."""

    def __init__(self, command, rows, folder):
        self.engine, self.rows, self.folder = command, rows, folder
        self.lock = threading.Lock()
        self.state, self.started_at, self.trouble = "ready", 0.0, None
        self.tool, self.told, self.seconds, self.asked_to_stop = None, None, Seconds(), threading.Event()

    def start(self, load):
        with self.lock:
            if self.state in ("running", "stopping"):
                raise Trouble("a load runs already")
            self.seconds, self.trouble, self.asked_to_stop = Seconds(), None, threading.Event()
            try:
                shutil.rmtree(self.folder, ignore_errors=True)
                os.makedirs(self.folder, mode=0o700)
                argv = self.engine.command(load, self.folder)
                with open(os.path.join(self.folder, "said.log"), "wb") as words:
                    self.tool = subprocess.Popen(
                        argv, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=words, stderr=words, start_new_session=True
                    )
            except OSError as error:
                raise Trouble(f"the tool did not start: {error}") from error
            self.state, self.started_at = "running", time.time()
            threading.Thread(target=self.follow, args=(load,), daemon=True).start()

    def stop(self):
        self.asked_to_stop.set()

    def kill(self):
        if self.tool is not None:
            send(self.tool, signal.SIGKILL)

    def follow(self, load):
        started = time.monotonic()
        parser, at = self.rows.Rows(), 0
        refused_since, sampled, used = None, started, 0.0
        signalled, stop_at = False, None
        try:
            while True:
                ended = self.tool.poll() is not None
                at, rows = read(os.path.join(self.folder, self.engine.ROWS_FILE), at, parser)
                now = time.monotonic()
                with self.lock:
                    for row in rows:
                        self.seconds.count(row)
                    if now - sampled >= 1 and not ended:
                        spent = seconds_used(self.tool.pid)
                        second = self.seconds.of(int(time.time() - 0.5))
                        second["cpu"] = max(second["cpu"], (spent - used) / (now - sampled))
                        sampled, used = now, spent
                if rows:
                    refused_since = None if any(row.status for row in rows) else refused_since or now
                if ended:
                    break
                if rows and refused_since is not None and now - refused_since >= NOTHING_BUT_REFUSALS_SECONDS:
                    self.tell("cannot-connect", "nothing but failed connections")
                    self.asked_to_stop.set()
                if now - started >= load["end_after_seconds"]:
                    self.asked_to_stop.set()
                if self.asked_to_stop.is_set() and stop_at is None:
                    self.state = "stopping"
                    in_time = now - started < load["seconds"] - 1 or self.trouble is not None
                    stop_at = now if in_time else now + WAIT_FOR_ANSWERS_SECONDS
                if stop_at is not None and now >= stop_at and not signalled:
                    send(self.tool, signal.Signals[self.engine.STOP_SIGNAL])
                    signalled = True
                if stop_at is not None and now >= stop_at + WAIT_FOR_ANSWERS_SECONDS:
                    send(self.tool, signal.SIGKILL)
                time.sleep(READ_EVERY_SECONDS)
            self.judge(signalled, time.monotonic() - started < load["seconds"] - 1)
        except Exception as error:
            self.tell("died", f"{type(error).__name__}: {error}")
        finally:
            # Whatever it started, too.
            send(self.tool, signal.SIGKILL)
            self.tool.wait()
            self.state = "stopped"

    def judge(self, signalled, is_early):
        """No exit code tells whether the service failed; one tells that the tool did."""
        words = last_words(os.path.join(self.folder, "said.log"))
        if any(sign in words for sign in NO_SPACE):
            self.tell("disk-full", words)
        elif not signalled and (self.tool.returncode != 0 or is_early):
            self.tell("died", words or f"exit code {self.tool.returncode}")

    def tell(self, code, said):
        self.trouble = self.trouble or {"code": code, "said": said}

    def series(self, since):
        with self.lock:
            seconds = self.seconds.shown(since)
            newest = max(self.seconds.counted, default=None)
            is_going = self.state in ("running", "stopping")
            return {
                "schema": 1,
                "startedAt": self.started_at,
                "now": time.time(),
                "state": self.state,
                "users": self.seconds.counted[newest]["users"] if is_going and newest is not None else 0,
                "workers": 0,
                "processes": 1,
                "cores": os.cpu_count() or 1,
                "trouble": self.trouble,
                "seconds": seconds,
            }


def read(path, at, parser):
    """What the file has more since, and the rows in it."""
    try:
        with open(path, "rb") as file:
            file.seek(at)
            piece = file.read()
    except FileNotFoundError:
        return at, []
    # Tools write ASCII where it matters; a letter that was cut in half is in a message.
    return at + len(piece), parser.take(piece.decode("latin-1"))


def last_words(path):
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - LAST_WORDS))
        return file.read().decode(errors="replace").strip()


def send(tool, number):
    try:
        os.killpg(tool.pid, number)
    except (ProcessLookupError, PermissionError):
        pass
