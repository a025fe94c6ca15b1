/* SPDX-License-Identifier: ISC */
#include "front/selector.h"

#include <string.h>

#include "base/buf.h"
#include "proto/gopher.h"
#include "proto/uri.h"

/* RFC 1436 3.8 and those in use since (O-19, O-20). */
#define ITEM_TYPES "0123456789+TgIhisdpP;cM"

static bool
is_dot_segment(struct str s)
{
	return str_eq(s, STR(".")) || str_eq(s, STR(".."));
}

/*
 * The form of the image's keys: no slash in front, at the end or doubled.
 * False if a segment is "." or "..": those never resolve.
 */
static bool
make_key(struct str selector, struct buf *key)
{
	struct str segment;
	bool more = true;

	while (more) {
		more = str_cut(selector, '/', &segment, &selector);
		if (is_dot_segment(segment))
			return false;
		if (segment.len == 0)
			continue;
		if (key->len > 0)
			buf_char(key, '/');
		buf_add(key, segment);
	}
	return !key->cut;
}

/*
 * "1/about" to "about"; of a type alone only "1" is something, the root. The
 * types themselves: Bombadillo and w3m ask for "d/paper.pdf".
 */
static bool
cut_type(struct str *key)
{
	struct str type, rest;

	if (!str_cut(*key, '/', &type, &rest) && !str_eq(type, STR("1")))
		return false;
	if (type.len != 1 || strchr(ITEM_TYPES, type.at[0]) == NULL)
		return false;
	*key = rest;
	return true;
}

static bool
path_rule(const struct image *image, struct str path, struct path_rule *rule)
{
	return image_zone_of(image, path) < 0 && image_rule(image, path, rule);
}

static bool
find_rule(const struct image *image, struct str key, struct path_rule *rule)
{
	char storage[GOPHER_LINE_MAX + 2];
	struct buf path;

	if (str_eq(key, STR("robots.txt")))
		return false;
	buf_fixed(&path, storage, sizeof(storage));
	buf_char(&path, '/');
	buf_add(&path, key);
	if (path_rule(image, buf_str(&path), rule))
		return true;
	buf_char(&path, '/');
	return key.len > 0 && path_rule(image, buf_str(&path), rule);
}

static bool
find_key(const struct shelf *shelf, struct str key, struct selected *selected)
{
	selected->key = key;
	selected->ruled = find_rule(shelf->image, key, &selected->rule);
	return selected->ruled ||
	       shelf_find(shelf, VIEW_GOPHER, key, &selected->found);
}

static bool
find_plain(const struct shelf *shelf, struct str selector,
    struct selected *selected)
{
	struct buf made;
	struct str key;

	buf_fixed(&made, selected->storage, sizeof(selected->storage));
	selected->key = STR("");
	if (!make_key(selector, &made))
		return false;
	key = buf_str(&made);
	if (find_key(shelf, key, selected))
		return true;
	return cut_type(&key) && find_key(shelf, key, selected);
}

/* Once only, so "%252e" asks for a name with "%2e" in it. */
static bool
find_decoded(const struct shelf *shelf, struct str selector,
    struct selected *selected)
{
	char storage[GOPHER_LINE_MAX];
	struct str plain;

	if (find_plain(shelf, selector, selected))
		return true;
	if (!uri_decode(selector, storage, sizeof(storage), &plain))
		return false;
	return plain.len < selector.len && gopher_selector_is_legal(plain) &&
	       find_plain(shelf, plain, selected);
}

bool
selector_find(const struct shelf *shelf, struct str selector,
    struct selected *selected)
{
	struct str before, words;

	if (find_decoded(shelf, selector, selected))
		return true;
	return str_cut(selector, '?', &before, &words) &&
	       find_decoded(shelf, before, selected);
}
