/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MAPTEXT_H
#define PARSE_MAPTEXT_H

/*
 * maptext -- bytes of a Gopher map as the text of a menu.
 *
 * No charset is known on Gopher: what is not UTF-8 is taken for Latin-1. The
 * colours of terminals are no text and are gone, as whole sequences.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/str.h"

/* Who colours one line colours them all: each finding once for a file. */
struct map_told {
	struct diags *diags;
	struct names charset; /* files of which it was told */
	struct names control;
};

void map_told_init(struct map_told *told, struct arena *a, struct diags *d);

/*
 * raw, of which place is that of the first byte, as text without controls, with
 * blanks for TABs up to each eighth column (O-13). What had to be changed for
 * that is a finding: [map-charset], [map-control]. May view raw.
 */
struct str map_text(struct arena *a, struct str raw, struct place place,
    struct map_told *told);

/* The same without findings. */
struct str map_text_of(struct arena *a, struct str raw);

#endif
