/* SPDX-License-Identifier: ISC */
/*
 * A sound image with bytes of it changed, but a checksum that is right. What
 * still opens must answer for every key it shows, with bytes of its own.
 */
#include "fuzz/patch_lines.h"
#include "unit/image_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

	image_rows_seal(2, STR(""), &bytes);
	patch_lines(&bytes, (struct str){ (const char *)data, size });
	image_rows_sum(&bytes);
	if (image_open(buf_str(&bytes), &image) == NULL)
		must_answer(&image);
	buf_release(&bytes);
	return 0;
}
