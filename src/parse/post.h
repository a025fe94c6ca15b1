/* SPDX-License-Identifier: ISC */
#ifndef PARSE_POST_H
#define PARSE_POST_H

/*
 * post -- a file of profile text without a header: a page of its own.
 *
 * It begins with its title, as a heading "# Title" or a field "Title:", and
 * with what settings a section may have, and "Date:". Without a title, the name
 * of the file has to do, which is a hint [no-title]. Below, each heading is one
 * level deeper than a section's, and a label such as "News:" begins an item.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"

/*
 * The file as a section, or NULL if it is empty or had errors, which are in d.
 * Its slug is empty unless it has said one, its date unknown unless it has.
 * name stands for a title. The result lives in a and may view source.
 */
struct section *post_parse(struct arena *a, struct str source, struct str file,
    struct str name, struct diags *d);

#endif
