/* SPDX-License-Identifier: ISC */
#ifndef UNIT_BIB_TEXT_H
#define UNIT_BIB_TEXT_H

/*
 * bib_text -- a .bib file read, and what was found, for tests.
 */

#include "base/buf.h"
#include "parse/bibtex.h"

struct bib_read {
	struct arena arena;
	struct diags diags;
	struct bib bib;
	struct str text;
};

static inline void
bib_read_text(struct bib_read *r, struct str source)
{
	struct bibtex b;

	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	bibtex_init(&b, &r->arena, &r->diags, &r->bib);
	r->text = bibtex_read(&b, source, STR("a.bib"));
	bibtex_finish(&b);
}

/* "key title|name=text|name=text" per entry, in lines. */
static inline void
bib_dump(const struct bib *bib, struct buf *out)
{
	for (const struct bib_entry *e = bib->first; e != NULL; e = e->next) {
		buf_add(out, e->type);
		buf_char(out, ' ');
		buf_add(out, e->key);
		for (const struct bib_field *f = e->fields; f != NULL;
		     f = f->next) {
			buf_char(out, '|');
			buf_add(out, f->name);
			buf_char(out, '=');
			buf_add(out, f->text);
		}
		buf_char(out, '\n');
	}
}

/* "line:column code" per finding, in lines, as they were made. */
static inline void
bib_dump_findings(const struct diags *d, struct buf *out)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		buf_printf(out, "%zu:%zu %s\n", i->at.line, i->at.column,
		    i->code);
}

#endif
