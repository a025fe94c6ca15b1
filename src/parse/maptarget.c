/* SPDX-License-Identifier: ISC */
#include "parse/maptarget.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/maptext.h"
#include "proto/gopher.h"
#include "proto/uri.h"

/* What would not survive a menu line: gopher_item() makes blanks of it. */
static bool
has_control(struct str s)
{
	while (s.len > 0) {
		uint32_t point = 0;
		size_t len = utf8_next(s, &point);

		if (len > 0 && utf8_is_control(point))
			return true;
		s = str_skip(s, len > 0 ? len : 1);
	}
	return false;
}

/* path without dot segments; false if they lead above the root. */
static bool
resolve(struct buf *out, struct str path)
{
	struct str rest = str_skip(path, 1);
	struct str segment;
	bool more;

	buf_char(out, '/');
	do {
		more = str_cut(rest, '/', &segment, &rest);
		if (str_eq(segment, STR(".."))) {
			if (!uri_path_climb(out))
				return false;
		} else if (!str_eq(segment, STR("."))) {
			buf_add(out, segment);
			if (more)
				buf_char(out, '/');
		}
	} while (more);
	return true;
}

/*
 * The selector of something of ours as a path from the root (O-26). With a host
 * in the map, the root is what it starts from.
 */
static bool
own_path(const struct map_line *line, struct str selector, bool from_root,
    struct str *path)
{
	struct str whole = map_text_of(line->menu->arena, selector);
	struct buf out;
	bool sound;

	if (from_root && !str_starts(whole, STR("/")))
		whole = arena_printf(line->menu->arena, "/%.*s",
		    STR_ARG(whole));
	else if (!str_starts(whole, STR("/")))
		whole = map_path(line, whole);
	buf_init(&out);
	sound = resolve(&out, whole);
	*path = buf_keep(&out, line->menu->arena);
	return sound;
}

/* Whether an item's port is the one that ours have. */
static bool
is_own_port(const struct map_line *line, uint64_t port)
{
	uint16_t own = line->place->origin->port[VIEW_GOPHER];

	return port == (own != 0 ? own : GOPHER_PORT);
}

/* Host and port; false after a warning. */
static bool
read_address(const struct map_line *line, const struct map_fields *fields,
    struct menu_line *item)
{
	char storage[URI_HOST_MAX + 1];
	struct str host_field = str_trim(fields->host);
	struct str port_field = str_trim(fields->port);
	struct str host = line->place->origin->host;
	uint64_t port = GOPHER_PORT;

	if (host_field.len > 0 &&
	    !uri_host_canonical(host_field, storage, &host)) {
		map_bad(line, fields->host, "no host name in the third field");
		return false;
	}
	if (port_field.len > 0 &&
	    (!str_number(port_field, UINT16_MAX, &port) || port == 0)) {
		map_bad(line, fields->port,
		    "no port in the fourth field; write 1 to 65535");
		return false;
	}
	item->own = str_eq(host, line->place->origin->host) &&
		    (port_field.len == 0 || is_own_port(line, port));
	item->host = arena_str(line->menu->arena, host);
	item->port = (uint16_t)port;
	return true;
}

/* The selector, once it is known whose it is; false after a warning. */
static bool
read_selector(const struct map_line *line, const struct map_fields *fields,
    struct menu_line *item)
{
	struct arena *a = line->menu->arena;
	bool has_host = str_trim(fields->host).len > 0;
	struct str selector = fields->selector;

	if (!item->own) {
		item->selector = selector;
		return true;
	}
	item->selector = map_text_of(a, selector);
	if (menu_type_is_remote(item->type) ||
	    str_starts(selector, STR("GET /")))
		return true;
	selector = str_trim(selector);
	if (selector.len == 0 && !has_host)
		selector = str_trim(map_text_of(a, fields->text));
	if (own_path(line, selector, has_host && !fields->glued,
		&item->selector))
		return true;
	map_bad(line, fields->selector, "a selector that leads above the root");
	return false;
}

bool
map_target(const struct map_line *line, const struct map_fields *fields,
    struct menu_line *item)
{
	struct arena *a = line->menu->arena;
	struct str url;

	if (has_control(fields->selector)) {
		map_bad(line, fields->selector,
		    "a control character in the selector");
		return false;
	}
	if (menu_url(fields->selector, &url)) {
		item->own = true;
		item->selector = arena_printf(a, "URL:%.*s",
		    STR_ARG(map_text_of(a, url)));
		return true;
	}
	return read_address(line, fields, item) &&
	       read_selector(line, fields, item);
}
