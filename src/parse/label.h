/* SPDX-License-Identifier: ISC */
#ifndef PARSE_LABEL_H
#define PARSE_LABEL_H

/*
 * label -- "News: ..." and "Update 2023-04-17: ..." in front of a paragraph.
 */

#include <stdbool.h>

#include "parse/lines.h"

struct label {
	struct str date; /* as written (G17), or empty */
	struct str text; /* of the same line, behind the label; never empty */
};

/* False if line does not begin with such a label (G10). */
bool label_read(const struct line *line, struct label *label);

/*
 * Whether line, which is no label, was perhaps meant as one: "Nwes: ...",
 * "News foo: ...", "News 17.4.2023: ...".
 */
bool label_is_near(const struct line *line);

#endif
