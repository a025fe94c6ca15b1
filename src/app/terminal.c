/* SPDX-License-Identifier: ISC */
#include "app/terminal.h"

#include "base/log.h"
#include "base/utf8.h"

void
terminal_init(struct terminal *t, FILE *out, bool guarded)
{
	t->out = out;
	t->guarded = guarded;
	buf_fixed(&t->line, t->storage, sizeof(t->storage));
}

static void
write_raw(struct terminal *t, struct str bytes)
{
	if (bytes.len > 0)
		fwrite(bytes.at, 1, bytes.len, t->out);
}

static void
write_guarded(struct terminal *t, struct str text)
{
	struct buf shown;
	struct str piece;

	buf_init(&shown);
	while (str_cut(text, '\t', &piece, &text)) {
		log_escape(&shown, piece);
		buf_char(&shown, '\t');
	}
	log_escape(&shown, piece);
	write_raw(t, buf_str(&shown));
	buf_release(&shown);
}

/* All that is held, but for a character that is not yet all there. */
static void
make_room(struct terminal *t)
{
	struct str held = buf_str(&t->line);
	size_t whole = utf8_valid(held);
	char rest[4];
	struct buf tail;

	if (held.len - whole > sizeof(rest))
		whole = held.len;
	buf_fixed(&tail, rest, sizeof(rest));
	buf_add(&tail, str_skip(held, whole));
	write_guarded(t, str_take(held, whole));
	buf_clear(&t->line);
	buf_add(&t->line, buf_str(&tail));
}

static void
add_guarded(struct terminal *t, char c)
{
	if (c == '\n') {
		struct str line = buf_str(&t->line);

		if (str_ends(line, STR("\r")))
			line.len--;
		write_guarded(t, line);
		write_raw(t, STR("\n"));
		buf_clear(&t->line);
		return;
	}
	if (t->line.len == t->line.cap)
		make_room(t);
	buf_char(&t->line, c);
}

void
terminal_write(struct terminal *t, struct str bytes)
{
	if (!t->guarded) {
		write_raw(t, bytes);
		return;
	}
	for (size_t i = 0; i < bytes.len; i++)
		add_guarded(t, bytes.at[i]);
}

bool
terminal_failed(const struct terminal *t)
{
	return ferror(t->out) != 0;
}

bool
terminal_end(struct terminal *t)
{
	write_guarded(t, buf_str(&t->line));
	buf_clear(&t->line);
	return fflush(t->out) == 0 && !terminal_failed(t);
}
