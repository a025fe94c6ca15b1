/* SPDX-License-Identifier: ISC */
#include "page/cv.h"

#include "base/count.h"
#include "model/terms.h"
#include "page/contact.h"
#include "page/path.h"
#include "page/person.h"
#include "page/reference.h"
#include "page/section.h"
#include "page/sentence.h"

static const enum section_id usual[] = { SECTION_EDUCATION, SECTION_POSITIONS,
	SECTION_PUBLICATIONS, SECTION_PROJECTS, SECTION_SOFTWARE,
	SECTION_TEACHING, SECTION_TALKS, SECTION_AWARDS, SECTION_SERVICE,
	SECTION_STUDENTS };

static bool
has_open(const struct profile *p, enum section_id id, struct str path)
{
	const struct section *s = profile_section(p, id);

	return s != NULL && section_is_open(p, s, path);
}

struct str
cv_path(struct arena *a, const struct profile *p)
{
	struct str path = path_generated(a, p, STR("cv"));

	if (!has_open(p, SECTION_EDUCATION, path) &&
	    !has_open(p, SECTION_POSITIONS, path) &&
	    !has_open(p, SECTION_PUBLICATIONS, path))
		return (struct str){ NULL, 0 };
	return path;
}

/* Contact stands at the top; what is new is no part of such documents. */
static bool
is_elsewhere(enum section_id id)
{
	if (id == SECTION_CONTACT || id == SECTION_NEWS || id == SECTION_LOG)
		return true;
	for (size_t i = 0; i < COUNT(usual); i++)
		if (usual[i] == id)
			return true;
	return false;
}

/* "A. One and _Ada Example_. Title. NSDI, 2023" */
static void
add_reference(struct arena *a, struct doc *doc, const struct profile *p,
    const struct bib_entry *e)
{
	struct buf text;
	struct str people = reference_people(a, &e->authors, p);
	struct block *block;

	buf_init(&text);
	buf_add(&text, people);
	sentence_add(&text, reference_title(e));
	sentence_add(&text, reference_venue(a, e));
	block = doc_add(a, doc, BLOCK_ITEM, buf_keep(&text, a));
	block->tight = true;
	block->own = reference_own(people);
	block->at = e->at;
}

static void
add_references(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct bib_list list = reference_list(a, p, doc->path);

	for (size_t i = 0; i < list.count; i++) {
		const struct bib_entry *e = list.at[i];

		if (i == 0 || bib_year(e) != bib_year(list.at[i - 1]))
			doc_add(a, doc, BLOCK_HEADING,
			    reference_year(a, doc->lang, e))
			    ->level = 3;
		add_reference(a, doc, p, e);
	}
}

/* The list of links to pages is what the references stand for. */
static void
add_publications(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s)
{
	if (s->listed > 0)
		add_references(a, doc, p);
	else
		section_add(a, doc, p, s);
}

static void
add_section(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s)
{
	struct block *heading;

	if (!section_is_open(p, s, doc->path))
		return;
	heading = doc_add(a, doc, BLOCK_HEADING, s->title);
	heading->at = s->at;
	heading->views = section_views(s);
	if (s->id == SECTION_PUBLICATIONS)
		add_publications(a, doc, p, s);
	else
		section_add(a, doc, p, s);
	for (struct block *b = heading->next; b != NULL; b = b->next) {
		b->views &= section_views(s);
		/* The section's own headings are below its title here. */
		if (b->kind == BLOCK_HEADING)
			b->level = 3;
	}
}

static void
add_sections(struct arena *a, struct doc *doc, const struct profile *p,
    enum section_id id)
{
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		if (s->id == id)
			add_section(a, doc, p, s);
}

static void
add_ways(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str text = path_generated(a, p, CV_TEXT);
	struct str resume = path_generated(a, p, CV_RESUME);
	struct block *block;

	block = doc_add_link(a, doc, text, term_of(doc->lang, TERM_CV_TEXT));
	block->nav = true;
	block = doc_add_link(a, doc, resume, term_of(doc->lang, TERM_RESUME));
	block->nav = true;
	block->tight = true;
}

struct doc *
cv_page(struct arena *a, const struct profile *p)
{
	struct str lang = profile_lang(p);
	struct str title = term_of(lang, TERM_CV);
	struct str name = profile_value(p, KEY_NAME);
	struct doc *doc;

	if (name.len > 0)
		title = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(name),
		    STR_ARG(sentence_sign(STR(": "), title)), STR_ARG(title));
	doc = doc_new(a, cv_path(a, p), title, lang);
	doc->echo = true;
	person_add(a, doc, p);
	if (contact_title(p).len > 0) {
		doc_add(a, doc, BLOCK_HEADING, contact_title(p));
		contact_add_full(a, doc, p);
	}
	for (size_t i = 0; i < COUNT(usual); i++)
		add_sections(a, doc, p, usual[i]);
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		if (!is_elsewhere(s->id))
			add_section(a, doc, p, s);
	add_ways(a, doc, p);
	return doc;
}
