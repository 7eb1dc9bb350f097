#!/bin/sh
# Load, memory, locks and a kill under load, against the API in a folder of its own. Ends within about three minutes.
# usage: bench/web-load.sh [seconds a load, 10] [model folder, artifacts/spam]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
MODEL_DIRECTORY=$(cd "${2:-artifacts/spam}" && pwd)
export MODEL_DIRECTORY
data=$(mktemp -d)
port=18900
server="http://127.0.0.1:$port"
trap 'kill -9 $pid 2>/dev/null || true; rm -rf "$data"' EXIT

dotnet build -c Release -v q Spam.Web >/dev/null
dotnet build -c Release -v q Spam.Bench >/dev/null
bench="dotnet Spam.Bench/bin/Release/net10.0/Spam.Bench.dll"

start() {
  PORT=$port DATA_DIRECTORY=$data dotnet Spam.Web/bin/Release/net10.0/Spam.Web.dll >>"$data/log" 2>&1 &
  pid=$!
  until curl -s -o /dev/null "$server/health/live"; do sleep 0.1; done
}
memory() { awk '/VmRSS/ {print $2 / 1024 " MB"}' "/proc/$pid/status"; }
stop() { kill "$pid"; wait "$pid" || true; }

echo "cores $(nproc), load average $(cut -d' ' -f1-3 /proc/loadavg)"
start
echo "memory at start: $(memory)"
$bench load "$server" "$seconds"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
echo "log lines on locks: $(grep -ci 'locked\|busy' "$data/log" || true)"
stop

echo "== memory, one text in four new"
rm -f "$data"/spam.db*
start
$bench send "$server" 10000 16
echo "after 10,000 requests: $(memory)"
$bench send "$server" 190000 16
echo "after 200,000 requests: $(memory)"

echo "== kill -9 under load"
$bench send "$server" 1000000 16 2>/dev/null &
sender=$!
sleep 3
kill -9 "$pid"
wait "$sender" 2>/dev/null || true
start
echo "ready again: $(curl -s "$server/health/ready")"
grep -i damaged "$data/log" || echo "the database was sound"
stop
