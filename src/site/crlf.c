/* SPDX-License-Identifier: ISC */
#include "site/crlf.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "render/fold.h"

static void
add_line(struct buf *out, struct str line)
{
	buf_add(out, line);
	if (str_eq(line, STR(".")))
		buf_char(out, ' ');
	buf_add(out, STR("\r\n"));
}

static void
add_lines(struct buf *out, struct str text, enum charset charset)
{
	struct arena scratch;

	arena_init(&scratch);
	while (text.len > 0) {
		struct str line;

		str_cut(text, '\n', &line, &text);
		if (str_ends(line, STR("\r")))
			line.len--;
		add_line(out, fold_line(&scratch, line, charset));
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
