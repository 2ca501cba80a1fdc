"""What was counted in each second, by when requests ended, in the buckets of `locust/host/lab_measurements.py`: two are 2 % apart."""

import math
from collections import Counter

GROWTH = math.log(1.02)
KEPT_SECONDS = 7200


class Seconds:
    def __init__(self):
        self.counted = {}

    def of(self, at):
        if at not in self.counted:
            self.counted[at] = {"ok": Counter(), "failed": Counter(), "status": Counter(), "users": 0, "cpu": 0.0}
            if len(self.counted) > KEPT_SECONDS:
                del self.counted[min(self.counted)]
        return self.counted[at]

    def count(self, row):
        second = self.of(row.ended_ms // 1000)
        second["ok" if row.ok else "failed"][math.ceil(math.log(max(row.ms, 0.01)) / GROWTH)] += 1
        second["status"][row.status] += 1
        second["users"] = max(second["users"], row.users)

    def shown(self, since):
        return [
            {
                "at": at,
                "users": second["users"],
                "cpu": round(second["cpu"], 3),
                "ok": histogram(second["ok"]),
                "failed": histogram(second["failed"]),
                "status": {str(status): times for status, times in second["status"].items()},
            }
            for at, second in sorted(self.counted.items())
            if at > since
        ]


def histogram(buckets):
    """`[upper bound in ms, count]`, ascending."""
    return [[float(f"{math.exp(bucket * GROWTH):.4g}"), n] for bucket, n in sorted(buckets.items())]
