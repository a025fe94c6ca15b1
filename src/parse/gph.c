/* SPDX-License-Identifier: ISC */
#include "parse/gph.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
	FIELD_TYPE,
	FIELD_TEXT,
	FIELD_PATH,
	FIELD_HOST,
	FIELD_PORT,
	FIELD_COUNT,
};

/*
 * What stands in front of the next delimiter, and *rest behind it; false if
 * there is none. A '|' may be escaped; the last field has no need to.
 */
static bool
take_field(struct arena *a, struct str *rest, char delimiter,
    struct str *field)
{
	struct buf out;
	size_t i = 0;

	buf_init(&out);
	while (i < rest->len && rest->at[i] != delimiter) {
		if (str_starts(str_skip(*rest, i), STR("\\|")))
			i++;
		buf_char(&out, rest->at[i++]);
	}
	*field = buf_keep(&out, a);
	if (i == rest->len)
		return false;
	*rest = str_skip(*rest, i + 1);
	return true;
}

/* Anything may stand behind the bracket, and is not looked at. */
static bool
split(struct arena *a, struct str raw, struct str field[FIELD_COUNT])
{
	struct str rest = str_skip(raw, 1);
	bool whole = true;

	for (int i = 0; whole && i < FIELD_COUNT; i++)
		whole = take_field(a, &rest, i < FIELD_PORT ? '|' : ']',
		    &field[i]);
	return whole;
}

/* The word for what is ours is the same as nothing. */
static struct str
without_word(struct str field, struct str word)
{
	return str_eq(field, word) ? STR("") : field;
}

static void
read_item(const struct map_line *line, const struct str field[FIELD_COUNT])
{
	struct map_fields fields = {
		.text = field[FIELD_TEXT],
		.selector = field[FIELD_PATH],
		.host = without_word(field[FIELD_HOST], STR("server")),
		.port = without_word(field[FIELD_PORT], STR("port")),
		.glued = true,
	};
	char type = field[FIELD_TYPE].at[0];

	/* An empty path is the root, not the text. */
	if (fields.selector.len == 0 && fields.host.len == 0 &&
	    !menu_type_is_remote(type))
		fields.selector = STR("/");
	if (type == 'i')
		map_info(line, fields.text);
	else
		map_item(line, type, &fields);
}

static void
read_line(const struct map_line *line)
{
	struct str field[FIELD_COUNT];
	struct str raw = line->raw;

	if (!str_starts(raw, STR("[")))
		map_info(line, raw);
	else if (str_starts(raw, STR("[|")))
		map_info(line, str_skip(raw, 2));
	else if (split(line->menu->arena, raw, field) &&
		 field[FIELD_TYPE].len > 0)
		read_item(line, field);
	else
		map_bad(line, raw,
		    "not of the form [type|text|path|host|port]");
}

bool
gph_read(struct menu *menu, struct str source, const struct map_place *place)
{
	struct map_told told;
	struct map_line line = {
		.place = place,
		.menu = menu,
		.told = &told,
		.at = { .file = place->file, .column = 1 },
	};

	if (!map_is_readable(&line, source))
		return false;
	map_told_init(&told, menu->arena, place->diags);
	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	while (source.len > 0) {
		line.raw = map_next_line(&source);
		line.at.line++;
		if (menu_is_full(menu)) {
			map_warn(&line, line.raw, "map-long",
			    "too many lines; the rest is left out");
			break;
		}
		read_line(&line);
	}
	return true;
}
