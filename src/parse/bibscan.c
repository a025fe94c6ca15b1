/* SPDX-License-Identifier: ISC */
#include "parse/bibscan.h"

#include <string.h>

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

size_t
bibscan_blanks(struct str s)
{
	size_t len = 0;

	while (len < s.len && is_one_of(s.at[len], " \t\r\n\f\v"))
		len++;
	return len;
}

/* Only what stands on the same line. */
static size_t
line_blanks(struct str s)
{
	size_t len = 0;

	while (len < s.len && is_one_of(s.at[len], " \t"))
		len++;
	return len;
}

static size_t
type_length(struct str s)
{
	size_t len = 0;

	while (len < s.len && (char_is_letter(s.at[len]) ||
				  char_is_digit(s.at[len]) ||
				  is_one_of(s.at[len], "-_")))
		len++;
	return len;
}

size_t
bibscan_name(struct str s)
{
	size_t len = 0;

	while (len < s.len && (unsigned char)s.at[len] > ' ' &&
	       !is_one_of(s.at[len], "\"#%'(),={}@\\~\x7f"))
		len++;
	return len;
}

bool
bibscan_head(struct str s, struct bib_head *head)
{
	struct str rest = str_skip(s, 1);
	size_t name;

	if (s.len == 0 || s.at[0] != '@')
		return false;
	rest = str_skip(rest, line_blanks(rest));
	name = type_length(rest);
	head->type = str_take(rest, name);
	rest = str_skip(rest, name);
	rest = str_skip(rest, bibscan_blanks(rest));
	if (name == 0 || !char_is_letter(head->type.at[0]) || rest.len == 0 ||
	    !is_one_of(rest.at[0], "{("))
		return false;
	head->open = rest.at[0];
	head->len = (size_t)(rest.at - s.at) + 1;
	return true;
}

bool
bibscan_is_field(struct str s)
{
	size_t name;

	s = str_skip(s, line_blanks(s));
	name = bibscan_name(s);
	if (name == 0 || !char_is_letter(s.at[0]))
		return false;
	s = str_skip(s, name);
	s = str_skip(s, line_blanks(s));
	if (s.len == 0 || s.at[0] != '=')
		return false;
	s = str_skip(s, 1);
	s = str_skip(s, line_blanks(s));
	return s.len > 0 && (is_one_of(s.at[0], "{\"") ||
				char_is_digit(s.at[0]) ||
				char_is_letter(s.at[0]));
}

/* Whether a line begins as an entry does, with a key or a string's name. */
static bool
is_head_line(struct str s)
{
	struct bib_head head;

	s = str_skip(s, line_blanks(s));
	if (!bibscan_head(s, &head))
		return false;
	s = str_skip(s, head.len);
	s = str_skip(s, line_blanks(s));
	s = str_skip(s, bibscan_name(s));
	s = str_skip(s, line_blanks(s));
	return s.len > 0 && is_one_of(s.at[0], ",=");
}

/* A brace too many: behind it the entry goes on. */
static bool
goes_on(struct str s)
{
	s = str_skip(s, bibscan_blanks(s));
	if (s.len > 0 && s.at[0] == ',')
		s = str_skip(s, 1);
	s = str_skip(s, bibscan_blanks(s));
	return bibscan_is_field(s);
}

struct body {
	char close;
	size_t depth;
	bool quoted; /* only known for round brackets, and needed there */
};

/* Whether the body ends at s. */
static bool
ends_body(struct body *b, struct str s)
{
	char c = s.at[0];

	if (c == '{') {
		b->depth++;
	} else if (c == '}' && b->depth > 0) {
		b->depth--;
	} else if (c == '"' && b->depth == 0 && b->close == ')') {
		b->quoted = !b->quoted;
	} else if (c == b->close && b->depth == 0 && !b->quoted) {
		return !goes_on(str_skip(s, 1));
	}
	return false;
}

size_t
bibscan_body(struct str s, char open, bool *closed)
{
	struct body b = { .close = open == '{' ? '}' : ')' };

	*closed = false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\n' && is_head_line(str_skip(s, i + 1)))
			return i;
		if (ends_body(&b, str_skip(s, i))) {
			*closed = true;
			return i;
		}
	}
	return s.len;
}

/*
 * Where the sign stands that closes the one in front of s, or where a line
 * ends that a field follows, if torn; else s.len.
 */
static size_t
find_close(struct str s, char close, bool torn, bool *closed)
{
	size_t depth = 0;
	size_t i = 0;

	*closed = false;
	for (; i < s.len && !*closed; i++) {
		char c = s.at[i];

		if (torn && c == '\n' && bibscan_is_field(str_skip(s, i + 1)))
			return i;
		*closed = c == close && depth == 0;
		depth += c == '{';
		depth -= c == '}' && depth > 0;
	}
	return i - *closed;
}

size_t
bibscan_group(struct str s, bool *closed)
{
	return find_close(s, '}', false, closed);
}

/* Where the line ends behind which a field begins, or s.len. */
static size_t
line_end(struct str s)
{
	size_t i = str_index(s, '\n');

	while (i < s.len && !bibscan_is_field(str_skip(s, i + 1)))
		i += 1 + str_index(str_skip(s, i + 1), '\n');
	return i;
}

/* Whether what follows a quote can follow a value. */
static bool
is_value_end(struct str s)
{
	s = str_skip(s, bibscan_blanks(s));
	return s.len == 0 || is_one_of(s.at[0], ",#%") || bibscan_is_field(s);
}

size_t
bibscan_value(struct str s, char open, bool torn, bool *closed)
{
	char close = open == '{' ? '}' : '"';
	size_t end = find_close(s, close, torn, closed);

	if (*closed && open == '"')
		*closed = is_value_end(str_skip(s, end + 1));
	if (*closed)
		return end;
	return torn ? end : line_end(s);
}
