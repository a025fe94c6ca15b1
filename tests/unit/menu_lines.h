/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MENU_LINES_H
#define UNIT_MENU_LINES_H

/*
 * menu_lines -- an independent reading of Gopher's menus.
 */

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum menu_field {
	MENU_TEXT,
	MENU_SELECTOR,
	MENU_HOST,
	MENU_PORT,
	MENU_FIELDS,
};

struct menu_line {
	char type;
	struct str field[MENU_FIELDS];
};

/* Take the first line off rest (O-10): false if it is none. */
static inline bool
menu_line_parse(struct str *rest, struct menu_line *item)
{
	struct str line;
	size_t end = str_find(*rest, STR("\r\n"));

	if (end == rest->len || end == 0)
		return false;
	line = str_take(*rest, end);
	*rest = str_skip(*rest, end + 2);
	item->type = line.at[0];
	line = str_skip(line, 1);
	for (size_t i = 0; i < MENU_PORT; i++)
		if (!str_cut(line, '\t', &item->field[i], &line))
			return false;
	item->field[MENU_PORT] = line;
	return str_index(line, '\t') == line.len &&
	       str_index(line, '\n') == line.len && line.len > 0;
}

/*
 * The bytes of an 'i' line in which Lagrange 1.6 to 1.18 looks for runs: it
 * passes over characters of several bytes, but counts box drawing as signs,
 * which are '|' here if boxes are asked for.
 */
static inline size_t
menu_line_scanned(struct str line, bool boxes, char *bytes, size_t cap)
{
	size_t count = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(line, &point)) > 0 && count < cap) {
		if (point < 0x80)
			bytes[count++] = (char)point;
		else if (boxes && point >= 0x2500 && point <= 0x257f)
			bytes[count++] = '|';
		line = str_skip(line, len);
	}
	return count;
}

/* As many in a row are among these. */
static inline bool
menu_line_has_signs(struct str line, const char *signs, size_t run)
{
	char bytes[1024];
	size_t count = menu_line_scanned(line, true, bytes, sizeof(bytes));
	size_t seen = 0;

	for (size_t i = 0; i < count && seen < run; i++)
		seen = strchr(signs, bytes[i]) != NULL ? seen + 1 : 0;
	return seen == run;
}

/* As many in a row are the same, and no dots. */
static inline bool
menu_line_has_equals(struct str line, size_t run)
{
	char bytes[1024];
	size_t count = menu_line_scanned(line, false, bytes, sizeof(bytes));
	size_t seen = 0;

	for (size_t i = 0; i < count && seen < run; i++) {
		bool same = i > 0 && bytes[i] == bytes[i - 1];

		seen = same && bytes[i] != '.' ? seen + 1 : 1;
	}
	return seen == run;
}

/* Three signs or eight equal characters in a row make a line preformatted. */
static inline bool
menu_line_is_drawn(struct str line)
{
	return menu_line_has_signs(line, "^*_-=~/|\\<>()[]{}", 3) ||
	       menu_line_has_equals(line, 8);
}

/* And so do three blanks. */
static inline bool
menu_line_is_spaced(struct str line)
{
	return menu_line_has_signs(line, " ", 3);
}

/* Whether it begins as gemtext does, into which Lagrange turns it. */
static inline bool
menu_line_is_markup(struct str line)
{
	static const char *const marks[] = { "#", ">", "*", "=>", "```" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(line, str_of(marks[i])))
			return true;
	return false;
}

#endif
