/* SPDX-License-Identifier: ISC */
#ifndef SITE_INDEX_H
#define SITE_INDEX_H

/*
 * index -- writes the database that site/search asks.
 *
 * One row for each page and each text file: views, title, text, path, item
 * type; a page that says not the same in all views has a row for each. It is
 * built in memory and becomes a section of the image; docs/image.md describes
 * it. Same rows in the same order, same bytes (T-34).
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/doc.h"
#include "site/files.h"

struct index;

enum index_use {
	INDEX_ONCE,
	INDEX_AGAIN, /* with as few rows written for the next build as can be */
};

struct index *index_new(enum index_use use);
void index_free(struct index *index);

/*
 * The words of a page: its title and its blocks, but no navigation. What is in
 * a zone is passed over, page or file (O-55). Pages and files are borrowed
 * until index_finish(); of one version, which is not 0, they say the same.
 */
void index_doc(struct index *index, const struct doc *doc, uint64_t version);

/* Bytes of a file that are searched: FTS5 cannot be stopped in a long row. */
#define INDEX_FILE_MAX ((size_t)256 << 10)

/*
 * A file, if it is plain text or gemtext; what is behind INDEX_FILE_MAX is not
 * found. Those written for machines are passed
 * over, and those that say again what the pages say, as cv.txt does.
 */
void index_file(struct index *index, const struct file *f);

/*
 * The database, complete; nothing can be added after that. Borrowed from the
 * index until index_rest(). Empty if SQLite could not make it, as without FTS5.
 */
struct str index_finish(struct index *index);

/*
 * Until the next build, for which pages and files are added anew. Then rows of
 * those that have not changed stay as they are, and all have the order that
 * they would have anyway; so answers are the same, though not all bytes are.
 */
void index_rest(struct index *index);

#endif
