/* SPDX-License-Identifier: ISC */
/*
 * The first line of the input is a base, the rest a reference; each alone is
 * also a text, a path and a host.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "proto/uri.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
has_dot_segment(struct str path)
{
	struct str segment;
	bool more = true;

	while (more) {
		more = str_cut(path, '/', &segment, &path);
		if (str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
			return true;
	}
	return false;
}

/* Whatever is asked for, a key of the image is what comes out. */
static void
check_decoded(struct str path)
{
	assert(str_starts(path, STR("/")));
	assert(str_find(path, STR("//")) == path.len);
	assert(!has_dot_segment(path));
	for (size_t i = 0; i < path.len; i++)
		assert((unsigned char)path.at[i] >= 0x20 &&
		       path.at[i] != 0x7f);
}

static void
check_path(struct str encoded)
{
	size_t cap = encoded.len + 1;
	char *storage = mem_new(cap, 1);
	char *again = mem_new(cap, 1);
	struct str decoded, back;
	struct buf out;

	buf_init(&out);
	if (uri_path_decode(encoded, storage, cap, &decoded) == URI_PATH_OK) {
		check_decoded(decoded);
		uri_path_encode(&out, decoded);
		assert(uri_path_decode(buf_str(&out), again, cap, &back) ==
		       URI_PATH_OK);
		assert(str_eq(decoded, back));
	}
	buf_release(&out);
	free(storage);
	free(again);
}

static void
check_text(struct str text)
{
	char *storage = mem_new(text.len + 1, 1);
	struct buf once, twice;
	struct str back;

	buf_init(&once);
	buf_init(&twice);
	uri_path_encode(&once, text);
	assert(uri_decode(buf_str(&once), storage, text.len, &back));
	assert(str_eq(back, text));
	buf_clear(&once);
	uri_mend(&once, text);
	uri_mend(&twice, buf_str(&once));
	assert(str_eq(buf_str(&once), buf_str(&twice)));
	buf_release(&once);
	buf_release(&twice);
	free(storage);
}

static void
check_host(struct str host)
{
	char storage[URI_HOST_MAX + 1];
	char again[URI_HOST_MAX + 1];
	struct str once, twice;

	if (!uri_host_canonical(host, storage, &once))
		return;
	assert(uri_host_canonical(once, again, &twice));
	assert(str_eq(once, twice));
}

static void
check_resolved(struct str base, struct str reference)
{
	struct uri from, to, uri;
	struct arena arena;
	struct str once, twice;

	if (!uri_parse(base, &from) || !uri_parse(reference, &to))
		return;
	arena_init(&arena);
	once = uri_resolve(&arena, base, reference);
	assert(uri_parse(once, &uri));
	assert(uri.has_fragment == to.has_fragment);
	if (to.scheme.len == 0)
		assert(str_eq(uri.scheme, from.scheme));
	if (to.scheme.len == 0 && !to.has_authority) {
		assert(uri.has_authority == from.has_authority);
		assert(str_eq(uri.host, from.host));
	}
	/* A base keeps its dot segments if the reference names no path. */
	if (uri.scheme.len > 0 && to.path.len > 0) {
		twice = uri_resolve(&arena, base, once);
		assert(str_eq(once, twice));
	}
	arena_release(&arena);
}

static void
check_alone(struct str text)
{
	struct uri uri;

	check_text(text);
	check_path(text);
	check_host(text);
	if (uri_parse(text, &uri)) {
		check_path(uri.path);
		check_host(uri.host);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str base, reference;

	str_cut((struct str){ (const char *)data, size }, '\n', &base,
	    &reference);
	check_alone(base);
	check_alone(reference);
	check_resolved(base, reference);
	return 0;
}
