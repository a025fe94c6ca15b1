/* SPDX-License-Identifier: ISC */
#include "parse/bibread.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/bibscan.h"
#include "parse/tex.h"

/* More would be a bomb: strings made of strings made of strings. */
#define EXPANDED_MAX BIBTEX_SOURCE_MAX

struct place
bibread_place(struct bibread *r, size_t at)
{
	for (; r->counted < at; r->counted++) {
		char c = r->text.at[r->counted];

		if (c == '\n') {
			r->place.line++;
			r->place.column = 1;
		} else if (((unsigned char)c & 0xc0) != 0x80) {
			r->place.column++;
		}
	}
	return r->place;
}

struct str
bibread_rest(const struct bibread *r)
{
	return str_skip(str_take(r->text, r->end), r->at);
}

char
bibread_char(const struct bibread *r)
{
	return r->at < r->end ? r->text.at[r->at] : '\0';
}

void
bibread_blanks(struct bibread *r)
{
	r->at += bibscan_blanks(bibread_rest(r));
}

struct str
bibread_shown(struct bibread *r, struct str text)
{
	text = tex_plain(r->to->arena, str_take(text, (size_t)4 * BIB_SHOWN));
	return str_take(text, utf8_fit(text, BIB_SHOWN));
}

struct str
bibread_line(struct str text)
{
	text = str_take(text, (size_t)4 * BIB_SHOWN);
	return str_take(text, str_index(text, '\n'));
}

void
bibread_warn(struct bibread *r, struct place at, const char *what,
    struct str of)
{
	struct str some = bibread_shown(r, of);

	diag_add(r->to->diags, DIAG_WARNING, at, "bib-syntax", "%s '%.*s'",
	    what, STR_ARG(some));
}

struct str
bibread_lower(struct arena *a, struct str name)
{
	char *copy = arena_array(a, name.len + 1, 1);

	for (size_t i = 0; i < name.len; i++)
		copy[i] = char_lower(name.at[i]);
	return tex_plain(a, (struct str){ copy, name.len });
}

static struct str
read_enclosed(struct bibread *r, struct str name)
{
	struct place at = bibread_place(r, r->at);
	char open = bibread_char(r);
	struct str value;
	bool closed;
	size_t len;

	r->at++;
	len = bibscan_value(bibread_rest(r), open, r->torn, &closed);
	value = str_take(bibread_rest(r), len);
	r->at += len + closed;
	if (closed)
		return value;
	bibread_warn(r, at,
	    open == '{' ? "no closing brace for the value of"
			: "no closing quote for the value of",
	    name);
	r->torn = true;
	r->told = true;
	value = str_trim(value);
	if (str_ends(value, STR(",")))
		value.len--;
	return value;
}

/* "May 2020": words that have neither braces nor quotes around them. */
static bool
read_bare(struct bibread *r, struct str name, struct str *value)
{
	struct str rest = bibread_rest(r);
	size_t word = bibscan_name(rest);
	size_t len = word;

	while (len < rest.len && strchr("\n\r,#}\"{%", rest.at[len]) == NULL)
		len++;
	*value = str_trim(str_take(rest, len));
	if (value->len == word || word == 0)
		return false;
	bibread_warn(r, bibread_place(r, r->at),
	    "neither braces nor quotes around the value of", name);
	r->at += len;
	return true;
}

/* Note, once, that what is being read needs the string. */
static void
use(struct bibread *r, struct bib_string *string)
{
	struct bib_use *u;

	if (string->source.len == 0 || string->user == r->to->user)
		return;
	string->user = r->to->user;
	u = arena_new(r->to->arena, struct bib_use);
	u->string = string;
	u->next = r->uses;
	r->uses = u;
}

static struct str
expand(struct bibread *r, struct str word, struct place at)
{
	struct bib_string *string;
	const char *why = "no @string of that name, kept as text:";

	if (char_is_digit(word.at[0]))
		return word;
	string = names_find(&r->to->strings, bibread_lower(r->to->arena, word));
	if (string != NULL &&
	    string->value.len <= EXPANDED_MAX - r->to->expanded) {
		r->to->expanded += string->value.len;
		use(r, string);
		return string->value;
	}
	if (string != NULL)
		why = "too much text by @string, its name kept as text:";
	word = bibread_shown(r, word);
	diag_add(r->to->diags, DIAG_WARNING, at, "bib-string", "%s '%.*s'",
	    why, STR_ARG(word));
	return word;
}

static struct str
read_piece(struct bibread *r, struct str name)
{
	struct place at = bibread_place(r, r->at);
	struct str value;

	if (bibread_char(r) == '{' || bibread_char(r) == '"')
		return read_enclosed(r, name);
	if (read_bare(r, name, &value))
		return value;
	value = str_take(bibread_rest(r), bibscan_name(bibread_rest(r)));
	r->at += value.len;
	if (value.len > 0)
		return expand(r, value, at);
	bibread_warn(r, at, "nothing behind the '=' of", name);
	return value;
}

/* Pieces joined by '#'. */
static struct str
read_value(struct bibread *r, struct str name)
{
	struct str value = read_piece(r, name);
	struct buf joined;

	bibread_blanks(r);
	if (bibread_char(r) != '#')
		return value;
	buf_init(&joined);
	buf_add(&joined, value);
	while (bibread_char(r) == '#') {
		r->at++;
		bibread_blanks(r);
		buf_add(&joined, read_piece(r, name));
		bibread_blanks(r);
	}
	return buf_keep(&joined, r->to->arena);
}

/* Over what is no field, to where one may begin. */
static void
skip_stray(struct bibread *r)
{
	size_t depth = 0;

	for (; r->at < r->end; r->at++) {
		char c = bibread_char(r);

		if (c == ',' && depth == 0)
			return;
		if (c == '\n' && bibscan_is_field(str_skip(bibread_rest(r), 1)))
			return;
		depth += c == '{';
		depth -= c == '}' && depth > 0;
	}
}

static void
warn_stray(struct bibread *r, struct place at)
{
	size_t start = r->at;

	skip_stray(r);
	bibread_warn(r, at, "left out, since it is no field:",
	    bibread_line(str_skip(str_take(r->text, r->at), start)));
}

/* Blanks, commas and comments; in a torn entry its own last brace as well. */
static void
skip_between(struct bibread *r)
{
	for (;;) {
		char c;

		bibread_blanks(r);
		c = bibread_char(r);
		if (c == ',' || (r->torn && c == '}'))
			r->at++;
		else if (c == '%')
			r->at += str_index(bibread_rest(r), '\n');
		else
			return;
	}
}

/* A field's name with the '=' behind it; empty if there is none. */
static struct str
read_name(struct bibread *r)
{
	struct str rest = bibread_rest(r);
	size_t len = bibscan_name(rest);
	size_t gap = bibscan_blanks(str_skip(rest, len));
	struct str behind = str_skip(rest, len + gap);

	if (len == 0 || !str_starts(behind, STR("=")))
		return (struct str){ NULL, 0 };
	r->at += len + gap + 1;
	bibread_blanks(r);
	return str_take(rest, len);
}

/* After a value there is a comma, or nothing. */
static void
check_comma(struct bibread *r, struct str name)
{
	bibread_blanks(r);
	if (!r->torn && r->at < r->end && bibread_char(r) != ',' &&
	    bibscan_is_field(bibread_rest(r)))
		bibread_warn(r, bibread_place(r, r->at),
		    "no comma behind the value of", name);
}

bool
bibread_field(struct bibread *r, struct bib_field *field)
{
	struct str name;

	*field = (struct bib_field){ 0 };
	for (;;) {
		skip_between(r);
		if (r->at >= r->end)
			return false;
		field->at = bibread_place(r, r->at);
		name = read_name(r);
		if (name.len > 0)
			break;
		warn_stray(r, field->at);
	}
	field->name = bibread_lower(r->to->arena, name);
	field->value = read_value(r, name);
	check_comma(r, name);
	return true;
}
