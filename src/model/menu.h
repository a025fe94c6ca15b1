/* SPDX-License-Identifier: ISC */
#ifndef MODEL_MENU_H
#define MODEL_MENU_H

/*
 * menu -- what a Gopher menu says, in whichever dialect it was written.
 *
 * parse/ makes it of a map, render/menu_write writes it for Gopher, page/menu
 * makes a document of it for the other protocols. Texts are UTF-8 without
 * controls and marks that reorder text; all is borrowed from the arena.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define MENU_LINES_MAX ((size_t)64 * 1024)

struct menu_line {
	char type;	 /* as menu_type_is_known() has it; 'i' = text */
	struct str text; /* of an 'i' line as wide as its author made it */
	/*
	 * Without controls. Own: a path from the root, or "URL:" and a URL,
	 * or what is no path on any server; foreign: as the map has it, which
	 * need not be UTF-8.
	 */
	struct str selector;
	struct str host; /* of a foreign one, lower case */
	uint16_t port;
	bool own; /* our host, and the port that we are on */
	struct place at;
	struct menu_line *next;
};

struct menu {
	struct arena *arena;
	struct str title; /* empty = none was given */
	struct menu_line *first;
	struct menu_line **end;
	size_t count;
};

void menu_init(struct menu *menu, struct arena *arena);

/* Whether it has MENU_LINES_MAX lines: whoever reads a map stops there. */
bool menu_is_full(const struct menu *menu);

/* Append a line; an 'i' line is complete with its text. */
struct menu_line *menu_add(struct menu *menu, char type, struct str text,
    struct place at);

/* An item type that RFC 1436 has, or servers and clients since (O-19, O-20). */
bool menu_type_is_known(char type);

/* A type whose selector is no path, on no server: a name, a message, a URL. */
bool menu_type_is_remote(char type);

/* Whether a selector leads out of Gopher, by "URL:", and to which URL. */
bool menu_url(struct str selector, struct str *url);

#endif
