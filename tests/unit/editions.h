/* SPDX-License-Identifier: ISC */
#ifndef UNIT_EDITIONS_H
#define UNIT_EDITIONS_H

/*
 * editions -- images of a capsule that changes: each says on every line of its
 * page which one it is, so that a mixed reply is noticed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/frozen.h"
#include "site/library.h"
#include "unit/loaded.h"
#include "unit/unit.h"

/* "edition 7", so often. */
static inline void
edition_words(struct buf *words, unsigned number, size_t lines)
{
	for (size_t i = 0; i < lines; i++)
		buf_printf(words, "edition %u\n\n", number);
}

/* An image of that page alone, with its search. */
static inline struct frozen
edition_frozen(const char *host, unsigned number, size_t lines)
{
	struct memory_file files[] = { { .path = STR("index.gmi") } };
	const struct memory_folder memory = { .files = files, .count = 1 };
	const struct folder folder = memory_folder(&memory);
	const struct str hosts[] = { str_of(host) };
	const struct load what = {
		.folder = &folder,
		.origin = { .host = hosts[0], .port = { 1965, 70 } },
		.hosts = hosts,
		.host_count = 1,
		.today = { .year = 2026, .month = 4, .day = 17 },
	};
	struct buf words, image;
	struct frozen frozen;
	struct diags diags;
	struct arena arena;

	arena_init(&arena);
	diags_init(&diags, &arena);
	buf_init(&words);
	buf_init(&image);
	edition_words(&words, number, lines);
	files[0].bytes = buf_str(&words);
	assert_true(load_image(&what, &diags, &image));
	assert_true(frozen_copy(&frozen, buf_str(&image)));
	buf_release(&image);
	buf_release(&words);
	arena_release(&arena);
	return frozen;
}

static inline void
edition_put(struct library *library, size_t shelf, const char *host,
    unsigned number, size_t lines)
{
	struct frozen image = edition_frozen(host, number, lines);

	assert_null(library_put(library, shelf, &image));
	assert_int_equal(image.fd, -1);
}

/* How often a frozen image is in this process's memory, by the kernel. */
static inline size_t
editions_mapped(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512];
	size_t count = 0;

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL)
		count += strstr(line, "memfd:vitae-image") != NULL;
	fclose(maps);
	return count;
}

/* Of which edition a page is; fails if that is not so of all its lines. */
static inline unsigned
edition_of(struct str page, size_t lines)
{
	static const struct str word = STR_INIT("edition ");
	unsigned number = 0;

	for (size_t i = 0; i < lines; i++) {
		struct str rest = str_skip(page, str_find(page, word));
		unsigned other;

		assert_true(rest.len > word.len);
		page = str_skip(rest, word.len);
		other = (unsigned)strtoul(page.at, NULL, 10);
		assert_true(number == 0 || other == number);
		number = other;
	}
	assert_int_equal(str_find(page, word), page.len);
	return number;
}

#endif
