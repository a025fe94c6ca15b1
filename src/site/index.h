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
#include "page/doc.h"
#include "site/files.h"

struct index;

struct index *index_new(void);
void index_free(struct index *index);

/*
 * The words of a page: its title and its blocks, but no navigation. What is in
 * a zone is passed over, page or file (O-55).
 */
void index_doc(struct index *index, const struct doc *doc);

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
 * index. Empty if SQLite could not make it, as without FTS5.
 */
struct str index_finish(struct index *index);

#endif
