"""The second argument of a handler."""

import functools
import json
import logging
import os
import sys
import time

from .faults import Fault

TRACE_CONTEXT_FIELDS = ("traceparent", "tracestate", "baggage")


class LambdaContext:
    def __init__(self, event):
        client = parse_client_context(event.client_context)
        self.aws_request_id = event.request_id
        self.log_group_name = variable("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = variable("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = variable("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = variable("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = event.function_arn
        self.tenant_id = None
        self._w3c_fields = trace_context(client)
        self.client_context = None if client is None else ClientContext(client)
        self.identity = CognitoIdentity({})
        self._epoch_deadline_time_in_ms = event.deadline_ms

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def w3c(self):
        return dict(self._w3c_fields)

    def log(self, msg):
        for handler in logging.getLogger().handlers:
            if hasattr(handler, "log_sink"):
                handler.log_sink.log(str(msg))
                return
        sys.stdout.write(str(msg))

    def __repr__(self):
        return described(self, "([{}])", PUBLIC_FIELDS)


@functools.cache
def variable(name):
    """An environment variable that is the same for all invokes: to look one up takes longer than all else here."""
    return os.environ.get(name)


PUBLIC_FIELDS = (
    "aws_request_id",
    "log_group_name",
    "log_stream_name",
    "function_name",
    "memory_limit_in_mb",
    "function_version",
    "invoked_function_arn",
    "client_context",
    "identity",
    "tenant_id",
)


class Record:
    """The slots of a class filled from a dictionary; what it doesn't have is None."""

    __slots__ = ()

    def __init__(self, values):
        for field in self.__slots__:
            setattr(self, field, values.get(field))

    def __repr__(self):
        return described(self, "([{}])", self.__slots__)


class CognitoIdentity(Record):
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client(Record):
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]


class ClientContext(Record):
    __slots__ = ["custom", "env", "client"]

    def __init__(self, values):
        super().__init__(values)
        if self.client is not None:
            self.client = Client(self.client)


def parse_client_context(text):
    if not text:
        return None
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", f"Unable to parse Client Context JSON: {error}")


def trace_context(client):
    fields = client.pop("w3c", None) if isinstance(client, dict) else None
    if not isinstance(fields, dict):
        return {}
    return {key: fields[key] for key in TRACE_CONTEXT_FIELDS if isinstance(fields.get(key), str)}


def described(value, pattern, fields):
    return type(value).__name__ + pattern.format(",".join(f"{field}={getattr(value, field)}" for field in fields))
