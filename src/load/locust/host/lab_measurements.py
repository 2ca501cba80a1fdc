"""What Locust does not tell, second by second: users, successes apart from failures, statuses, a fine latency histogram,
and how busy the generators are. Read it at `/lab/series`; `?since=EPOCH` leaves out what was read before."""

import ipaddress
import math
import os
import time
from collections import Counter
from urllib.parse import urlsplit

import gevent
import private_page
import private_workers
from flask import abort, jsonify
from flask import request as web_request
from locust import events
from locust.runners import MasterRunner, WorkerRunner

# Two buckets are 2 % apart, where Locust's own are up to 10 %.
GROWTH = math.log(1.02)
KEPT_SECONDS = 7200
COUNTERS = ("ok", "failed", "status", "gateway")
# In what API Gateway answers itself, instead of the function.
GATEWAYS_MARK = "x-amzn-errortype"
MESSAGE = "lab_seconds"

seconds = {}
started_at = 0.0
# On a master: how many users each worker had, and when, as it last told what it counted.
users_of = {}


def listen():
    private_workers.listen()
    events.request.add_listener(count)
    events.test_start.add_listener(begin)
    events.init.add_listener(start_watching)


def is_worker(environment):
    return isinstance(environment.runner, WorkerRunner)


def begin(**_):
    global started_at
    started_at = time.time()
    seconds.clear()


def second(at):
    if at not in seconds:
        seconds[at] = {"ok": Counter(), "failed": Counter(), "status": Counter(), "gateway": Counter(), "users": 0, "cpu": 0.0}
        if len(seconds) > KEPT_SECONDS:
            del seconds[min(seconds)]
    return seconds[at]


def count(response_time, response=None, exception=None, **_):
    now = second(int(time.time()))
    bucket = math.ceil(math.log(max(response_time, 0.01)) / GROWTH)
    now["failed" if exception else "ok"][bucket] += 1
    status = getattr(response, "status_code", 0) or 0
    now["status"][status] += 1
    if status and GATEWAYS_MARK in response.headers:
        now["gateway"][status] += 1


def send_to_master(runner):
    """A worker keeps nothing. Locust's own reports come every three seconds, and the last of a test can be lost."""
    counted = {at: {**one, **{name: dict(one[name]) for name in COUNTERS}} for at, one in seconds.items()}
    seconds.clear()
    runner.send_message(MESSAGE, {"users": runner.user_count, "seconds": counted})


def take_from_worker(msg, **_):
    users_of[msg.node_id] = (msg.data["users"], time.monotonic())
    for at, counted in msg.data["seconds"].items():
        mine = second(at)
        for name in COUNTERS:
            mine[name].update(counted[name])
        mine["cpu"] = max(mine["cpu"], counted["cpu"])


def users_in(runner):
    """Of a master 0 only when every worker has told all that it counted, or has died and tells nothing more."""
    lately = time.monotonic() - 10
    return max(runner.user_count, sum(users for users, told_at in users_of.values() if told_at > lately))


def start_watching(environment, web_ui=None, **_):
    gevent.spawn(watch, environment)
    if isinstance(environment.runner, MasterRunner):
        environment.runner.register_message(MESSAGE, take_from_worker)
    if web_ui is not None:
        private_page.listen(web_ui)
        open_the_page(environment, web_ui.app)


def open_the_page(environment, app):
    @app.before_request
    def only_from_this_page():
        """Locust answers any web page's script, and has no login: refuse other sites and names that merely lead here."""
        if not is_own_name(web_request.host.rsplit(":", 1)[0]) or is_of_another_page(web_request):
            abort(403)

    @app.after_request
    def only_for_this_page(response):
        """Locust lets every page read its answers, unless an answer names who may, and be shown inside of it."""
        response.headers["Access-Control-Allow-Origin"] = web_request.host_url.rstrip("/")
        response.headers["X-Frame-Options"] = "DENY"
        return response

    @app.route("/lab/series")
    def lab_series():
        since = web_request.args.get("since", default=0, type=int)
        runner = environment.runner
        return jsonify(
            schema=1,
            startedAt=started_at,
            now=time.time(),
            state=runner.state,
            users=users_in(runner),
            workers=runner.worker_count if isinstance(runner, MasterRunner) else 0,
            # Who told what they counted: Locust forgets a worker whenever it stops its users.
            processes=len(users_of) if isinstance(runner, MasterRunner) else 1,
            cores=os.cpu_count() or 1,
            seconds=[shown(at, counted) for at, counted in sorted(seconds.items()) if at > since],
        )


def shown(at, counted):
    return {
        "at": at,
        "users": counted["users"],
        "cpu": round(counted["cpu"], 3),
        "ok": histogram(counted["ok"]),
        "failed": histogram(counted["failed"]),
        "status": counted["status"],
        "gateway": counted["gateway"],
    }


def histogram(buckets):
    """`[upper bound in ms, count]`, ascending."""
    return [[float(f"{math.exp(bucket * GROWTH):.4g}"), n] for bucket, n in sorted(buckets.items())]


def is_own_name(host):
    if host == "localhost" or host.endswith((".amazonaws.com", ".amazonaws.com.cn")):
        return True
    try:
        return bool(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return False


def is_of_another_page(asked):
    """Browsers say so in Sec-Fetch-Site, but only to addresses that they trust, such as loopback; else in Origin, and for a plain
    GET at best in Referer. Who is no browser says nothing, and may."""
    headers = asked.headers
    if "Origin" in headers and urlsplit(headers["Origin"]).netloc != asked.host:
        return True
    site = headers.get("Sec-Fetch-Site")
    if site in ("cross-site", "same-site"):
        follows_link = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
        return not (asked.method == "GET" and asked.path == "/" and follows_link)
    if site is not None or "Origin" in headers or asked.path == "/":
        return False
    is_browser = headers.get("User-Agent", "").startswith("Mozilla/")
    return is_browser and urlsplit(headers.get("Referer", "")).netloc != asked.host


def watch(environment):
    """Once a second: how many users there are, and how much of a core this process used since."""
    runner = environment.runner
    told = 0
    busy, at = time.process_time(), time.monotonic()
    while True:
        gevent.sleep(1.0 - time.time() % 1.0)
        used, now = time.process_time(), time.monotonic()
        cpu = (used - busy) / max(now - at, 0.001)
        busy, at = used, now
        if runner.state in ("spawning", "running", "cleanup"):
            # The second that has just ended; its sample comes at the very start of the next.
            ended = second(int(time.time() - 0.5))
            ended["cpu"] = max(ended["cpu"], cpu)
            if not is_worker(environment):
                ended["users"] = users_in(runner)
        if is_worker(environment) and (seconds or told != runner.user_count):
            told = runner.user_count
            send_to_master(runner)
