/* SPDX-License-Identifier: ISC */
#ifndef SITE_INDEX_H
#define SITE_INDEX_H

/*
 * index -- writes the database that site/search asks.
 *
 * One row for each page and each text file: title, text, path, item type. It
 * is built in memory and becomes a section of the image; docs/image.md
 * describes it. Same rows in the same order, same bytes (T-34).
 */

#include <stdbool.h>

#include "base/str.h"
#include "page/doc.h"
#include "site/files.h"

struct index;

struct index *index_new(void);
void index_free(struct index *index);

/* The words of a page: its title and its blocks, but no navigation. */
void index_doc(struct index *index, const struct doc *doc);

/*
 * A file, if it is plain text or gemtext. Those written for machines are passed
 * over, and those that say again what the pages say, as cv.txt does.
 */
void index_file(struct index *index, const struct file *f);

/*
 * The database, complete; nothing can be added after that. Borrowed from the
 * index. Empty if SQLite could not make it, as without FTS5.
 */
struct str index_finish(struct index *index);

#endif
