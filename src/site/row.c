/* SPDX-License-Identifier: ISC */
#include "site/row.h"

#include <endian.h>
#include <string.h>

#include "site/layout.h"

unsigned char
row_u8(const char *at)
{
	return (unsigned char)*at;
}

uint32_t
row_u32(const char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return le32toh(value);
}

uint64_t
row_u64(const char *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof(value));
	return le64toh(value);
}

struct str
row_text(struct str bytes, const char *row, size_t at, size_t len)
{
	return (struct str){ bytes.at + row_u32(row + at), row_u32(row + len) };
}

struct str
row_bytes(struct str bytes, const char *row, size_t at, size_t len)
{
	return (struct str){ bytes.at + row_u64(row + at), row_u64(row + len) };
}

void
row_file(struct str body, struct resource *r)
{
	uint32_t flags = row_u32(body.at + LAYOUT_FILE_FLAGS);

	r->size = row_u64(body.at + LAYOUT_FILE_SIZE);
	r->lines = (flags & LAYOUT_FILE_LINES) != 0;
	r->file = str_skip(body, LAYOUT_FILE_PATH);
}

struct path_rule
row_rule(struct str bytes, const char *row)
{
	return (struct path_rule){
		.status = (int)row_u32(row + LAYOUT_STATUS),
		.pattern = row_text(bytes, row, LAYOUT_PATTERN_AT,
		    LAYOUT_PATTERN_LEN),
		.meta = row_text(bytes, row, LAYOUT_META_AT, LAYOUT_META_LEN),
	};
}

struct zone
row_zone(struct str bytes, const char *row)
{
	return (struct zone){
		.path = row_text(bytes, row, LAYOUT_ZONE_AT, LAYOUT_ZONE_LEN),
		.enrol = (row_u32(row + LAYOUT_ZONE_FLAGS) &
			     LAYOUT_ZONE_ENROL) != 0,
	};
}

int
row_compare(struct str bytes, const char *row, unsigned view, struct str key)
{
	unsigned own = row_u8(row + LAYOUT_VIEW);

	if (own != view)
		return own < view ? -1 : 1;
	return str_cmp(row_text(bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN),
	    key);
}
