/* SPDX-License-Identifier: ISC */
#include "parse/target.h"

#include "base/buf.h"
#include "proto/uri.h"

/* How much of s stands in front of the first of these characters. */
static size_t
until_any(struct str s, const char *set)
{
	size_t i = 0;

	while (i < s.len && str_index(str_of(set), s.at[i]) == str_of(set).len)
		i++;
	return i;
}

/* The length of "scheme://", or of "//"; 0 if no host follows. */
static size_t
scheme_len(struct str s)
{
	size_t slashes = str_find(s, STR("//"));

	if (slashes == 0)
		return s.len > 0 ? 2 : 0;
	if (slashes == s.len || until_any(s, "/?#:") != slashes - 1 ||
	    s.at[slashes - 1] != ':')
		return 0;
	return slashes + 2;
}

/* "user@", the host as a name that can be looked up, ":port". */
static void
add_authority(struct buf *out, struct str authority)
{
	char storage[URI_HOST_MAX + 1];
	size_t at = until_any(authority, "@");
	size_t host = at < authority.len ? at + 1 : 0;
	size_t host_len = until_any(str_skip(authority, host), ":");
	struct str name = str_take(str_skip(authority, host), host_len);
	struct str canonical;

	if (str_is_ascii(authority) ||
	    !uri_host_canonical(name, storage, &canonical)) {
		uri_mend(out, authority);
		return;
	}
	uri_mend(out, str_take(authority, host));
	buf_add(out, canonical);
	uri_mend(out, str_skip(authority, host + host_len));
}

/* Brackets are for addresses: a file may have them in its name, no path has. */
static void
add_path(struct buf *out, struct str path)
{
	while (path.len > 0) {
		size_t plain = until_any(path, "[]");

		uri_mend(out, str_take(path, plain));
		if (plain < path.len)
			buf_add(out,
			    path.at[plain] == '[' ? STR("%5B") : STR("%5D"));
		path = str_skip(path, plain + 1);
	}
}

static struct str
mended(struct arena *a, struct str reference)
{
	struct buf out;
	size_t scheme = scheme_len(reference);
	struct str rest = str_skip(reference, scheme);
	size_t authority = scheme > 0 ? until_any(rest, "/?#") : 0;

	buf_init(&out);
	uri_mend(&out, str_take(reference, scheme));
	add_authority(&out, str_take(rest, authority));
	add_path(&out, str_skip(rest, authority));
	return buf_keep(&out, a);
}

struct str
target_of(struct arena *a, struct str base, struct str reference)
{
	struct str url = mended(a, reference);
	struct uri uri;

	if (!uri_parse(url, &uri) || uri.scheme.len > 0)
		return url;
	if (uri.has_authority)
		return arena_printf(a, "gemini:%.*s", STR_ARG(url));
	return uri_resolve(a, base, url);
}
