/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a profile: no word is lost, all text is clean, and the same
 * source gives the same model; bytes that are no text give none.
 */
#include <assert.h>
#include <stdlib.h>

#include "parse/profile.h"
#include "unit/profile_props.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
holds(const char *wrong)
{
	if (wrong == NULL)
		return;
	fprintf(stderr, "%s\n", wrong);
	abort();
}

/* The model of source as bytes; empty if it had errors. */
static void
parse(struct str source, struct buf *dump)
{
	const struct profile *p;
	struct arena arena;
	struct diags diags;

	arena_init(&arena);
	diags_init(&diags, &arena);
	p = profile_parse(&arena, source, STR("profile.txt"), &diags);
	assert((p == NULL) == (diags.count[DIAG_ERROR] > 0));
	if (p != NULL) {
		assert(utf8_valid(source) == source.len);
		holds(props_clean(&arena, p));
		holds(props_sections(p));
		holds(props_dates(p));
		holds(props_words(&arena, source, p, &diags));
		props_dump(p, dump);
	}
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size };
	struct buf once, again;

	if (size > 4096)
		return 0; /* the properties take quadratic time */
	buf_init(&once);
	buf_init(&again);
	parse(source, &once);
	parse(source, &again);
	assert(str_eq(buf_str(&once), buf_str(&again)));
	buf_release(&once);
	buf_release(&again);
	return 0;
}
