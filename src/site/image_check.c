/* SPDX-License-Identifier: ISC */
#include "site/image_check.h"

#include <string.h>

#include "base/charset.h"
#include "base/folder.h"
#include "base/hash.h"
#include "model/date.h"
#include "model/value.h"
#include "model/tree.h"
#include "proto/gemini.h"
#include "proto/origin.h"
#include "proto/uri.h"
#include "site/image.h"
#include "site/row.h"

static bool
within(struct str bytes, uint64_t at, uint64_t len)
{
	return at <= bytes.len && len <= bytes.len - at;
}

static bool
text_within(struct str bytes, const char *row, size_t at, size_t len)
{
	return within(bytes, row_u32(row + at), row_u32(row + len));
}

static const char *
check_header(struct str bytes)
{
	uint32_t header, sections;

	if (!str_starts(bytes, LAYOUT_MAGIC))
		return "not an image";
	if (bytes.len < LAYOUT_SECTIONS)
		return "damaged: cut short";
	if (row_u32(bytes.at + LAYOUT_AT_VERSION) != IMAGE_VERSION)
		return "made by another version";
	if (row_u64(bytes.at + LAYOUT_AT_TOTAL) != bytes.len)
		return "damaged: not of the length it was made with";
	if (row_u64(bytes.at + LAYOUT_AT_SUM) !=
	    hash_bytes(str_skip(bytes, LAYOUT_SUMMED)))
		return "damaged: the checksum does not match";
	header = row_u32(bytes.at + LAYOUT_AT_HEADER);
	sections = row_u32(bytes.at + LAYOUT_AT_SECTIONS);
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
	case LAYOUT_FACTS:
		return LAYOUT_FACT_ROW;
	}
	return 0;
}

static const char *
find_sections(struct str bytes, struct image_sections *found)
{
	uint32_t count = row_u32(bytes.at + LAYOUT_AT_SECTIONS);
	const char *row = bytes.at + LAYOUT_SECTIONS;

	for (; count > 0; count--, row += LAYOUT_SECTION_ROW) {
		uint32_t id = row_u32(row + LAYOUT_SECTION_ID);
		uint64_t rows = row_u32(row + LAYOUT_SECTION_COUNT);
		uint64_t at = row_u64(row + LAYOUT_SECTION_AT);

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

static const char *
check_ports(const struct image_sections *s)
{
	const char *row = s->rows[LAYOUT_PORTS];

	if (s->count[LAYOUT_PORTS] != VIEW_COUNT)
		return "damaged: ports of other views";
	for (size_t i = 0; i < VIEW_COUNT; i++)
		if (row_u32(row + i * LAYOUT_PORT_ROW) > UINT16_MAX)
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
check_hosts(struct str bytes, const struct image_sections *s)
{
	const char *row = s->rows[LAYOUT_HOSTS];

	if (s->count[LAYOUT_HOSTS] == 0)
		return "damaged: no host name";
	for (uint32_t i = 0; i < s->count[LAYOUT_HOSTS]; i++) {
		struct str name;

		if (!text_within(bytes, row, LAYOUT_HOST_AT, LAYOUT_HOST_LEN))
			return "damaged: a host name lies outside";
		name = row_text(bytes, row, LAYOUT_HOST_AT, LAYOUT_HOST_LEN);
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
	if (!within(bytes, row_u64(row + LAYOUT_BODY_AT),
		row_u64(row + LAYOUT_BODY_LEN)))
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

/* As long as a file can be; and the path is all that a server opens. */
static const char *
check_file(struct str body)
{
	struct resource file;

	if (body.len < LAYOUT_FILE_PATH)
		return "damaged: a file's record is cut short";
	if ((row_u32(body.at + LAYOUT_FILE_FLAGS) & ~LAYOUT_FILE_KNOWN) != 0)
		return "damaged: a file of an unknown kind";
	row_file(body, &file);
	if (file.size > INT64_MAX)
		return "damaged: a file of an impossible size";
	if (!folder_path_is_sound(file.file))
		return "damaged: a file's path is none";
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
	unsigned char view = row_u8(row + LAYOUT_VIEW);
	unsigned char kind = row_u8(row + LAYOUT_KIND);
	const char *why = check_places(bytes, row);

	if (why != NULL)
		return why;
	if (view >= VIEW_COUNT)
		return "damaged: a resource of an unknown view";
	if (kind >= RESOURCE_KINDS)
		return "damaged: a resource of an unknown kind";
	if (row_u8(row + LAYOUT_ITEM) <= ' ' || row_u8(row + LAYOUT_ITEM) > '~')
		return "damaged: an item type is none";
	if (!is_key(view,
		row_text(bytes, row, LAYOUT_KEY_AT, LAYOUT_KEY_LEN)))
		return "damaged: a key is not one of its view";
	why = check_media(kind,
	    row_text(bytes, row, LAYOUT_MEDIA_AT, LAYOUT_MEDIA_LEN));
	if (why == NULL && kind == RESOURCE_FILE)
		why = check_file(row_bytes(bytes, row, LAYOUT_BODY_AT,
		    LAYOUT_BODY_LEN));
	return why;
}

static bool
in_order(struct str bytes, const char *row, const char *next)
{
	struct str key = row_text(bytes, next, LAYOUT_KEY_AT, LAYOUT_KEY_LEN);

	return row_compare(bytes, row, row_u8(next + LAYOUT_VIEW), key) < 0;
}

static const char *
check_resources(struct str bytes, const struct image_sections *s)
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
check_search(struct str bytes, const struct image_sections *s)
{
	const char *row = s->rows[LAYOUT_SEARCH];

	if (s->count[LAYOUT_SEARCH] > 1)
		return "damaged: more than one search database";
	if (s->count[LAYOUT_SEARCH] == 1 &&
	    !within(bytes, row_u64(row + LAYOUT_SEARCH_AT),
		row_u64(row + LAYOUT_SEARCH_LEN)))
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
	rule = row_rule(bytes, row);
	return rule_is_sound(&rule) ? NULL : "damaged: a rule is none";
}

static const char *
check_rules(struct str bytes, const struct image_sections *s)
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
	if ((row_u32(row + LAYOUT_ZONE_FLAGS) & ~LAYOUT_ZONE_KNOWN) != 0)
		return "damaged: a zone of an unknown kind";
	zone = row_zone(bytes, row);
	return zone_is_sound(&zone) ? NULL : "damaged: a zone is none";
}

static const char *
check_zones(struct str bytes, const struct image_sections *s)
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

static bool
mail_is_sound(struct str mail)
{
	return mail.len <= IMAGE_ADMIN_MAX && value_is_mail(mail) &&
	       is_printable(mail);
}

/* Under one name each, so that equal images have equal bytes. */
static bool
charset_is_sound(struct str name)
{
	enum charset charset;

	return charset_parse(name, &charset) && charset != CHARSET_UTF8 &&
	       str_eq(name, charset_name(charset));
}

static bool
day_is_sound(struct str text)
{
	struct date day = { 0 };
	uint64_t number;

	if (text.len != strlen("YYYYMMDD") ||
	    !str_number(text, 99991231, &number))
		return false;
	day.year = (unsigned)number / 10000;
	day.month = (unsigned)number / 100 % 100;
	day.day = (unsigned)number % 100;
	return date_is_day(&day) && date_exists(&day);
}

/* They go into lines of protocols as they are. */
static bool
fact_is_sound(uint32_t kind, struct str text)
{
	switch (kind) {
	case LAYOUT_FACT_WEB:
		return origin_web_is_sound(text);
	case LAYOUT_FACT_ADMIN:
		return mail_is_sound(text);
	case LAYOUT_FACT_CHARSET:
		return charset_is_sound(text);
	case LAYOUT_FACT_ASCII:
		return str_eq(text, TREE_ASCII_ROOT);
	case LAYOUT_FACT_UPDATED:
		return day_is_sound(text);
	}
	return false;
}

static const char *
find_facts(struct str bytes, struct image_sections *s)
{
	const char *row = s->rows[LAYOUT_FACTS];

	for (uint32_t i = 0; i < s->count[LAYOUT_FACTS]; i++) {
		uint32_t kind = row_u32(row + LAYOUT_FACT_KIND);
		struct str text;

		if (!text_within(bytes, row, LAYOUT_FACT_AT, LAYOUT_FACT_LEN))
			return "damaged: a fact lies outside";
		text = row_text(bytes, row, LAYOUT_FACT_AT, LAYOUT_FACT_LEN);
		row += LAYOUT_FACT_ROW;
		if (kind == 0 || kind >= LAYOUT_FACT_KINDS)
			continue;
		if (s->facts[kind].len > 0)
			return "damaged: a fact stands twice";
		if (!fact_is_sound(kind, text))
			return "damaged: a fact is none";
		s->facts[kind] = text;
	}
	return NULL;
}

const char *
image_check(struct str bytes, struct image_sections *sections)
{
	const char *why = check_header(bytes);

	*sections = (struct image_sections){ 0 };
	if (why == NULL)
		why = find_sections(bytes, sections);
	if (why == NULL)
		why = check_ports(sections);
	if (why == NULL)
		why = check_hosts(bytes, sections);
	if (why == NULL)
		why = check_resources(bytes, sections);
	if (why == NULL)
		why = check_search(bytes, sections);
	if (why == NULL)
		why = check_rules(bytes, sections);
	if (why == NULL)
		why = check_zones(bytes, sections);
	if (why == NULL)
		why = find_facts(bytes, sections);
	return why;
}
