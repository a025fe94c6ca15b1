/* SPDX-License-Identifier: ISC */
#include "parse/gophermap.h"

#include "base/utf8.h"
#include "parse/maplist.h"
#include "parse/maporder.h"

/* All maps of one menu. */
struct reading {
	struct map_listing listing;
	bool orders; /* the outer map has what only gophernicus takes */
	bool remarked;
	size_t includes;
};

/* One of them; at.line counts on. */
struct scan {
	struct reading *reading;
	struct map_line line;
	unsigned depth;
	bool begun; /* a line that was no comment */
	bool ended;
};

static void read_map(struct reading *reading, const struct map_line *outer,
    struct str file, struct str source, unsigned depth);

static bool
is_full(const struct scan *s)
{
	if (!menu_is_full(s->line.menu))
		return false;
	map_warn(&s->line, s->line.raw, "map-long",
	    "too many lines; the rest is left out");
	return true;
}

/* In Bucktooth it would be text, and readers would miss it. */
static void
skip_remark(struct scan *s)
{
	struct reading *r = s->reading;

	if (!r->orders && !r->remarked)
		diag_add(s->line.place->diags, DIAG_HINT, s->line.at,
		    "map-comment",
		    "lines that begin with # are not shown; put a blank in "
		    "front of those that are text");
	r->remarked = true;
}

/* path as base/folder.h takes it; false if it cannot be one. */
static bool
folder_path(struct str path, struct str *relative)
{
	struct str rest = path;
	struct str segment;
	bool more;

	do {
		more = str_cut(rest, '/', &segment, &rest);
		if (segment.len == 0 || str_eq(segment, STR(".")) ||
		    str_eq(segment, STR("..")))
			return false;
	} while (more);
	*relative = path;
	return str_index(path, '\0') == path.len;
}

static void
include(struct scan *s, struct str name)
{
	const struct map_files *files = s->line.place->files;
	struct arena *a = s->line.menu->arena;
	struct str part = name;
	enum folder_result result;
	struct str path, bytes;

	name = str_trim(name);
	path = str_starts(name, STR("/")) ? name : map_path(&s->line, name);
	if (s->depth >= GOPHERMAP_DEPTH_MAX ||
	    s->reading->includes++ >= GOPHERMAP_INCLUDES_MAX) {
		map_warn(&s->line, part, "map-include",
		    "too many maps within maps");
		return;
	}
	if (!folder_path(str_skip(path, 1), &path)) {
		map_warn(&s->line, part, "map-include",
		    "no file of the capsule; programs are not run");
		return;
	}
	result = files->read(files, path, a, &bytes);
	if (result == FOLDER_OK)
		read_map(s->reading, &s->line, path, bytes, s->depth + 1);
	else
		diag_add(s->line.place->diags, DIAG_WARNING, s->line.at,
		    "map-include", "cannot read %.*s: %s; programs are not run",
		    STR_ARG(path), folder_reason(result));
}

static bool
is_map_name(struct str name)
{
	return name.len > 10 && str_ends(name, STR(".gophermap"));
}

/* Maps among the files stand there with all their lines (gophernicus). */
static void
list_folder(struct scan *s)
{
	struct map_listing *l = &s->reading->listing;
	const struct map_list *list = map_listing_all(l, &s->line);

	for (size_t i = 0; i < list->count && !is_full(s); i++) {
		const struct map_entry *entry = &list->at[i];

		if (!map_listing_shows(l, entry))
			continue;
		if (is_map_name(entry->name) && entry->item != '1')
			include(s, entry->name);
		else
			map_listing_add(l, &s->line, entry);
	}
}

static bool
hide(struct scan *s, struct str name)
{
	struct map_listing *l = &s->reading->listing;

	name = str_trim(name);
	if (!s->reading->orders && !map_listing_has(l, &s->line, name))
		return false;
	map_listing_hide(l, s->line.menu->arena, name);
	return true;
}

/* Only what comes first, in the outer map. */
static bool
take_title(struct scan *s, struct str title)
{
	struct menu *menu = s->line.menu;

	if (s->begun || s->depth > 0)
		return false;
	menu->title = map_text(menu->arena, title, s->line.at, s->line.told);
	return true;
}

/* Whether a line without a TAB was an order, which then is done. */
static bool
obey(struct scan *s, struct str raw)
{
	struct str operand;
	enum map_order order = map_order_of(raw, &operand);

	switch (order) {
	case MAP_END:
	case MAP_LIST:
		if (order == MAP_LIST && s->depth == 0)
			list_folder(s);
		s->ended = true;
		return true;
	case MAP_USERS:
		map_warn(&s->line, raw, "map-list",
		    "lists of users and of hosts are not made");
		return true;
	case MAP_TITLE:
		return take_title(s, operand);
	case MAP_HIDE:
		return hide(s, operand);
	case MAP_TYPE:
		return map_listing_type(&s->reading->listing,
		    s->line.menu->arena, str_trim(raw));
	case MAP_INCLUDE:
		include(s, operand);
		return true;
	case MAP_TEXT:
		break;
	}
	return false;
}

/* In a name alone, Bucktooth's signs for any letters. */
static bool
is_pattern(const struct map_fields *fields)
{
	struct str name = fields->text;

	return str_trim(fields->selector).len == 0 &&
	       str_trim(fields->host).len == 0 &&
	       (str_index(name, '*') < name.len ||
		   str_index(name, '?') < name.len);
}

static void
read_text_item(struct scan *s, const struct map_fields *fields)
{
	if (!str_eq(fields->selector, STR("TITLE")) ||
	    !take_title(s, fields->text))
		map_info(&s->line, fields->text);
}

static void
read_item(struct scan *s, struct str raw)
{
	struct map_listing *l = &s->reading->listing;
	struct str rest = str_skip(raw, 1);
	struct map_fields fields = { .glued = false };
	char type = raw.at[0];

	str_cut(rest, '\t', &fields.text, &rest);
	str_cut(rest, '\t', &fields.selector, &rest);
	str_cut(rest, '\t', &fields.host, &rest);
	str_cut(rest, '\t', &fields.port, &rest);
	if (type == 'i')
		read_text_item(s, &fields);
	else if (type == '\t')
		map_bad(&s->line, raw, "a TAB where the item type should be");
	else if (!is_pattern(&fields) || !menu_type_is_known(type))
		map_item(&s->line, type, &fields);
	else if (map_listing_glob(l, &s->line, type,
		     str_trim(fields.text)) == 0)
		map_bad(&s->line, raw, "nothing in the folder is called that");
}

static void
read_line(struct scan *s, struct str raw)
{
	if (str_starts(raw, STR("#"))) {
		skip_remark(s);
		return;
	}
	if (str_index(raw, '\t') < raw.len)
		read_item(s, raw);
	else if (!obey(s, raw))
		map_info(&s->line, raw);
	s->begun = true;
}

static void
read_map(struct reading *reading, const struct map_line *outer, struct str file,
    struct str source, unsigned depth)
{
	struct scan s = {
		.reading = reading,
		.line = *outer,
		.depth = depth,
	};

	s.line.at = (struct place){ .file = file };
	if (!map_is_readable(&s.line, source))
		return;
	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	s.line.at.column = 1;
	while (source.len > 0 && !s.ended) {
		s.line.raw = map_next_line(&source);
		s.line.at.line++;
		if (is_full(&s))
			return;
		read_line(&s, s.line.raw);
	}
}

bool
gophermap_read(struct menu *menu, struct str source,
    const struct map_place *place)
{
	struct map_told told;
	struct map_line line = {
		.place = place,
		.menu = menu,
		.told = &told,
		.at = { .file = place->file },
	};
	struct reading reading = { .orders = map_has_orders(source) };

	if (!map_is_readable(&line, source))
		return false;
	map_told_init(&told, menu->arena, place->diags);
	map_listing_init(&reading.listing, menu->arena);
	read_map(&reading, &line, place->file, source, 0);
	return true;
}
