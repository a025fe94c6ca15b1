/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SENTENCE_H
#define PAGE_SENTENCE_H

/*
 * sentence -- parts of a profile put together as running text.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/*
 * The sign that stands between two parts: in front of Chinese and Japanese text
 * ", " is a wide comma, and so on for ". ", "; " and ": ".
 */
struct str sentence_sign(struct str sign, struct str next);

/*
 * Append part to text as a sentence of its own: what stands before it gets a
 * full stop unless it ends in punctuation. An empty part changes nothing.
 */
void sentence_add(struct buf *text, struct str part);

/* As sentence_add, for "label: part". */
void sentence_add_labelled(struct buf *text, struct str label,
    struct str part);

/*
 * Append part, with between in front, as sentence_sign() has it, unless text is
 * empty or part is.
 */
void sentence_join(struct buf *text, struct str between, struct str part);

#endif
