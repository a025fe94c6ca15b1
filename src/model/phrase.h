/* SPDX-License-Identifier: ISC */
#ifndef MODEL_PHRASE_H
#define MODEL_PHRASE_H

/*
 * phrase -- what a line without a key speaks of, by its words.
 */

#include "model/words.h"

/*
 * What a short line of a raw page speaks of (G19): a degree ("Ph.D. in ..."),
 * a role ("Staff Researcher"), an institution ("... University",
 * "Huawei Technologies"), a department, a place ("Durham, NC 27708, USA"), or
 * none of them. Returns KEY_DEGREE, KEY_POSITION, KEY_INSTITUTION,
 * KEY_DEPARTMENT, KEY_ADDRESS or KEY_FIELD.
 */
enum key phrase_kind(struct str line);

/* Whether line has a word that only sentences have: "I", "is", "my". */
bool phrase_is_sentence(struct str line);

/*
 * Whether line looks like a piece of a longer one: it begins with a small
 * letter, or ends in a word that wants another one ("of", "and").
 */
bool phrase_is_piece(struct str line);

/* Whether text ends in a word that wants another one: "of", "and", "see". */
bool phrase_wants_more(struct str text);

/* Whether text begins in a script that has no blanks between words. */
bool phrase_is_cjk(struct str text);

/* Whether line announces what follows it: it ends in a colon, wide or not. */
bool phrase_announces(struct str line);

/* As str_cut, at the first colon, be it a wide one. */
bool phrase_cut(struct str line, struct str *before, struct str *after);

#endif
