#!/usr/bin/env bash
# Locust as a service that outlives the command that started it.
#
#   locust-service.sh start PROCESSES [locust's options]   does nothing when it runs with the same already
#   locust-service.sh restart PROCESSES [locust's options]
#   locust-service.sh stop
#   locust-service.sh status                               prints `running PID` or `stopped`; exit code 3 when stopped
#
# PROCESSES is a number, or -1 for one on each core. LOCUST_WEB_HOST and LOCUST_WEB_PORT say where its page listens, or
# LAB_PAGE_SOCKET a Unix socket, beside which its workers have one too.
set -u
cd "$(dirname "$0")"
host=${LOCUST_WEB_HOST:-0.0.0.0}
port=${LOCUST_WEB_PORT:-8089}
python=$(cat python.path 2>/dev/null)
# The machine's folder was moved with its Python, as a lab's may be: found by its name.
[ -x "$python" ] || python=$(command -v "${python##*/}")

main() {
  case "${1:-}" in
    start) shift; alone; printf '%s\n' "$@" >wanted.options; start ;;
    restart) shift; alone; printf '%s\n' "$@" >wanted.options; stop; start ;;
    stop) alone; stop ;;
    status) status ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
}

# One at a time: a command whose answer was lost is sent again while the first still runs. The lock is this file's, so that a full
# disk has room for it, and ends with this script, as Locust does not inherit it.
alone() { exec 9<"${0##*/}" && "$python" -I -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'; }

start() {
  if runs && cmp -s wanted.options locust.options && answers; then status; return; fi
  stop
  mv wanted.options locust.options
  # A user is an open connection, and many systems allow 1,024.
  ulimit -n 65535 2>/dev/null || ulimit -n "$(ulimit -Hn)" 2>/dev/null
  local options processes
  mapfile_portable
  processes=${options[0]}
  [ "$processes" = -1 ] && [ "$(getconf _NPROCESSORS_ONLN 2>/dev/null)" = 1 ] && processes=1
  # Requests in flight at the end are waited for: cut off, Lambda would have counted them and Locust not.
  set -- "${options[@]:1}" -f locustfile.py --web-host "$host" --web-port "$port" --stop-timeout 10
  if [ "$processes" != 1 ]; then
    set -- "$@" --processes "$processes"
    if [ -z "${LAB_PAGE_SOCKET:-}" ]; then
      # Workers talk to the master on the machine itself, at a port that nothing else has.
      local inside=${LOCUST_WEB_HOST:-127.0.0.1} own
      own=$(free_port "$inside") || { echo "No port of $inside is free for Locust's workers." >&2; exit 1; }
      set -- "$@" --master-bind-host "$inside" --master-host "$inside" --master-bind-port "$own" --master-port "$own"
    fi
  fi
  nohup "$python" -I -c 'import os, sys; os.setsid(); os.execv(sys.executable, [sys.executable, "-I", "-m", "locust", *sys.argv[1:]])' \
    "$@" </dev/null >locust.log 2>&1 9<&- &
  echo $! >locust.pid
  for _ in $(seq 150); do
    if answers; then status; return; fi
    runs || break
    sleep 0.2
  done
  echo "Locust did not start:" >&2
  tail -n 20 locust.log >&2
  stop
  exit 1
}

free_port() {
  "$python" -I -c 'import socket, sys; s = socket.socket(); s.bind((sys.argv[1], 0)); print(s.getsockname()[1])' "$1"
}

mapfile_portable() { # macOS still brings bash 3.2, which has no mapfile
  options=()
  while IFS= read -r option; do options+=("$option"); done <locust.options
}

stop() {
  if runs; then
    local pid
    pid=$(cat locust.pid)
    kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
    for _ in $(seq 50); do
      runs || break
      sleep 0.2
    done
    if runs; then kill -KILL -- "-$pid" 2>/dev/null; fi
  fi
  rm -f locust.pid
}

status() {
  if runs && answers; then
    echo "running $(cat locust.pid)"
  else
    echo stopped
    exit 3
  fi
}

# The process of the pid file is alive and is this Locust, not a stranger that was given its number.
runs() { [ -s locust.pid ] && command_of "$(cat locust.pid)" | grep -q locustfile.py; }
command_of() { { tr '\0' ' ' <"/proc/$1/cmdline" || ps -o args= -p "$1"; } 2>/dev/null; }

answers() {
  local ask=$host
  [ "$ask" = 0.0.0.0 ] && ask=127.0.0.1
  "$python" -I - "$ask" "$port" "${LAB_PAGE_SOCKET:-}" <<'PYTHON' 2>/dev/null
import http.client, socket, sys
host, port, path = sys.argv[1:]
connection = http.client.HTTPConnection(host, int(port), timeout=2)
if path:
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(2)
    connection.sock.connect(path)
connection.request("GET", "/lab/series")
sys.exit(connection.getresponse().status != 200)
PYTHON
}

main "$@"
