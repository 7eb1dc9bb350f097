#!/usr/bin/env bash
# What the API does when something around it goes wrong: a row for each fault, with what was promised and what happened. docs/faults.md is what one run gave.
# usage: bench/faults.sh [ROW...]     no ROW is every row; about fifteen minutes on two cores
# Everything listens on 127.0.0.1, ends by itself, and leaves nothing. Exit code 1 where a promise was not kept.
# CONFIGURATION=Debug takes another build than Release. Filling a disk needs leave to mount a tmpfs, as root or in a user namespace; without it a test is run in its place.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
bench=Spam.Bench/bin/$configuration/net10.0/Spam.Bench.dll
rows=(database-down database-dies database-slow log-cut broken-model replaced-model full-disk large-requests endless-body slow-headers slow-body
  idle-connections overload disconnects stop kill clock hostile-texts)

# Rows that tests decide: names of tests, and what they do. What needs load or real time is measured by Spam.Bench, under the row's name.
tests_of() {
  case $1 in
    database-down) echo "A_cluster_that_is_down_at_the_start A_data_folder_that_cannot_be_made Whether_a_store_that_is_down_matters A_folder_that_cannot_be_made" ;;
    log-cut) echo "A_log_whose_server_dies_between_pages A_store_that_dies_on_the_way A_cluster_that_is_down_at_the_start" ;;
    broken-model) echo "A_broken_version_is_named A_broken_model_is_named A_single_folder_of_versions_falls_back Where_no_model_answers" ;;
    replaced-model) echo "A_version_on_its_way_is_not_touched Changed_files_of_a_version A_new_version_takes_over" ;;
    full-disk) echo "Faults.FullDiskTests AtomicDirectoryTests" ;;
    large-requests) echo "Faults.LargeRequestTests Too_much_is_refused_with_the_limit" ;;
    endless-body) echo "A_body_without_a_length" ;;
    idle-connections) echo "Beyond_the_most_connections The_servers_limits" ;;
    overload) echo "Beyond_the_queue_callers" ;;
    disconnects) echo "Faults.DisconnectTests The_model_does_not_run_for_a_text Who_leaves_a_long_call A_client_that_leaves Who_asks_for_the_same_text Who_stops_reading_the_log" ;;
    stop) echo "A_signal_to_stop_fails_no_request A_service_that_stops_writes_the_calls" ;;
    kill) echo "What_was_acknowledged_as_cached_outlives_a_kill" ;;
    clock) echo "Faults.ClockTests The_log_is_read_page_by_page" ;;
    hostile-texts) echo "Faults.HostileTextTests Every_text_comes_back_from_the_log Every_text_is_a_key ProtocolFuzzTests" ;;
  esac
}
measured() { case $1 in database-dies | database-slow | large-requests | slow-headers | slow-body | idle-connections | overload | stop | kill) return 0 ;; *) return 1 ;; esac; }

failed=0
disk=
scratch=$(mktemp -d)
clean() {
  [ -n "$disk" ] && mountpoint -q "$disk" && umount "$disk"
  rm -rf "$scratch"
}
trap clean EXIT

print_tests() { # row
  local filter="" name summary passed words
  words=$(tests_of "$1")
  for name in $words; do filter="$filter|FullyQualifiedName~$name"; done
  if timeout 300 dotnet test Spam.Tests --no-build -c "$configuration" -v q --filter "${filter#|}" > "$scratch/tests" 2>&1; then passed=kept; else passed="NOT KEPT" failed=1; fi
  summary=$(grep -oE '(Passed|Failed)! +- Failed: +[0-9]+, Passed: +[0-9]+' "$scratch/tests" | tail -n 1 | tr -s ' ')
  [ -n "$summary" ] || { passed="NOT KEPT" failed=1 summary="the tests did not run: $(tail -n 1 "$scratch/tests")"; }
  [ "$passed" = kept ] || grep -E '^ +Failed |error' "$scratch/tests" | head -n 20 >&2
  echo "| $1 | tests: ${words// /, } | as they are called | ${summary#*- } | $passed |"
}

measure() { # arguments of the measurement; what is started for it goes with it
  timeout -k 5 240 dotnet "$bench" fault "$@" 2> "$scratch/error" || failed=1
  grep -v '^$' "$scratch/error" | head -n 5 >&2
}

print_full_disk() {
  disk=$scratch/disk
  mkdir "$disk"
  if mount -t tmpfs -o size=80m,mode=0700 tmpfs "$disk" 2> /dev/null; then
    measure "full-disk=$disk"
    umount "$disk"
  elif unshare -rm true 2> /dev/null; then
    export disk scratch bench
    # shellcheck disable=SC2016
    unshare -rm bash -c 'mount -t tmpfs -o size=80m tmpfs "$disk" && timeout -k 5 240 dotnet "$bench" fault "full-disk=$disk"' || failed=1
  else
    echo "No tmpfs can be mounted here: only SQLite's own limit on pages stands for a full disk, in the tests of this row." >&2
  fi
}

print_replaced_model() {
  if timeout -k 5 240 dotnet "$bench" reload 10 8 > "$scratch/reload" 2>&1; then kept=kept; else kept="NOT KEPT" failed=1; fi
  echo "| the model is replaced while it answers | 10 versions, some of them broken, are put beside the one that answers 8 clients | no request fails, no answer is of another version than it says | $(tr '\n' ';' < "$scratch/reload") | $kept |"
}

[ $# -gt 0 ] || set -- "${rows[@]}"
for row; do
  [[ " ${rows[*]} " = *" $row "* ]] || { echo "'$row' is no row. Known: ${rows[*]}." >&2; exit 2; }
done
ulimit -n "$(ulimit -Hn)" # ten thousand connections are as many open files
if [ "${BUILD:-1}" = 1 ]; then
  dotnet build -c "$configuration" -v q Spam.Bench > "$scratch/build" && dotnet build -c "$configuration" -v q Spam.Tests >> "$scratch/build" || { cat "$scratch/build" >&2; exit 1; }
fi

echo "cores $(nproc), load average $(cut -d' ' -f1-3 /proc/loadavg)" >&2
echo "| fault | what was done | promise | what happened | kept or not |"
echo "|---|---|---|---|---|"
for row; do
  case $row in
    full-disk) print_full_disk ;;
    replaced-model) print_replaced_model ;;
    *) if measured "$row"; then measure "$row"; fi ;;
  esac
  if [ -n "$(tests_of "$row")" ]; then print_tests "$row"; fi
done
exit "$failed"
