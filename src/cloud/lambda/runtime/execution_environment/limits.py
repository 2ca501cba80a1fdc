"""Processor time and memory as the function's memory setting grants them, enforced by the process itself.

Lambda gives memory / 1,769 MB of a processor. Here a timer fires for every few milliseconds of processor time used, and
its handler sleeps until the use fits the share again. It sleeps holding the interpreter's lock, so that no thread of the
function goes on meanwhile. What a C extension used without coming back to the interpreter, and what subprocesses used,
is paid when they return, at the latest before the invoke is answered.

As under a kernel's bandwidth limit, time spent waiting earns no more than one period's quota for later. Time in which a
busy machine has no processor free for the function is none of it: it counts as if the function had run. The timer's
signal goes to the main thread alone, the only one in which Python runs handlers: also while it waits for others.
"""

import _thread
import atexit
import ctypes
import os
import resource
import signal
import sys
import threading
import time

MB_OF_ONE_PROCESSOR = 1769
PERIOD_S = 0.02
TICK_S = 0.002
# Shorter sleeps cost more than they are long; so little is kept as a debt.
SHORTEST_SLEEP_S = 0.0002
LONGEST_SLEEP_S = 0.5

_usleep = ctypes.PyDLL(None).usleep
_usleep.argtypes = (ctypes.c_uint,)

KB_OF_PEAK = 1024 if sys.platform == "darwin" else 1


class Limits:
    def __init__(self, memory_mb, out_of_memory):
        self.share = memory_mb / MB_OF_ONE_PROCESSOR
        self.most_kb = memory_mb * 1024
        self.out_of_memory = out_of_memory
        self.credit = self.quota = PERIOD_S * self.share
        self.at = self.used = 0.0
        self.peak_kb = 0
        self.settling = False
        self.queue = RunQueue()

    def enforce(self):
        """From now on; initialization had a processor to itself."""
        self.queue.waited()
        self.at, self.used = time.monotonic(), processor_time(self.measure())
        signal.signal(signal.SIGPROF, self.settle)
        keep_signal_from_threads()
        signal.setitimer(signal.ITIMER_PROF, TICK_S, TICK_S)
        # An interpreter that ends gives signals their default back, and this one's would kill it.
        atexit.register(signal.setitimer, signal.ITIMER_PROF, 0)

    def settle(self, *_):
        if self.settling:
            return  # The timer fired in the middle of it.
        self.settling = True
        own = self.measure()
        if self.peak_kb > self.most_kb:
            self.out_of_memory(self.peak_kb)
            os.kill(os.getpid(), signal.SIGKILL)
        self.charge(processor_time(own))
        self.settling = False

    def measure(self):
        own = resource.getrusage(resource.RUSAGE_SELF)
        self.peak_kb = own.ru_maxrss // KB_OF_PEAK
        return own

    def charge(self, used):
        now = time.monotonic()
        elapsed, spent = now - self.at, used - self.used
        waited = max(0.0, elapsed - spent - self.queue.waited())
        earned = min(self.quota, self.credit + waited * self.share) + (elapsed - waited) * self.share
        self.credit = min(self.quota, earned - spent)
        self.at, self.used = now, used
        owed = -self.credit / self.share
        if owed > SHORTEST_SLEEP_S:
            self.sleep(owed)

    def sleep(self, seconds):
        until = self.at + seconds
        while (left := until - time.monotonic()) > 0:
            _usleep(int(min(left, LONGEST_SLEEP_S) * 1e6) + 1)
        now = time.monotonic()
        self.credit += (now - self.at) * self.share
        self.at = now


class RunQueue:
    """How long the main thread was ready to run and had no processor. Only Linux tells; elsewhere none is known of."""

    def __init__(self):
        self.before = 0
        try:
            self.file = os.open("/proc/self/schedstat", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self.file = None

    def waited(self):
        """Seconds since the last call."""
        if self.file is None:
            return 0.0
        delay = int(os.pread(self.file, 100, 0).split()[1])
        since, self.before = delay - self.before, delay
        return since / 1e9


def keep_signal_from_threads():
    def shielded(start):
        def start_shielded(*arguments, **options):
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
            try:
                return start(*arguments, **options)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

        return start_shielded

    # `threading` keeps the name that its Python version uses; `_thread` has them all.
    for module in (_thread, threading):
        for name in ("start_new_thread", "start_joinable_thread", "_start_new_thread", "_start_joinable_thread"):
            if hasattr(module, name):
                setattr(module, name, shielded(getattr(module, name)))


def processor_time(own):
    """Seconds used by all threads, and by subprocesses that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
