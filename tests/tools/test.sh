#!/bin/sh
# Run every test program of a build folder and say how it went.
#
#	VITAE=BUILD/vitae [FUZZ=BUILD] [SECS=N] test.sh BUILD
#
# FUZZ is where the fuzz targets are: the parsers' own search for new inputs
# for so many seconds.
#
# Each program speaks TAP. What it planned and did not report as passed or
# skipped has failed, so a crash counts for all tests behind it; one that plans
# nothing, or ends badly after good news only (a leak), counts as one failure.
set -eu

build=$1
limit=300
logs=$build/log
passed=0
failed=0
mkdir -p "$logs"

# tally STATUS: TAP on standard input to "passed failed skipped".
tally() {
	awk -v status="$1" '
	/^1\.\.[0-9]+$/ { planned += substr($1, 4) }
	/# SKIP/ { skipped++; next }
	/^ok [0-9]/ { passed++ }
	END {
		failed = planned - passed - skipped
		if (failed < 0 || failed == 0 && (!planned || status))
			failed = 1
		print passed + 0, failed, skipped + 0
	}'
}

# check NAME COMMAND...: run one program and add up.
check() {
	name=$1
	shift
	log=$logs/$(echo "$name" | tr / -).log
	status=0
	CMOCKA_MESSAGE_OUTPUT=TAP timeout -k 5 "$limit" "$@" \
		>"$log" 2>&1 </dev/null || status=$?
	# shellcheck disable=SC2046 # three words
	set -- $(tally "$status" <"$log")
	passed=$((passed + $1))
	failed=$((failed + $2))
	printf '%-24s %4d passed' "$name" "$1"
	[ "$3" -eq 0 ] || printf ', %d skipped' "$3"
	if [ "$2" -eq 0 ]; then
		echo
	else
		printf ', %d failed, exit status %d:\n' "$2" "$status"
		grep -v '^ok ' "$log" | sed 's/^/    /'
	fi
}

# Names of the programs that have a source, so that a stale one is not run.
programs() {
	for source in $1; do
		[ ! -e "$source" ] || basename "$source" .c
	done
}

# Not the search for uses of a stack after its return: OpenSSL runs a handshake
# that waits for its signature on a stack of its own, which looks like one.
export ASAN_OPTIONS=detect_stack_use_after_return=0
export UBSAN_OPTIONS=print_stacktrace=1

for name in $(programs 'tests/unit/test_*.c'); do
	check "unit/$name" "$build/unit/$name"
done
for name in $(programs 'tests/golden/golden.c'); do
	check "golden" "$build/golden/$name" tests/golden
done
for name in $(programs 'tests/fuzz/fuzz_*.c'); do
	check "fuzz/$name" "$build/fuzz/$name" \
		"tests/fuzz/corpus/${name#fuzz_}"
done
if [ -n "${FUZZ-}" ]; then
	check "fuzz/search" sh tests/tools/search.sh "$FUZZ" "${SECS:-60}" \
		profile bibtex
fi
for name in $(programs 'tests/e2e/test_*.c'); do
	check "e2e/$name" "$build/e2e/$name"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
