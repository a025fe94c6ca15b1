/* SPDX-License-Identifier: ISC */
#include "model/menu.h"

static bool
is_in(char c, struct str set)
{
	return str_index(set, c) < set.len;
}

void
menu_init(struct menu *menu, struct arena *arena)
{
	*menu = (struct menu){ .arena = arena };
	menu->end = &menu->first;
}

bool
menu_is_full(const struct menu *menu)
{
	return menu->count >= MENU_LINES_MAX;
}

struct menu_line *
menu_add(struct menu *menu, char type, struct str text, struct place at)
{
	struct menu_line *line = arena_new(menu->arena, struct menu_line);

	line->type = type;
	line->text = text;
	line->own = true;
	line->at = at;
	*menu->end = line;
	menu->end = &line->next;
	menu->count++;
	return line;
}

bool
menu_type_is_known(char type)
{
	return is_in(type, STR("0123456789+TgIihsdpPcMrwX:;<"));
}

bool
menu_type_is_remote(char type)
{
	return is_in(type, STR("238Tw"));
}

bool
menu_url(struct str selector, struct str *url)
{
	struct str rest = selector;

	if (str_starts(rest, STR("/")))
		rest = str_skip(rest, 1);
	if (!str_starts(rest, STR("URL:")))
		return false;
	*url = str_trim(str_skip(rest, 4));
	return true;
}
