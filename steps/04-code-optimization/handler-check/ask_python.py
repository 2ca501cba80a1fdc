"""Says whether Python takes a file as the module of a Lambda function's handler, as one JSON line on descriptor 3.

`compile FILE`: compiles the source on standard input. `import HANDLER MEMORY_MB`: imports the handler's module from the current
folder, as Lambda does before the first invoke, and looks at the handler without calling it. What the module prints, starts or
raises is its own: it has this process to itself, and whoever started it ends it.
"""

import importlib
import inspect
import json
import os
import resource
import sys
import traceback

ANSWER = 3


def main():
    os.set_inheritable(ANSWER, False)
    process = os.getpid()
    question, *words = sys.argv[1:]
    verdict = compiled(*words) if question == "compile" else imported(*words)
    if os.getpid() == process:
        version = [sys.version_info.major, sys.version_info.minor]
        os.write(ANSWER, json.dumps({**verdict, "python": version}).encode() + b"\n")
    # Without what the module registered for the end, and without its threads.
    os._exit(0)


def compiled(file):
    try:
        compile(sys.stdin.buffer.read(), file, "exec", dont_inherit=True)
    except BaseException as error:
        return refusal(error, "")
    return {"kind": "taken"}


def imported(handler, memory_mb):
    limit_memory(int(memory_mb))
    folder = os.getcwd()
    sys.path.insert(0, folder)
    sys.argv[:] = [handler]
    module_name, _, name = handler.rpartition(".")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
        if not hasattr(module, name):
            return {"kind": "missing"}
        return looked_at(getattr(module, name))
    except BaseException as error:
        return refusal(error, folder)


def looked_at(handler):
    if not callable(handler):
        return {"kind": "not-callable", "is": type(handler).__name__}
    kinds = (handler, getattr(type(handler), "__call__", None))
    if any(inspect.iscoroutinefunction(one) or inspect.isasyncgenfunction(one) for one in kinds):
        return {"kind": "async"}
    if any(inspect.isgeneratorfunction(one) for one in kinds):
        return {"kind": "generator"}
    try:
        # Not through `functools.wraps` to what is wrapped: the wrapper is what is called.
        signature = inspect.signature(handler, follow_wrapped=False)
    except (TypeError, ValueError):
        return {"kind": "taken"}
    try:
        signature.bind({}, None)
    except TypeError as error:
        return {"kind": "other-arguments", "message": str(error)}
    return {"kind": "taken"}


def refusal(error, folder):
    """`file` and `line` are of the package, where it is known which line of it was at fault."""
    if isinstance(error, SyntaxError):
        return {"kind": "syntax-error", "message": error.msg, "file": within(error.filename, folder), "line": error.lineno}
    if isinstance(error, ValueError) and "null bytes" in str(error):
        return {"kind": "syntax-error", "message": str(error), "file": None, "line": None}
    frames = traceback.extract_tb(error.__traceback__)
    own = next((frame for frame in reversed(frames) if folder and within(frame.filename, folder)), None)
    message = traceback.format_exception_only(type(error), error)[-1].strip()
    file = within(own.filename, folder) if own else None
    return {"kind": "import-failed", "message": message, "file": file, "line": own.lineno if own else None}


def within(path, folder):
    if not folder:
        return path
    inside = path is not None and os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
    return os.path.relpath(os.path.realpath(path), os.path.realpath(folder)) if inside else None


def limit_memory(memory_mb):
    """Far above what the function has: this only keeps one huge allocation from taking the machine."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = (4 * memory_mb + 1024) << 20
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


main()
