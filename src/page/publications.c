/* SPDX-License-Identifier: ISC */
#include "page/publications.h"

#include "base/count.h"
#include "model/terms.h"
#include "model/value.h"
#include "page/reference.h"
#include "page/section.h"

#define NONE STR_INIT("")
#define DOI STR_INIT("https://doi.org/")
#define ARXIV STR_INIT("https://arxiv.org/abs/")

/* Fields that lead somewhere, and what their links are called. */
static const struct {
	struct str name;
	enum term term;	     /* without a label */
	struct str label;    /* the same in all languages */
	struct str resolver; /* of a value that is no URL */
} places[] = {
	{ STR_INIT("pdf"), TERM_PAPER, NONE, NONE },
	{ STR_INIT("doi"), 0, STR_INIT("DOI"), DOI },
	{ STR_INIT("arxiv"), 0, STR_INIT("arXiv"), ARXIV },
	{ STR_INIT("eprint"), 0, STR_INIT("arXiv"), ARXIV },
	{ STR_INIT("url"), TERM_WEB_PAGE, NONE, NONE },
	{ STR_INIT("html"), 0, STR_INIT("HTML"), NONE },
	{ STR_INIT("website"), TERM_WEB_SITE, NONE, NONE },
	{ STR_INIT("code"), TERM_CODE, NONE, NONE },
	{ STR_INIT("slides"), TERM_SLIDES, NONE, NONE },
	{ STR_INIT("poster"), TERM_POSTER, NONE, NONE },
	{ STR_INIT("video"), TERM_VIDEO, NONE, NONE },
	{ STR_INIT("supp"), TERM_SUPPLEMENT, NONE, NONE },
	{ STR_INIT("supplementary"), TERM_SUPPLEMENT, NONE, NONE },
	{ STR_INIT("demo"), TERM_DEMO, NONE, NONE },
	{ STR_INIT("blog"), TERM_BLOG, NONE, NONE },
};

/* "arXiv:2402.03666", "doi: 10.1/x": the scheme in front is no part of it. */
static struct str
without_scheme(struct str id, struct str scheme)
{
	struct str before, after;

	if (str_cut(id, ':', &before, &after) && str_eq_nocase(before, scheme))
		return str_trim(after);
	return id;
}

/* An eprint may be in any archive; only this one has addresses we know. */
static bool
is_arxiv(const struct bib_entry *e, struct str eprint)
{
	struct str archive = bib_text(e, STR("archiveprefix"));

	if (archive.len == 0)
		archive = bib_text(e, STR("eprinttype"));
	if (archive.len == 0)
		str_cut(eprint, ':', &archive, &eprint);
	return str_eq_nocase(archive, STR("arxiv"));
}

/* What is the same in two addresses of one place. */
static struct str
bare_address(struct str url)
{
	static const struct str fronts[] = {
		STR_INIT("http://"),
		STR_INIT("https://"),
		STR_INIT("www."),
		STR_INIT("dx."),
	};

	for (size_t i = 0; i < COUNT(fronts); i++)
		if (str_starts(url, fronts[i]))
			url = str_skip(url, fronts[i].len);
	return str_ends(url, STR("/")) ? str_take(url, url.len - 1) : url;
}

/* Whether a link from block on leads to the target: "url" often repeats. */
static bool
has_place(const struct block *block, struct str target)
{
	target = bare_address(target);
	while (block != NULL &&
	       !str_eq_nocase(bare_address(block->target), target))
		block = block->next;
	return block != NULL;
}

static void
add_place(struct arena *a, struct doc *doc, const struct bib_field *f, size_t i,
    struct block **from)
{
	struct str target = f->text;
	struct str label = places[i].label;
	struct block *block;

	if (label.len == 0)
		label = term_of(doc->lang, places[i].term);
	if (places[i].resolver.len > 0) {
		target = without_scheme(target, label);
		target = str_take(target, str_index(target, ' '));
	}
	if (places[i].resolver.len > 0 && !value_is_url(target)) {
		label = arena_printf(a, "%.*s: %.*s", STR_ARG(label),
		    STR_ARG(target));
		target = arena_printf(a, "%.*s%.*s",
		    STR_ARG(places[i].resolver), STR_ARG(target));
	}
	if (has_place(*from, target))
		return;
	block = doc_add_link(a, doc, target, label);
	block->at = f->at;
	block->tight = block != *from;
}

static void
add_places(struct arena *a, struct doc *doc, const struct bib_entry *e)
{
	struct block **from = doc->end;

	for (size_t i = 0; i < COUNT(places); i++) {
		const struct bib_field *f = bib_own(e, places[i].name);

		if (f == NULL || f->text.len == 0)
			continue;
		if (!str_eq(f->name, STR("eprint")) || is_arxiv(e, f->text))
			add_place(a, doc, f, i, from);
	}
}

static void
add_text(struct arena *a, struct doc *doc, const struct bib_entry *e,
    struct str text)
{
	if (text.len > 0)
		doc_add(a, doc, BLOCK_TEXT, text)->at = e->at;
}

static void
add_names(struct arena *a, struct doc *doc, const struct bib_entry *e,
    struct str people, struct str text)
{
	add_text(a, doc, e, text);
	if (text.len > 0)
		doc->last->own = reference_own(people);
}

static void
add_people(struct arena *a, struct doc *doc, const struct profile *p,
    const struct bib_entry *e)
{
	const struct bib_people *editors = &e->editors;
	struct str people = reference_people(a, &e->authors, p);

	add_names(a, doc, e, people, people);
	if (editors->first == NULL && e->parent != NULL)
		editors = &e->parent->editors;
	if (editors->first == NULL)
		return;
	people = reference_people(a, editors, p);
	add_names(a, doc, e, people,
	    term_with(a, doc->lang, TERM_EDITED_BY, people));
}

static void
add_abstract(struct arena *a, struct doc *doc, const struct bib_entry *e)
{
	struct str abstract = bib_text(e, STR("abstract"));

	if (abstract.len == 0)
		return;
	doc_add(a, doc, BLOCK_HEADING, term_of(doc->lang, TERM_ABSTRACT))->at =
	    e->at;
	add_text(a, doc, e, abstract);
}

/* To be copied: as it was written, and as a file. */
static void
add_source(struct arena *a, struct doc *doc, const struct profile *p,
    const struct bib_entry *e)
{
	struct block *block;

	doc_add(a, doc, BLOCK_HEADING, STR("BibTeX"))->at = e->at;
	block = doc_add(a, doc, BLOCK_PRE, e->lines);
	block->alt = STR("BibTeX");
	block->code = true;
	block->at = e->at;
	if (!publications_has_file(a, p->guarded, e))
		return;
	block = doc_add_link(a, doc, publications_file(a, e),
	    term_of(doc->lang, TERM_ENTRY_FILE));
	block->at = e->at;
}

static struct doc *
entry_page(struct arena *a, const struct profile *p, const struct bib_entry *e)
{
	const struct section *list = profile_section(p, SECTION_PUBLICATIONS);
	struct doc *doc = doc_new(a, reference_path(a, e), reference_title(e),
	    profile_lang(p));

	doc->menu = true;
	add_people(a, doc, p, e);
	add_text(a, doc, e, reference_venue(a, e));
	add_text(a, doc, e, bib_text(e, STR("award")));
	add_text(a, doc, e, bib_text(e, STR("note")));
	add_places(a, doc, e);
	add_abstract(a, doc, e);
	add_source(a, doc, p, e);
	if (list != NULL)
		doc_add_way(a, doc, section_path(a, p, list), list->title);
	return doc;
}

struct doc *
publications_pages(struct arena *a, const struct profile *p)
{
	struct doc *first = NULL;
	struct doc **end = &first;
	struct bib_list list;

	if (p->bib == NULL || p->root.len > 0)
		return NULL;
	list = bib_by_year(a, p->bib);
	for (size_t i = 0; i < list.count; i++) {
		*end = entry_page(a, p, list.at[i]);
		end = &(*end)->next;
	}
	return first;
}

struct str
publications_file(struct arena *a, const struct bib_entry *e)
{
	return arena_printf(a, "publications/%.*s.bib", STR_ARG(e->slug));
}

bool
publications_has_file(struct arena *a, const struct guarded *g,
    const struct bib_entry *e)
{
	struct str file = publications_file(a, e);

	return e->zone == 0 ||
	       guarded_zone(g, arena_printf(a, "/%.*s", STR_ARG(file))) ==
		   e->zone;
}
