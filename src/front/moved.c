/* SPDX-License-Identifier: ISC */
#include "front/moved.h"

#include "base/utf8.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"

/* "gemini://", host, port and a target; rules' targets fit a header. */
#define URL_MAX (URI_HOST_MAX + GEMINI_META_MAX + 32)

/* An item's text is where it leads to: the title is in no image. */
static void
add_item(struct buf *out, const struct shelf *shelf, char type,
    struct str target, struct str selector)
{
	const struct origin *origin = &shelf->image->origin;

	gopher_item(out, type, str_take(target, utf8_fit(target, GOPHER_WIDTH)),
	    selector, origin->host, origin->port[VIEW_GOPHER]);
}

static void
add_url(struct buf *out, const struct shelf *shelf, struct str url)
{
	char storage[URL_MAX];
	struct buf selector;

	buf_fixed(&selector, storage, sizeof(storage));
	buf_printf(&selector, "URL:%.*s", STR_ARG(url));
	if (!selector.cut)
		add_item(out, shelf, 'h', url, buf_str(&selector));
}

static void
add_on_gemini(struct buf *out, const struct shelf *shelf, struct str path)
{
	const struct origin *origin = &shelf->image->origin;
	uint16_t port = origin->port[VIEW_GEMINI];
	char storage[URL_MAX];
	struct buf url;

	if (port == 0)
		return;
	buf_fixed(&url, storage, sizeof(storage));
	buf_printf(&url, "gemini://%.*s", STR_ARG(origin->host));
	if (port != GEMINI_PORT)
		buf_printf(&url, ":%u", (unsigned)port);
	buf_add(&url, path);
	if (!url.cut)
		add_url(out, shelf, buf_str(&url));
}

/* Whether an encoded path is on Gopher, and as what. */
static bool
find_type(const struct shelf *shelf, struct str path, char *type)
{
	char storage[GEMINI_META_MAX + 1];
	struct found found;
	struct str key;

	if (uri_path_decode(path, storage, sizeof(storage), &key) !=
	    URI_PATH_OK)
		return false;
	key = str_skip(key, 1);
	if (str_ends(key, STR("/")))
		key.len--;
	if (!shelf_find(shelf, VIEW_GOPHER, key, &found))
		return false;
	*type = found.search > 0 ? '7' : found.resource.item;
	return true;
}

static void
add_path(struct buf *out, const struct shelf *shelf, struct str target,
    struct str path)
{
	char type;

	if (find_type(shelf, path, &type))
		add_item(out, shelf, type, path, path);
	else
		add_on_gemini(out, shelf, target);
}

/* A gopher URL behind "URL:" could not be followed: its item is its own. */
static bool
add_gopher(struct buf *out, struct str url)
{
	char storage[GEMINI_META_MAX + 1];
	struct gopher_target to;

	if (!gopher_url_parse(url, storage, sizeof(storage), &to))
		return false;
	gopher_item(out, to.type, str_take(url, utf8_fit(url, GOPHER_WIDTH)),
	    to.selector, to.host, to.port);
	return true;
}

void
moved_menu(struct buf *out, const struct shelf *shelf, struct str target)
{
	struct uri uri;

	gopher_item(out, '3', STR("This page has moved:"), STR(""), STR(""), 1);
	if (uri_parse(target, &uri)) {
		if (uri.scheme.len == 0)
			add_path(out, shelf, target, uri.path);
		else if (!add_gopher(out, target))
			add_url(out, shelf, target);
	}
	gopher_end(out);
}
