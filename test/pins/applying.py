"""Prints the requirements that apply on another system: pip's `--platform` chooses files by it, but judges markers by its own.

applying.py REQUIREMENTS SYS_PLATFORM MACHINE PYTHON
"""

import re
import sys

from pip._vendor.packaging.markers import Marker

path, sys_platform, machine, python = sys.argv[1:]
target = {
    "sys_platform": sys_platform,
    "platform_system": {"linux": "Linux", "darwin": "Darwin"}[sys_platform],
    "platform_machine": machine,
    "python_version": python,
    "python_full_version": f"{python}.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
with open(path, encoding="utf-8") as file:
    lines = file.read().replace("\\\n", "").splitlines()
for line in lines:
    requirement, marker, hashes = re.fullmatch(r"([^ ;#]*)(?: *; *(.*?))?((?: +--hash=\S+)*| *#.*)", line).groups()
    if requirement and (marker is None or Marker(marker).evaluate(target)):
        print(requirement + hashes)
