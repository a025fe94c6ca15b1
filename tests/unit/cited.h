/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CITED_H
#define UNIT_CITED_H

/*
 * cited -- a profile that cites a bibliography.
 */

#include "page/cite.h"
#include "parse/profile.h"
#include "unit/bib_text.h"
#include "unit/unit.h"

#define BIB                                                            \
	"@inproceedings{mirage,title={Mirage: MOE},booktitle={SC'23}," \
	"year=2023}\n@article{b,title={B},journal={J},year=2024,"      \
	"selected={true}}\n@misc{old,title={Old}}"

struct cited {
	struct bib_read read;
	const struct profile *profile;
};

static inline void
cite(struct cited *c, struct str bib, struct str source)
{
	const struct profile *p;

	bib_read_text(&c->read, bib);
	c->read.diags = (struct diags){ 0 };
	diags_init(&c->read.diags, &c->read.arena);
	p = profile_parse(&c->read.arena, source, STR("p"), &c->read.diags);
	assert_non_null(p);
	c->profile = cite_profile(&c->read.arena, p, &c->read.bib,
	    &c->read.diags);
}

static inline bool
has_finding(const struct diags *d, const char *code)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (strcmp(i->code, code) == 0)
			return true;
	return false;
}

#endif
