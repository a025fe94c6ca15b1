/* SPDX-License-Identifier: ISC */
#include "proto/uri.h"

#include <assert.h>

/* Room for what recomposing may add: '/', "/." or "./", delimiters. */
#define SPARE 16

/* Remove the last segment and the slash before it (RFC 3986 5.2.4 C). */
static void
pop_segment(struct buf *out)
{
	while (out->len > 0 && out->at[out->len - 1] != '/')
		out->len--;
	if (out->len > 0)
		out->len--;
}

/* Steps A to D of RFC 3986 5.2.4; false if none applies. */
static bool
drop_dot_segment(struct str *in, struct buf *out)
{
	if (str_starts(*in, STR("../"))) {
		*in = str_skip(*in, 3);
	} else if (str_starts(*in, STR("./")) || str_starts(*in, STR("/./"))) {
		*in = str_skip(*in, 2);
	} else if (str_eq(*in, STR("/."))) {
		*in = str_take(*in, 1);
	} else if (str_starts(*in, STR("/../"))) {
		*in = str_skip(*in, 3);
		pop_segment(out);
	} else if (str_eq(*in, STR("/.."))) {
		*in = str_take(*in, 1);
		pop_segment(out);
	} else if (str_eq(*in, STR(".")) || str_eq(*in, STR(".."))) {
		*in = (struct str){ NULL, 0 };
	} else {
		return false;
	}
	return true;
}

static struct str
remove_dot_segments(struct arena *a, struct str path)
{
	struct buf out;

	buf_fixed(&out, arena_array(a, path.len, 1), path.len);
	while (path.len > 0) {
		size_t segment;

		if (drop_dot_segment(&path, &out))
			continue;
		segment = 1 + str_index(str_skip(path, 1), '/');
		buf_add(&out, str_take(path, segment));
		path = str_skip(path, segment);
	}
	return buf_str(&out);
}

/* RFC 3986 5.2.3. */
static struct str
merge(struct arena *a, const struct uri *base, struct str path)
{
	struct str folder = base->path;

	if (base->has_authority && folder.len == 0)
		folder = STR("/");
	while (folder.len > 0 && folder.at[folder.len - 1] != '/')
		folder.len--;
	return arena_printf(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(path));
}

static void
inherit_authority(struct uri *to, const struct uri *base)
{
	to->has_authority = base->has_authority;
	to->has_userinfo = base->has_userinfo;
	to->userinfo = base->userinfo;
	to->host = base->host;
	to->port = base->port;
}

/* RFC 3986 5.2.2: to, a reference, becomes the target. */
static void
transform(struct arena *a, const struct uri *base, struct uri *to)
{
	bool own = to->scheme.len > 0 || to->has_authority;

	if (to->scheme.len == 0)
		to->scheme = base->scheme;
	if (!own)
		inherit_authority(to, base);
	if (!own && to->path.len == 0) {
		to->path = base->path;
		if (!to->has_query) {
			to->has_query = base->has_query;
			to->query = base->query;
		}
		return;
	}
	if (!own && to->path.at[0] != '/')
		to->path = merge(a, base, to->path);
	to->path = remove_dot_segments(a, to->path);
}

static void
add_authority(struct buf *out, const struct uri *uri)
{
	buf_add(out, STR("//"));
	if (uri->has_userinfo) {
		buf_add(out, uri->userinfo);
		buf_char(out, '@');
	}
	buf_add(out, uri->host);
	if (uri->port != URI_NO_PORT)
		buf_printf(out, ":%d", (int)uri->port);
}

/* A path that would be read as an authority or a scheme gets a dot segment. */
static void
add_path(struct buf *out, const struct uri *uri)
{
	struct str first = str_take(uri->path, str_index(uri->path, '/'));

	if (!uri->has_authority && str_starts(uri->path, STR("//")))
		buf_add(out, STR("/."));
	else if (uri->scheme.len == 0 && str_index(first, ':') < first.len)
		buf_add(out, STR("./"));
	buf_add(out, uri->path);
}

/* RFC 3986 5.3. */
static void
recompose(struct buf *out, const struct uri *uri)
{
	if (uri->scheme.len > 0) {
		buf_add(out, uri->scheme);
		buf_char(out, ':');
	}
	if (uri->has_authority)
		add_authority(out, uri);
	add_path(out, uri);
	if (uri->has_query) {
		buf_char(out, '?');
		buf_add(out, uri->query);
	}
	if (uri->has_fragment) {
		buf_char(out, '#');
		buf_add(out, uri->fragment);
	}
}

struct str
uri_resolve(struct arena *a, struct str base, struct str reference)
{
	size_t cap = base.len + reference.len + SPARE;
	struct uri from, to;
	struct buf out;

	if (!uri_parse(base, &from) || !uri_parse(reference, &to))
		return (struct str){ NULL, 0 };
	transform(a, &from, &to);
	buf_fixed(&out, arena_array(a, cap, 1), cap);
	recompose(&out, &to);
	assert(!out.cut);
	return buf_str(&out);
}
