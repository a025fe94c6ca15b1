/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_DOC_LINES_H
#define FUZZ_DOC_LINES_H

/*
 * doc_lines -- a page of a fuzz target's input: a line is a block. Its first
 * byte says of which kind, the rest is the text; lines that are not clean are
 * left out.
 */

#include "model/doc.h"
#include "parse/clean.h"

static const struct origin doc_lines_origin = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
};

/* Of the kinds whose text is all there is to them. */
static const enum block_kind doc_lines_kinds[] = {
	BLOCK_TEXT,
	BLOCK_ITEM,
	BLOCK_QUOTE,
	BLOCK_HEADING,
};

static inline bool
doc_lines_is_clean(struct arena *a, struct str line)
{
	struct diags findings;

	diags_init(&findings, a);
	return clean_check(line, (struct place){ .line = 1 }, 1, &findings) ==
	       0;
}

/* add is given each line whole, its first byte in front. */
static inline struct doc *
doc_lines_read(struct arena *a, struct str rest,
    void (*add)(struct arena *a, struct doc *doc, struct str line))
{
	struct doc *doc = doc_new(a, STR("/x"), STR("T"), STR("en"));
	struct str line;

	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		if (line.len > 0 && doc_lines_is_clean(a, str_skip(line, 1)))
			add(a, doc, line);
	}
	return doc;
}

#endif
