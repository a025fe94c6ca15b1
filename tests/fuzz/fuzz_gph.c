/* SPDX-License-Identifier: ISC */
/*
 * The input is a .gph (O-26): every line of it is one line of the menu, and
 * map_props hold.
 */
#include "fuzz/map_props.h"
#include "parse/gph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
count_lines(struct str rest)
{
	size_t count = 0;

	if (str_starts(rest, UTF8_BOM))
		rest = str_skip(rest, UTF8_BOM.len);
	for (; rest.len > 0; count++)
		map_next_line(&rest);
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size };
	struct map_place place;
	struct arena arena;
	struct diags d;
	struct menu menu;

	arena_init(&arena);
	diags_init(&d, &arena);
	menu_init(&menu, &arena);
	place = map_hole_place(STR("/d"), &d);
	if (gph_read(&menu, source, &place)) {
		assert(menu.count == count_lines(source) ||
		       menu_is_full(&menu));
		map_props_written(&arena, &menu);
		map_props_shown(&arena, &menu);
	}
	arena_release(&arena);
	return 0;
}
