/* SPDX-License-Identifier: ISC */
/*
 * A sound search database with bytes of it changed. What still opens gives an
 * answer or an error, and no answer has a control character in it, nor more
 * bytes than it may.
 */
#include "base/utf8.h"
#include "fuzz/patch_lines.h"
#include "site/results.h"
#include "unit/fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_page(struct str page)
{
	uint32_t point;
	size_t len;

	assert(page.len <= RESULTS_MAX);
	while ((len = utf8_next(page, &point)) > 0) {
		assert(point == '\n' || !utf8_is_control(point));
		page = str_skip(page, len);
	}
	assert(page.len == 0);
}

static void
ask(const struct image *image, struct str database)
{
	static const struct str questions[] = {
		STR_INIT("common"),
		STR_INIT("a n"),
		STR_INIT("\xe9\xb9\x8f\xe9\xa3\x9e"),
		STR_INIT("nothing cafe"),
	};
	struct shelf shelf = {
		.image = image,
		.search = search_open(database),
	};
	struct buf page;

	if (shelf.search == NULL)
		return;
	buf_init(&page);
	for (size_t i = 0; i < FIXTURE_COUNT(questions); i++) {
		const struct found asked = { .search = i % 2 + 1 };

		buf_clear(&page);
		if (results_write(&page, &shelf, VIEW_GEMINI, &asked,
			questions[i]))
			check_page(buf_str(&page));
	}
	buf_release(&page);
	search_close(shelf.search);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixture;
	struct buf bytes;

	if (fixture.bytes.len == 0)
		fixture_init(&fixture, 1965);
	buf_init(&bytes);
	buf_add(&bytes, fixture.image.search);
	patch_lines(&bytes, (struct str){ (const char *)data, size });
	ask(&fixture.image, buf_str(&bytes));
	buf_release(&bytes);
	return 0;
}
