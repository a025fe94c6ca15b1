/* SPDX-License-Identifier: ISC */
#include "page/forms.h"

#include "base/count.h"
#include "model/terms.h"
#include "proto/uri.h"

static const struct {
	enum tree into;
	enum term label;
} forms[] = {
	{ TREE_ASCII, TERM_IN_ASCII },
	{ TREE_GEMTEXT, TERM_AS_GEMTEXT },
};

/* It is the page's own path; a link has the form's once it is rendered. */
static void
cross(struct block *way, enum tree into)
{
	way->views = 1u << VIEW_GOPHER;
	way->crosses = true;
	way->into = into;
}

static void
add_usual(struct arena *a, struct doc *doc, struct block *behind)
{
	struct str label = term_of(doc->lang, TERM_IN_FULL);
	struct str target = uri_path_encoded(a, doc->path);

	cross(behind != NULL
		  ? doc_add_way_behind(a, doc, behind, target, label)
		  : doc_add_way(a, doc, target, label),
	    TREE_MAIN);
}

static void
add_others(struct arena *a, struct doc *doc, struct block *behind)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		if ((doc->trees & 1u << forms[i].into) == 0)
			continue;
		behind = doc_add_way_behind(a, doc, behind,
		    uri_path_encoded(a, doc->path),
		    term_of(doc->lang, forms[i].label));
		cross(behind, forms[i].into);
	}
}

void
forms_add(struct arena *a, struct doc *doc)
{
	if ((doc->trees & ~(1u << TREE_MAIN)) == 0)
		return;
	if (doc->elsewhere != NULL) {
		doc->elsewhere->views |= 1u << VIEW_GOPHER;
		add_others(a, doc, doc->elsewhere);
	}
	add_usual(a, doc, doc->elsewhere);
}
