import sys
import time

from .channel import Channel
from .context import LambdaContext
from .faults import Fault, error_of, error_of_fault
from .handler import load_handler
from .limits import Limits
from .logs import configure_logging, log_error, log_unhandled, request_scope
from .process import become_environment
from .values import decode_event, encode_answer, encode_error


def run(socket_path, preloaded, name, settings):
    """Initializes the function and serves its invokes until the cloud hangs up or the handler ends the process."""
    channel = Channel.connect(socket_path, name)
    become_environment(settings, preloaded)
    configure_logging()
    limits = Limits(settings["memoryMb"], channel.out_of_memory)
    handler = initialise(channel, settings["handler"], limits)
    limits.enforce()
    while True:
        serve(channel, handler, limits)


def initialise(channel, name, limits):
    began = time.perf_counter_ns()
    error = None
    try:
        handler = load_handler(name)
    except Fault as fault:
        error = error_of_fault(fault, "")
    except Exception:
        error = error_of(sys.exc_info(), "")
    if error is not None:
        log_unhandled()
        log_error(error)
        limits.measure()
        channel.initialization_failed(microseconds_since(began), limits.peak_kb, encode_error(error))
        sys.exit(1)
    limits.measure()
    channel.initialised(microseconds_since(began), limits.peak_kb)
    return handler


def serve(channel, handler, limits):
    event = channel.receive()
    began = time.perf_counter_ns()
    request_scope.request_id = event.request_id
    event.publish_trace()
    error = None
    try:
        context = LambdaContext(event)
        answer = encode_answer(handler(decode_event(event.payload), context))
    except Fault as fault:
        error = error_of_fault(fault, event.request_id)
    except Exception:
        error = error_of(sys.exc_info(), event.request_id)
    if error is not None:
        log_error(error)
        answer = encode_error(error)
    limits.settle()
    channel.answer(error is None, microseconds_since(began), limits.peak_kb, answer)


def microseconds_since(began):
    return (time.perf_counter_ns() - began) // 1000


