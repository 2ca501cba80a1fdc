"""The folder with the function's code, which on Lambda is a file system that nothing can be written to."""

import errno
import os
import sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# By audit event: which of its arguments are paths that are changed.
CHANGES = {
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.rename": (0, 1),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "os.utime": (0,),
}


def make_read_only(folder):
    """For what Python itself writes; a program that it starts and an extension in C are not covered."""
    prefix = os.path.join(folder, "")

    def refuse(path):
        if not isinstance(path, (str, bytes)):
            return
        whole = os.path.abspath(os.fsdecode(path))
        # Compiled modules are kept: every environment of this computer would compile them again.
        if (whole + os.sep).startswith(prefix) and "__pycache__" not in whole:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    def watch(event, arguments):
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING:
                refuse(path)
        elif event in CHANGES:
            for at in CHANGES[event]:
                refuse(arguments[at])

    sys.addaudithook(watch)
