"""Forks execution environments out of one process that has imported what functions import.

Started by the local cloud as `python zygote.py SOCKET MODULE...` with one end of a socket pair as descriptor 3. Forking
takes milliseconds and shares memory, where starting Python and importing boto3 takes a third of a second and 50 MB.

The cloud writes one JSON line a command, {"fork": ID, "settings": {...}} or {"kill": ID}; the zygote answers
{"ready": true} once, and {"exited": ID, "code": N} or {"exited": ID, "signal": N} for each environment. When the cloud
is gone, descriptor 3 ends, and the zygote takes everything that it started with it.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys

CONTROL = 3


def main():
    socket_path, modules = sys.argv[1], sys.argv[2:]
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from execution_environment import main as environment
    from execution_environment.logs import start_logging
    from execution_environment.process import Preloaded

    del sys.path[0]
    before = set(sys.modules)
    for module in modules:
        importlib.import_module(module)
    with_log_streams(start_logging)
    preloaded = Preloaded([name for name in set(sys.modules) - before if is_installed(sys.modules[name])])

    # What exists now is shared by all children; a collector that walks it would copy every page.
    gc.collect()
    gc.freeze()
    request = Zygote(socket.socket(fileno=CONTROL)).serve()
    environment.run(socket_path, preloaded, request["fork"], request["settings"])


def with_log_streams(make):
    """Calls with a pipe as descriptors 1 and 2: streams that are made then don't take them for files with a position."""
    kept = os.dup(1), os.dup(2)
    reader, writer = os.pipe()
    os.dup2(writer, 1)
    os.dup2(writer, 2)
    make()
    os.dup2(kept[0], 1)
    os.dup2(kept[1], 2)
    for descriptor in (*kept, reader, writer):
        os.close(descriptor)


class Zygote:
    def __init__(self, control):
        self.control = control
        self.children = {}
        self.woken, waker = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else nonblocking_pipe()
        self.waker = waker
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self):
        """Returns in a forked child only, with the request that it is to carry out."""
        self.tell({"ready": True})
        pending = b""
        while True:
            readable, _, _ = select.select([self.control, self.woken], [], [])
            if self.woken in readable:
                os.read(self.woken, 4096)
                self.reap()
            if self.control in readable:
                *lines, pending = (pending + self.heard()).split(b"\n")
                for line in lines:
                    if request := self.obey(json.loads(line)):
                        return request

    def obey(self, command):
        if "kill" in command:
            for pid, name in self.children.items():
                if name == command["kill"]:
                    kill_group(pid)
            return None
        try:
            pid = os.fork()
        except OSError:
            # No memory or no process left: this environment fails, those that run must not.
            self.tell({"exited": command["fork"], "code": 1})
            return None
        if pid == 0:
            self.leave()
            return command
        self.children[pid] = command["fork"]
        return None

    def leave(self):
        """What a child must not keep of its parent."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.control.close()
        os.close(self.woken)
        os.close(self.waker)
        self.children.clear()

    def reap(self):
        for pid in list(self.children):
            status = ending_of(pid)
            if status is None:
                continue
            code = os.waitstatus_to_exitcode(status)
            ending = {"signal": -code} if code < 0 else {"code": code}
            self.tell({"exited": self.children.pop(pid), **ending})

    def end(self):
        for pid in self.children:
            kill_group(pid)
        for pid in self.children:
            os.waitpid(pid, 0)
        os._exit(0)

    def heard(self):
        try:
            chunk = self.control.recv(1 << 16)
        except OSError:
            chunk = b""
        return chunk or self.end()

    def tell(self, notice):
        try:
            self.control.sendall(json.dumps(notice).encode() + b"\n")
        except OSError:
            self.end()


def is_installed(module):
    """Not of Python's own library."""
    return "site-packages" in (getattr(module, "__file__", None) or "")


def ending_of(pid):
    """Reaps a child that has ended, and ends what it has started; None while it runs."""
    if hasattr(os, "waitid"):
        # Looked at before it is reaped: until then its process group can't be anyone else's.
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return None
        kill_group(pid)
        return os.waitpid(pid, 0)[1]
    # macOS before Python 3.13.
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended == 0:
        return None
    kill_group(pid)
    return status


def kill_group(pid):
    """The environment and whatever it has started; itself alone while it hasn't made its group yet."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


def nonblocking_pipe():
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    return reader, writer


if __name__ == "__main__":
    main()
