/* SPDX-License-Identifier: ISC */
#include "page/foot.h"

#include "model/terms.h"
#include "page/home.h"

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

static void
add_twin(struct arena *a, struct doc *doc, struct str url, enum term label,
    unsigned views)
{
	if (url.len > 0)
		doc_add_way(a, doc, url, term_of(doc->lang, label))->views =
		    views;
}

static struct str
other_url(struct arena *a, const struct doc *doc, const struct origin *o,
    enum view other)
{
	if ((doc->views & 1u << other) == 0)
		return (struct str){ NULL, 0 };
	return origin_url(a, o, other, doc->path, doc->menu ? '1' : '0');
}

/* Who keeps a page for members shows it nowhere else. */
struct str
foot_web_url(struct arena *a, const struct doc *doc, const struct origin *o)
{
	if (doc->off_web || doc->zone != 0)
		return (struct str){ NULL, 0 };
	return origin_web_url(a, o, doc->path);
}

void
foot_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o)
{
	add_updated(a, doc, p);
	add_home(a, doc, p);
	add_twin(a, doc, other_url(a, doc, o, VIEW_GOPHER), TERM_ON_GOPHER,
	    1u << VIEW_GEMINI);
	add_twin(a, doc, other_url(a, doc, o, VIEW_GEMINI), TERM_ON_GEMINI,
	    1u << VIEW_GOPHER);
	add_twin(a, doc, foot_web_url(a, doc, o), TERM_ON_WEB, ALL_VIEWS);
}
