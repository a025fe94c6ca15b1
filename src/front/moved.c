/* SPDX-License-Identifier: ISC */
#include "front/moved.h"

#include "base/utf8.h"
#include "front/title.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"

/* "gemini://", host, port and a target; rules' targets fit a header. */
#define URL_MAX (URI_HOST_MAX + GEMINI_META_MAX + 32)

static void
add_item(struct buf *out, const struct shelf *shelf, char type,
    struct str text, struct str selector)
{
	const struct origin *origin = &shelf->image->origin;

	gopher_item(out, type, text, selector, origin->host,
	    origin->port[VIEW_GOPHER]);
}

static void
add_url(struct buf *out, const struct shelf *shelf, struct str url)
{
	char storage[URL_MAX];
	struct buf selector;

	buf_fixed(&selector, storage, sizeof(storage));
	buf_printf(&selector, "URL:%.*s", STR_ARG(url));
	if (!selector.cut)
		add_item(out, shelf, 'h',
		    str_take(url, utf8_fit(url, GOPHER_WIDTH)),
		    buf_str(&selector));
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

/* The item of an encoded path, if that is on Gopher. */
static bool
add_here(struct buf *out, const struct shelf *shelf, struct str path)
{
	char storage[GEMINI_META_MAX + 1], name[TITLE_MAX];
	struct found found;
	struct str key, title;
	char type;

	if (uri_path_decode(path, storage, sizeof(storage), &key) !=
	    URI_PATH_OK)
		return false;
	key = str_skip(key, 1);
	if (str_ends(key, STR("/")))
		key.len--;
	if (!shelf_find(shelf, VIEW_GOPHER, key, &found))
		return false;
	type = found.search > 0 ? '7' : found.resource.item;
	title = title_of(shelf->image, type, key,
	    found.search > 0 ? STR("") : found.resource.body, name);
	add_item(out, shelf, type, title, path);
	return true;
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

/* What target is, a URI or an encoded path. */
static void
add_target(struct buf *out, const struct shelf *shelf, struct str target)
{
	struct uri uri;

	if (!uri_parse(target, &uri))
		return;
	if (uri.scheme.len > 0) {
		if (!add_gopher(out, target))
			add_url(out, shelf, target);
	} else if (!add_here(out, shelf, uri.path)) {
		add_on_gemini(out, shelf, target);
	}
}

void
moved_menu(struct buf *out, const struct shelf *shelf, struct str target)
{
	gopher_item(out, '3', STR("This page has moved:"), STR(""), STR(""), 1);
	add_target(out, shelf, target);
	gopher_end(out);
}
