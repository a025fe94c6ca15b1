/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MATTER_H
#define PARSE_MATTER_H

/*
 * matter -- front matter: what site generators are told above a text.
 */

#include <stdbool.h>

#include "base/str.h"

struct matter {
	struct str title; /* as it is written; empty = none */
	size_t lines;	  /* of the source, both fences included */
	size_t others;	  /* of them, those with anything else than a title */
	struct str body;  /* what is below */
};

/*
 * Take it off the top of source: YAML between lines of "---", the last of
 * which may be "...", or TOML between "+++". False, and all of source is the
 * body, if the first line does not begin it, the second is no "key: value" or
 * "key = value", one below is prose, or none ends it: then it is a rule, and
 * text.
 */
bool matter_take(struct str source, struct matter *matter);

#endif
