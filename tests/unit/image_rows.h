/* SPDX-License-Identifier: ISC */
#ifndef UNIT_IMAGE_ROWS_H
#define UNIT_IMAGE_ROWS_H

/*
 * image_rows -- a small image whose every byte is known, for tests and fuzz
 * targets of the format itself.
 */

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/hash.h"
#include "site/layout.h"
#include "site/seal.h"

static const struct str image_hosts[] = {
	STR_INIT("example.org"),
	STR_INIT("www.example.org"),
};

static const struct origin image_origin = {
	.host = STR_INIT("example.org"),
	.port = { 1965, 7070 },
};

#define IMAGE_FILE "d/b.txt"

/*
 * In the order of an image, and as many as a prime; one body is there twice,
 * and has a NUL. The record of the last comes last, too.
 */
static const struct {
	enum view view;
	struct str key;
	struct resource r;
} image_rows[] = {
	{ VIEW_GEMINI, STR_INIT("/"),
	    { RESOURCE_BODY, STR_INIT("text/gemini"), STR_INIT("# A\n"),
		.item = '1' } },
	{ VIEW_GEMINI, STR_INIT("/a"),
	    { RESOURCE_BODY, STR_INIT("image/png"), STR_INIT("\0png"),
		.item = 'I' } },
	{ VIEW_GEMINI, STR_INIT("/a/"),
	    { RESOURCE_REDIRECT, STR_INIT("/a"), { NULL, 0 }, .item = '1' } },
	{ VIEW_GOPHER, { NULL, 0 },
	    { RESOURCE_BODY, STR_INIT("application/gopher-menu"),
		STR_INIT(".\r\n"), .item = '1' } },
	{ VIEW_GOPHER, STR_INIT("a"),
	    { RESOURCE_BODY, STR_INIT("image/png"), STR_INIT("\0png"),
		.item = 'I' } },
	{ VIEW_GOPHER, STR_INIT("a.png"),
	    { .kind = RESOURCE_FILE,
		.media = STR_INIT("image/png"),
		.file = STR_INIT("a.png"),
		.size = 0,
		.item = 'I' } },
	{ VIEW_GOPHER, STR_INIT("a.txt"),
	    { .kind = RESOURCE_FILE,
		.media = STR_INIT("text/plain"),
		.file = STR_INIT(IMAGE_FILE),
		.size = (uint64_t)5 << 32,
		.lines = true,
		.item = '0' } },
};

#define IMAGE_ROWS (sizeof(image_rows) / sizeof(image_rows[0]))

static inline void
image_rows_add(struct seal *s, size_t row)
{
	bool done = seal_add(s, image_rows[row].view, image_rows[row].key,
	    &image_rows[row].r);

	assert(done);
}

/* What was added, as an image of the first so many hosts; s is released. */
static inline void
image_rows_write(struct seal *s, size_t hosts, struct buf *bytes)
{
	bool done;

	buf_init(bytes);
	done = seal_write(s, &image_origin, image_hosts, hosts, bytes);
	assert(done);
	seal_release(s);
}

/* All rows; search empty = no such section. */
static inline void
image_rows_seal(size_t hosts, struct str search, struct buf *bytes)
{
	struct seal s;

	seal_init(&s);
	s.search = search;
	for (size_t i = 0; i < IMAGE_ROWS; i++)
		image_rows_add(&s, i);
	image_rows_write(&s, hosts, bytes);
}

static const struct path_rule image_rules[] = {
	{ 31, STR_INIT("/old"), STR_INIT("/a") },
	{ 30, STR_INIT("/o*"), STR_INIT("gemini://example.net/") },
	{ 52, STR_INIT("/gone/*"), STR_INIT("") },
};

static const struct zone image_zones[] = {
	{ STR_INIT("/m/"), true },
	{ STR_INIT("/m/b"), false },
};

static const struct policy image_policy = {
	.rules = image_rules,
	.rule_count = sizeof(image_rules) / sizeof(image_rules[0]),
	.zones = image_zones,
	.zone_count = sizeof(image_zones) / sizeof(image_zones[0]),
};

/* The first row alone, of one host, with these rules and zones. */
static inline void
image_rows_seal_policy(struct buf *bytes)
{
	struct seal s;

	seal_init(&s);
	s.policy = &image_policy;
	image_rows_add(&s, 0);
	image_rows_write(&s, 1, bytes);
}

/* The checksum made again, so that the checks behind it are reached. */
static inline void
image_rows_sum(struct buf *bytes)
{
	uint64_t sum = htole64(
	    hash_bytes(str_skip(buf_str(bytes), LAYOUT_SUMMED)));

	memcpy(bytes->at + LAYOUT_AT_SUM, &sum, sizeof(sum));
}

#endif
