/* SPDX-License-Identifier: ISC */
#include "site/image.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/hash.h"
#include "model/guarded.h"
#include "proto/gemini.h"
#include "proto/uri.h"
#include "site/layout.h"

struct sections {
	const char *rows[LAYOUT_SECTION_IDS]; /* by id; NULL = not there */
	uint32_t count[LAYOUT_SECTION_IDS];
};

static uint32_t
get32(const char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return le32toh(value);
}

static uint64_t
get64(const char *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof(value));
	return le64toh(value);
}

static unsigned char
get8(const char *at)
{
	return (unsigned char)*at;
}

static bool
within(struct str bytes, uint64_t at, uint64_t len)
{
	return at <= bytes.len && len <= bytes.len - at;
}

/* A text by the row's fields that hold its offset and its length. */
static struct str
text_at(struct str bytes, const char *row, size_t at, size_t len)
{
	return (struct str){ bytes.at + get32(row + at), get32(row + len) };
}

static bool
text_within(struct str bytes, const char *row, size_t at, size_t len)
{
	return within(bytes, get32(row + at), get32(row + len));
}

static struct path_rule
rule_of(struct str bytes, const char *row)
{
	return (struct path_rule){
		.status = (int)get32(row + LAYOUT_STATUS),
		.pattern = text_at(bytes, row, LAYOUT_PATTERN_AT,
		    LAYOUT_PATTERN_LEN),
		.meta = text_at(bytes, row, LAYOUT_META_AT, LAYOUT_META_LEN),
	};
}

static struct zone
zone_at(struct str bytes, const char *row)
{
	return (struct zone){
		.path = text_at(bytes, row, LAYOUT_ZONE_AT, LAYOUT_ZONE_LEN),
		.enrol = (get32(row + LAYOUT_ZONE_FLAGS) &
			     LAYOUT_ZONE_ENROL) != 0,
	};
}

static const char *
check_header(struct str bytes)
{
	uint32_t header, sections;

	if (!str_starts(bytes, LAYOUT_MAGIC))
		return "not an image";
	if (bytes.len < LAYOUT_SECTIONS)
		return "damaged: cut short";
	if (get32(bytes.at + LAYOUT_AT_VERSION) != IMAGE_VERSION)
		return "made by another version";
	if (get64(bytes.at + LAYOUT_AT_TOTAL) != bytes.len)
		return "damaged: not of the length it was made with";
	if (get64(bytes.at + LAYOUT_AT_SUM) !=
	    hash_bytes(str_skip(bytes, LAYOUT_SUMMED)))
		return "damaged: the checksum does not match";
	header = get32(bytes.at + LAYOUT_AT_HEADER);
	sections = get32(bytes.at + LAYOUT_AT_SECTIONS);
	if (header > bytes.len || header < LAYOUT_SECTIONS ||
	    sections != (header - LAYOUT_SECTIONS) / LAYOUT_SECTION_ROW ||
	    header % LAYOUT_SECTION_ROW != LAYOUT_SECTIONS % LAYOUT_SECTION_ROW)
		return "damaged: the section table does not fit the header";
	return NULL;
}

/* Bytes per row, 0 for a section that this version does not know. */
static size_t
row_size(uint32_t id)
{
	switch (id) {
	case LAYOUT_PORTS:
		return LAYOUT_PORT_ROW;
	case LAYOUT_HOSTS:
		return LAYOUT_HOST_ROW;
	case LAYOUT_RESOURCES:
		return LAYOUT_RESOURCE_ROW;
	case LAYOUT_SEARCH:
		return LAYOUT_SEARCH_ROW;
	case LAYOUT_RULES:
		return LAYOUT_RULE_ROW;
	case LAYOUT_ZONES:
		return LAYOUT_ZONE_ROW;
	}
	return 0;
}

static const char *
find_sections(struct str bytes, struct sections *found)
{
	uint32_t count = get32(bytes.at + LAYOUT_AT_SECTIONS);
	const char *row = bytes.at + LAYOUT_SECTIONS;

	for (; count > 0; count--, row += LAYOUT_SECTION_ROW) {
		uint32_t id = get32(row + LAYOUT_SECTION_ID);
		uint64_t rows = get32(row + LAYOUT_SECTION_COUNT);
		uint64_t at = get64(row + LAYOUT_SECTION_AT);

		if (row_size(id) == 0)
			continue;
		if (found->rows[id] != NULL)
			return "damaged: a section stands twice";
		if (!within(bytes, at, rows * row_size(id)))
			return "damaged: a section lies outside";
		found->rows[id] = bytes.at + at;
		found->count[id] = (uint32_t)rows;
	}
	return NULL;
}

static uint32_t
port_of(const struct sections *s, size_t view)
{
	return get32(s->rows[LAYOUT_PORTS] + view * LAYOUT_PORT_ROW);
}

static const char *
check_ports(const struct sections *s)
{
	if (s->count[LAYOUT_PORTS] != VIEW_COUNT)
		return "damaged: ports of other views";
	for (size_t i = 0; i < VIEW_COUNT; i++)
		if (port_of(s, i) > UINT16_MAX)
			return "damaged: a port above 65535";
	return NULL;
}

/* What may go into a header line or a log as it is. */
static bool
is_printable(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	return true;
}

static const char *
check_hosts(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_HOSTS];

	if (s->count[LAYOUT_HOSTS] == 0)
		return "damaged: no host name";
	for (uint32_t i = 0; i < s->count[LAYOUT_HOSTS]; i++) {
		struct str name;

		if (!text_within(bytes, row, LAYOUT_HOST_AT, LAYOUT_HOST_LEN))
			return "damaged: a host name lies outside";
		name = text_at(bytes, row, LAYOUT_HOST_AT, LAYOUT_HOST_LEN);
		if (name.len == 0 || name.len > URI_HOST_MAX ||
		    !is_printable(name))
			return "damaged: a host name is none";
		row += LAYOUT_HOST_ROW;
	}
	return NULL;
}

static const char *
check_places(struct str bytes, const char *row)
{
	if (!text_within(bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN))
		return "damaged: a key lies outside";
	if (!text_within(bytes, row, LAYOUT_MEDIA_AT, LAYOUT_MEDIA_LEN))
		return "damaged: a media type lies outside";
	if (!within(bytes, get64(row + LAYOUT_BODY_AT),
		get64(row + LAYOUT_BODY_LEN)))
		return "damaged: a body lies outside";
	return NULL;
}

/* The meta of a header line; a target never leaves the host. */
static const char *
check_media(unsigned char kind, struct str media)
{
	if (media.len == 0 || media.len > GEMINI_META_MAX ||
	    !is_printable(media))
		return "damaged: a media type is none";
	if (kind == RESOURCE_REDIRECT && (!str_starts(media, STR("/")) ||
					     str_starts(media, STR("//"))))
		return "damaged: a redirect leads elsewhere";
	return NULL;
}

static bool
is_key(unsigned char view, struct str key)
{
	if (view == VIEW_GEMINI)
		return str_starts(key, STR("/"));
	return !str_starts(key, STR("/")) && !str_ends(key, STR("/"));
}

static const char *
check_resource(struct str bytes, const char *row)
{
	unsigned char view = get8(row + LAYOUT_VIEW);
	unsigned char kind = get8(row + LAYOUT_KIND);
	const char *why = check_places(bytes, row);

	if (why != NULL)
		return why;
	if (view >= VIEW_COUNT)
		return "damaged: a resource of an unknown view";
	if (kind >= RESOURCE_KINDS)
		return "damaged: a resource of an unknown kind";
	if (get8(row + LAYOUT_ITEM) <= ' ' || get8(row + LAYOUT_ITEM) > '~')
		return "damaged: an item type is none";
	if (!is_key(view,
		text_at(bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN)))
		return "damaged: a key is not one of its view";
	return check_media(kind,
	    text_at(bytes, row, LAYOUT_MEDIA_AT, LAYOUT_MEDIA_LEN));
}

/* <0, 0, >0 as the row's key stands before, at or behind the one asked for. */
static int
row_compare(struct str bytes, const char *row, unsigned v, struct str key)
{
	unsigned view = get8(row + LAYOUT_VIEW);

	if (view != v)
		return view < v ? -1 : 1;
	return str_cmp(text_at(bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN),
	    key);
}

static bool
in_order(struct str bytes, const char *row, const char *next)
{
	struct str key = text_at(bytes, next, LAYOUT_KEY_AT, LAYOUT_KEY_LEN);

	return row_compare(bytes, row, get8(next + LAYOUT_VIEW), key) < 0;
}

static const char *
check_resources(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_RESOURCES];

	for (uint32_t i = 0; i < s->count[LAYOUT_RESOURCES]; i++) {
		const char *why = check_resource(bytes, row);

		if (why != NULL)
			return why;
		if (i > 0 && !in_order(bytes, row - LAYOUT_RESOURCE_ROW, row))
			return "damaged: the keys are not in order";
		row += LAYOUT_RESOURCE_ROW;
	}
	return NULL;
}

/* What is inside is SQLite's affair, and that of site/search. */
static const char *
check_search(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_SEARCH];

	if (s->count[LAYOUT_SEARCH] > 1)
		return "damaged: more than one search database";
	if (s->count[LAYOUT_SEARCH] == 1 &&
	    !within(bytes, get64(row + LAYOUT_SEARCH_AT),
		get64(row + LAYOUT_SEARCH_LEN)))
		return "damaged: the search database lies outside";
	return NULL;
}

static const char *
check_rule(struct str bytes, const char *row)
{
	struct path_rule rule;

	if (!text_within(bytes, row, LAYOUT_PATTERN_AT, LAYOUT_PATTERN_LEN))
		return "damaged: a rule's pattern lies outside";
	if (!text_within(bytes, row, LAYOUT_META_AT, LAYOUT_META_LEN))
		return "damaged: a rule's text lies outside";
	rule = rule_of(bytes, row);
	return rule_is_sound(&rule) ? NULL : "damaged: a rule is none";
}

static const char *
check_rules(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_RULES];
	const char *why = NULL;

	if (s->count[LAYOUT_RULES] > POLICY_RULES_MAX)
		return "damaged: too many rules";
	for (uint32_t i = 0; why == NULL && i < s->count[LAYOUT_RULES]; i++) {
		why = check_rule(bytes, row);
		row += LAYOUT_RULE_ROW;
	}
	return why;
}

/* A flag that is not known might mean that less is open. */
static const char *
check_zone(struct str bytes, const char *row)
{
	struct zone zone;

	if (!text_within(bytes, row, LAYOUT_ZONE_AT, LAYOUT_ZONE_LEN))
		return "damaged: a zone lies outside";
	if ((get32(row + LAYOUT_ZONE_FLAGS) & ~LAYOUT_ZONE_KNOWN) != 0)
		return "damaged: a zone of an unknown kind";
	zone = zone_at(bytes, row);
	return zone_is_sound(&zone) ? NULL : "damaged: a zone is none";
}

static const char *
check_zones(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_ZONES];
	const char *why = NULL;

	if (s->count[LAYOUT_ZONES] > POLICY_ZONES_MAX)
		return "damaged: too many zones";
	for (uint32_t i = 0; why == NULL && i < s->count[LAYOUT_ZONES]; i++) {
		why = check_zone(bytes, row);
		row += LAYOUT_ZONE_ROW;
	}
	return why;
}

static struct str
search_of(struct str bytes, const struct sections *s)
{
	const char *row = s->rows[LAYOUT_SEARCH];

	if (s->count[LAYOUT_SEARCH] == 0)
		return STR("");
	return (struct str){
		bytes.at + get64(row + LAYOUT_SEARCH_AT),
		get64(row + LAYOUT_SEARCH_LEN),
	};
}

static void
fill(struct image *image, struct str bytes, const struct sections *s)
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
	};
	image->origin.host = image_host(image, 0);
	for (size_t i = 0; i < VIEW_COUNT; i++)
		image->origin.port[i] = (uint16_t)port_of(s, i);
}

const char *
image_open(struct str bytes, struct image *image)
{
	struct sections s = { 0 };
	const char *why = check_header(bytes);

	if (why == NULL)
		why = find_sections(bytes, &s);
	if (why == NULL)
		why = check_ports(&s);
	if (why == NULL)
		why = check_hosts(bytes, &s);
	if (why == NULL)
		why = check_resources(bytes, &s);
	if (why == NULL)
		why = check_search(bytes, &s);
	if (why == NULL)
		why = check_rules(bytes, &s);
	if (why == NULL)
		why = check_zones(bytes, &s);
	if (why == NULL)
		fill(image, bytes, &s);
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
	found->kind = (enum resource_kind)get8(row + LAYOUT_KIND);
	found->item = row[LAYOUT_ITEM];
	found->media = text_at(image->bytes, row, LAYOUT_MEDIA_AT,
	    LAYOUT_MEDIA_LEN);
	found->body = (struct str){
		image->bytes.at + get64(row + LAYOUT_BODY_AT),
		get64(row + LAYOUT_BODY_LEN),
	};
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
	return text_at(image->bytes,
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
	*v = (enum view)get8(row + LAYOUT_VIEW);
	*key = text_at(image->bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN);
	resource_of(image, row, found);
}

bool
image_rule(const struct image *image, struct str path, struct path_rule *rule)
{
	const char *row = image->rule_rows;

	for (uint32_t i = 0; i < image->rules; i++, row += LAYOUT_RULE_ROW) {
		struct path_rule next = rule_of(image->bytes, row);

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
	return zone_at(image->bytes,
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
