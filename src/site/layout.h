/* SPDX-License-Identifier: ISC */
#ifndef SITE_LAYOUT_H
#define SITE_LAYOUT_H

/*
 * layout -- the numbers of the image format, for its writer and its reader.
 *
 * docs/image.md describes it. All integers are little-endian and unsigned; all
 * offsets count from the image's first byte.
 */

#include <stdint.h>

/* Not text (0x89), and damaged by whatever translates line ends. */
#define LAYOUT_MAGIC STR("\x89VITAE\r\n")

enum layout_header {
	LAYOUT_AT_MAGIC = 0,	 /* 8 bytes */
	LAYOUT_AT_VERSION = 8,	 /* u32 */
	LAYOUT_AT_HEADER = 12,	 /* u32: bytes of header and section table */
	LAYOUT_AT_TOTAL = 16,	 /* u64: bytes of the image */
	LAYOUT_AT_SUM = 24,	 /* u64: hash_bytes of all that follows it */
	LAYOUT_SUMMED = 32,	 /* where that begins */
	LAYOUT_AT_SECTIONS = 32, /* u32: rows of the section table */
	LAYOUT_SECTIONS = 40,	 /* where they begin */
};

enum layout_section_row {
	LAYOUT_SECTION_ID = 0,	  /* u32 */
	LAYOUT_SECTION_COUNT = 4, /* u32: rows in the section */
	LAYOUT_SECTION_AT = 8,	  /* u64: where they begin */
	LAYOUT_SECTION_ROW = 16,
};

enum layout_section {
	LAYOUT_PORTS = 1,
	LAYOUT_HOSTS = 2,
	LAYOUT_RESOURCES = 3,
	LAYOUT_SEARCH = 4, /* one row, or no such section */
	LAYOUT_RULES = 5,  /* as the next, not there if there are none */
	LAYOUT_ZONES = 6,
	LAYOUT_FACTS = 7, /* or no such section */
	LAYOUT_SECTION_IDS,
};

enum layout_port_row {
	LAYOUT_PORT_ROW = 4, /* u32: row i is the port of view i */
};

enum layout_host_row {
	LAYOUT_HOST_AT = 0, /* u32 */
	LAYOUT_HOST_LEN = 4,
	LAYOUT_HOST_ROW = 8,
};

enum layout_resource_row {
	LAYOUT_VIEW = 0, /* u8 */
	LAYOUT_KIND = 1, /* u8 */
	LAYOUT_ITEM = 2, /* u8 */
	LAYOUT_KEY_AT = 4,
	LAYOUT_KEY_LEN = 8,
	LAYOUT_MEDIA_AT = 12,
	LAYOUT_MEDIA_LEN = 16,
	LAYOUT_BODY_AT = 24, /* u64, as its length */
	LAYOUT_BODY_LEN = 32,
	LAYOUT_RESOURCE_ROW = 40,
};

/* The body of a resource that is a file. */
enum layout_file {
	LAYOUT_FILE_SIZE = 0,  /* u64 */
	LAYOUT_FILE_FLAGS = 8, /* u32 */
	LAYOUT_FILE_PATH = 12, /* the rest */
};

#define LAYOUT_FILE_LINES ((uint32_t)1)
#define LAYOUT_FILE_KNOWN LAYOUT_FILE_LINES /* all flags that there are */

enum layout_search_row {
	LAYOUT_SEARCH_AT = 0, /* u64, as its length */
	LAYOUT_SEARCH_LEN = 8,
	LAYOUT_SEARCH_ROW = 16,
};

enum layout_rule_row {
	LAYOUT_STATUS = 0, /* u32 */
	LAYOUT_PATTERN_AT = 4,
	LAYOUT_PATTERN_LEN = 8,
	LAYOUT_META_AT = 12,
	LAYOUT_META_LEN = 16,
	LAYOUT_RULE_ROW = 20,
};

enum layout_zone_row {
	LAYOUT_ZONE_AT = 0,
	LAYOUT_ZONE_LEN = 4,
	LAYOUT_ZONE_FLAGS = 8, /* u32 */
	LAYOUT_ZONE_ROW = 12,
};

enum layout_fact_row {
	LAYOUT_FACT_KIND = 0, /* u32 */
	LAYOUT_FACT_AT = 4,
	LAYOUT_FACT_LEN = 8,
	LAYOUT_FACT_ROW = 12,
};

enum layout_fact {
	LAYOUT_FACT_WEB = 1,
	LAYOUT_FACT_ADMIN = 2,
	LAYOUT_FACT_CHARSET = 3, /* a name; not there: UTF-8 */
	LAYOUT_FACT_ASCII = 4,	 /* where that tree begins */
	LAYOUT_FACT_UPDATED = 5, /* YYYYMMDD */
	LAYOUT_FACT_KINDS,
};

#define LAYOUT_ZONE_ENROL ((uint32_t)1)
#define LAYOUT_ZONE_KNOWN LAYOUT_ZONE_ENROL /* all flags that there are */

#endif
