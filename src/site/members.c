/* SPDX-License-Identifier: ISC */
#include "site/members.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/date.h"

#define CODE "bad-member"
#define LINE_MIN (2 + (size_t)2 * MEMBERS_DIGEST) /* "a 3fa2...09" */

/* One word of a line, and where it stands. */
struct word {
	struct str text;
	struct place at;
};

/* A member, and its line: of two with one digest the first holds. */
struct listed {
	struct member member;
	struct place at;
};

struct reader {
	struct arena *arena;
	struct diags *diags;
	struct place at; /* the line, or what is left of it */
	struct str rest;
	struct listed *listed;
	size_t count;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
skip_blanks(struct reader *r)
{
	while (r->rest.len > 0 && is_blank(r->rest.at[0])) {
		r->rest = str_skip(r->rest, 1);
		r->at.column++;
	}
}

/* The next word; empty at the end of the line. Columns count characters. */
static struct word
next_word(struct reader *r)
{
	struct word word = { .text = r->rest };
	size_t len = 0;

	skip_blanks(r);
	word.text = r->rest;
	word.at = r->at;
	while (len < r->rest.len && !is_blank(r->rest.at[len])) {
		unsigned char c = (unsigned char)r->rest.at[len++];

		r->at.column += (c & 0xc0) != 0x80;
	}
	word.text = str_take(r->rest, len);
	r->rest = str_skip(r->rest, len);
	return word;
}

static int
hex_of(char c)
{
	c = char_lower(c);
	if (char_is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Pairs of digits, with a colon between every two of them or none at all. */
static bool
read_digest(struct str text, unsigned char digest[MEMBERS_DIGEST])
{
	const struct str prefix = STR("SHA256:");
	size_t step;

	if (str_eq_nocase(str_take(text, prefix.len), prefix))
		text = str_skip(text, prefix.len);
	step = text.len == (size_t)3 * MEMBERS_DIGEST - 1 ? 3 : 2;
	if (step == 2 && text.len != (size_t)2 * MEMBERS_DIGEST)
		return false;
	for (size_t i = 0; i < MEMBERS_DIGEST; i++) {
		const char *at = text.at + i * step;
		int high = hex_of(at[0]);
		int low = hex_of(at[1]);

		if (high < 0 || low < 0 ||
		    (step == 3 && i > 0 && at[-1] != ':'))
			return false;
		digest[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool
read_until(struct str text, struct date *until)
{
	return date_read(text, until) && date_is_day(until) && !until->timed &&
	       date_exists(until);
}

static bool
refuse(struct reader *r, const struct word *word, const char *why)
{
	diag_add(r->diags, DIAG_ERROR, word->at, CODE, "%s", why);
	return false;
}

static bool
read_member(struct reader *r, struct member *m)
{
	struct word name = next_word(r);
	struct word digest = next_word(r);
	struct word until = next_word(r);
	struct word more = next_word(r);

	if (!members_is_name(name.text))
		return refuse(r, &name, "this name is not plain text, or long");
	if (digest.text.len == 0)
		return refuse(r, &digest, "no fingerprint behind the name");
	if (!read_digest(digest.text, m->digest))
		return refuse(r, &digest,
		    "this is no SHA-256 fingerprint: 64 hexadecimal digits");
	if (until.text.len > 0 && !read_until(until.text, &m->until))
		return refuse(r, &until, "this is no day such as 2027-06-30");
	if (more.text.len > 0)
		return refuse(r, &more,
		    "nothing is expected behind the last day");
	m->name = arena_str(r->arena, name.text);
	return true;
}

static void
read_line(struct reader *r)
{
	struct listed *next = &r->listed[r->count];

	skip_blanks(r);
	if (r->rest.len == 0 || r->rest.at[0] == '#')
		return;
	*next = (struct listed){ .at = r->at };
	r->count += read_member(r, &next->member);
}

static int
by_digest(const void *left, const void *right)
{
	const struct listed *a = left;
	const struct listed *b = right;
	int order = memcmp(a->member.digest, b->member.digest, MEMBERS_DIGEST);

	if (order != 0)
		return order;
	return a->at.line < b->at.line ? -1 : 1;
}

static bool
same_digest(const struct listed *a, const struct listed *b)
{
	return memcmp(a->member.digest, b->member.digest, MEMBERS_DIGEST) == 0;
}

static struct members
sorted(struct reader *r)
{
	struct member *kept =
	    arena_array(r->arena, r->count + 1, sizeof(*kept));
	const struct listed *first = r->listed;
	size_t count = 0;

	if (r->count > 0)
		qsort(r->listed, r->count, sizeof(*r->listed), by_digest);
	for (size_t i = 0; i < r->count; i++) {
		const struct listed *l = &r->listed[i];

		if (i == 0 || !same_digest(first, l)) {
			first = l;
			kept[count++] = l->member;
			continue;
		}
		diag_add(r->diags, DIAG_WARNING, l->at, "same-member",
		    "the fingerprint of line %zu once more; that line holds",
		    first->at.line);
	}
	return (struct members){ kept, count };
}

static void
read_lines(struct reader *r, struct str text)
{
	while (text.len > 0) {
		str_cut(text, '\n', &r->rest, &text);
		if (str_ends(r->rest, STR("\r")))
			r->rest.len--;
		r->at.line++;
		r->at.column = 1;
		read_line(r);
	}
}

struct members
members_parse(struct arena *a, struct str text, struct str file,
    struct diags *d)
{
	struct reader r = { .arena = a, .diags = d, .at.file = file };

	if (text.len > MEMBERS_FILE_MAX) {
		diag_add(d, DIAG_ERROR, r.at, "too-large",
		    "this list has more than %zu MiB",
		    MEMBERS_FILE_MAX >> 20);
		return (struct members){ 0 };
	}
	if (str_starts(text, UTF8_BOM))
		text = str_skip(text, UTF8_BOM.len);
	r.listed = arena_array(a, text.len / LINE_MIN + 1, sizeof(*r.listed));
	read_lines(&r, text);
	return sorted(&r);
}

bool
members_is_name(struct str text)
{
	uint32_t point;
	size_t len;

	if (text.len == 0 || text.len > MEMBERS_NAME_MAX || text.at[0] == '#')
		return false;
	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_control(point) || utf8_is_bidi(point) ||
		    utf8_is_blank(point))
			return false;
		text = str_skip(text, len);
	}
	return text.len == 0;
}

const struct member *
members_find(const struct members *members,
    const unsigned char digest[MEMBERS_DIGEST])
{
	size_t low = 0;
	size_t high = members->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct member *m = &members->at[middle];
		int order = memcmp(m->digest, digest, MEMBERS_DIGEST);

		if (order == 0)
			return m;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
