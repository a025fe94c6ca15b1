/* SPDX-License-Identifier: ISC */
/*
 * Sound images with bytes of them changed, but a checksum that is right. What
 * still opens must answer for every key it shows, with bytes of its own.
 */
#include "base/folder.h"
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

/* What a server opens is within its folder, and no image makes it otherwise. */
static void
must_be_file(const struct image *image, const struct resource *r)
{
	if (r->kind != RESOURCE_FILE) {
		assert(r->file.len == 0 && r->size == 0 && !r->lines);
		return;
	}
	must_view(image, r->file);
	assert(folder_path_is_sound(r->file));
	assert(r->body.len == 0 && r->size <= INT64_MAX);
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
		if (shown.kind != RESOURCE_FILE)
			must_view(image, shown.body);
		must_be_file(image, &shown);
		assert(v < VIEW_COUNT && shown.kind < RESOURCE_KINDS);
		assert(image_find(image, v, key, &found));
		assert(found.media.at == shown.media.at);
		assert(found.body.at == shown.body.at);
		assert(found.body.len == shown.body.len);
		assert(found.file.at == shown.file.at);
	}
}

/* A rule that is found can be sent, and a zone covers its own path. */
static void
must_guard(const struct image *image)
{
	static const struct str paths[] = {
		STR_INIT("/old"),
		STR_INIT("/gone/a"),
		STR_INIT("/m"),
	};
	struct path_rule rule;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		if (!image_rule(image, paths[i], &rule))
			continue;
		must_view(image, rule.pattern);
		must_view(image, rule.meta);
		assert(rule_is_sound(&rule));
	}
	for (uint32_t i = 0; i < image->zones; i++) {
		struct zone zone = image_zone(image, i);

		must_view(image, zone.path);
		assert(zone_is_sound(&zone));
		assert(image_zone_of(image, zone.path) >= 0);
	}
}

static void
try_image(struct buf *bytes, struct str patches)
{
	struct image image;

	patch_lines(bytes, patches);
	image_rows_sum(bytes);
	if (image_open(buf_str(bytes), &image) == NULL) {
		must_answer(&image);
		must_guard(&image);
	}
	buf_release(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str patches = { (const char *)data, size };
	struct buf bytes;

	image_rows_seal(2, STR(""), &bytes);
	try_image(&bytes, patches);
	image_rows_seal_policy(&bytes);
	try_image(&bytes, patches);
	return 0;
}
