"""Handlers that the local runtime and AWS's own runtime client must answer, log and fail alike. One function a case."""

import asyncio
import collections
import datetime
import decimal
import json
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import warnings


def lambda_handler(event, context):
    return globals()[event["case"]](event.get("event"), context)


# What is returned


def returns_none(event, context):
    return None


def returns_true(event, context):
    return True


def returns_integer(event, context):
    return 12345678901234567890123


def returns_float(event, context):
    return [0.1, 1e300, -0.0, 3.0]


def returns_not_a_number(event, context):
    return [float("nan"), float("inf"), -float("inf")]


def returns_text(event, context):
    return 'quote " backslash \\ slash / newline \n tab \t <b>&amp;</b>'


def returns_empty_text(event, context):
    return ""


def returns_korean(event, context):
    return {"인사": "안녕하세요", "emoji": "🚀", "separators": "\u2028\u2029"}


def returns_control_characters(event, context):
    return "".join(map(chr, range(32))) + "\x7f"


def returns_list(event, context):
    return [1, "two", None, [3, [4, []]], {}]


def returns_odd_keys(event, context):
    return {1: "integer", None: "none", True: "true", 2.5: "float", "text": "text"}


def returns_tuple_key(event, context):
    return {(1, 2): "x"}


def returns_tuple(event, context):
    return (1, 2, ("a", "b"))


def returns_named_tuple(event, context):
    return collections.namedtuple("Point", "x y")(1, 2)


def returns_ordered(event, context):
    return collections.OrderedDict(z=1, a=2)


def returns_decimal(event, context):
    return [decimal.Decimal("1.10"), decimal.Decimal("1E+5"), decimal.Decimal("NaN"), decimal.Decimal("Infinity")]


def returns_bytes(event, context):
    return b'\x00\x01 not "JSON" \xff'


def returns_json_in_bytes(event, context):
    return b'{"already": "JSON"}'


def returns_bytearray(event, context):
    return bytearray(b"x")


def returns_datetime(event, context):
    return {"at": datetime.datetime(2021, 11, 2, 10, 47)}


def returns_set(event, context):
    return {1}


def returns_generator(event, context):
    return (x for x in range(3))


def returns_object(event, context):
    class Thing:
        pass

    return [Thing]


def returns_circle(event, context):
    circle = []
    circle.append(circle)
    return circle


def returns_uuid(event, context):
    return uuid.UUID(int=1)


def returns_string_subclass(event, context):
    class Text(str):
        pass

    class Number(int):
        pass

    return [Text("text"), Number(7)]


def returns_proxy_response(event, context):
    return {"statusCode": 200, "headers": {"x": "y"}, "body": json.dumps({"a": 1})}


def returns_large(event, context):
    return "x" * 300_000


def returns_echo(event, context):
    return event


def returns_event_type(event, context):
    return type(event).__name__


# What is raised


class Custom(Exception):
    pass


class Outer:
    class Inner(Exception):
        pass


def raises(event, context):
    raise ValueError("bad value")


def raises_nothing_said(event, context):
    raise ValueError


def raises_custom(event, context):
    raise Custom("one", 2)


def raises_nested_class(event, context):
    raise Outer.Inner("inner")


def raises_from(event, context):
    try:
        {}["missing"]
    except KeyError as error:
        raise RuntimeError("outer") from error


def raises_key_error(event, context):
    return {}["missing"]


def raises_korean(event, context):
    raise ValueError("잘못된 값 🚫")


def raises_lines(event, context):
    raise ValueError("first\nsecond\r\n  third\n")


def raises_deep(event, context):
    def recurse(depth):
        if depth == 0:
            raise ValueError("deep")
        recurse(depth - 1)

    recurse(6)


def raises_recursion(event, context):
    return raises_recursion(event, context)


def raises_in_library(event, context):
    return json.loads("{nonsense")


def raises_in_lambda(event, context):
    return (lambda x: 1 / x)(0)


def raises_import_error(event, context):
    import not_there


def raises_syntax_error(event, context):
    exec("def (:")


def raises_assertion(event, context):
    assert event == "never", "it was not"


def raises_stop_iteration(event, context):
    return next(iter([]))


def raises_with_bad_message(event, context):
    raise Custom(["a", {"b": b"c"}])


def raises_after_printing(event, context):
    print("before")
    raise ValueError("after")


# What is logged


def logs_print(event, context):
    print("one")
    print("two", 2, end="")
    print()
    print("안녕", "🚀")


def logs_without_newline(event, context):
    print("no newline", end="")


def logs_nothing_much(event, context):
    print()
    print("", end="")


def logs_standard_error(event, context):
    print("out 1")
    print("err 1", file=sys.stderr)
    print("out 2")


def logs_levels(event, context):
    logger = logging.getLogger("mine")
    logger.debug("debug")
    logger.info("info")
    logger.warning("warning %s", 1)
    logger.error("error")
    logger.critical("critical")


def logs_info_when_asked(event, context):
    logger = logging.getLogger()
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.info({"structured": True})
    logging.getLogger("other").info("마지막 줄")
    logger.setLevel(before)


def logs_exception(event, context):
    try:
        1 / 0
    except ZeroDivisionError:
        logging.exception("caught")


def logs_with_extra(event, context):
    logging.warning({"order": 7, "items": ["a", None]})
    logging.error("more %s", "text", extra={"shop": "서울", "odd": decimal.Decimal("1.50"), "location": "mine"})
    logging.log(35, "between two levels")


def logs_many_lines(event, context):
    logging.warning("first\nsecond")


def logs_with_basic_config(event, context):
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    logging.info("not shown: there is a handler already")


def logs_warning_of_python(event, context):
    warnings.warn_explicit("old", DeprecationWarning, "file.py", 7, registry={})
    warnings.warn_explicit("soon", UserWarning, "file.py", 8, registry={})


def logs_by_descriptor(event, context):
    print("python")
    os.write(1, b"descriptor 1\n")
    os.write(2, b"descriptor 2\n")


def logs_by_buffer(event, context):
    sys.stdout.buffer.write(b"bytes\n")
    sys.stdout.flush()
    sys.stdout.writelines(["a\n", "b\n"])


def logs_half_a_character(event, context):
    print("\udc80")


def logs_of_subprocess(event, context):
    print("before")
    subprocess.run(["sh", "-c", "echo out; echo err >&2"], check=True)
    print("after")


def logs_of_threads(event, context):
    for number in range(3):
        thread = threading.Thread(target=print, args=(f"thread {number}\n",), kwargs={"end": ""})
        thread.start()
        thread.join()


def logs_much(event, context):
    for number in range(2_000):
        print(f"line {number:04}")


def logs_by_context(event, context):
    context.log("said by the context\n")
    context.log(123)


# Where it runs


def context_fields(event, context):
    return {
        "name": context.function_name,
        "version": context.function_version,
        "memory": context.memory_limit_in_mb,
        "arn": context.invoked_function_arn,
        "group": context.log_group_name,
        "id": context.aws_request_id,
        "client": context.client_context,
        "identity": repr(context.identity),
        "tenant": context.tenant_id,
        "w3c": context.w3c(),
        "members": sorted(name for name in dir(context) if not name.startswith("_")),
        "type": type(context).__name__,
    }


def context_described(event, context):
    return repr(context).replace(context.log_stream_name, "STREAM")


def context_remaining_time(event, context):
    first = context.get_remaining_time_in_millis()
    time.sleep(0.05)
    second = context.get_remaining_time_in_millis()
    return [type(first).__name__, 0 < second < first <= 3000]


def context_client(event, context):
    client = context.client_context
    return client and [client.custom, client.env, repr(client.client), client.client and client.client.app_title]


def environment_variables(event, context):
    names = ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "_HANDLER", "TZ")
    return {name: os.environ.get(name) for name in names}


def environment_trace(event, context):
    return os.environ["_X_AMZN_TRACE_ID"].split("=")[0]


def environment_python(event, context):
    return {
        "cwd": os.getcwd(),
        "path": sys.path[0],
        "module": __name__,
        "file": __file__,
        "time": time.strftime("%Z", time.localtime(0)),
        "handlers": [type(handler).__name__ for handler in logging.getLogger().handlers],
        "level": logging.getLogger().level,
        "encodings": [sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors],
        "threads": threading.active_count(),
        "main": threading.current_thread() is threading.main_thread(),
        "recursion": sys.getrecursionlimit(),
    }


def uses_state(event, context):
    state["calls"] += 1
    return state


state = {"calls": 0}


def uses_threads(event, context):
    results = []
    threads = [threading.Thread(target=lambda n=n: results.append(n * n)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def uses_asyncio(event, context):
    async def work(n):
        await asyncio.sleep(0.01)
        return n

    async def everything():
        return await asyncio.gather(*map(work, range(5)))

    return asyncio.run(everything())


def uses_processes(event, context):
    near, far = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=far.send, args=("from the child",))
    process.start()
    process.join()
    return [near.recv(), process.exitcode]


def uses_fork(event, context):
    pid = os.fork()
    if pid == 0:
        os._exit(3)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def uses_alarm(event, context):
    def ring(*_):
        raise TimeoutError("rang")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    time.sleep(5)


def uses_files(event, context):
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("kept")
        file.seek(0)
        return file.read()


def uses_standard_input(event, context):
    return sys.stdin.read() if not sys.stdin.isatty() else None


# How it ends


def ends_with_code(event, context):
    print("last words")
    sys.exit(event)


def ends_with_text(event, context):
    sys.exit("said while leaving")


def ends_at_once(event, context):
    print("last words", end="")
    os._exit(event)


def ends_by_signal(event, context):
    print("last words")
    os.kill(os.getpid(), event)
    time.sleep(5)


def ends_by_interrupt(event, context):
    raise KeyboardInterrupt
