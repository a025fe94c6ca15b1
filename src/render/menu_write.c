/* SPDX-License-Identifier: ISC */
#include "render/menu_write.h"

#include "proto/gopher.h"

static void
put_item(struct buf *out, const struct menu_line *line, const struct origin *o)
{
	uint16_t own = o->port[VIEW_GOPHER];

	if (line->own)
		gopher_item(out, line->type, line->text, line->selector,
		    o->host, own != 0 ? own : GOPHER_PORT);
	else
		gopher_item(out, line->type, line->text, line->selector,
		    line->host, line->port);
}

void
menu_write(struct buf *out, const struct menu *menu, const struct origin *o)
{
	const struct menu_line *line;

	if (menu->title.len > 0)
		gopher_item(out, 'i', menu->title, STR("TITLE"),
		    STR("null.host"), 1);
	for (line = menu->first; line != NULL; line = line->next) {
		if (line->type == 'i')
			gopher_info(out, line->text);
		else
			put_item(out, line, o);
	}
	gopher_end(out);
}
