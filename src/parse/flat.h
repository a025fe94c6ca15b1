/* SPDX-License-Identifier: ISC */
#ifndef PARSE_FLAT_H
#define PARSE_FLAT_H

/*
 * flat -- nested text as a document, whose blocks nest in nothing.
 *
 * Who reads Markdown says what a block's text is made of, piece by piece, and
 * what the block is; parse/nest.h says what it stands in. A paragraph is a line
 * of text, and what it links to and shows stands below it (T-23).
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/doc.h"
#include "parse/nest.h"

struct flat {
	struct arena *arena;
	struct doc *doc;
	struct nest nest;
	struct str base;       /* of references */
	struct flat_ref *ref;  /* the innermost that is open */
	struct flat_ref *refs; /* of the text, in order */
	struct flat_ref **refs_end;
	struct buf text; /* so far, as parse/folded.h has it */
	bool said;	 /* the text has words outside of references */
	bool headed;	 /* a heading was there */
};

void flat_init(struct flat *f, struct arena *a, struct doc *doc);
void flat_release(struct flat *f);

/* Text of what is ended by the next block; it may hold anything but LFs. */
void flat_add(struct flat *f, struct str text);

/* A line ends: as a blank where lines do not count, or as the author's own. */
void flat_fold(struct flat *f);
void flat_break(struct flat *f);

/*
 * What is added until it is closed is the label of a link, or what a picture
 * shows; a title is added to that. One may be in another.
 */
void flat_open_ref(struct flat *f, struct str target, size_t line);
void flat_close_ref(struct flat *f, struct str title);

/*
 * A block of what was added. One that has nothing to say but links is these
 * alone, and one that is a table keeps its lines. The first heading is the
 * document's title if its level is the first, or if it repeats that.
 */
void flat_paragraph(struct flat *f, struct span span);
void flat_heading(struct flat *f, int level, struct span span);

/* Lines, each with its LF, which are to be read. */
void flat_code(struct flat *f, struct str lines, struct str alt,
    struct span span);

#endif
