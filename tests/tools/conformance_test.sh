#!/bin/sh
# conformance.sh must catch what it is there for: each row is a line of the list
# (in place of \n, an end of line), or behind ">" a promise of security.md, and
# whether that is allowed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
bad=0

mkdir -p "$top/src/base" "$top/docs" "$top/tests/unit" "$top/tests/e2e"
echo '/* G-01, and no more. */' >"$top/src/base/a.c"
printf '#include "unit/b.h"\nint\ncounts_G03(void)\n' \
	>"$top/tests/unit/test_a.c"
echo '/* as_G04, as_G055 */' >"$top/tests/unit/b.h"
printf '%s\n' '/* Rule 1; rules 8, 9 and 11 */' 'int' 'g02_g05_both(void)' \
	'int' 'o01_rule7_too(void)' >"$top/tests/e2e/test_b.c"

while read -r wanted line; do
	promise=
	case $line in
	'>'*)
		promise=${line#>}
		line=
		;;
	esac
	echo "$promise" >"$top/docs/security.md"
	{
		echo '| G-01 | It is. | by eye |'
		for rule in 1 8 9 11; do
			echo "| rule $rule | It is. | e2e/test_b.c |"
		done
		printf '%b\n' "$line"
	} >"$top/docs/conformance.md"
	got=allowed
	sh "$here/conformance.sh" "$top" >/dev/null || got=refused
	if [ "$got" != "$wanted" ]; then
		echo "conformance.sh: $line$promise: $got"
		bad=1
	fi
done <<'ROWS'
allowed | G-02 | It is. | e2e/test_b.c |
refused | G-02 | It is. | test_a.c |
refused | G-02 | It is. | test_b.c |
refused | G-02 | It is. | test_gone.c |
allowed | G-02 | It is. | test_a.c: `counts_G03` |
refused | G-02 | It is. | e2e/test_b.c: `counts_G03` |
refused | G-02 | It is. | `counts_G03` |
refused | G-02 | It is. | e2e/test_b.c: `g02_g05` |
allowed | G-03 | It is. | test_a.c |
allowed | G-04 | It is. | test_a.c |
allowed | G-05 | It is. | e2e/test_b.c |
refused | G-05 | It is. | test_a.c |
refused | G-01 | It is, again. | by eye |
refused | G-02 | It is. | see G-03 |
allowed | rule | It is. | test_a.c |
refused | rule | It is. | test_c.c |
allowed Items: G-01.
refused Items: G-01 to G-02.
allowed Items: G-01 to G-02.\n| G-02 | It is. | by eye |
refused Items: G-01, G-03 to G-04.\n| G-04 | It is. | by eye |
refused See X-17.
allowed | rule 7 | It is. | e2e/test_b.c |
allowed | rule 7 | It is. | e2e/test_b.c: `o01_rule7_too` |
refused | rule 7 | It is. | test_a.c |
refused | rule 70 | It is. | e2e/test_b.c |
refused | rule 10 | It is. | e2e/test_b.c |
refused | rule 9 | It is, again. | e2e/test_b.c |
allowed Items: rule 8 to rule 9, rule 11.
refused Items: rule 8 to rule 11.
allowed See rules 1, 8 and 11.
refused See rule 7.
refused See rules 1, 7 and 11.
allowed >| open a file | test_a.c: `counts_G03` |
refused >| open a file | test_a.c: `counts_G04` |
refused >| open a file | test_c.c |
refused >| open a file | by eye |
allowed >| cannot | shown by |
allowed >| Landlock | Linux | files |
ROWS
exit $bad
