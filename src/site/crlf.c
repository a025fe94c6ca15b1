/* SPDX-License-Identifier: ISC */
#include "site/crlf.h"

#include "base/utf8.h"
#include "render/columns.h"

static void
put(struct crlf *c, struct buf *out, struct str part)
{
	if (part.len == 0)
		return;
	if (c->len == 0)
		c->dot = part.at[0] == '.';
	c->len += part.len;
	buf_add(out, part);
}

static void
put_line_end(struct crlf *c, struct buf *out)
{
	if (c->dot && c->len == 1)
		buf_char(out, ' ');
	buf_add(out, STR("\r\n"));
	*c = (struct crlf){ 0 };
}

void
crlf_add(struct crlf *c, struct buf *out, struct str piece)
{
	while (piece.len > 0) {
		struct str line;
		bool ended = str_cut(piece, '\n', &line, &piece);

		if (line.len > 0) {
			if (c->cr)
				put(c, out, STR("\r"));
			c->cr = str_ends(line, STR("\r"));
			line.len -= c->cr;
			put(c, out, line);
		}
		if (ended)
			put_line_end(c, out);
	}
}

void
crlf_end(struct crlf *c, struct buf *out)
{
	if (c->len > 0 || c->cr)
		put_line_end(c, out);
}

static void
add_lines(struct buf *out, struct str text, enum charset charset)
{
	struct crlf c = { 0 };
	struct arena scratch;

	arena_init(&scratch);
	while (text.len > 0) {
		struct str line;

		str_cut(text, '\n', &line, &text);
		if (str_ends(line, STR("\r")))
			line.len--;
		crlf_add(&c, out, columns_fold(&scratch, line, charset));
		crlf_add(&c, out, STR("\r\n"));
	}
	arena_release(&scratch);
}

struct str
crlf_text(struct arena *a, struct str text, enum charset charset)
{
	struct buf out;

	if (str_index(text, '\0') < text.len)
		return text;
	/* What is in no charset we know is what the author wants it to be. */
	if (utf8_valid(text) < text.len)
		charset = CHARSET_UTF8;
	buf_init(&out);
	add_lines(&out, text, charset);
	charset_encode(&out, 0, charset);
	if (!str_eq(buf_str(&out), text))
		text = arena_str(a, buf_str(&out));
	buf_release(&out);
	return text;
}
