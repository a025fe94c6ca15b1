#!/bin/sh
# Let fuzz targets look for new inputs, all at once; a test for each, in TAP.
#
#	search.sh BUILD SECONDS NAME...
set -eu

build=$1
seconds=$2
shift 2
logs=$build/log
mkdir -p "$logs"

echo "1..$#"
pids=
for name; do
	sh tests/tools/fuzz.sh "$build" "$seconds" "$name" \
		>"$logs/search-$name.log" 2>&1 &
	pids="$pids $!"
done

number=0
for pid in $pids; do
	number=$((number + 1))
	if wait "$pid"; then
		echo "ok $number - $1: nothing found in $seconds seconds"
	else
		echo "not ok $number - $1"
		sed 's/^/# /' "$logs/search-$1.log"
	fi
	shift
done
