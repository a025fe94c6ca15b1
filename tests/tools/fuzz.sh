#!/bin/sh
# Run fuzz targets for a while each.
#
#	fuzz.sh BUILD SECONDS [NAME]
#
# The corpus in the tree is only read; what is new goes to BUILD/corpus, and
# an input that breaks something to BUILD/found.
set -eu

build=$1
seconds=$2
only=${3-}
export UBSAN_OPTIONS=print_stacktrace=1

for target in "$build"/target/fuzz_${only:-*}; do
	if [ ! -x "$target" ]; then
		echo "no target called ${only:-anything}" >&2
		exit 1
	fi
	name=${target##*/fuzz_}
	mkdir -p "$build/corpus/$name" "$build/found"
	echo "$name, $seconds seconds"
	"$target" -max_total_time="$seconds" -timeout=10 -verbosity=0 \
		-print_final_stats=1 \
		-artifact_prefix="$build/found/$name-" \
		"$build/corpus/$name" "tests/fuzz/corpus/$name"
done
