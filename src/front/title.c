/* SPDX-License-Identifier: ISC */
#include "front/title.h"

#include "base/utf8.h"

#define SHOWN_MAX ((size_t)TITLE_MAX / 4) /* bytes */

/* Slashes at the end belong to no name. */
static struct str
last_part(struct str key)
{
	struct str name = { NULL, 0 };

	while (str_ends(key, STR("/")))
		key.len--;
	while (str_cut(key, '/', &name, &key))
		;
	return name;
}

static struct str
first_line(char type, struct str name, struct str body)
{
	struct str line, rest;

	if (type == '1' || type == '7') {
		if (!str_starts(body, STR("i")))
			return STR("");
		str_cut(str_skip(body, 1), '\t', &line, &rest);
		return line;
	}
	if (type != '0' || str_index(name, '.') < name.len)
		return STR("");
	str_cut(body, '\n', &line, &rest);
	return str_trim(line);
}

/* A name is in UTF-8, whatever the menus are in that it stands in. */
static struct str
encoded(struct str name, enum charset charset, char storage[TITLE_MAX])
{
	struct buf out;

	if (charset == CHARSET_UTF8)
		return name;
	buf_fixed(&out, storage, TITLE_MAX);
	buf_add(&out, name);
	charset_encode(&out, 0, charset);
	return buf_str(&out);
}

/*
 * By its bytes as well: marks that combine have no width. What is not
 * UTF-8 has a byte per column; pages that no charset of ours spells are UTF-8
 * in any image.
 */
static struct str
fitting(struct str title)
{
	if (utf8_valid(title) < title.len)
		return str_take(title, GOPHER_WIDTH);
	title = str_take(title, utf8_fit(title, GOPHER_WIDTH));
	return str_take(title, utf8_valid(str_take(title, SHOWN_MAX)));
}

struct str
title_of(const struct image *image, char type, struct str key, struct str body,
    char storage[TITLE_MAX])
{
	struct str name = last_part(key);
	struct str title = first_line(type, name, body);

	if (title.len == 0)
		title = encoded(name.len > 0 ? name : image->origin.host,
		    image->charset, storage);
	return fitting(title);
}
