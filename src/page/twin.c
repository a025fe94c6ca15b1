/* SPDX-License-Identifier: ISC */
#include "page/twin.h"

#include "model/terms.h"

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
twin_web_url(struct arena *a, const struct doc *doc, const struct origin *o)
{
	if ((doc->views & 1u << VIEW_WEB) == 0)
		return (struct str){ NULL, 0 };
	return origin_web_url(a, o, doc->path);
}

static void
add_way(struct arena *a, struct doc *doc, struct str url, enum term label,
    unsigned views)
{
	if (url.len == 0)
		return;
	doc_add_way(a, doc, url, term_of(doc->lang, label))->views = views;
	if (doc->elsewhere != NULL)
		doc->elsewhere->views |= views;
}

void
twin_add(struct arena *a, struct doc *doc, const struct origin *o,
    struct str web)
{
	add_way(a, doc, other_url(a, doc, o, VIEW_GOPHER), TERM_ON_GOPHER,
	    1u << VIEW_GEMINI);
	add_way(a, doc, other_url(a, doc, o, VIEW_GEMINI), TERM_ON_GEMINI,
	    1u << VIEW_GOPHER);
	add_way(a, doc, web, TERM_ON_WEB, ALL_VIEWS);
}
