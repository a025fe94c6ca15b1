/* SPDX-License-Identifier: ISC */
/*
 * Any text as a list of members: each line is a member, blank, a comment, or
 * told; and whoever is in the list is found by the digest alone.
 */
#include <assert.h>

#include "site/members.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Lines that have to be somebody, or a finding. */
static size_t
count_lines(struct str text)
{
	struct str line;
	size_t count = 0;

	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	while (text.len > 0) {
		str_cut(text, '\n', &line, &text);
		if (str_ends(line, STR("\r")))
			line.len--;
		while (line.len > 0 &&
		       (line.at[0] == ' ' || line.at[0] == '\t'))
			line = str_skip(line, 1);
		count += line.len > 0 && line.at[0] != '#';
	}
	return count;
}

static void
must_find(const struct members *members)
{
	for (size_t i = 0; i < members->count; i++) {
		const struct member *m = &members->at[i];

		assert(members_find(members, m->digest) == m);
		assert(m->name.len > 0);
		assert(m->until.year == 0 || date_exists(&m->until));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct members members;
	struct diags d;
	struct arena a;

	arena_init(&a);
	diags_init(&d, &a);
	members = members_parse(&a, text, STR("members"), &d);
	must_find(&members);
	assert(members.count + d.count[DIAG_ERROR] + d.count[DIAG_WARNING] ==
	       count_lines(text));
	arena_release(&a);
	return 0;
}
