/* SPDX-License-Identifier: ISC */
#include "site/proof.h"

#include "base/utf8.h"
#include "site/native_kind.h"

/* All in front of the byte at offset is UTF-8. */
static struct place
place_of(const struct file *f, size_t offset)
{
	struct place at = { .file = f->path, .line = 1, .column = 1 };
	struct str rest = str_take(f->bytes, offset);
	struct str line;
	uint32_t point;
	size_t len;

	while (str_cut(rest, '\n', &line, &rest))
		at.line++;
	while ((len = utf8_next(line, &point)) > 0) {
		at.column++;
		line = str_skip(line, len);
	}
	return at;
}

static void
proof_start(const struct file *f, struct diags *d)
{
	if (str_starts(f->bytes, UTF8_BOM))
		diag_add(d, DIAG_WARNING, place_of(f, 0), "bom",
		    "begins with a byte order mark; save it without one");
}

static size_t
next_of(struct str text, char c, size_t from)
{
	return from + str_index(str_skip(text, from), c);
}

/* Where a CR stands with no LF behind it, or text.len. */
static size_t
find_lone_cr(struct str text)
{
	size_t at = next_of(text, '\r', 0);

	while (at < text.len && str_starts(str_skip(text, at), STR("\r\n")))
		at = next_of(text, '\r', at + 2);
	return at;
}

static bool
is_crlf(struct str text, size_t lf)
{
	return lf > 0 && text.at[lf - 1] == '\r';
}

/* Where an LF ends a line in another way than the first one does. */
static size_t
find_other_end(struct str text)
{
	size_t first = next_of(text, '\n', 0);
	size_t at = first;

	while (at < text.len && is_crlf(text, at) == is_crlf(text, first))
		at = next_of(text, '\n', at + 1);
	return at;
}

/* Of a large one the lines that are there in full. */
static struct str
lines_of(const struct file *f)
{
	size_t len = f->bytes.len;

	while (f->large && len > 0 && f->bytes.at[len - 1] != '\n')
		len--;
	return str_take(f->bytes, len);
}

static void
proof_lines(const struct file *f, struct diags *d)
{
	struct str lines = lines_of(f);
	size_t lone = find_lone_cr(lines);
	size_t other = find_other_end(lines);

	if (lone < lines.len)
		diag_add(d, DIAG_WARNING, place_of(f, lone), "line-ends",
		    "a CR without LF; save it with LF or CRLF throughout");
	else if (other < lines.len)
		diag_add(d, DIAG_WARNING, place_of(f, other), "line-ends",
		    "LF and CRLF; save it with one of them throughout");
}

/* It may be behind what is kept of a large one: then somewhere in the file. */
static struct place
place_within(const struct file *f, size_t offset)
{
	offset = utf8_valid(str_take(f->bytes, offset));
	if (f->large && f->bytes.len - offset < UTF8_CHAR_MAX)
		return (struct place){ .file = f->path };
	return place_of(f, offset);
}

void
proof_file(const struct file *f, struct diags *d)
{
	/* Of a map only what is made of it is served (O-27). */
	if (!media_is_text(f->media.type) || native_kind(f) <= NATIVE_GPH)
		return;
	switch (f->kind) {
	case SCAN_ASCII:
	case SCAN_UTF8:
		proof_start(f, d);
		proof_lines(f, d);
		break;
	case SCAN_OTHER:
		diag_add(d, DIAG_HINT, place_within(f, f->bytes.len),
		    "charset",
		    "not UTF-8, so no charset is stated; convert it");
		break;
	case SCAN_BINARY:
		diag_add(d, DIAG_HINT,
		    place_within(f, str_index(f->bytes, '\0')), "charset",
		    "a NUL, so it is no text; no charset is stated");
		break;
	}
}
