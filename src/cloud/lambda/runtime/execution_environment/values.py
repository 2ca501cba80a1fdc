"""Events and answers between bytes and Python values, as the runtime reads and writes them (simplejson, NaN allowed)."""

import decimal
import math
import os

import simplejson
from simplejson.raw_json import RawJSON

from .faults import Fault

# Before Python 3.12 the runtime escapes everything beyond ASCII.
UNICODE_RUNTIMES = {f"AWS_Lambda_python3.{minor}" for minor in range(12, 20)}

_encoder = None


class Encoder(simplejson.JSONEncoder):
    def __init__(self):
        readable = os.environ.get("AWS_EXECUTION_ENV") in UNICODE_RUNTIMES
        super().__init__(use_decimal=False, allow_nan=True, ensure_ascii=not readable)

    def default(self, o):
        if isinstance(o, decimal.Decimal):
            return math.nan if o.is_nan() else RawJSON(str(o))
        return super().default(o)


def decode_event(payload):
    try:
        return simplejson.loads(payload)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}")


def encode_answer(answer):
    if isinstance(answer, bytes):
        return answer
    try:
        text = encoder().encode(answer)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")
    return text.encode()


def encode_error(error):
    # A message with half a surrogate pair can't be UTF-8.
    return encoder().encode(error).encode("utf-8", "backslashreplace")


def encoder():
    global _encoder
    if _encoder is None:
        _encoder = Encoder()
    return _encoder
