/* SPDX-License-Identifier: ISC */
#include "site/image.h"

#include <assert.h>

#include "model/guarded.h"
#include "site/image_check.h"
#include "site/row.h"

static uint32_t
port_of(const struct image_sections *s, size_t view)
{
	return row_u32(s->rows[LAYOUT_PORTS] + view * LAYOUT_PORT_ROW);
}

static struct str
search_of(struct str bytes, const struct image_sections *s)
{
	const char *row = s->rows[LAYOUT_SEARCH];

	if (s->count[LAYOUT_SEARCH] == 0)
		return STR("");
	return row_bytes(bytes, row, LAYOUT_SEARCH_AT, LAYOUT_SEARCH_LEN);
}

static enum charset
charset_of(struct str name)
{
	enum charset charset = CHARSET_UTF8;

	charset_parse(name, &charset);
	return charset;
}

static void
fill(struct image *image, struct str bytes, const struct image_sections *s)
{
	*image = (struct image){
		.bytes = bytes,
		.hosts = s->count[LAYOUT_HOSTS],
		.resources = s->count[LAYOUT_RESOURCES],
		.host_rows = s->rows[LAYOUT_HOSTS],
		.resource_rows = s->rows[LAYOUT_RESOURCES],
		.rules = s->count[LAYOUT_RULES],
		.zones = s->count[LAYOUT_ZONES],
		.rule_rows = s->rows[LAYOUT_RULES],
		.zone_rows = s->rows[LAYOUT_ZONES],
		.search = search_of(bytes, s),
		.admin = s->facts[LAYOUT_FACT_ADMIN],
		.updated = s->facts[LAYOUT_FACT_UPDATED],
		.charset = charset_of(s->facts[LAYOUT_FACT_CHARSET]),
		.ascii = s->facts[LAYOUT_FACT_ASCII].len > 0,
	};
	image->origin.host = image_host(image, 0);
	image->origin.web = s->facts[LAYOUT_FACT_WEB];
	for (size_t i = 0; i < VIEW_COUNT; i++)
		image->origin.port[i] = (uint16_t)port_of(s, i);
}

const char *
image_open(struct str bytes, struct image *image)
{
	struct image_sections sections;
	const char *why = image_check(bytes, &sections);

	if (why == NULL)
		fill(image, bytes, &sections);
	return why;
}

static const char *
row_at(const struct image *image, uint32_t i)
{
	return image->resource_rows + (size_t)i * LAYOUT_RESOURCE_ROW;
}

static void
resource_of(const struct image *image, const char *row, struct resource *found)
{
	struct str body =
	    row_bytes(image->bytes, row, LAYOUT_BODY_AT, LAYOUT_BODY_LEN);

	*found = (struct resource){
		.kind = (enum resource_kind)row_u8(row + LAYOUT_KIND),
		.media = row_text(image->bytes, row, LAYOUT_MEDIA_AT,
		    LAYOUT_MEDIA_LEN),
		.item = row[LAYOUT_ITEM],
	};
	if (found->kind == RESOURCE_FILE)
		row_file(body, found);
	else
		found->body = body;
}

bool
image_find(const struct image *image, enum view v, struct str key,
    struct resource *found)
{
	uint32_t low = 0;
	uint32_t high = image->resources;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *row = row_at(image, middle);
		int order = row_compare(image->bytes, row, v, key);

		if (order == 0) {
			resource_of(image, row, found);
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

struct str
image_host(const struct image *image, uint32_t i)
{
	assert(i < image->hosts);
	return row_text(image->bytes,
	    image->host_rows + (size_t)i * LAYOUT_HOST_ROW, LAYOUT_HOST_AT,
	    LAYOUT_HOST_LEN);
}

void
image_at(const struct image *image, uint32_t i, enum view *v,
    struct str *key, struct resource *found)
{
	const char *row;

	assert(i < image->resources);
	row = row_at(image, i);
	*v = (enum view)row_u8(row + LAYOUT_VIEW);
	*key = row_text(image->bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN);
	resource_of(image, row, found);
}

bool
image_rule(const struct image *image, struct str path, struct path_rule *rule)
{
	const char *row = image->rule_rows;

	for (uint32_t i = 0; i < image->rules; i++, row += LAYOUT_RULE_ROW) {
		struct path_rule next = row_rule(image->bytes, row);

		if (path_matches(next.pattern, path)) {
			*rule = next;
			return true;
		}
	}
	return false;
}

struct zone
image_zone(const struct image *image, uint32_t i)
{
	assert(i < image->zones);
	return row_zone(image->bytes,
	    image->zone_rows + (size_t)i * LAYOUT_ZONE_ROW);
}

int
image_zone_of(const struct image *image, struct str path)
{
	size_t longest = 0;
	int inner = -1;

	for (uint32_t i = 0; i < image->zones; i++) {
		struct str zone = image_zone(image, i).path;

		if (zone.len > longest && guarded_covers(zone, path)) {
			longest = zone.len;
			inner = (int)i;
		}
	}
	return inner;
}
