/* SPDX-License-Identifier: ISC */
#include "site/distinct.h"

#include "site/table.h"

static void
warn(struct diags *d, const struct doc *doc)
{
	struct place at = { .line = 0 };

	if (doc->first != NULL)
		at = doc->first->at;
	diag_add(d, DIAG_WARNING, at, "path-taken",
	    "%.*s is another page, which is served", STR_ARG(doc->path));
}

void
distinct_docs(struct doc *docs, struct diags *d)
{
	struct doc **link = &docs;
	struct table paths;

	table_init(&paths);
	while (*link != NULL) {
		if (table_add(&paths, (*link)->path, 0)) {
			link = &(*link)->next;
			continue;
		}
		warn(d, *link);
		*link = (*link)->next;
	}
	table_release(&paths);
}
