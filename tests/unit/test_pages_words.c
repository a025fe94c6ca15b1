/* SPDX-License-Identifier: ISC */
/* Of what a profile says no word is lost on the way to its readers. */
#include "unit/made_pages.h"

/* One word after the other, w1w, w2w, ..., at every place a profile has. */
static struct str
word(struct arena *a, int *next)
{
	return arena_printf(a, "w%dw", (*next)++);
}

static struct field *
worded_fields(struct arena *a, int *next, const enum key *keys, size_t count)
{
	struct field *f = arena_array(a, count, sizeof(*f));

	for (size_t i = 0; i < count; i++)
		f[i] = (struct field){ .key = keys[i], .value = word(a, next) };
	return fields(f, count);
}

static struct link *
worded_link(struct arena *a, int *next)
{
	struct link *link = arena_new(a, struct link);
	struct str host = word(a, next);

	link->target = arena_printf(a, "https://%.*s/", STR_ARG(host));
	link->label = word(a, next);
	return link;
}

static struct student *
worded_student(struct arena *a, int *next)
{
	struct student *student = arena_new(a, struct student);

	student->name = word(a, next);
	student->project = word(a, next);
	student->degree = word(a, next);
	student->dates = word(a, next);
	student->now = word(a, next);
	return student;
}

static struct node *
worded_nodes(struct arena *a, int *next, bool student)
{
	static const enum key keys[] = { KEY_WITH, KEY_AS_OF, KEY_LINK };
	static const enum node_kind kinds[] = {
		NODE_TEXT,
		NODE_ITEM,
		NODE_QUOTE,
		NODE_PRE,
		NODE_HEADING,
		NODE_LINK,
	};
	struct node *n = arena_array(a, COUNT(kinds), sizeof(*n));

	for (size_t i = 0; i < COUNT(kinds); i++) {
		n[i].kind = kinds[i];
		if (kinds[i] != NODE_LINK && !(i == 1 && student))
			n[i].text = word(a, next);
	}
	n[0].links = worded_link(a, next);
	n[1].links = worded_link(a, next);
	n[1].fields = worded_fields(a, next, keys, COUNT(keys));
	n[1].note = word(a, next);
	n[3].alt = word(a, next);
	n[5].links = worded_link(a, next);
	if (student)
		n[1].student = worded_student(a, next);
	return nodes(n, COUNT(kinds));
}

static struct section *
worded_sections(struct arena *a, int *next)
{
	static const enum section_id ids[] = {
		SECTION_NEWS,
		SECTION_ABOUT,
		SECTION_STUDENTS,
		SECTION_FREE,
		SECTION_CONTACT,
	};
	struct section *s = arena_array(a, COUNT(ids), sizeof(*s));

	for (size_t i = 0; i < COUNT(ids); i++) {
		s[i].id = ids[i];
		s[i].audience = AUDIENCE_ALL;
		s[i].home = SECTION_HOME_USUAL;
		s[i].title = word(a, next);
		s[i].slug = arena_printf(a, "s%zu", i);
		s[i].nodes = worded_nodes(a, next, ids[i] == SECTION_STUDENTS);
	}
	return sections(s, COUNT(ids));
}

/* What the renderers of a view make of all pages, in one piece. */
static void
render_all(struct buf *all, struct pages *p, enum view v)
{
	for (const struct doc *doc = p->home; doc != NULL; doc = doc->next)
		buf_add(all, v == VIEW_GEMINI ? gemtext(p, doc->path)
					      : gopher(p, doc->path, &on_both));
}

static void
check_words(struct pages *p, enum view v, int end)
{
	struct buf all;

	buf_init(&all);
	render_all(&all, p, v);
	for (int i = 1; i < end; i++) {
		struct str sought = arena_printf(&p->arena, "w%dw", i);

		check_row(has(buf_str(&all), sought), sought.at);
	}
	buf_release(&all);
}

static void
no_word_is_lost(void **state)
{
	static const enum key keys[] = {
		KEY_NAME, KEY_NAME, KEY_PRONOUNS, KEY_POSITION, KEY_POSITION,
		KEY_INSTITUTION, KEY_INSTITUTION, KEY_DEPARTMENT, KEY_DEGREE,
		KEY_DEGREE, KEY_FIELD, KEY_FIELD, KEY_EMAIL, KEY_EMAIL,
		KEY_PHONE, KEY_OFFICE, KEY_ADDRESS, KEY_HOMEPAGE,
		KEY_HOMEPAGE, KEY_ORCID, KEY_SCHOLAR, KEY_CODE, KEY_LICENCE,
		KEY_LICENCE, KEY_UPDATED, KEY_NOTE, KEY_NONE
	};
	struct profile profile = { 0 };
	struct pages p;
	struct arena a;
	int next = 1;

	(void)state;
	arena_init(&a);
	profile.fields = worded_fields(&a, &next, keys, COUNT(keys));
	profile.sections = worded_sections(&a, &next);
	pages_init(&p, &profile, &on_both);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		check_words(&p, v, next);
	pages_release(&p);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_word_is_lost),
	};

	return cmocka_run_group_tests_name("pages_words", tests, NULL, NULL);
}
