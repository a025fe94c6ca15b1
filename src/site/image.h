/* SPDX-License-Identifier: ISC */
#ifndef SITE_IMAGE_H
#define SITE_IMAGE_H

/*
 * image -- everything the server can answer, rendered and frozen.
 *
 * One immutable, position-independent block of bytes: a header, a table of
 * keys sorted by view and bytes, and the texts and bodies they point to
 * (docs/image.md has the layout). site/seal writes it, image_open checks every
 * offset in it once, and from then on a look-up is a binary search that trusts
 * the block and never allocates. An image does not own its bytes: they must
 * outlive it and not change.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/charset.h"
#include "base/str.h"
#include "proto/origin.h"
#include "site/policy.h"

#define IMAGE_VERSION 3
#define IMAGE_ADMIN_MAX 254 /* bytes of a mail address, RFC 5321 4.5.3 */

enum resource_kind {
	RESOURCE_BODY,	   /* answer with media and body */
	RESOURCE_REDIRECT, /* moved for good; media is the new encoded path */
	RESOURCE_FILE,	   /* answer with media and a file of the folder */
	RESOURCE_KINDS,
};

struct resource { /* all borrowed from the image */
	enum resource_kind kind;
	struct str media; /* MIME type with parameters, never empty */
	struct str body;  /* exactly the bytes to send, a final dot included */
	struct str file;  /* of RESOURCE_FILE: its path below the folder, */
	uint64_t size;	  /* its bytes when the image was made, */
	bool lines;	  /* and whether it needs CRLF line ends (O-30) */
	char item;	  /* Gopher item type */
};

struct image {
	struct str bytes;
	uint32_t hosts;
	uint32_t resources;
	struct origin origin; /* host 0, the public ports, the web site */
	struct str admin;     /* the owner's mail address, or empty */
	struct str updated;   /* a day, YYYYMMDD, or empty */
	enum charset charset; /* of Gopher's texts, but in its other trees */
	bool ascii;	      /* Gopher has the pages in TREE_ASCII as well */
	const char *host_rows;
	const char *resource_rows;
	uint32_t rules;
	uint32_t zones;
	const char *rule_rows;
	const char *zone_rows;
	struct str search; /* what site/search opens; empty = nothing */
};

/*
 * Check bytes and make them an image. Returns NULL, or, with *image untouched,
 * why not, in words fit for a message: "not an image", "made by another
 * version", "damaged: ...". Reads all of it once; any alignment will do.
 */
const char *image_open(struct str bytes, struct image *image);

/*
 * The resource under key in a view: for Gemini the decoded path with its
 * leading slash, for Gopher the selector without slashes at either end. O(log
 * n), no allocation. False if there is none.
 */
bool image_find(const struct image *image, enum view v, struct str key,
    struct resource *found);

/* The i-th of image->hosts names that the capsule answers to, canonical. */
struct str image_host(const struct image *image, uint32_t i);

/* The first rule for a decoded path, borrowed; false if there is none. */
bool image_rule(const struct image *image, struct str path,
    struct path_rule *rule);

/* The i-th of image->zones, borrowed. */
struct zone image_zone(const struct image *image, uint32_t i);

/* Which zone covers the decoded path, the innermost; -1 = none. */
int image_zone_of(const struct image *image, struct str path);

/* The i-th resource in key order, for crawls and tests; i < resources. */
void image_at(const struct image *image, uint32_t i, enum view *v,
    struct str *key, struct resource *found);

#endif
