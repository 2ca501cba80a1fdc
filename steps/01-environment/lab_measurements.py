"""What Locust does not tell, second by second: users, successes apart from failures, statuses, a fine latency histogram,
and how busy the generators are. Read it at `/lab/series`; `?since=EPOCH` leaves out what was read before."""

import ipaddress
import math
import time
from collections import Counter

import gevent
from flask import abort, jsonify
from flask import request as web_request
from locust import events
from locust.runners import WorkerRunner

# Two buckets are 2 % apart, where Locust's own are up to 10 %.
GROWTH = math.log(1.02)
KEPT_SECONDS = 7200

seconds = {}
started_at = 0.0


def listen():
    events.request.add_listener(count)
    events.test_start.add_listener(begin)
    events.report_to_master.add_listener(send_to_master)
    events.worker_report.add_listener(take_from_worker)
    events.init.add_listener(open_the_page)


def is_worker(environment):
    return isinstance(environment.runner, WorkerRunner)


def begin(**_):
    global started_at
    started_at = time.time()
    seconds.clear()


def second(at):
    if at not in seconds:
        seconds[at] = {"ok": Counter(), "failed": Counter(), "status": Counter(), "users": 0, "cpu": 0.0}
        if len(seconds) > KEPT_SECONDS:
            del seconds[min(seconds)]
    return seconds[at]


def count(response_time, response=None, exception=None, **_):
    now = second(int(time.time()))
    bucket = math.ceil(math.log(max(response_time, 0.01)) / GROWTH)
    now["failed" if exception else "ok"][bucket] += 1
    now["status"][getattr(response, "status_code", 0) or 0] += 1


def send_to_master(data, **_):
    """Workers keep nothing: what they counted travels with Locust's own report, every three seconds and at the end."""
    data["lab_seconds"] = {at: {**counted, **plain(counted)} for at, counted in seconds.items()}
    seconds.clear()


def plain(counted):
    return {name: dict(counted[name]) for name in ("ok", "failed", "status")}


def take_from_worker(data, **_):
    for at, counted in data.get("lab_seconds", {}).items():
        mine = second(at)
        for name in ("ok", "failed", "status"):
            mine[name].update(counted[name])
        mine["cpu"] = max(mine["cpu"], counted["cpu"])


def open_the_page(environment, web_ui=None, **_):
    gevent.spawn(watch, environment)
    if web_ui is None:
        return

    @web_ui.app.before_request
    def only_from_this_page():
        """Locust answers any web page's script, and has no login: refuse other sites and names that merely lead here."""
        if web_request.headers.get("Sec-Fetch-Site", "none") == "cross-site" and web_request.method != "GET":
            abort(403)
        if not is_own_name(web_request.host.rsplit(":", 1)[0]):
            abort(403)

    @web_ui.app.route("/lab/series")
    def lab_series():
        since = web_request.args.get("since", default=0, type=int)
        runner = environment.runner
        return jsonify(
            schema=1,
            startedAt=started_at,
            now=time.time(),
            state=runner.state,
            users=runner.user_count,
            # What workers counted arrives up to three seconds late.
            workers=getattr(runner, "worker_count", 0),
            seconds=[
                {
                    "at": at,
                    "users": counted["users"],
                    "cpu": round(counted["cpu"], 3),
                    "ok": histogram(counted["ok"]),
                    "failed": histogram(counted["failed"]),
                    "status": counted["status"],
                }
                for at, counted in sorted(seconds.items())
                if at > since
            ],
        )


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


def watch(environment):
    """Once a second: how many users there are, and how much of a core this process used since."""
    busy, at = time.process_time(), time.monotonic()
    while True:
        gevent.sleep(1.0 - time.time() % 1.0)
        used, now = time.process_time(), time.monotonic()
        cpu = (used - busy) / max(now - at, 0.001)
        busy, at = used, now
        if environment.runner.state in ("spawning", "running", "cleanup"):
            # The second that has just ended; its sample comes at the very start of the next.
            ended = second(int(time.time() - 0.5))
            ended["cpu"] = max(ended["cpu"], cpu)
            if not is_worker(environment):
                ended["users"] = environment.runner.user_count
