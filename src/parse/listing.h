/* SPDX-License-Identifier: ISC */
#ifndef PARSE_LISTING_H
#define PARSE_LISTING_H

/*
 * listing -- lines without markers that are entries all the same.
 */

#include "model/profile.h"
#include "parse/paragraph.h"

/*
 * Whether each line of p is an entry of its own, in a section of that id: p is
 * a list (G11), or all its lines begin with dates or with known keys, or all
 * have a year and the section is a list by its nature.
 */
bool listing_is(struct paragraph p, enum section_id id);

/* Whether each line of p is one URL. */
bool listing_is_links(struct paragraph p);

#endif
