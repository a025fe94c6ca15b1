/* SPDX-License-Identifier: ISC */
#include "e2e/generate.h"

#include <stdbool.h>

#define SECTIONS_MAX 6
#define BLOCKS_MAX 12

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* xorshift32: a plain sequence, the same on every machine. */
static uint32_t
below(struct generated *g, uint32_t limit)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 17;
	g->state ^= g->state << 5;
	return g->state % limit;
}

static bool
maybe(struct generated *g)
{
	return below(g, 2) == 0;
}

static const char *
one_of(struct generated *g, const char *const *words, size_t count)
{
	return words[below(g, (uint32_t)count)];
}

#define ONE_OF(g, words) one_of((g), (words), COUNT(words))

static void
put(struct generated *g, const char *text)
{
	buf_add(&g->source, str_of(text));
}

static void
put_word(struct generated *g)
{
	buf_printf(&g->source, "w%04u", ++g->words);
}

static void
put_hidden(struct generated *g)
{
	buf_printf(&g->source, "x%04u", ++g->hidden);
}

struct str
generated_chinese(unsigned i, char storage[4])
{
	unsigned point = GENERATED_CHINESE + i;

	storage[0] = (char)(0xe0 | (point >> 12));
	storage[1] = (char)(0x80 | ((point >> 6) & 0x3f));
	storage[2] = (char)(0x80 | (point & 0x3f));
	return (struct str){ storage, 3 };
}

/* Now and then so many that a line of Gopher has to be broken in them. */
static void
put_chinese(struct generated *g)
{
	char storage[4];

	for (uint32_t left = 1 + below(g, 40); left > 0; left--)
		buf_add(&g->source,
		    generated_chinese(++g->chinese, storage));
}

/* One to count words with what may stand between and around them. */
static void
put_words(struct generated *g, uint32_t count)
{
	static const char *const between[] = { " ", " ", " ", " ", ", ", "; ",
		" - ", " \u2013 ", "\u2014", "-", "/", " (", ") ", " \u201c",
		"\u201d ", "\u2026 ", ": ", ". ", " => ", " * ", "  \t ",
		"\u00a0", "'", " & ", " <", "> ", " ``` ", " ____ ", " %41 " };

	put_word(g);
	for (uint32_t left = below(g, count); left > 0; left--) {
		put(g, ONE_OF(g, between));
		if (below(g, 12) == 0)
			put_chinese(g);
		else
			put_word(g);
	}
}

static void
put_line(struct generated *g, const char *marker, uint32_t count)
{
	put(g, marker);
	put_words(g, count);
	put(g, "\n");
}

static void
put_paragraph(struct generated *g)
{
	static const char *const ends[] = { "\n", ".\n", ":\n", "!\n", ",\n" };
	static const char *const starts[] = { "", "", "", "", "\\", "\\# ",
		"\\* ", "#", ".", "News: ", "Update 2026-04: ", "news:",
		"Note: ", "Advisor: ", "Shockwave: ", "=", "*", "..." };

	for (uint32_t left = 1 + below(g, 4); left > 0; left--) {
		put(g, ONE_OF(g, starts));
		put_words(g, 20);
		put(g, ONE_OF(g, ends));
	}
}

static void
put_link(struct generated *g)
{
	static const char *const schemes[] = { "https://", "gemini://",
		"gopher://", "finger://", "mailto:", "javascript:", "/", "",
		"../", "//" };

	put(g, "=> ");
	put(g, ONE_OF(g, schemes));
	put_word(g);
	if (maybe(g)) {
		put(g, "/");
		put_word(g);
	}
	if (maybe(g)) {
		put(g, " ");
		put_words(g, 20);
	}
	put(g, "\n");
}

/* A target has no Chinese: it would be percent-encoded on one side only. */
static void
put_value(struct generated *g, const char *key, uint32_t count)
{
	put(g, key);
	if (str_ends(str_of(key), STR("/"))) {
		put_word(g);
		put(g, " ");
	}
	if (str_ends(str_of(key), STR("/")) && maybe(g))
		put(g, "\n");
	else
		put_line(g, "", count);
}

static void
put_field(struct generated *g)
{
	static const char *const keys[] = { "Project: ", "Degree: ", "Dates: ",
		"Dates: 2021..\n  Now: ", "Now: ", "As of: ", "With: ",
		"Mentors: ", "Advisor: ", "Thesis: ", "Support: ", "Note: ",
		"Link: ", "Link: https://",
		"Project: https://", "Link: /" };

	put(g, "  ");
	put_value(g, ONE_OF(g, keys), 12);
	if (below(g, 4) == 0)
		put_line(g, "    ", 8);
}

static void
put_item(struct generated *g)
{
	static const char *const markers[] = { "* ", "- ", "\u2022 ", "1. ",
		"22) ", "  * " };
	static const char *const dates[] = { "", "", "", "2026-04-17 ",
		"[2025-01-02] ", "2024-05-06: ", "2020-09..2021-07 ",
		"Summer 2019: ", "since 2018, ", "2026-02-30 ",
		"17.4.2023 - " };

	put(g, ONE_OF(g, markers));
	put_line(g, ONE_OF(g, dates), 15);
	if (maybe(g))
		put_line(g, "  ", 10);
	for (uint32_t left = below(g, 4); left > 0; left--)
		put_field(g);
	if (below(g, 3) == 0)
		put_line(g, "  ", 10);
	if (below(g, 3) == 0)
		put_link(g);
}

/* The short form; of a raw page it may make a section Students. */
static void
put_student(struct generated *g)
{
	static const char *const details[] = { "on ", "now ", "M.Sc. ", "",
		"2019 " };

	put(g, maybe(g) ? "* " : "");
	put(g, "Lynn ");
	put_word(g);
	put(g, " (on ");
	put_word(g);
	for (uint32_t left = below(g, 4); left > 0; left--) {
		put(g, ", ");
		put(g, ONE_OF(g, details));
		put_words(g, 3);
	}
	put(g, ")\n");
}

static void
put_students(struct generated *g)
{
	put_words(g, 8);
	put(g, ":\n\n");
	for (uint32_t left = 1 + below(g, 4); left > 0; left--) {
		put_student(g);
		if (maybe(g))
			put(g, "\n");
	}
}

/* Lines that stay whole in a menu, or are so wide that they are cut (O-25). */
static void
put_fence(struct generated *g)
{
	static const char *const starts[] = { "", "  ", "\t", "# ",
		"  .", ".", "* " };

	put(g, "```");
	if (maybe(g))
		put_words(g, 5);
	put(g, "\n");
	for (uint32_t left = 1 + below(g, 5); left > 0; left--) {
		uint32_t words = below(g, 4) == 0 ? 20 : 1 + below(g, 7);

		put(g, ONE_OF(g, starts));
		for (; words > 0; words--) {
			put_word(g);
			put(g, maybe(g) ? " " : "  ");
		}
		put(g, "\n");
	}
	put(g, "```\n");
}

static void
put_quote(struct generated *g)
{
	for (uint32_t left = 1 + below(g, 3); left > 0; left--)
		put_line(g, "> ", 25);
}

static void
put_comment(struct generated *g)
{
	put(g, "% ");
	put_hidden(g);
	put(g, "\n");
}

static void
put_subheading(struct generated *g)
{
	put_line(g, maybe(g) ? "## " : "### ", 18);
}

static void
put_block(struct generated *g)
{
	static void (*const blocks[])(struct generated *) = { put_paragraph,
		put_paragraph, put_item, put_item, put_item, put_students,
		put_fence, put_quote, put_comment, put_subheading, put_link };

	blocks[below(g, COUNT(blocks))](g);
	if (below(g, 3) > 0)
		put(g, "\n");
}

static void
put_section(struct generated *g)
{
	static const char *const titles[] = { "About", "News", "Students",
		"Publications", "Invited talks", "Contact", "Students" };

	put(g, "\n# ");
	if (maybe(g))
		put(g, ONE_OF(g, titles));
	else
		put_words(g, 10);
	put(g, below(g, 3) == 0 ? " {page}\n" : "\n");
	if (below(g, 4) == 0)
		put(g, maybe(g) ? "Order: newest\n" : "Home: 3\n");
	/* A section of nothing but comments would be left out. */
	put_line(g, "", 8);
	for (uint32_t left = below(g, BLOCKS_MAX); left > 0; left--)
		put_block(g);
}

static void
put_header(struct generated *g)
{
	static const char *const keys[] = { "Position: ", "Department: ",
		"Institution: ", "Degree: ", "Field: ", "Pronouns: ",
		"Email: ", "E-mail: a@", "Phone: ", "Office: ", "Address: ",
		"ORCID: ", "Scholar: ", "Google Scholar: https://", "Code: ",
		"Homepage: ", "Website: https://", "Licence: ", "Updated: ",
		"Licence: https://", "Name: ", "Emial: " };

	put_line(g, "Name: ", 4);
	for (uint32_t left = below(g, 12); left > 0; left--) {
		put_value(g, ONE_OF(g, keys), 6);
		if (below(g, 5) == 0)
			put_line(g, "    ", 6);
		if (below(g, 6) == 0)
			put(g, "\n");
	}
	if (maybe(g))
		put(g, "\n");
}

static void
put_raw_header(struct generated *g)
{
	static const char *const roles[] = { "", "Researcher, ", "Ph.D. in ",
		"University of ", "Professor of " };

	put(g, "Ada ");
	put_word(g);
	put(g, "\n\n");
	for (uint32_t left = below(g, 5); left > 0; left--) {
		put(g, ONE_OF(g, roles));
		put_words(g, 4);
		put(g, maybe(g) ? "\n\n" : "\n");
	}
	put(g, "\n");
}

void
generate(struct generated *g, uint32_t seed)
{
	*g = (struct generated){ .state = seed * 2654435761u + 1 };
	buf_init(&g->source);
	if (seed % 2 == 0)
		put_header(g);
	else
		put_raw_header(g);
	for (uint32_t left = below(g, BLOCKS_MAX); left > 0; left--)
		put_block(g);
	for (uint32_t left = below(g, SECTIONS_MAX); left > 0; left--)
		put_section(g);
}

void
generated_release(struct generated *g)
{
	buf_release(&g->source);
}
