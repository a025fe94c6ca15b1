/* SPDX-License-Identifier: ISC */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

/*
 * diag -- findings about the author's sources.
 *
 * Printed as `file:line:column: level: text [code]`, the form editors jump
 * to. An error means that the capsule cannot be served; a warning that
 * something is lost or doubtful; a hint that a guess was made. Findings keep
 * the order in which they were added until diags_print sorts them by place.
 *
 * Of one kind, that is one code, a file can fill the memory: what is beyond
 * DIAG_SAME_MAX costs a number and is told in one line.
 */

#include <stdio.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"

#define DIAG_SAME_MAX ((size_t)100) /* findings of one code and file */

enum diag_level {
	DIAG_HINT,
	DIAG_WARNING,
	DIAG_ERROR,
};

/* line and column count from 1, columns in characters; line 0 = the file. */
struct place {
	struct str file;
	size_t line;
	size_t column;
};

struct diag {
	enum diag_level level;
	struct place at;
	const char *code; /* static, lower case with hyphens */
	struct str text;  /* without a last line's "and 7 " */
	size_t more;	  /* findings it stands for; 0 = it is one itself */
	struct diag *next;
};

struct diags {
	struct arena *arena; /* borrowed; texts and file names live in it */
	struct diag *first;
	struct diag **end;
	struct names tallies;	      /* by file */
	size_t count[DIAG_ERROR + 1]; /* by level, of all that were added */
};

void diags_init(struct diags *d, struct arena *arena);

/* The text and the file name are escaped as log_escape() does it. */
void diag_add(struct diags *d, enum diag_level level, struct place at,
    const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* One line per finding, by file, line and column. */
void diags_print(const struct diags *d, FILE *out);

#endif
