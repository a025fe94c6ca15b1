/* SPDX-License-Identifier: ISC */
#include "proto/origin.h"

#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"

#define ROOM 64 /* scheme, port, item type and delimiters */

static struct str
scheme_of(enum view v)
{
	switch (v) {
	case VIEW_GEMINI:
		return STR("gemini");
	case VIEW_GOPHER:
		return STR("gopher");
	case VIEW_WEB:
	case VIEW_KINDS:
		break;
	}
	return STR("");
}

static uint16_t
default_port(enum view v)
{
	return v == VIEW_GOPHER ? GOPHER_PORT : GEMINI_PORT;
}

bool
origin_has(const struct origin *o, enum view v)
{
	return v == VIEW_WEB ? o->web.len > 0 : o->port[v] != 0;
}

bool
origin_web_is_sound(struct str web)
{
	struct uri uri;

	return web.len <= ORIGIN_WEB_MAX && uri_parse(web, &uri) &&
	       (str_eq_nocase(uri.scheme, STR("https")) ||
		   str_eq_nocase(uri.scheme, STR("http"))) &&
	       uri.host.len > 0 && !uri.has_userinfo && !uri.has_query &&
	       !uri.has_fragment && str_ends(web, STR("/"));
}

struct str
origin_url(struct arena *a, const struct origin *o, enum view v,
    struct str path, char item)
{
	size_t cap = o->host.len + 3 * path.len + ROOM;
	bool root = str_eq(path, STR("/"));
	struct buf out;

	if (!origin_has(o, v))
		return (struct str){ NULL, 0 };
	if (v == VIEW_WEB)
		return origin_web_url(a, o, path);
	buf_fixed(&out, arena_array(a, cap, 1), cap);
	buf_printf(&out, "%.*s://%.*s", STR_ARG(scheme_of(v)),
	    STR_ARG(o->host));
	if (o->port[v] != default_port(v))
		buf_printf(&out, ":%u", (unsigned)o->port[v]);
	/* The root menu needs no type: RFC 4266 2.1 gives it by default. */
	if (v == VIEW_GOPHER && !(root && item == '1')) {
		char type[] = { '/', item };

		buf_add(&out, (struct str){ type, sizeof(type) });
	}
	uri_path_encode(&out, path);
	return buf_str(&out);
}

void
origin_put_web_url(struct buf *out, const struct origin *o, struct str path)
{
	if (o->web.len == 0)
		return;
	buf_add(out, o->web);
	uri_path_encode(out, str_skip(path, 1));
}

struct str
origin_web_url(struct arena *a, const struct origin *o, struct str path)
{
	struct buf url;

	buf_init(&url);
	origin_put_web_url(&url, o, path);
	return buf_keep(&url, a);
}
