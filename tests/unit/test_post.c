/* SPDX-License-Identifier: ISC */
#include "unit/profile_text.h"
#include "unit/unit.h"

#include "parse/post.h"

struct read {
	struct arena arena;
	struct diags diags;
	struct section *post;
	struct buf text;
};

static void
read_post(struct read *r, struct str source)
{
	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	buf_init(&r->text);
	r->post = post_parse(&r->arena, source, STR("log/a.txt"), STR("a"),
	    &r->diags);
	if (r->post == NULL)
		return;
	buf_printf(&r->text, "%.*s|%.*s|", STR_ARG(r->post->title),
	    STR_ARG(r->post->slug));
	if (r->post->date.year != 0)
		buf_add(&r->text, date_text(&r->arena, &r->post->date));
	buf_char(&r->text, '\n');
	for (const struct node *n = r->post->nodes; n != NULL; n = n->next)
		text_of_node(&r->text, n);
}

static void
read_release(struct read *r)
{
	buf_release(&r->text);
	arena_release(&r->arena);
}

static const struct {
	const char *why;
	struct str source;
	struct str text;  /* empty = no post */
	const char *code; /* of a finding, or NULL: there is none */
} posts[] = {
	{ "a heading is the title", STR_INIT("# Title\nText.\n"),
	    STR_INIT("Title||\n. Text.\n"), NULL },
	{ "so is a field", STR_INIT("Title: One: two\n\nText.\n"),
	    STR_INIT("One: two||\n. Text.\n"), NULL },
	{ "blank lines and comments above",
	    STR_INIT("\n% no\n\n# T\n\nText.\n"), STR_INIT("T||\n. Text.\n"),
	    NULL },
	{ "the date below it", STR_INIT("# T\nDate: 2026-04-17\nText.\n"),
	    STR_INIT("T||2026-04-17\n. Text.\n"), NULL },
	{ "fields in any order",
	    STR_INIT("Date: 2026-04-17\nSlug: x\nTitle: T\n\nText.\n"),
	    STR_INIT("T|x|2026-04-17\n. Text.\n"), NULL },
	{ "the address in braces", STR_INIT("# T {that}\nText.\n"),
	    STR_INIT("T|that|\n. Text.\n"), NULL },
	{ "a date that is none is text",
	    STR_INIT("# T\nDate: 2026-02-30\n"),
	    STR_INIT("T||\n. Date: 2026-02-30\n"), "bad-date" },
	{ "a field further down is text",
	    STR_INIT("# T\nText.\n\nDate: 2026-04-17\n"),
	    STR_INIT("T||\n. Text.\n. Date: 2026-04-17\n"), NULL },
	{ "without a title the name of the file", STR_INIT("Text.\n"),
	    STR_INIT("a||\n. Text.\n"), "no-title" },
	{ "a second title is a part",
	    STR_INIT("# T\nText.\n\n# U\n* Item\n"),
	    STR_INIT("T||\n. Text.\n## U\n* Item\n"), NULL },
	{ "news belongs to the page", STR_INIT("# T\nNews: moved.\n\nYes.\n"),
	    STR_INIT("T||\n* moved.\n. Yes.\n"), NULL },
	{ "a known title is one like others",
	    STR_INIT("# Students\n* Lynn Liu (on A)\n"),
	    STR_INIT("Students||\n* Lynn Liu (on A)\n"), NULL },
	{ "nothing below the title", STR_INIT("# T\n"), { NULL, 0 },
	    "empty-section" },
	{ "what cannot be text", STR_INIT("# T\na\001b\n"), { NULL, 0 },
	    "control" },
};

static void
files_become_sections(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		const struct diag *d;
		struct read r;

		read_post(&r, posts[i].source);
		d = r.diags.first;
		if (!str_eq(buf_str(&r.text), posts[i].text))
			fail_msg("%s:\n%.*s", posts[i].why,
			    STR_ARG(buf_str(&r.text)));
		if (posts[i].code == NULL)
			check_row(d == NULL, posts[i].why);
		else
			check_row(d != NULL &&
				      strcmp(d->code, posts[i].code) == 0,
			    posts[i].why);
		read_release(&r);
	}
}

static void
settings_work_as_in_sections(void **state)
{
	struct read r;

	(void)state;
	read_post(&r, STR("# T\nDate: 2026\nOnly: gopher\nHome: no\nText.\n"));
	assert_non_null(r.post);
	assert_null(r.diags.first);
	assert_int_equal(r.post->audience, AUDIENCE_GOPHER);
	assert_int_equal(r.post->home, 0);
	assert_int_equal(r.post->date.year, 2026);
	read_release(&r);
}

static void
findings_name_the_file(void **state)
{
	struct read r;

	(void)state;
	read_post(&r, STR("Text.\n"));
	assert_non_null(r.diags.first);
	assert_str(r.diags.first->at.file, STR("log/a.txt"));
	assert_int_equal(r.diags.first->at.line, 1);
	read_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_become_sections),
		cmocka_unit_test(settings_work_as_in_sections),
		cmocka_unit_test(findings_name_the_file),
	};

	return cmocka_run_group_tests_name("post", tests, NULL, NULL);
}
