/* SPDX-License-Identifier: ISC */
#include "site/crlf.h"

#include "base/buf.h"

static void
add_line(struct buf *out, struct str line)
{
	buf_add(out, line);
	if (str_eq(line, STR(".")))
		buf_char(out, ' ');
	buf_add(out, STR("\r\n"));
}

struct str
crlf_text(struct arena *a, struct str text)
{
	struct str rest = text;
	struct buf out;

	if (str_index(text, '\0') < text.len)
		return text;
	buf_init(&out);
	while (rest.len > 0) {
		struct str line;

		str_cut(rest, '\n', &line, &rest);
		if (str_ends(line, STR("\r")))
			line.len--;
		add_line(&out, line);
	}
	if (!str_eq(buf_str(&out), text))
		text = arena_str(a, buf_str(&out));
	buf_release(&out);
	return text;
}
