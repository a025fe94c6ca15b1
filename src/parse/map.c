/* SPDX-License-Identifier: ISC */
#include "parse/map.h"

#include "base/utf8.h"
#include "parse/maptarget.h"
#include "parse/maptext.h"

struct str
map_next_line(struct str *rest)
{
	struct str line;

	if (!str_cut(*rest, '\n', &line, rest))
		str_cut(line, '\r', &line, rest);
	while (str_ends(line, STR("\r")))
		line.len--;
	return line;
}

bool
map_is_readable(const struct map_line *line, struct str source)
{
	struct place file = { .file = line->at.file };

	if (str_starts(source, STR("#!")) ||
	    str_starts(source, STR("\x7f"
				   "ELF"))) {
		diag_add(line->place->diags, DIAG_WARNING, file, "map-program",
		    "a program, which is not run; write down what it says");
		return false;
	}
	if (source.len > MAP_MAX) {
		diag_add(line->place->diags, DIAG_WARNING, file, "map-long",
		    "longer than %zu bytes, and left out", MAP_MAX);
		return false;
	}
	return true;
}

/* That of part, or of the whole line if part is no view of it. */
static struct place
place_of(const struct map_line *line, struct str part)
{
	struct str raw = line->raw;
	struct place at = line->at;

	if (part.at == NULL || part.at < raw.at || part.at > raw.at + raw.len)
		part = raw;
	raw = str_take(raw, (size_t)(part.at - raw.at));
	at.column = 1;
	while (raw.len > 0) {
		uint32_t point;
		size_t len = utf8_next(raw, &point);

		raw = str_skip(raw, len > 0 ? len : 1);
		at.column++;
	}
	return at;
}

void
map_warn(const struct map_line *line, struct str part, const char *code,
    const char *what)
{
	diag_add(line->place->diags, DIAG_WARNING, place_of(line, part), code,
	    "%s", what);
}

static struct str
text_of(const struct map_line *line, struct str part)
{
	return map_text(line->menu->arena, part, place_of(line, part),
	    line->told);
}

void
map_info(const struct map_line *line, struct str part)
{
	menu_add(line->menu, 'i', text_of(line, part), line->at);
}

void
map_bad(const struct map_line *line, struct str part, const char *what)
{
	map_warn(line, part, "map-line", what);
	menu_add(line->menu, 'i', map_text_of(line->menu->arena, line->raw),
	    line->at);
}

struct str
map_path(const struct map_line *line, struct str name)
{
	struct str folder = line->place->folder;

	return arena_printf(line->menu->arena, "%.*s%s%.*s", STR_ARG(folder),
	    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(name));
}

void
map_item(const struct map_line *line, char type,
    const struct map_fields *fields)
{
	struct menu_line to = { .type = type };
	struct menu_line *item;

	if (!menu_type_is_known(type)) {
		map_bad(line, line->raw, "no item type that is known");
		return;
	}
	if (!map_target(line, fields, &to))
		return;
	item = menu_add(line->menu, type, text_of(line, fields->text),
	    line->at);
	item->selector = to.selector;
	item->own = to.own;
	item->host = to.own ? STR("") : to.host;
	item->port = to.own ? 0 : to.port;
}
