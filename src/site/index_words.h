/* SPDX-License-Identifier: ISC */
#ifndef SITE_INDEX_WORDS_H
#define SITE_INDEX_WORDS_H

/*
 * index_words -- which words of a page or a file are searched.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "model/doc.h"
#include "site/files.h"

/* Of one row, until the next one is made. */
struct index_words {
	struct buf title;
	struct buf text;
	struct buf path;
};

void index_words_init(struct index_words *w);
void index_words_release(struct index_words *w);

/* The views in which the words of a page are those that view v shows. */
unsigned index_words_views(const struct doc *doc, enum view v);
void index_words_doc(struct index_words *w, const struct doc *doc, enum view v);

/* Whether a file is searched. */
bool index_words_has(const struct file *f);
void index_words_file(struct index_words *w, const struct file *f);

#endif
