/* SPDX-License-Identifier: ISC */
#include "render/fill.h"

#include <string.h>

#include "base/utf8.h"

/* Bytes of the next piece: at least one character, however wide. */
static size_t
piece_len(struct str line, size_t width)
{
	size_t len = utf8_fit(line, width);
	uint32_t point;

	if (len == 0)
		len = utf8_next(line, &point);
	return len > 0 ? len : line.len;
}

static size_t
count_pieces(struct str line, size_t width)
{
	size_t count = 0;

	do {
		line = str_skip(line, piece_len(line, width));
		count++;
	} while (line.len > 0);
	return count;
}

static void
add_pieces(struct lines *lines, struct str line, size_t width)
{
	do {
		size_t len = piece_len(line, width);

		lines->at[lines->count++] = str_take(line, len);
		line = str_skip(line, len);
	} while (line.len > 0);
}

static bool
is_url(struct str line)
{
	return str_find(line, STR("://")) < line.len;
}

/* lines, with those wider than width columns cut. */
static struct lines
cut_lines(struct arena *a, struct lines lines, size_t width, bool whole_urls)
{
	struct lines cut = { NULL, 0 };
	size_t count = 0;

	for (size_t i = 0; i < lines.count; i++)
		count += count_pieces(lines.at[i], width);
	cut.at = arena_array(a, count, sizeof(*cut.at));
	for (size_t i = 0; i < lines.count; i++) {
		if (utf8_width(lines.at[i]) > width &&
		    !(whole_urls && is_url(lines.at[i])))
			add_pieces(&cut, lines.at[i], width);
		else
			cut.at[cut.count++] = lines.at[i];
	}
	return cut;
}

static bool
is_guarded(struct str line, const struct fill *how)
{
	return line.len > 0 && line.at[0] != '\0' &&
	       strchr(how->guard, line.at[0]) != NULL;
}

/* Whether a line that gets a blank in front has no room for it. */
static bool
is_too_full(struct lines lines, size_t width, const struct fill *how)
{
	for (size_t i = 0; i < lines.count; i++)
		if (is_guarded(lines.at[i], how) &&
		    utf8_width(lines.at[i]) >= width)
			return true;
	return false;
}

static struct lines
wrap_at(struct arena *a, struct str text, size_t width,
    const struct fill *how)
{
	return cut_lines(a, wrap_text(a, text, width), width, how->whole_urls);
}

struct lines
fill_text(struct arena *a, struct str text, size_t width,
    const struct fill *how)
{
	size_t room = width - how->first.len;
	struct lines lines = wrap_at(a, text, room, how);

	if (lines.count > 1 && how->rest.len > how->first.len) {
		room = width - how->rest.len;
		lines = wrap_at(a, text, room, how);
	}
	if (how->first.len == 0 && is_too_full(lines, room, how))
		lines = wrap_at(a, text, room - 1, how);
	for (size_t i = 0; i < lines.count; i++) {
		struct str before = i == 0 ? how->first : how->rest;

		if (before.len == 0 && is_guarded(lines.at[i], how))
			before = STR(" ");
		lines.at[i] = arena_printf(a, "%.*s%.*s", STR_ARG(before),
		    STR_ARG(lines.at[i]));
	}
	return lines;
}

static bool
reads_as_gemtext(struct str line)
{
	return str_starts(line, STR("=>")) || str_starts(line, STR("```"));
}

struct lines
fill_line(struct arena *a, struct str line, size_t width)
{
	struct lines lines = { NULL, 0 };

	/* The narrower the pieces, the more of them. */
	lines.at = arena_array(a, count_pieces(line, width - 1),
	    sizeof(*lines.at));
	do {
		bool guarded = reads_as_gemtext(line);
		size_t len = piece_len(line, guarded ? width - 1 : width);

		lines.at[lines.count++] = arena_printf(a, "%s%.*s",
		    guarded ? " " : "", STR_ARG(str_take(line, len)));
		line = str_skip(line, len);
	} while (line.len > 0);
	return lines;
}
