/* SPDX-License-Identifier: ISC */
#ifndef SITE_IMAGE_CHECK_H
#define SITE_IMAGE_CHECK_H

/*
 * image_check -- whether bytes are an image that can be trusted.
 *
 * They may come from a file that anybody has written: once this says yes,
 * whoever looks something up follows offsets and lengths without asking.
 */

#include <stdint.h>

#include "base/str.h"
#include "site/layout.h"

/* Where the rows of each section begin, in the bytes that were checked. */
struct image_sections {
	const char *rows[LAYOUT_SECTION_IDS]; /* by id; NULL = not there */
	uint32_t count[LAYOUT_SECTION_IDS];   /* of rows */
	struct str facts[LAYOUT_FACT_KINDS];  /* by kind; empty = none */
};

/*
 * Check every offset, length, name and order in bytes, and its checksum; reads
 * all of it once. NULL with *sections filled in, or why not, as image_open()
 * says it.
 */
const char *image_check(struct str bytes, struct image_sections *sections);

#endif
