/* SPDX-License-Identifier: ISC */
#include "render/item.h"

#include "proto/uri.h"
#include "render/fold.h"

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

struct str
item_label(struct arena *a, const struct block *link,
    const struct gopher_form *form)
{
	struct str label = block_label(link);

	if (!fold_is_readable(label, form->charset))
		label = link->target;
	return fold_text(a, label, form->charset);
}

struct str
item_link(struct arena *a, const struct block *link,
    const struct gopher_form *form)
{
	enum tree tree = block_leads_to(link, form->tree);
	char type = link->item != 0 ? link->item : '1';

	if (!str_starts(link->target, STR("/")))
		return item_url(a, link->target);
	return origin_url(a, form->origin, VIEW_GOPHER,
	    tree_path(a, tree, link->target),
	    tree == TREE_GEMTEXT ? '0' : type);
}

static void
item_of_path(struct arena *a, const struct block *link,
    const struct gopher_form *form, struct gopher_target *item)
{
	enum tree tree = block_leads_to(link, form->tree);
	struct str path = tree_path(a, tree, link->target);

	*item = (struct gopher_target){
		.type = link->item != 0 ? link->item : '1',
		.selector = encoded_path(a, path),
		.host = form->origin->host,
		.port = form->origin->port[VIEW_GOPHER],
	};
	if (tree == TREE_GEMTEXT)
		item->type = '0';
}

bool
item_of(struct arena *a, const struct block *link,
    const struct gopher_form *form, struct gopher_target *item)
{
	struct str url = link->target;
	size_t cap = url.len + 1;

	if (url.len == 0)
		return false;
	if (url.at[0] == '/') {
		item_of_path(a, link, form, item);
		return true;
	}
	*item = (struct gopher_target){
		.host = form->origin->host,
		.port = form->origin->port[VIEW_GOPHER],
	};
	if (gopher_url_parse(url, arena_array(a, cap, 1), cap, item) ||
	    item_of_finger(url, item))
		return true;
	item->type = 'h';
	item->selector = arena_printf(a, "URL:%.*s",
	    STR_ARG(item_url(a, url)));
	return !str_eq_nocase(str_take(url, 7), STR("gopher:"));
}
