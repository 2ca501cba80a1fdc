"""The JSON log format: what the `logging` module and the runtime itself write, one object a line."""

import json
import logging
import time
import traceback

from .values import encode_error

DATETIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"

# What every record has; anything else was given as `extra` and becomes a member of its own, as does a task's name.
OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) - {"taskName"} | {"aws_request_id", "tenant_id"}

# What can't be JSON is written as text: the line must not be lost.
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class JsonFormatter(logging.Formatter):
    def __init__(self):
        super().__init__(datefmt=DATETIME_FORMAT)

    def format(self, record):
        record.levelno = min(50, max(0, record.levelno)) // 10 * 10
        record.levelname = logging.getLevelName(record.levelno)
        kind, error, trace = record.exc_info or (None, None, None)
        members = {
            "timestamp": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "message": record.msg if isinstance(record.msg, dict) and not record.args else record.getMessage(),
            "logger": record.name,
            "stackTrace": trace and traceback.format_tb(trace),
            "errorType": kind and kind.__name__,
            "errorMessage": kind and str(error),
            "requestId": record.aws_request_id,
            "location": kind and f"{record.pathname}:{record.funcName}:{record.lineno}",
        }
        extra = {key: value for key, value in vars(record).items() if key not in OWN_FIELDS and key not in members}
        return _encode({key: value for key, value in (members | extra).items() if value is not None}) + "\n"


def error_record(error):
    """The line of an error that the runtime found or caught."""
    now = time.strftime(DATETIME_FORMAT, time.gmtime())
    return encode_error({"timestamp": now, "level": "ERROR", **error}).decode() + "\n"
