/* SPDX-License-Identifier: ISC */
#ifndef SITE_ROW_H
#define SITE_ROW_H

/*
 * row -- the fields in a row of an image, for who checks it and who reads it.
 *
 * A row is at any alignment and has the fields of site/layout.h, whose
 * enumerators are the offsets here. Nothing is checked: that the row lies
 * within the image, and for texts what it points to, is for the caller to know.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "site/image.h"
#include "site/policy.h"

unsigned char row_u8(const char *at);
uint32_t row_u32(const char *at);
uint64_t row_u64(const char *at);

/* The text whose offset and length stand at two offsets, both u32. */
struct str row_text(struct str bytes, const char *row, size_t at, size_t len);

/*
 * The bytes whose offset and length stand at two offsets, both u64: a body, or
 * the search database.
 */
struct str row_bytes(struct str bytes, const char *row, size_t at, size_t len);

/* The record of a RESOURCE_FILE, at least LAYOUT_FILE_PATH bytes, into *r. */
void row_file(struct str body, struct resource *r);

/* Of the sections of rules and zones; borrowed from bytes. */
struct path_rule row_rule(struct str bytes, const char *row);
struct zone row_zone(struct str bytes, const char *row);

/* <0, 0, >0 as a resource stands before, at or behind that key of a view. */
int row_compare(struct str bytes, const char *row, unsigned view,
    struct str key);

#endif
