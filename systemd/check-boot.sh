#!/usr/bin/env bash
# Boots a throw-away system in a container and watches vigie.service live there: readiness, status, watchdog, reloads,
# kill -9, stop. Needs root and systemd-nspawn; the machine itself is only read (an overlay of /), the network is the
# container's own loopback, and everything is removed at the end.
#
#   systemd/check-boot.sh [BINARY]      default: target/release/vigie
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-target/release/vigie}")
[ "$(id -u)" = 0 ] || { echo "run as root: a container is booted" >&2; exit 2; }
command -v systemd-nspawn >/dev/null || { echo "systemd-nspawn is missing (package systemd-container)" >&2; exit 2; }

room=$(mktemp -d)
box=
failed=0

leave() {
  if [ -n "$box" ]; then kill -TERM "$box" 2>/dev/null || true; wait "$box" 2>/dev/null || true; fi
  umount "$room/root" 2>/dev/null || true
  umount "$room/layers" 2>/dev/null || true
  rm -rf "$room"
}
trap leave EXIT

mkdir "$room/layers" "$room/root"
mount -t tmpfs -o size=512m,mode=0755 tmpfs "$room/layers"
mkdir "$room/layers/upper" "$room/layers/work"
mount -t overlay -o "lowerdir=/,upperdir=$room/layers/upper,workdir=$room/layers/work" overlay "$room/root"

# -- What is in the container ------------------------------------------------------------------------------------------
inside=$room/root
install -D -m 0755 "$binary" "$inside/usr/bin/vigie"
install -D -m 0644 systemd/vigie.service "$inside/etc/systemd/system/vigie.service"
rm -rf "$inside/etc/vigie" "$inside/var/lib/vigie" "$inside/var/lib/private/vigie"
mkdir -p "$inside/etc/vigie" "$inside/srv/web"
install -m 0644 /dev/stdin "$inside/etc/vigie/vigie.toml" <<'TOML'
[[brand]]
name = "Acme"
[[source]]
name = "News"
url = "http://127.0.0.1:8000/news.xml"
every = "1 s"
[[source]]
name = "Silent"
url = "http://127.0.0.1:8001/"
every = "1 s"
[[recipient]]
mail = "lea@acme.example"
[mail]
from = "vigie@acme.example"
relay = "127.0.0.1"
port = 8001
security = "none"
user = "vigie"
credential = "smtp-password"
[fetch]
allow_hosts = ["127.0.0.1:8000", "127.0.0.1:8001"]
per_host_interval = "0 s"
TOML
install -m 0600 /dev/stdin "$inside/etc/vigie/smtp-password" <<<"canary-7f3a"
install -D -m 0644 /dev/stdin "$inside/etc/systemd/system/vigie.service.d/check.conf" <<'UNIT'
[Service]
WatchdogSec=6
TimeoutAbortSec=3
LoadCredential=smtp-password:/etc/vigie/smtp-password
UNIT
items=$(for n in 1 2 3; do
  printf '<item><title>Acme %s</title><guid>n%s</guid><link>http://acme.example/%s</link></item>' $n $n $n
done)
printf '<rss version="2.0"><channel><title>News</title>%s</channel></rss>' "$items" >"$inside/srv/web/news.xml"
install -D -m 0644 /dev/stdin "$inside/etc/systemd/system/peers.service" <<'UNIT'
[Service]
# A web server, and a port that takes connections and never answers.
ExecStart=/usr/bin/python3 -c "import http.server as h, os, socket, threading; os.chdir('/srv/web'); s = socket.create_server(('127.0.0.1', 8001), backlog=64); c = []; threading.Thread(target=lambda: [c.append(s.accept()) for _ in iter(int, 1)], daemon=True).start(); h.ThreadingHTTPServer(('127.0.0.1', 8000), h.SimpleHTTPRequestHandler).serve_forever()"
UNIT
install -D -m 0644 /dev/stdin "$inside/etc/systemd/system/check.target" <<'UNIT'
[Unit]
Requires=basic.target
Wants=peers.service
AllowIsolate=yes
UNIT

# -- Boot --------------------------------------------------------------------------------------------------------------
systemd-nspawn --quiet --boot --private-network --register=no --keep-unit --machine="vigie-check-$$" \
  --directory="$inside" --console=read-only -- --unit=check.target >"$room/console" 2>&1 &
box=$!

leader() { pgrep -P "$box" | head -n 1; }
run_inside() { nsenter --target "$(leader)" --mount --uts --ipc --net --pid --root --wd -- "$@"; }
show() { run_inside systemctl show --value --property="$1" vigie.service; }
now() { date +%s%N; }
since() { echo $((($(now) - $1) / 1000000)); }

# within SECONDS COMMAND...: whether the command succeeds before then.
within() {
  local end=$((SECONDS + $1)); shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}
check() {
  local what=$1; shift
  if "$@"; then printf 'ok    %s\n' "$what"; else printf 'FAIL  %s\n' "$what"; failed=1; fi
}
booted() { run_inside systemctl is-active --quiet check.target 2>/dev/null; }
active() { [ "$(run_inside systemctl is-active vigie.service)" = active ]; }
another_pid() { local p; p=$(show MainPID); [ "$p" != 0 ] && [ "$p" != "$1" ] && active; }
status_has() { show StatusText | grep -q -- "$1"; }
status_lacks() { ! status_has "$1"; }
watched() { run_inside curl -sf http://127.0.0.1:8080/ | grep -q -- "$1"; }
unwatched() { ! watched "$1"; }
stored() { run_inside curl -sf http://127.0.0.1:8080/metrics | grep -qx 'vigie_stored{kind="mentions"} 3'; }
put() { cat >"$inside/etc/vigie/vigie.toml.new"; mv "$inside/etc/vigie/vigie.toml.new" "$inside/etc/vigie/vigie.toml"; }

within 60 booted || { cat "$room/console"; echo "the container did not boot" >&2; exit 1; }
echo "booted: $(run_inside systemctl --version | head -n 1)"

# -- Ready, status, watchdog -------------------------------------------------------------------------------------------
run_inside systemctl start peers.service
started=$(now)
check "start returns when vigie says READY" run_inside systemctl start vigie.service
echo "      ready after $(since "$started") ms"
check "active" active
check "STATUS says what is watched: $(show StatusText)" status_has 'Watching 1 brand'
check "the credential reached it, the mentions are stored" within 15 stored
pid=$(show MainPID)
fed=$(show WatchdogTimestampMonotonic)
sleep 14
check "WATCHDOG fed over two periods of 6 s, same process" \
  test "$(show MainPID)" = "$pid" -a "$(show WatchdogTimestampMonotonic)" -gt $((fed + 10000000)) -a "$(show NRestarts)" = 0
run_inside kill -STOP "$pid"
check "a process that hangs is killed by the watchdog and started again" within 25 another_pid "$pid"

# -- Reload (R9, F69) --------------------------------------------------------------------------------------------------
pid=$(show MainPID)
good=$(cat "$inside/etc/vigie/vigie.toml")
within 10 watched Acme || true
put <<<"${good/Acme/Globex}"
run_inside systemctl reload vigie.service
check "a good configuration is taken" within 5 status_has 'read again'
check "and watched" within 5 watched Globex
put <<<"$good"$'\n[[brand]]\nnam = "Initech"'
run_inside systemctl reload vigie.service
check "a typo is refused" within 5 status_has 'refused.*vigie.toml:[0-9]*:[0-9]*:'
echo "      $(show StatusText)"
check "the old configuration stays" watched Globex
put <<<"$good"
run_inside systemctl reload vigie.service
within 5 status_has 'read again' || failed=1
refused=0 taken=
for broken in tests/data/config/*.toml; do
  put <"$broken"
  run_inside systemctl reload vigie.service
  if within 3 status_lacks 'read again'; then
    refused=$((refused + 1))
    status_has 'refused.*vigie.toml:[0-9]*:[0-9]*:' || { echo "      $broken: $(show StatusText)"; failed=1; }
    watched Acme || { echo "      $broken: the old configuration went"; failed=1; }
  else
    taken+=" $(basename "$broken" .toml)"
  fi
  put <<<"$good"
  run_inside systemctl reload vigie.service
  within 5 status_has 'read again' || { echo "      after $broken: $(show StatusText)"; failed=1; }
done
echo "      $refused broken configurations refused; taken, needing only what this unit gives:${taken:- none}"
check "same process after all reloads" test "$(show MainPID)" = "$pid"

# -- Kill, stop --------------------------------------------------------------------------------------------------------
killed=$(now)
run_inside systemctl kill --signal=KILL --kill-who=main vigie.service
check "kill -9: started again" within 10 another_pid "$pid"
echo "      after $(since "$killed") ms"
check "nothing lost, nothing doubled" within 5 stored
stopped=$(now)
check "SIGTERM with a poll that hangs" run_inside systemctl stop vigie.service
took=$(since "$stopped")
check "stops in under 10 s: $took ms" test "$took" -lt 10000
check "cleanly: $(show Result)" test "$(show Result)" = success
run_inside systemctl start vigie.service
check "after a stop, all is still there" within 5 stored
run_inside journalctl --no-pager --quiet --unit=vigie.service >"$room/journal"
check "the password is not in the journal" sh -c "! grep -q canary-7f3a '$room/journal'"

[ $failed = 0 ] || { tail -n 40 "$room/journal"; echo "something fell short" >&2; exit 1; }
echo "all is well"
