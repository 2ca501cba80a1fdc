"""Errors as a caller and the log see them: the JSON of an answer, and the lines that start with [ERROR]."""

import os
import traceback

OWN_FILES = os.path.dirname(__file__)

# The log keeps an error in one event: lines are ended by carriage returns and indented by no-break spaces.
LINE_END = "\r"
INDENT = "\u00a0"


class Fault(Exception):
    """An error that the runtime found, not the handler's own."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = trace


def error_of_fault(fault, request_id):
    return error(fault.kind, fault.message, fault.trace, request_id)


def error_of(exc_info, request_id):
    """An exception of the function's code, its trace without the frames of this package."""
    kind, value, trace = exc_info
    frames = traceback.extract_tb(trace)
    first = next((at for at, frame in enumerate(frames) if not frame.filename.startswith(OWN_FILES)), 0)
    lines = [(as_on_lambda(frame.filename), frame.lineno, frame.name, frame.line) for frame in frames[first:]]
    return error(kind.__name__, str(value), traceback.format_list(lines), request_id)


def as_on_lambda(path):
    """A path of the function's code as Lambda's own traces show it."""
    root = os.environ.get("LAMBDA_TASK_ROOT", "")
    return "/var/task" + path[len(root) :] if root and path.startswith(root + os.sep) else path


def error(kind, message, trace, request_id):
    return {"errorMessage": message or "", "errorType": kind or "", "requestId": request_id, "stackTrace": trace or []}


def error_lines(result):
    """Of the text log."""
    head = "[ERROR]"
    if result["errorType"]:
        head += " " + result["errorType"]
    if result["errorMessage"]:
        head += (": " if result["errorType"] else " ") + result["errorMessage"]
    lines = [head, "Traceback (most recent call last):"]
    for entry in result["stackTrace"]:
        lines += [indented(line) for line in entry.splitlines()] or [""]
    return LINE_END.join(lines) + "\n"


def indented(line):
    text = line.lstrip(" ")
    return INDENT * (len(line) - len(text)) + text
