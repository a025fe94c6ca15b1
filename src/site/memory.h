/* SPDX-License-Identifier: ISC */
#ifndef SITE_MEMORY_H
#define SITE_MEMORY_H

/*
 * memory -- what one build of a capsule leaves for the next.
 *
 * Whoever builds the same folder again and again has one memory for it, and
 * passes it in struct load. What is built with it is what would be built
 * without: the same findings, and the same image to the last byte, but for the
 * bytes of its search, which answers the same. Whatever else of a load is
 * another than before, it may be: nothing is found again that was made from
 * something else. What a build has not used is forgotten, so that a memory is
 * as large as the capsule is, in a few forms.
 *
 * A file is not read again if it is the same one with the same times, unless
 * there is a reason not to believe these (memory_doubt).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "model/doc.h"
#include "proto/origin.h"
#include "site/index.h"
#include "site/recall.h"

struct memory {
	struct recall files;	/* see site/unchanged.h */
	struct recall pages;	/* nothing, made from all that pages say */
	struct recall bodies;	/* of pages, by form; from their version */
	struct index *index;	/* NULL = none yet */
	struct buf record;	/* of the page that is being published */
	int64_t (*clock)(void); /* ns since 1970 */
	int64_t now;		/* when the build began */
	bool doubt;		/* the next build reads every file */
};

struct memory *memory_new(void);
void memory_free(struct memory *m); /* NULL is fine */

/* Somebody forces a build, and may know better than the times of files. */
void memory_doubt(struct memory *m);

/*
 * Before a build; when all pages of it are in its image; and after it, however
 * that went. Without a memory these do nothing.
 */
void memory_begin(struct memory *m);
void memory_published(struct memory *m);
void memory_end(struct memory *m);

/*
 * A number for what the page says at that origin: another one whenever that is
 * another. 0 without a memory.
 */
uint64_t memory_page(struct memory *m, const struct doc *doc,
    const struct origin *origin);

/* What a page of that version was in that form; false if it has to be made. */
bool memory_body(struct memory *m, struct str form, uint64_t version,
    struct str *body);
void memory_keep_body(struct memory *m, struct str form, uint64_t version,
    struct str body);

#endif
