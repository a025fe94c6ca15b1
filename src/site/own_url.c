/* SPDX-License-Identifier: ISC */
#include "site/own_url.h"

#include "base/buf.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"

static bool
is_own(const struct origin *o, enum view v, struct str host, int64_t port)
{
	char storage[URI_HOST_MAX + 1];
	struct str canonical;

	return port == o->port[v] &&
	       uri_host_canonical(host, storage, &canonical) &&
	       str_eq(canonical, o->host);
}

static struct str
gemini_path(const struct origin *o, struct str url)
{
	struct uri uri;

	if (!uri_parse(url, &uri) ||
	    !str_eq_nocase(uri.scheme, STR("gemini")) || uri.has_userinfo ||
	    uri.has_query ||
	    !is_own(o, VIEW_GEMINI, uri.host,
		uri.port == URI_NO_PORT ? GEMINI_PORT : uri.port))
		return url;
	return uri.path.len > 0 ? uri.path : STR("/");
}

static struct str
gopher_path(struct arena *a, const struct origin *o, struct str url)
{
	char *storage = arena_array(a, url.len + 1, 1);
	struct gopher_target to;
	struct buf out;

	if (!gopher_url_parse(url, storage, url.len + 1, &to) ||
	    to.words.len > 0 || !is_own(o, VIEW_GOPHER, to.host, to.port))
		return url;
	if (to.selector.len == 0)
		return STR("/");
	if (!str_starts(to.selector, STR("/")))
		return url;
	buf_init(&out);
	uri_path_encode(&out, to.selector);
	return buf_keep(&out, a);
}

struct str
own_url_path(struct arena *a, const struct origin *o, enum view v,
    struct str url)
{
	switch (v) {
	case VIEW_GEMINI:
		return gemini_path(o, url);
	case VIEW_GOPHER:
		return gopher_path(a, o, url);
	case VIEW_WEB:
	case VIEW_KINDS:
		break;
	}
	return url;
}
