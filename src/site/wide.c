/* SPDX-License-Identifier: ISC */
#include "site/wide.h"

#include "proto/gopher.h"
#include "site/table.h"

/* A bibliography's entry is to be copied from its file, not from here. */
static bool
is_art(const struct block *block)
{
	return block->kind == BLOCK_PRE && !block->code;
}

static void
tell_of(const struct doc *doc, struct table *told, struct diags *d)
{
	const size_t max = doc->width != 0 ? doc->width : GOPHER_WIDTH;
	const struct block *b = block_shown(doc->first, VIEW_GOPHER);

	for (; b != NULL; b = block_shown(b->next, VIEW_GOPHER)) {
		struct str name;

		if (!is_art(b) || block_width(b) <= max)
			continue;
		name = arena_printf(d->arena, "%zu %.*s", b->at.line,
		    STR_ARG(b->at.file));
		if (table_add(told, name, 0))
			diag_add(d, DIAG_WARNING, b->at, "wide-art",
			    "%zu columns; a Gopher menu shows %zu, and the "
			    "rest below",
			    block_width(b), max);
	}
}

void
wide_tell(const struct doc *docs, struct diags *d)
{
	struct table told;

	table_init(&told);
	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		if (doc->menu && doc->map == NULL &&
		    (doc->views & 1u << VIEW_GOPHER) != 0)
			tell_of(doc, &told, d);
	table_release(&told);
}
