#!/usr/bin/env bash
# Installs Locust for a Python that it still supports. Safe to run again: what is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")"

# Isolated (-I), here and wherever this machine's Python is started: no module of a working folder, no PYTHONPATH.
new_enough() { command -v "$1" >/dev/null 2>&1 && "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }

choose_python() {
  for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then command -v "$python" && return; fi
  done
  return 1
}

# Amazon Linux 2023 brings Python 3.9, which Locust no longer supports.
if ! choose_python >python.path && command -v dnf >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
  dnf install -y -q python3.11 python3.11-pip
fi
choose_python >python.path || { echo "Locust needs Python 3.11 or later; this machine has $(python3 -V 2>&1)" >&2; exit 1; }
python=$(cat python.path)
# One at a time: a command whose answer was lost is sent again while the first still installs.
exec 9<install-locust.sh
"$python" -I -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
pip() { "$python" -I -m pip --quiet --disable-pip-version-check "$@"; }
installed() { PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' pip install --dry-run --no-index 'locust>=2.43,<3'; }

echo "\$ pip3 install 'locust>=2.43,<3'"
# What is there in this range serves. Otherwise the one release, each file of it checked by its hash.
if ! installed >/dev/null 2>&1; then pip install --require-hashes --only-binary :all: -r requirements.txt; fi
echo "\$ locust -V"
"$python" -I -m locust -V
