/* SPDX-License-Identifier: ISC */
#include "render/item.h"

#include "proto/uri.h"

#define FINGER_PORT 79

struct str
item_url(struct arena *a, struct str text)
{
	struct buf out;

	buf_init(&out);
	uri_mend(&out, text);
	return buf_keep(&out, a);
}

/* finger://host/user: the old service is a text item (O-24). */
static bool
item_of_finger(struct str url, struct gopher_target *item)
{
	struct uri uri;

	if (!uri_parse(url, &uri) || uri.host.len == 0 ||
	    !str_eq_nocase(uri.scheme, STR("finger")))
		return false;
	*item = (struct gopher_target){
		.type = '0',
		.selector = str_skip(uri.path, 1),
		.host = uri.host,
		.port = FINGER_PORT,
	};
	if (uri.port != URI_NO_PORT)
		item->port = (uint16_t)uri.port;
	return true;
}

/*
 * lynx loses a selector with anything but ASCII in it, and sends an encoded
 * one back as it is, which the server decodes; clients that decode it
 * themselves send the key (O-17).
 */
static struct str
encoded_path(struct arena *a, struct str path)
{
	struct buf out;

	buf_init(&out);
	uri_path_encode(&out, path);
	return buf_keep(&out, a);
}

bool
item_of(struct arena *a, const struct block *link, const struct origin *o,
    struct gopher_target *item)
{
	struct str url = link->target;
	size_t cap = url.len + 1;

	if (url.len == 0)
		return false;
	*item = (struct gopher_target){ .host = o->host };
	item->port = o->port[VIEW_GOPHER];
	if (url.at[0] == '/') {
		item->type = link->item != 0 ? link->item : '1';
		item->selector = encoded_path(a, url);
		return true;
	}
	if (gopher_url_parse(url, arena_array(a, cap, 1), cap, item) ||
	    item_of_finger(url, item))
		return true;
	item->type = 'h';
	item->selector = arena_printf(a, "URL:%.*s",
	    STR_ARG(item_url(a, url)));
	return !str_eq_nocase(str_take(url, 7), STR("gopher:"));
}
