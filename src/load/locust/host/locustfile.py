"""The load of the workshop: every user gets the application's root, again and again.

Start a swarm on Locust's own page or through the lab. `--requests-per-second` keeps all users together at that rate;
with 0 each user asks again as soon as it was answered.
"""

import itertools
import time

import gevent
import lab_measurements
from locust import FastHttpUser, events, task

GOLDEN_RATIO = 0.6180339887498949
ending = None


@events.init_command_line_parser.add_listener
def add_arguments(parser):
    parser.add_argument(
        "--requests-per-second",
        type=float,
        default=0.0,
        help="Requests a second of all users together; 0: as many as they can",
    )
    # Of a test that the lab started; 0: until somebody stops it.
    parser.add_argument("--end-after-seconds", type=float, default=0.0, include_in_web_ui=False)
    # Set on the master when a test starts and sent to the workers, which do not know how many users there are in all.
    parser.add_argument("--seconds-per-request", type=float, default=0.0, include_in_web_ui=False)


@events.test_start.add_listener
def share_the_rate_among_users(environment, **_):
    options = environment.parsed_options
    users = environment.runner.target_user_count
    if not lab_measurements.is_worker(environment):
        rate = options.requests_per_second
        options.seconds_per_request = users / rate if rate > 0 else 0.0


@events.test_start.add_listener
def end_by_itself(environment, **_):
    """The lab stops its own tests. If it cannot, because it was killed or its computer sleeps, the load must not go on for ever."""
    global ending
    seconds, environment.parsed_options.end_after_seconds = environment.parsed_options.end_after_seconds, 0.0
    if seconds > 0 and not lab_measurements.is_worker(environment):
        ending = gevent.spawn_later(seconds, environment.runner.stop)


@events.test_stop.add_listener
def forget_the_end(**_):
    global ending
    if ending is not None and ending is not gevent.getcurrent():
        ending.kill(block=False)
    ending = None


class Visitor(FastHttpUser):
    """A FastHttpUser costs a fifth of an HttpUser's CPU, keeps its connection open, and tells a connection that failed
    (status 0) from an answer that says so (500)."""

    started = itertools.count()

    def on_start(self):
        """Spreads users over the period, so that those who start in the same second do not ask in the same instant."""
        self.due = time.monotonic()
        phase = (next(self.started) * GOLDEN_RATIO) % 1.0
        delay = phase * self.environment.parsed_options.seconds_per_request
        self.due += delay
        time.sleep(delay)

    def wait_time(self):
        """Constant pacing: a slow answer shortens the wait; a late user does not catch up."""
        now = time.monotonic()
        self.due = max(self.due + self.environment.parsed_options.seconds_per_request, now)
        return self.due - now

    @task
    def get_the_root(self):
        self.client.get("/", name="/")


lab_measurements.listen()
