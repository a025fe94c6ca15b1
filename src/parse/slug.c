/* SPDX-License-Identifier: ISC */
#include "parse/slug.h"

#include "base/buf.h"
#include "base/count.h"
#include "base/hash.h"
#include "base/utf8.h"

#define LATIN_FIRST 0x00c0
#define LATIN_LAST 0x017f

struct slug_entry {
	struct str slug;
	size_t next; /* the number to try next; 0 = the entry is free */
};

static const struct str reserved[] = {
	STR_INIT("files"),
	STR_INIT("search"),
	STR_INIT("atom.xml"),
	STR_INIT("robots.txt"),
	STR_INIT("caps.txt"),
	STR_INIT("favicon.txt"),
};

#define RESERVED COUNT(reserved)

/* Letters of U+00C0 to U+017F without their accents. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof(latin) - 1 == LATIN_LAST - LATIN_FIRST + 1,
    "one letter for each");

/* The byte that stands for a character in a slug, '-' for a gap between. */
static char
folded(uint32_t point)
{
	if (point >= LATIN_FIRST && point <= LATIN_LAST)
		return latin[point - LATIN_FIRST];
	if (point < 0x80 && (char_is_letter((char)point) ||
				char_is_digit((char)point)))
		return char_lower((char)point);
	return '-';
}

/* An apostrophe or an accent of its own leaves no gap: "what's" is "whats". */
static bool
is_silent(uint32_t point)
{
	return point == '\'' || point == 0x2019 ||
	       (point >= 0x0300 && point <= 0x036f);
}

struct str
slug_of(struct arena *a, struct str title)
{
	char storage[SLUG_MAX];
	struct buf slug;
	bool letters = false;
	bool gap = false;
	uint32_t point;
	size_t len;

	buf_fixed(&slug, storage, sizeof(storage));
	while ((len = utf8_next(title, &point)) > 0 && !slug.cut) {
		char c = folded(point);

		title = str_skip(title, len);
		if (is_silent(point))
			continue;
		if (c != '-' && gap && slug.len > 0)
			buf_char(&slug, '-');
		if (c != '-')
			buf_char(&slug, c);
		gap = c == '-';
		letters = letters || char_is_letter(c);
	}
	if (slug.len > 0 && slug.at[slug.len - 1] == '-')
		slug.len--;
	return arena_str(a, letters ? buf_str(&slug) : STR("section"));
}

/* The entry of slug, or the free one where it belongs. */
static struct slug_entry *
find(struct slugs *s, struct str slug)
{
	size_t i = (size_t)hash_key(slug) % s->cap;

	while (s->entries[i].next > 0 && !str_eq(s->entries[i].slug, slug))
		i = (i + 1) % s->cap;
	return &s->entries[i];
}

static void
take(struct slugs *s, struct str slug)
{
	*find(s, slug) = (struct slug_entry){ slug, 2 };
}

void
slugs_init(struct slugs *s, struct arena *arena, size_t count)
{
	s->arena = arena;
	s->cap = 2 * (count + RESERVED) + 1;
	s->entries = arena_array(arena, s->cap, sizeof(*s->entries));
	for (size_t i = 0; i < RESERVED; i++)
		take(s, reserved[i]);
}

struct str
slugs_add(struct slugs *s, struct str slug)
{
	struct slug_entry *entry = find(s, slug);
	struct str unique = slug;

	/* Numbers are never tried twice, so many equal titles stay cheap. */
	while (find(s, unique)->next > 0)
		unique = arena_printf(s->arena, "%.*s-%zu", STR_ARG(slug),
		    entry->next++);
	take(s, unique);
	return unique;
}
