/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MAP_H
#define PARSE_MAP_H

/*
 * map -- what all dialects of Gopher maps have in common (O-26).
 *
 * A map is read for the capsule that it lies in: what it leaves out is the
 * capsule's own. A line that is wrong costs a warning and becomes text with
 * all its words, never the map.
 */

#include <stdbool.h>

#include "base/diag.h"
#include "base/folder.h"
#include "base/str.h"
#include "model/menu.h"
#include "parse/maptext.h"
#include "proto/origin.h"

#define MAP_MAX ((size_t)4 << 20) /* bytes of a map */

/* What a listing shows of a folder: the names that are served. */
struct map_entry {
	struct str name;
	struct str text; /* to be shown; empty = the name */
	char item;	 /* '1' = a folder */
};

struct map_list {
	const struct map_entry *at; /* in the order of the listing */
	size_t count;
};

/*
 * The capsule's files, as base/folder.h names them, without what is served to
 * nobody. A map names any file, so both are asked with any path.
 */
struct map_files {
	enum folder_result (*read)(const struct map_files *f, struct str path,
	    struct arena *a, struct str *bytes);
	enum folder_result (*list)(const struct map_files *f, struct str path,
	    struct arena *a, struct map_list *list);
	const void *of; /* the caller's own data */
};

struct map_place {
	struct str file;   /* of the map, for messages */
	struct str folder; /* "/" or "/a/b": where its relative selectors are */
	const struct origin *origin;
	const struct map_files *files;
	struct diags *diags;
};

/* A line being read. */
struct map_line {
	const struct map_place *place;
	struct menu *menu;
	struct map_told *told;
	struct place at;
	struct str raw; /* all of it */
};

/* The fields of an item; those that are missing are empty. */
struct map_fields {
	struct str text;
	struct str selector;
	struct str host;
	struct str port;
	bool glued; /* a relative selector is one of the folder's on any host */
};

/*
 * The next line of *rest, which is not empty, without its end: LF, CRLF, or CR
 * in a text without LFs.
 */
struct str map_next_line(struct str *rest);

/* A program, or larger than MAP_MAX: no map; that is a warning. */
bool map_is_readable(const struct map_line *line, struct str source);

/* A warning [code] at the first byte of part, which views the line. */
void map_warn(const struct map_line *line, struct str part, const char *code,
    const char *what);

/* Text, part of the line, as an 'i' line. */
void map_info(const struct map_line *line, struct str part);

/* The whole line as text, and a warning [map-line] at part. */
void map_bad(const struct map_line *line, struct str part, const char *what);

/* An item, if its fields are those of one; otherwise as map_bad(). */
void map_item(const struct map_line *line, char type,
    const struct map_fields *fields);

/* The path of what is called name in the map's folder. */
struct str map_path(const struct map_line *line, struct str name);

#endif
