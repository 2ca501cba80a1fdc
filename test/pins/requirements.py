"""Prints a pylock.toml as pip's requirements: of each package the hashes of the wheels for the systems that the lab runs on.

Sources are left out: building one runs code of its own, with tools that nothing pins. The list also has to reach an instance
in the text of one command, and what is for other systems would be three quarters of it.
"""

import re
import sys
import tomllib

WHEEL = re.compile(r"[^-]+-[^-]+(?:-\d[^-]*)?-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<platform>[^-]+)\.whl")
PLATFORM = re.compile(r"any|(manylinux|musllinux)\w*_(x86_64|aarch64)|macosx_\w+_(x86_64|arm64|universal2)")
OLDEST, NEWEST = 11, 14


def main():
    with open(sys.argv[1], "rb") as file:
        packages = tomllib.load(file)["packages"]
    print("# Made from requirements.in by `npm run pins`: wheels for Linux and macOS, x86-64 and arm64, Python 3.11 to 3.14.")
    for package in packages:
        wheels = [wheel for wheel in package.get("wheels", []) if fits(name_of(wheel))]
        if wheels:
            print(" \\\n".join([pinned(package), *sorted(f"    --hash=sha256:{wheel['hashes']['sha256']}" for wheel in wheels)]))


def pinned(package):
    marker = package.get("marker")
    return f"{package['name']}=={package['version']}" + (f" ; {marker}" if marker else "")


def name_of(wheel):
    return wheel.get("name") or wheel["url"].rsplit("/", 1)[1]


def fits(name):
    tags = WHEEL.fullmatch(name)
    if tags is None or not any(PLATFORM.fullmatch(tag) for tag in tags["platform"].split(".")):
        return False
    return any(runs_on(python, tags["abi"]) for python in tags["python"].split("."))


def runs_on(python, abi):
    if python == "py3":
        return True
    version = re.fullmatch(r"(cp|py)3(\d+)", python)
    if version is None:
        return False
    minor = int(version[2])
    if version[1] == "py" or abi == "abi3":
        return minor <= NEWEST
    return abi in (python, "none") and OLDEST <= minor <= NEWEST


main()
