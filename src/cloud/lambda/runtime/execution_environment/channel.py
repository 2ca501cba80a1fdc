"""The one socket between an environment and the cloud.

Towards the environment it carries events. Towards the cloud it is standard output and standard error, of the handler and
of every subprocess, and it carries frames: a marker of 16 random bytes that only the two ends know, a kind, a length, a
body. What comes before a frame is log text, so the log of an invoke is complete when its answer is there, and a small
answer without logs is a single write. A frame is at most PART long: such a write isn't torn by other writers.
"""

import ctypes
import fcntl
import os
import socket
import struct

EVENT = struct.Struct(">IHHHHd")
HEAD = struct.Struct(">cI")
MEASURED = struct.Struct(">II")
BUFFER = 1 << 15
PART = 1 << 14

INITIALISED, INITIALISATION_FAILED, ANSWERED, FAILED, PART_OF_ANSWER, OUT_OF_MEMORY = (b"I", b"F", b"A", b"E", b"P", b"M")

# Unlike CDLL, PyDLL keeps the interpreter's lock: while the environment waits for its next event, no thread of the
# function runs. Lambda freezes environments between invokes.
_recv = ctypes.PyDLL(None).recv
_recv.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
_recv.restype = ctypes.c_ssize_t


class Event:
    __slots__ = ("request_id", "function_arn", "trace_id", "client_context", "deadline_ms", "payload")

    def publish_trace(self):
        if self.trace_id:
            os.environ["_X_AMZN_TRACE_ID"] = self.trace_id
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)


class Channel:
    def __init__(self, connection):
        self.connection = connection
        self.descriptor = connection.fileno()
        # The first byte is none of UTF-8's: text is never taken for the beginning of a marker and held back.
        self.marker = b"\xff" + os.urandom(15)
        self.buffer = bytearray(BUFFER)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self.buffer))
        # A handler's own fork must neither take events nor answer them.
        os.register_at_fork(after_in_child=connection.close)

    @classmethod
    def connect(cls, path, name):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect(path)
        # Out of the way of 0 to 9, which programs sometimes close or reuse.
        own = socket.socket(fileno=fcntl.fcntl(connection.fileno(), fcntl.F_DUPFD_CLOEXEC, 10))
        connection.close()
        channel = cls(own)
        own.sendall(name.encode() + channel.marker)
        os.dup2(channel.descriptor, 1)
        os.dup2(channel.descriptor, 2)
        return channel

    def receive(self):
        got = self.fill(0, EVENT.size)
        size, *lengths, deadline = EVENT.unpack_from(self.buffer)
        texts = []
        start, end = EVENT.size, EVENT.size + sum(lengths)
        if got < end:
            got = self.fill(got, end)
        for length in lengths:
            texts.append(self.buffer[start : start + length].decode())
            start += length
        event = Event()
        event.request_id, event.function_arn, event.trace_id, event.client_context = texts
        event.deadline_ms = int(deadline)
        event.payload = self.payload(start, got, size)
        return event

    def fill(self, got, wanted):
        """Receives until `wanted` bytes are in the buffer; an event's texts always fit into it."""
        while got < wanted:
            count = _recv(self.descriptor, self.address + got, BUFFER - got, 0)
            if count == 0:
                os._exit(0)  # The cloud has hung up.
            got += max(count, 0)  # Less than 0: a signal came, its handler has run by now.
        return got

    def payload(self, start, got, size):
        if got - start >= size:
            return bytes(self.buffer[start : start + size])
        large = bytearray(size)
        view, filled = memoryview(large), got - start
        view[:filled] = self.buffer[start:got]
        while filled < size:
            count = self.connection.recv_into(view[filled:])
            if count == 0:
                os._exit(0)
            filled += count
        return bytes(large)

    def initialised(self, duration_us, peak_kb):
        self.send(INITIALISED, MEASURED.pack(duration_us, peak_kb))

    def initialization_failed(self, duration_us, peak_kb, error):
        self.send_measured(INITIALISATION_FAILED, duration_us, peak_kb, error)

    def answer(self, succeeded, duration_us, peak_kb, answer):
        self.send_measured(ANSWERED if succeeded else FAILED, duration_us, peak_kb, answer)

    def out_of_memory(self, peak_kb):
        self.send(OUT_OF_MEMORY, MEASURED.pack(0, peak_kb))

    def send_measured(self, kind, duration_us, peak_kb, body):
        while len(body) > PART:
            self.send(PART_OF_ANSWER, body[:PART])
            body = memoryview(body)[PART:]
        self.send(kind, MEASURED.pack(duration_us, peak_kb) + body)

    def send(self, kind, body):
        self.connection.sendall(b"".join((self.marker, HEAD.pack(kind, len(body)), body)))

