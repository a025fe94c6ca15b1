#!/bin/sh
# layers.sh must catch what it is there for: each row is a file, a line in it,
# and whether that is allowed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
bad=0

while read -r file wanted line; do
	rm -rf "$top/src"
	mkdir -p "$top/src/${file%/*}" "$top/src/base"
	cp src/LAYERS "$top/src"
	echo '#include "base/str.h"' >"$top/src/base/str.c"
	echo "$line" >"$top/src/$file"
	got=allowed
	sh "$here/layers.sh" "$top/src" >/dev/null || got=refused
	if [ "$got" != "$wanted" ]; then
		echo "layers.sh: $file with $line: $got"
		bad=1
	fi
done <<'ROWS'
base/a.c refused #include "proto/uri.h"
base/a.c allowed #include "base/buf.h"
base/a.c allowed #include <unistd.h>
base/a.c refused #include <unistr.h>
base/utf8.c allowed #include <unistr.h>
net/conn.c allowed #include "front/front.h"
net/conn.c refused #include "parse/lines.h"
net/conn.c refused #include <openssl/ssl.h>
net/loop.c allowed #include <event2/event.h>
net/client.c allowed #include <openssl/ssl.h>
front/gemini.h refused #include "net/conn.h"
site/media.c allowed #include <magic.h>
site/load.c refused #include <magic.h>
app/main.c refused #include <idn2.h>
app/sandbox_calls.c refused #include <seccomp.h>
newfolder/a.c refused #include "base/str.h"
ROWS
exit $bad
