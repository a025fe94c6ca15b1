/* SPDX-License-Identifier: ISC */
#ifndef BASE_STR_H
#define BASE_STR_H

/*
 * str -- a borrowed, length-counted view of bytes.
 *
 * A view owns nothing and need not end in NUL. It is valid as long as whatever
 * it was taken from. All functions are total: any view, also an empty one with
 * a NULL pointer, is a legal argument. Lengths are bytes. "Letter case" here
 * is ASCII; base/utf8.h knows the rest.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *at;
	size_t len;
};

/* A literal as a view: in expressions, and in static initialisers. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_INIT(literal)                       \
	{                                       \
		"" literal, sizeof(literal) - 1 \
	}

/* For printf's "%.*s". The view must be shorter than INT_MAX. */
#define STR_ARG(s) (int)(s).len, (s).len > 0 ? (s).at : ""

/* The view of a C string; NULL gives the empty view. */
struct str str_of(const char *text);

bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b);

bool str_is_ascii(struct str s);

/* Bytewise order as memcmp's, a prefix before what it begins: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* s without its first n bytes, and the first n alone; n may be too large. */
struct str str_skip(struct str s, size_t n);
struct str str_take(struct str s, size_t n);

/* s without the blanks, TABs, CRs and LFs around it. */
struct str str_trim(struct str s);

/* Where c first stands in s, or s.len. */
size_t str_index(struct str s, char c);

/* Where needle first stands in s, or s.len; an empty needle stands at 0. */
size_t str_find(struct str s, struct str needle);

/*
 * Split s at the first c into what stands before and after it. False, and
 * *before = s with an empty *after, if there is none.
 */
bool str_cut(struct str s, char c, struct str *before, struct str *after);

/*
 * The value of s if it is one or more ASCII digits and at most max; false,
 * with *value untouched, otherwise. Never wraps.
 */
bool str_number(struct str s, uint64_t max, uint64_t *value);

/* ASCII only, whatever the locale says. */
static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool
char_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
