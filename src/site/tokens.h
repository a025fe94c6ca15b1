/* SPDX-License-Identifier: ISC */
#ifndef SITE_TOKENS_H
#define SITE_TOKENS_H

/*
 * tokens -- what counts as a word, for whoever writes and asks the index.
 *
 * SQLite's unicode61 without regard to case and accents, but with each Chinese
 * or Japanese character as a word of its own: these scripts have no blanks, so
 * what readers look for is any part of a sentence, down to one character.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct sqlite3;
struct tokens;

/* Make the tokenizer "vitae" known to db. False if there is no FTS5. */
bool tokens_register(struct sqlite3 *db);

/* The same for texts outside of a database; db must outlive it. Or NULL. */
struct tokens *tokens_new(struct sqlite3 *db);
void tokens_free(struct tokens *t);

/*
 * Call take for each token of text, in order and folded, with the offset at
 * which it begins, until it returns false.
 */
void tokens_each(struct tokens *t, struct str text,
    bool (*take)(void *arg, struct str token, size_t at), void *arg);

#endif
