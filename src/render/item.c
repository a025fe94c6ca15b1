/* SPDX-License-Identifier: ISC */
#include "render/item.h"

#include "model/menu.h"
#include "proto/uri.h"
#include "render/fold.h"

#define FINGER_PORT 79
#define TELNET_PORT 23

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

/* telnet://user@host: who is to log in is the selector (O-24). */
static bool
item_of_terminal(struct arena *a, struct str url, struct gopher_target *item)
{
	struct uri uri;

	if (!uri_parse(url, &uri) || uri.host.len == 0)
		return false;
	if (str_eq_nocase(uri.scheme, STR("telnet")))
		item->type = '8';
	else if (str_eq_nocase(uri.scheme, STR("tn3270")))
		item->type = 'T';
	else
		return false;
	uri_decode(uri.userinfo, arena_array(a, uri.userinfo.len + 1, 1),
	    uri.userinfo.len + 1, &item->selector);
	item->host = uri.host;
	item->port = uri.port == URI_NO_PORT ? TELNET_PORT : (uint16_t)uri.port;
	return true;
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
		return uri_mended(a, link->target);
	return origin_url(a, form->origin, VIEW_GOPHER,
	    block_path(a, link, tree),
	    tree == TREE_GEMTEXT ? '0' : type);
}

/*
 * lynx loses a selector with anything but ASCII in it, and sends an encoded
 * one back as it is, which the server decodes; clients that decode it
 * themselves send the key (O-17).
 */
static void
item_of_path(struct arena *a, const struct block *link,
    const struct gopher_form *form, struct gopher_target *item)
{
	enum tree tree = block_leads_to(link, form->tree);
	struct str path = block_path(a, link, tree);

	*item = (struct gopher_target){
		.type = link->item != 0 ? link->item : '1',
		.selector = uri_path_encoded(a, path),
		.host = form->origin->host,
		.port = form->origin->port[VIEW_GOPHER],
	};
	if (tree == TREE_GEMTEXT)
		item->type = '0';
}

/* Of other types an item would be no link, or another server of the last. */
static bool
is_followed(char type)
{
	return menu_type_is_known(type) && type != 'i' && type != '3' &&
	       type != '+';
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
	if (gopher_url_parse(url, arena_array(a, cap, 1), cap, item))
		return is_followed(item->type);
	if (item_of_finger(url, item) || item_of_terminal(a, url, item))
		return true;
	item->type = 'h';
	item->selector = arena_printf(a, "URL:%.*s",
	    STR_ARG(uri_mended(a, url)));
	return !str_eq_nocase(str_take(url, 7), STR("gopher:"));
}
