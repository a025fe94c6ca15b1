/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MAP_HOLE_H
#define UNIT_MAP_HOLE_H

/*
 * map_hole -- a hole whose files are a table, for maps to be read in, and a
 * menu as text to be compared.
 */

#include "base/buf.h"
#include "base/count.h"
#include "parse/map.h"

static const struct map_hole_file {
	struct str path;
	struct str bytes;
} map_hole_files[] = {
	{ STR_INIT("d/inner"), STR_INIT("inside\n1In\tin\n.\nbehind\n") },
	{ STR_INIT("d/loop"), STR_INIT("round\n=loop\n") },
	{ STR_INIT("d/prog"), STR_INIT("#!/bin/sh\necho\n") },
	{ STR_INIT("d/m.gophermap"), STR_INIT("of m\n") },
	{ STR_INIT("top"), STR_INIT("from the top\n") },
};

/* Of the folder d, and of every other one that is none of "no" and "/". */
static const struct map_entry map_hole_entries[] = {
	{ STR_INIT("a.txt"), STR_INIT(""), '0' },
	{ STR_INIT("b.png"), STR_INIT(""), 'I' },
	{ STR_INIT("c d.txt"), STR_INIT(""), '0' },
	{ STR_INIT("m.gophermap"), STR_INIT(""), '0' },
	{ STR_INIT("sub"), STR_INIT("A folder"), '1' },
};

static inline enum folder_result
map_hole_read(const struct map_files *f, struct str path, struct arena *a,
    struct str *bytes)
{
	(void)f;
	(void)a;
	for (size_t i = 0; i < COUNT(map_hole_files); i++)
		if (str_eq(map_hole_files[i].path, path)) {
			*bytes = map_hole_files[i].bytes;
			return FOLDER_OK;
		}
	return FOLDER_MISSING;
}

static inline enum folder_result
map_hole_list(const struct map_files *f, struct str path, struct arena *a,
    struct map_list *list)
{
	(void)f;
	(void)a;
	if (str_eq(path, STR("no")))
		return FOLDER_DENIED;
	*list = (struct map_list){ map_hole_entries,
		COUNT(map_hole_entries) };
	return FOLDER_OK;
}

static const struct map_files map_hole = {
	.read = map_hole_read,
	.list = map_hole_list,
};

static const struct origin map_hole_origin = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
};

static inline struct map_place
map_hole_place(struct str folder, struct diags *d)
{
	return (struct map_place){
		.file = STR("map"),
		.folder = folder,
		.origin = &map_hole_origin,
		.files = &map_hole,
		.diags = d,
	};
}

/* "!title", then a line for each: type and text | selector | host:port */
static inline struct str
map_hole_show(struct arena *a, const struct menu *menu)
{
	const struct menu_line *line;
	struct buf out;

	buf_init(&out);
	if (menu->title.len > 0)
		buf_printf(&out, "!%.*s\n", STR_ARG(menu->title));
	for (line = menu->first; line != NULL; line = line->next) {
		buf_printf(&out, "%c%.*s", line->type, STR_ARG(line->text));
		if (line->type != 'i')
			buf_printf(&out, "|%.*s", STR_ARG(line->selector));
		if (!line->own)
			buf_printf(&out, "|%.*s:%u", STR_ARG(line->host),
			    (unsigned)line->port);
		buf_char(&out, '\n');
	}
	return buf_keep(&out, a);
}

#endif
