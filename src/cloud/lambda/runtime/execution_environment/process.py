"""Turns a fork of the zygote into the process that Lambda would have started for the function."""

import ctypes
import gc
import os
import resource
import signal
import sys
import time

PR_SET_PDEATHSIG = 1


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
    prefer_bundled(task_root, preloaded)
    gc.enable()


def die_with_parent():
    """On Linux the kernel ends an environment whose zygote was killed; elsewhere the closed socket does, at the next event."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_resources(memory_mb):
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, 1024)
    # Far above what is allowed, which `Limits` sees to: this only keeps one huge allocation from taking the machine.
    lower(resource.RLIMIT_DATA, (4 * memory_mb + 1024) << 20)


def lower(limit, value):
    _, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY or hard > value:
        resource.setrlimit(limit, (value, value))


def prefer_bundled(task_root, preloaded):
    """A package in the function's zip goes before the runtime's: forget what was preloaded, so that it is looked for again."""
    names = {module.partition(".")[0] for module in preloaded}
    bundled = {entry.partition(".")[0] for entry in os.listdir(task_root)}
    if names & bundled:
        for module in preloaded:
            sys.modules.pop(module, None)
