"""Turns a fork of the zygote into the process that Lambda would have started for the function."""

import ctypes
import gc
import os
import resource
import signal
import sys
import time

from .read_only import make_read_only

PR_SET_PDEATHSIG = 1

# Looked up before forks, once for all.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def become_environment(settings, preloaded):
    os.setpgid(0, 0)
    die_with_parent()
    os.environ.clear()
    os.environ.update(settings["variables"])
    time.tzset()
    limit_resources(settings["memoryMb"])
    os.umask(0o077)
    os.makedirs(settings["variables"]["TMPDIR"], exist_ok=True)
    task_root = settings["variables"]["LAMBDA_TASK_ROOT"]
    os.chdir(task_root)
    sys.path.insert(0, task_root)
    sys.argv[:] = [settings["handler"]]
    make_read_only(task_root)
    preloaded.forget_if_bundled(task_root)
    gc.enable()


def die_with_parent():
    """On Linux the kernel ends an environment whose zygote was killed; elsewhere the closed socket does, at the next event."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_resources(memory_mb):
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, 1024)
    # Far above what is allowed, which `Limits` sees to: this only keeps one huge allocation from taking the machine.
    lower(resource.RLIMIT_DATA, (4 * memory_mb + 1024) << 20)


def lower(limit, value):
    _, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY or hard > value:
        resource.setrlimit(limit, (value, value))


class Preloaded:
    """The modules that the zygote has imported, and the names of their packages."""

    def __init__(self, modules):
        self.modules = modules
        self.packages = frozenset(module.partition(".")[0] for module in modules)

    def forget_if_bundled(self, task_root):
        """A package in the function's zip goes before the runtime's, so all are looked for again."""
        if any(entry.partition(".")[0] in self.packages for entry in os.listdir(task_root)):
            for module in self.modules:
                sys.modules.pop(module, None)
