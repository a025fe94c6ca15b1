/* SPDX-License-Identifier: ISC */
/*
 * A sound image with bytes of it changed: lines of "OFFSET VALUE", decimal.
 * The checksum is made again, so that the checks behind it are reached. What
 * still opens must answer for every key it shows, with bytes of its own.
 */
#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/hash.h"
#include "site/layout.h"
#include "site/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	enum view view;
	struct str key;
	struct resource r;
} rows[] = {
	{ VIEW_GEMINI, STR_INIT("/"),
	    { RESOURCE_BODY, STR_INIT("text/gemini"), STR_INIT("# A\n"),
		'1' } },
	{ VIEW_GEMINI, STR_INIT("/a"),
	    { RESOURCE_BODY, STR_INIT("text/plain"), STR_INIT("a\n"), '0' } },
	{ VIEW_GEMINI, STR_INIT("/a/"),
	    { RESOURCE_REDIRECT, STR_INIT("/a"), { NULL, 0 }, '1' } },
	{ VIEW_GOPHER, { NULL, 0 },
	    { RESOURCE_BODY, STR_INIT("text/plain"), STR_INIT(".\r\n"),
		'1' } },
	{ VIEW_GOPHER, STR_INIT("a"),
	    { RESOURCE_BODY, STR_INIT("text/plain"), STR_INIT("a\r\n"),
		'0' } },
};

static void
make_image(struct buf *bytes)
{
	const struct str hosts[] = { STR("example.org"), STR("a.example") };
	const struct origin origin = { hosts[0], { 1965, 70 } };
	struct seal s;
	bool done = true;

	seal_init(&s);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		done &= seal_add(&s, rows[i].view, rows[i].key, &rows[i].r);
	buf_init(bytes);
	done &= seal_write(&s, &origin, hosts, 2, bytes);
	assert(done);
	seal_release(&s);
}

static void
change(struct buf *bytes, struct str lines)
{
	while (lines.len > 0) {
		struct str line, offset, value;
		uint64_t at, byte;

		str_cut(lines, '\n', &line, &lines);
		str_cut(line, ' ', &offset, &value);
		if (str_number(offset, bytes->len - 1, &at) &&
		    str_number(value, UINT8_MAX, &byte))
			bytes->at[at] = (char)byte;
	}
}

static void
make_sum(struct buf *bytes)
{
	uint64_t sum = htole64(
	    hash_bytes(str_skip(buf_str(bytes), LAYOUT_SUMMED)));

	memcpy(bytes->at + LAYOUT_AT_SUM, &sum, sizeof(sum));
}

static void
must_view(const struct image *image, struct str part)
{
	const char *end = image->bytes.at + image->bytes.len;

	assert(part.at >= image->bytes.at && part.at <= end);
	assert(part.len <= (size_t)(end - part.at));
}

static void
must_answer(const struct image *image)
{
	for (uint32_t i = 0; i < image->hosts; i++)
		must_view(image, image_host(image, i));
	for (uint32_t i = 0; i < image->resources; i++) {
		struct resource shown, found;
		struct str key;
		enum view v;

		image_at(image, i, &v, &key, &shown);
		must_view(image, key);
		must_view(image, shown.media);
		must_view(image, shown.body);
		assert(v < VIEW_COUNT && shown.kind < RESOURCE_KINDS);
		assert(image_find(image, v, key, &found));
		assert(found.media.at == shown.media.at);
		assert(found.body.at == shown.body.at);
		assert(found.body.len == shown.body.len);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct image image;
	struct buf bytes;

	make_image(&bytes);
	change(&bytes, (struct str){ (const char *)data, size });
	make_sum(&bytes);
	if (image_open(buf_str(&bytes), &image) == NULL)
		must_answer(&image);
	buf_release(&bytes);
	return 0;
}
