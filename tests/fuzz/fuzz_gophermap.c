/* SPDX-License-Identifier: ISC */
/*
 * The input is a gophermap (O-26). Whatever it is, a line of it that is an item
 * in any dialect is one line of the menu, and map_props hold.
 */
#include "fuzz/map_props.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Lines with a TAB: all become one line at least, remarks and titles aside. */
static size_t
count_items(struct str rest)
{
	size_t count = 0;

	while (rest.len > 0) {
		struct str line = map_next_line(&rest);

		if (str_trim(line).len == 1 &&
		    (str_trim(line).at[0] == '.' ||
			str_trim(line).at[0] == '*'))
			break;
		count += str_index(line, '\t') < line.len &&
			 !str_starts(line, STR("#"));
	}
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
	if (gophermap_read(&menu, source, &place)) {
		assert(menu.count + (menu.title.len > 0) >=
			   count_items(source) ||
		       menu_is_full(&menu));
		map_props_written(&arena, &menu);
		map_props_shown(&arena, &menu);
	}
	arena_release(&arena);
	return 0;
}
