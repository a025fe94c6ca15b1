/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MAPLIST_H
#define PARSE_MAPLIST_H

/*
 * maplist -- the folder of a gophermap as lines of its menu.
 */

#include "base/names.h"
#include "parse/map.h"

struct map_listing {
	struct map_list list; /* of the folder, once it was asked for */
	bool asked;
	struct names there;  /* the names in it */
	struct names hidden; /* names that are not to be shown */
	struct names types;  /* suffix to the item type that was given */
};

void map_listing_init(struct map_listing *l, struct arena *a);

/* What is in the folder; the first time that is none, a warning. */
const struct map_list *map_listing_all(struct map_listing *l,
    const struct map_line *line);

/* Whether name is in the folder. */
bool map_listing_has(struct map_listing *l, const struct map_line *line,
    struct str name);

void map_listing_hide(struct map_listing *l, struct arena *a, struct str name);

/* ":ext=t", with or without a dot in front of ext; false if it is not that. */
bool map_listing_type(struct map_listing *l, struct arena *a, struct str order);

bool map_listing_shows(const struct map_listing *l,
    const struct map_entry *entry);

/* The entry's item, with a type of the map's own if it has one. */
void map_listing_add(const struct map_listing *l, const struct map_line *line,
    const struct map_entry *entry);

/* Items of a type for all names that fit pattern; how many. */
size_t map_listing_glob(struct map_listing *l, const struct map_line *line,
    char type, struct str pattern);

#endif
