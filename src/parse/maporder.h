/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MAPORDER_H
#define PARSE_MAPORDER_H

/*
 * maporder -- what a line of a gophermap without a TAB may ask for.
 */

#include <stdbool.h>

#include "base/str.h"

enum map_order {
	MAP_TEXT,    /* nothing: it is to be shown */
	MAP_END,     /* "." */
	MAP_LIST,    /* "*" */
	MAP_USERS,   /* "~" and "%": lists of users and of hosts */
	MAP_TITLE,   /* "!title" */
	MAP_HIDE,    /* "-name" */
	MAP_TYPE,    /* ":ext=t" */
	MAP_INCLUDE, /* "=path" */
};

/* The order, as far as the line tells, and what it is about. */
enum map_order map_order_of(struct str raw, struct str *operand);

/* Whether a map begins with a title or has a listing: only gophernicus does. */
bool map_has_orders(struct str source);

#endif
