#!/bin/sh
# Everything that can be said about the sources without running them. Prints
# one line per check, and what it found.
#
# shellcheck disable=SC2317,SC2016 # check() calls them; awk has its own $
set -eu

found=$(mktemp)
raw=$(mktemp)
trap 'rm -f "$found" "$raw"' EXIT
cores=$(nproc 2>/dev/null || echo 2)
bad=0

c_files() {
	find src tests -name '*.[ch]' | sort
}

# check NAME COMMAND...: silent, or it is a finding.
check() {
	name=$1
	shift
	if "$@" >"$found" 2>&1; then
		echo "lint: $name: fine"
	else
		echo "lint: $name:"
		sed 's/^/    /' "$found"
		bad=1
	fi
}

format() {
	c_files | xargs clang-format --style=file --dry-run -Werror
}

# Characters, not bytes, and a tab goes to the next stop of eight.
columns() {
	c_files | LC_ALL=C xargs awk '
	{
		gsub(/[\200-\277]/, "")
		width = 0
		count = split($0, piece, "\t")
		for (i = 1; i <= count; i++)
			width += length(piece[i]) + (i < count ? \
			    8 - (width + length(piece[i])) % 8 : 0)
	}
	width > 80 {
		print FILENAME ":" FNR ": " width " columns"
		bad = 1
	}
	END { exit bad }'
}

banned() {
	! c_files | xargs grep -nE \
		'(^|[^a-z_0-9])(strcpy|strcat|sprintf|vsprintf|strtok|atoi|gets)\('
}

tag() {
	! c_files | xargs grep -L -m1 '^/\* SPDX-License-Identifier: ISC \*/$' |
		grep .
}

# clang-tidy counts what it keeps to itself: no news. A process for each file:
# what its analyzer has seen of one leads it astray in the next.
tidy() {
	find src tests -name '*.c' | sort |
		xargs -P "$cores" -n 1 sh -c 'clang-tidy --quiet "$@" -- \
			-std=c17 -D_GNU_SOURCE -Isrc -Itests 2>&1' tidy \
			>"$raw" && return 0
	grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed' "$raw"
	return 1
}

cpp_check() {
	cppcheck --quiet --std=c11 -D_GNU_SOURCE -Isrc -Itests \
		--enable=warning,performance,portability \
		--inline-suppr --error-exitcode=1 \
		-j "$cores" src tests
}

scripts() {
	find tests .ci -type f \( -name '*.sh' -o -path '.ci/*' \) |
		sort | xargs shellcheck
}

manuals() {
	pages=$(find docs -name '*.[1-9]')
	# shellcheck disable=SC2086 # a list of words
	[ -z "$pages" ] || mandoc -T lint -W warning $pages
}

check "layers" sh tests/tools/layers.sh
check "layers.sh itself" sh tests/tools/layers_test.sh
check "conformance" sh tests/tools/conformance.sh
check "conformance.sh itself" sh tests/tools/conformance_test.sh
check "licence tags" tag
check "80 columns" columns
check "banned calls" banned
check "clang-format" format
check "shellcheck" scripts
check "manuals" manuals
check "cppcheck" cpp_check
check "clang-tidy" tidy
exit $bad
