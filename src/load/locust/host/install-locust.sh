#!/usr/bin/env bash
# Installs Locust for a Python that it still supports. Safe to run again: what is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")"

new_enough() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; }

choose_python() {
  for python in python3 python3.13 python3.12 python3.11 python3.10; do
    if new_enough "$python"; then command -v "$python" && return; fi
  done
  return 1
}

# Amazon Linux 2023 brings Python 3.9, which Locust no longer supports.
if ! choose_python >python.path && command -v dnf >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
  dnf install -y -q python3.11 python3.11-pip
fi
choose_python >python.path || { echo "Locust needs Python 3.10 or later; this machine has $(python3 -V 2>&1)" >&2; exit 1; }
python=$(cat python.path)

echo "\$ pip3 install 'locust>=2.43'"
"$python" -m pip install --quiet --disable-pip-version-check 'locust>=2.43'
echo "\$ locust -V"
"$python" -m locust -V
