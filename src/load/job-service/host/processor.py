"""The processor's time that a process used since it began, all its threads together."""

import os
import subprocess


def seconds_used(pid):
    """0 where it has ended."""
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as stat:
            # After the name, which may have blanks and parentheses.
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except FileNotFoundError:
        if os.path.exists("/proc/self/stat"):
            return 0.0
    return of_clock(subprocess.run(["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout)


def of_clock(text):
    """Of `[[DD-]HH:]MM:SS[.ss]`, as ps of macOS and of Linux writes it."""
    days, _, clock = text.strip().rpartition("-")
    seconds = 0.0
    for part in clock.split(":") if clock else ():
        seconds = seconds * 60 + float(part)
    return seconds + 86400 * int(days or 0)
