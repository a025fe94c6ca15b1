/* SPDX-License-Identifier: ISC */
#include "page/foot.h"

#include "model/terms.h"
#include "page/home.h"
#include "page/twin.h"

/* No navigation, but as little of the page itself. */
static void
add_updated(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str updated = profile_value(p, KEY_UPDATED);
	bool below_way = doc->last != NULL && doc->last->nav;
	struct block *block;

	if (updated.len == 0)
		return;
	block = doc_add(a, doc, BLOCK_TEXT,
	    term_with(a, doc->lang, TERM_UPDATED, updated));
	block->nav = true;
	block->tight = below_way;
}

static void
add_home(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str name = profile_value(p, KEY_NAME);
	struct str label = term_of(doc->lang, TERM_HOME);

	if (name.len > 0)
		label = term_with(a, doc->lang, TERM_HOME_OF, name);
	doc_add_way(a, doc, home_path(a, p), label);
}

void
foot_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o)
{
	add_updated(a, doc, p);
	add_home(a, doc, p);
	twin_add(a, doc, o, twin_web_url(a, doc, o));
}
