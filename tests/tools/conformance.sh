#!/bin/sh
# Check what docs/conformance.md and docs/security.md say against what there is.
#
#	conformance.sh [ROOT]
#
# Every item has a row, one, and so has every item that is cited anywhere. The
# tests that a row names exist, and are about its item: they cite it, or hold
# one of the functions that the row names. The rules for Gopher clients are
# items as well: "rule 24", or "rules 9, 10 and 24". Of security.md every
# promise, a row of two columns, names a test that tries it.
set -eu
cd "${1:-.}"

cited() {
	grep -rnowE '[DGMORSTUX]-[0-9]{2,3}' src tests --include='*.[ch]'
	grep -rnowiE 'rules? [0-9]+(,? (and )?[0-9]+)*' src tests \
		--include='*.[ch]'
}

pages=docs/conformance.md
[ ! -e docs/security.md ] || pages="$pages docs/security.md"

# shellcheck disable=SC2086 # a list of words
cited | sort -t : -k 3 -u | awk '
function complain(why) {
	print FILENAME ":" FNR ": " why
	bad = 1
}

# Where a file of the third column is.
function find(name, at, line) {
	for (at = 1; at <= 3; at++)
		if ((getline line <(place[at] name)) >= 0) {
			close(place[at] name)
			return place[at] name
		}
	return ""
}

# All of a file, with what it includes of the unit tests.
function read(path, line, all, part) {
	if (path in text)
		return text[path]
	while ((getline line <path) > 0) {
		all = all line "\n"
		if (split(line, part, "\"") == 3 && line ~ /^#include "unit/)
			all = all read("tests/" part[2])
	}
	close(path)
	return text[path] = all
}

function is_rule_cited(number, all) {
	return all ~ ("[Rr]ule " number "([^0-9]|$)") ||
	    all ~ ("[Rr]ules ([0-9]+,? (and )?)*" number "([^0-9]|$)") ||
	    all ~ ("[^a-z0-9]([a-z]+[0-9]+_)*rule_?" number "_")
}

function is_cited(id, all, tight) {
	if (id ~ /^rule /)
		return is_rule_cited(substr(id, 6), all)
	tight = id
	sub(/-/, "", tight)
	return all ~ (id "([^0-9]|$)") || all ~ ("_" tight "([^0-9]|$)") ||
	    all ~ ("[^a-z0-9]([a-z][0-9]+_)*" tolower(tight) "_")
}

# That an item, or each of "rules 9, 10 and 24", is cited there.
function note(what, there, count, number, i) {
	if (what !~ /^[Rr]ule/) {
		if (!(what in where))
			where[what] = there
		return
	}
	count = split(what, number, /[^0-9]+/)
	for (i = 2; i <= count; i++)
		if (!("rule " number[i] in where))
			where["rule " number[i]] = there
}

# Of "O-01 to O-28" or "rule 1 to rule 34".
function want(range, ends, end, first, last, n) {
	ends = split(range, end, " to ")
	split(end[1], first, /[- ]/)
	split(end[ends], last, /[- ]/)
	for (n = first[2] + 0; ends && n <= last[2] + 0; n++)
		if (first[1] == "rule")
			wanted["rule " n] = 1
		else
			wanted[sprintf("%s-%02d", first[1], n)] = 1
}

function is_function(name, all) {
	return index("\n" all, "\n" name "(") > 0
}

# The files and functions that a row says show it.
function check_shown(id, by, all, name, path, files, path_of, i, ok) {
	while (match(by, /[a-z0-9_\/]+\.[ch]/)) {
		name = substr(by, RSTART, RLENGTH)
		by = substr(by, 1, RSTART - 1) substr(by, RSTART + RLENGTH)
		path = find(name)
		if (path == "")
			complain("no file " name)
		else
			path_of[++files] = path
	}
	for (i = 1; i <= files; i++)
		shows[i] = id == "" || is_cited(id, read(path_of[i]))
	while (match(by, /`[A-Za-z0-9_]+`/)) {
		name = substr(by, RSTART + 1, RLENGTH - 2)
		by = substr(by, RSTART + RLENGTH)
		ok = 0
		for (i = 1; i <= files; i++)
			if (is_function(name, read(path_of[i])))
				ok = shows[i] = 1
		if (!ok)
			complain("no function " name " in a file of the row")
	}
	for (i = 1; i <= files; i++)
		if (!shows[i])
			complain(path_of[i] " does not cite " id)
	return files
}

BEGIN {
	place[1] = "tests/unit/"
	place[2] = "tests/"
	place[3] = ""
}

# What is cited: path, line and item.
FILENAME == "-" {
	split($0, part, ":")
	note(part[3], part[1] ":" part[2])
	next
}

/^Items: / {
	count = split(substr($0, 8), range, /[,.] */)
	for (i = 1; i <= count; i++)
		want(range[i])
}

/^\|/ {
	columns = split($0, column, / *\| */)
	id = column[2]
	if (id !~ /^([A-Z]-|rule )[0-9]+$/)
		id = ""
	else if (id in row)
		complain("a second row for " id)
	else
		row[id] = 1
	if (columns == 5)
		check_shown(id, column[4])
	if (FILENAME ~ /security/ && columns == 4 &&
	    column[3] !~ /^(-+|shown by)$/ && !check_shown("", column[3]))
		complain("no test is named")
}

{
	rest = $0
	cite = "[DGMORSTUX]-[0-9][0-9]+|[Rr]ules? [0-9]+(,? (and )?[0-9]+)*"
	while (match(rest, cite)) {
		note(substr(rest, RSTART, RLENGTH), FILENAME ":" FNR)
		rest = substr(rest, RSTART + RLENGTH)
	}
}

END {
	for (id in wanted)
		if (!(id in row))
			complain("no row for " id)
	for (id in where)
		if (!(id in row)) {
			print where[id] ": " id ": no such row"
			bad = 1
		}
	exit bad
}' - $pages
