/* SPDX-License-Identifier: ISC */
#include "render/plain.h"

#include "base/utf8.h"
#include "render/spelling.h"

#define SLASHED 0x0338u /* the mark that turns = into its contrary */

/*
 * Marks put on their letters where the charset has both as one, and left out
 * where not. Returns how many parts are left.
 */
static size_t
join_marks(uint32_t *parts, size_t count, enum charset charset)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t both = 0;

		if (!utf8_is_mark(parts[i])) {
			parts[kept++] = parts[i];
			continue;
		}
		if (kept > 0)
			both = utf8_compose(parts[kept - 1], parts[i]);
		if (both != 0 && charset_has(charset, both))
			parts[kept - 1] = both;
	}
	return kept;
}

static bool
add_part(struct buf *word, uint32_t point, enum charset charset)
{
	char room[UTF8_CHAR_MAX];
	struct str plain = charset_has(charset, point)
			       ? utf8_char(room, point)
			       : spelling_text(point);

	if (plain.len == 0)
		plain = spelling_sign(point);
	buf_add(word, plain);
	return plain.len > 0;
}

static bool
add_parts(struct buf *word, uint32_t point, enum charset charset)
{
	uint32_t parts[UTF8_PARTS_MAX];
	size_t count = utf8_parts(point, parts);

	if (count == 1 && parts[0] == point)
		return false;
	for (size_t i = 0; i < count; i++)
		if (parts[i] == SLASHED)
			buf_char(word, '!');
	count = join_marks(parts, count, charset);
	for (size_t i = 0; i < count; i++)
		if (!add_part(word, parts[i], charset))
			return false;
	return count > 0;
}

bool
plain_add(struct buf *word, uint32_t point, enum charset charset)
{
	struct str plain = spelling_typographic(point);

	if (plain.len > 0) {
		buf_add(word, plain);
		return true;
	}
	return add_part(word, point, charset) ||
	       add_parts(word, point, charset);
}
