/* SPDX-License-Identifier: ISC */
#ifndef SITE_LARGE_H
#define SITE_LARGE_H

/*
 * large -- files that stay in their folder, as far as a build reads them.
 *
 * Of text that is all of it once, in pieces, since a charset holds for all or
 * for nothing; what begins it is kept, for the search. Of others it is how they
 * begin, as far as libmagic looks if the name does not say the type.
 */

#include "base/arena.h"
#include "base/folder.h"
#include "site/files.h"
#include "site/media.h"

/* Bytes that are known of any: a key shows itself in them, and a copy. */
#define LARGE_BEGIN ((size_t)512)

/* The file at f->path; sets all else that is known of a large one. */
enum folder_result large_find(const struct folder *folder, struct arena *a,
    struct media_guess *g, struct file *f);

/* The bytes and the kind of a large file that is text, as an owner knows. */
enum folder_result large_text(const struct folder *folder, struct arena *a,
    struct file *f);

/*
 * Read as a whole what has to be written in another way on Gopher: text that is
 * not ASCII. It is not large then, but if it is longer than LOAD_FILE_MAX, or
 * all that is read than LOAD_TOTAL_MAX: that stays what it is.
 */
void large_embed(struct files *files, struct arena *a);

#endif
