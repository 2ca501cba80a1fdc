"""Standard output, standard error and the `logging` module, set up as the runtime sets them up."""

import logging
import os
import sys
import time

from .faults import error_lines
from .json_logs import JsonFormatter, error_record


class RequestScope:
    request_id = None


request_scope = RequestScope()
_text_of_error = error_lines


def start_logging():
    """Once, before forks: descriptors 1 and 2 are the function's log in each child, and no file here either."""
    sys.__stdout__ = open(1, "w", encoding="utf-8", errors="strict", closefd=False)
    sys.__stderr__ = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stdout = Unbuffered(sys.__stdout__)
    sys.stderr = Unbuffered(sys.__stderr__)
    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandler(StandardLogSink())
    handler.setFormatter(
        logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
        )
    )
    handler.addFilter(add_request_id)
    logging.getLogger().addHandler(handler)


def configure_logging():
    """In a forked child: the format and the level that the function is configured with."""
    global _text_of_error
    root = logging.getLogger()
    if os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON":
        root.handlers[0].setFormatter(JsonFormatter())
        _text_of_error = error_record
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    level = logging.getLevelName("DEBUG" if level == "TRACE" else level)
    if isinstance(level, int):
        root.setLevel(level)


def log_error(error):
    sys.stdout.write(_text_of_error(error))


def log_unhandled():
    logging.warning(
        "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. "
        "However, in rare cases, a Lambda runtime update can cause unexpected function behavior. "
        "For functions using managed runtimes, runtime updates can be triggered by a function change, or can be applied "
        "automatically. To determine if the runtime has been updated, check the runtime version in the INIT_START log "
        "entry. If this error correlates with a change in the runtime version, you may be able to mitigate this error by "
        "temporarily rolling back to the previous runtime version. For more information, see "
        "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
    )


def add_request_id(record):
    record.aws_request_id = request_scope.request_id or ""
    record.tenant_id = None
    return True


class Unbuffered:
    """Every write reaches the log at once: what was printed before the process died isn't lost."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, text):
        self.stream.write(text)
        self.stream.flush()

    def writelines(self, lines):
        self.stream.writelines(lines)
        self.stream.flush()


class StandardLogSink:
    def log(self, text, frame_type=None):
        sys.stdout.write(text)


class LambdaLoggerHandler(logging.Handler):
    def __init__(self, log_sink):
        super().__init__()
        self.log_sink = log_sink

    def emit(self, record):
        self.log_sink.log(self.format(record))
