#!/bin/sh
# Check who includes whom.
#
#	layers.sh [SRC]
#
# SRC/LAYERS says which folder may include which; a folder may always include
# itself. The table below keeps each library behind the files that face it.
set -eu
cd "${1:-src}"

faces='
^magic[.]h$              ^site/media[.]
^sqlite3[.]h$            ^site/(index_rows|search|tokens)[.]
^openssl/                ^net/(tls[a-z_]*|sign[a-z_]*|client)[.]|^app/cert[a-z_]*[.]
^event2/                 ^net/loop[.]
^uni(str|case|ctype|norm|width|lbrk|wbrk|gbrk|conv|name|types)[.]h$ ^base/(utf8|wrap)[.]
^idn2[.]h$               ^proto/uri[.]
^ini[.]h$                ^app/config[.]
^cmark[.]h$              ^parse/markdown[.]
^seccomp[.]h$            ^app/sandbox_filter[.]
'

grep -n '^#include' ./*/*.[ch] | sed 's,^\./,,' |
	awk -F '[:"<>]' -v faces="$faces" '
BEGIN {
	while ((getline line <"LAYERS") > 0) {
		count = split(line, word, " ")
		if (line ~ /^#/)
			count = 0
		for (i = 1; i <= count; i++)
			allowed[word[1], word[i]] = 1
	}
	rules = split(faces, rule, "\n")
}
function refuse(why) {
	print "src/" $1 ":" $2 ": " $4 ": " why
	bad = 1
}
/#include "/ {
	split($1, from, "/")
	split($4, to, "/")
	if (!((from[1], to[1]) in allowed))
		refuse("not below " from[1])
}
/#include </ {
	for (i = 1; i <= rules; i++)
		if (split(rule[i], part, " ") == 2 && $4 ~ part[1] &&
		    $1 !~ part[2])
			refuse("only in " part[2])
}
END { exit bad }'
