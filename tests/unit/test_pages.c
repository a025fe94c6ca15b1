/* SPDX-License-Identifier: ISC */
/* Pages besides the first, which test_home.c has. */
#include "unit/made_pages.h"

static void
pages_lead_where_the_web_has_them(void **state)
{
	const struct str zone = STR("/kept");
	const struct guarded guarded = { &zone, 1 };
	struct section *s = SECTIONS(SECTION(SECTION_FREE, "Open", "open"),
	    SECTION(SECTION_FREE, "Here", "here"),
	    SECTION(SECTION_FREE, "Kept", "kept"));
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = s,
		.guarded = &guarded,
	};
	const struct str sign = STR("This page on the web");
	struct pages p;

	(void)state;
	s[1].audience &= (unsigned)~AUDIENCE_WEB;
	s[0].nodes = NODES(TEXT("t"));
	s[1].nodes = NODES(TEXT("t"));
	s[2].nodes = NODES(TEXT("t"));
	pages_init(&p, &profile, &on_web);
	assert_true(has(gemtext(&p, STR("/open")),
	    STR("=> https://h.example/~ada/open This page on the web\n")));
	assert_false(has(gemtext(&p, STR("/here")), sign));
	assert_false(has(gemtext(&p, STR("/kept")), sign));
	assert_true(has(gopher(&p, STR("/"), &on_web),
	    STR("hThis page on the web\tURL:https://h.example/~ada/\t")));
	pages_release(&p);
}

static const struct {
	const char *why;
	struct field field;
	struct str want; /* below the item "Item" */
} entry_fields[] = {
	{ "a sentence of the same item",
	    FIELD(KEY_MENTOR, "Mentors", "A; B"),
	    STR_INIT("* Item. Mentors: A; B. Later.\n") },
	{ "a URL is a link",
	    FIELD(KEY_PROJECT, "Project", "https://p.example/"),
	    STR_INIT("* Item. Later.\n=> https://p.example/ Project\n") },
	{ "a link with a label",
	    FIELD(KEY_LINK, "Link", "https://p.example/ The paper"),
	    STR_INIT("* Item. Later.\n=> https://p.example/ The paper\n") },
	{ "a link to a file",
	    FIELD(KEY_LINK, "Link", "files/p.pdf"),
	    STR_INIT("* Item. Later.\n=> files/p.pdf\n") },
	{ "a link that is none",
	    FIELD(KEY_LINK, "Link", "on request"),
	    STR_INIT("* Item. Link: on request. Later.\n") },
	{ "words with a URL among them are words",
	    FIELD(KEY_SUPPORT, "Support", "see https://p.example/"),
	    STR_INIT("* Item. Support: see https://p.example/. Later.\n") },
	{ "no second full stop",
	    FIELD(KEY_WITH, "With", "Lee et al."),
	    STR_INIT("* Item. With Lee et al. Later.\n") },
	{ "a note is not called one",
	    FIELD(KEY_NOTE, "Note", "Joint work"),
	    STR_INIT("* Item. Joint work. Later.\n") },
	{ "nor after a closing mark",
	    FIELD(KEY_THESIS, "Thesis", "\"Why?\""),
	    STR_INIT("* Item. Thesis: \"Why?\" Later.\n") },
};

static void
fields_are_sentences(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(entry_fields); i++) {
		struct field field = entry_fields[i].field;
		struct node node = {
			.kind = NODE_ITEM,
			.text = STR("Item"),
			.fields = &field,
			.note = STR("Later."),
		};
		struct section s = {
			.audience = AUDIENCE_ALL,
			.home = SECTION_HOME_USUAL,
			.title = STR("S"),
			.slug = STR("s"),
			.nodes = &node
		};
		struct profile profile = { .sections = &s };
		struct pages p;
		struct str got;

		pages_init(&p, &profile,
		    &(struct origin){ .host = on_both.host });
		got = str_skip(gemtext(&p, STR("/s")), 5);
		got = str_take(got, got.len - sizeof("\n=> / Home\n") + 1);
		check_row(str_eq(got, entry_fields[i].want),
		    entry_fields[i].why);
		pages_release(&p);
	}
}

/* T-23: in order, each once; a bare one is labelled with its URL. */
static void
links_stand_below_their_text(void **state)
{
	struct link links[] = {
		{ .target = STR("https://a/"), .label = STR("A") },
		{ .target = STR("https://b/") },
		{ .target = STR("https://a/"), .label = STR("A") },
		{ .target = STR("https://a/"), .label = STR("Else") },
		{ .target = STR("https://b/") },
	};
	struct section s = {
		.audience = AUDIENCE_ALL,
		.home = SECTION_HOME_USUAL,
		.title = STR("S"),
		.slug = STR("s"),
		.nodes = NODES(TEXT("Text"),
		    { .kind = NODE_LINK, .links = &links[3] },
		    { .kind = NODE_LINK, .links = &links[4] },
		    TEXT("End")),
	};
	struct profile profile = { .sections = &s };
	struct pages p;

	(void)state;
	links[0].next = &links[1];
	links[1].next = &links[2];
	s.nodes->links = links;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/s")),
	    STR("# S\n\nText\n=> https://a/ A\n=> https://b/\n\n"
		"=> https://a/ Else\n=> https://b/\n\nEnd\n\n"
		"=> / Home\n"));
	pages_release(&p);
}

static struct node
wide_drawing(void)
{
	return (struct node){
		.kind = NODE_PRE,
		.text = STR("+----------------------------------"
			    "----------------------------------+\n"),
	};
}

/* Gopher rule 23: a menu has no room for it, and a text has. */
static void
pages_with_wide_drawings_are_texts(void **state)
{
	struct link links[] = {
		{ .target = STR("https://a/1") },
		{ .target = STR("https://a/2") },
		{ .target = STR("https://a/3") },
		{ .target = STR("https://a/4") },
	};
	struct section *s = SECTIONS(SECTION(SECTION_FREE, "Few", "few"),
	    SECTION(SECTION_FREE, "Many", "many"),
	    SECTION(SECTION_FREE, "Drawn", "narrow"));
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = s,
	};
	struct pages p;

	(void)state;
	for (size_t i = 1; i < COUNT(links); i++)
		links[i - 1].next = &links[i];
	s[0].nodes = NODES(wide_drawing(), TEXT("t"));
	s[0].nodes[1].links = &links[1];
	s[1].nodes = NODES(wide_drawing(), TEXT("t"));
	s[1].nodes[1].links = &links[0];
	s[2].nodes = NODES(wide_drawing(), TEXT("t"));
	s[2].nodes[0].text = str_skip(s[2].nodes[0].text, 3);
	s[2].nodes[1].links = &links[1];
	pages_init(&p, &profile, &on_both);
	assert_false(page_at(&p, STR("/few"))->menu);
	assert_true(page_at(&p, STR("/many"))->menu);
	assert_true(page_at(&p, STR("/narrow"))->menu);
	pages_release(&p);
}

/* Gopher text cannot link, so what has links is a menu. */
static void
pages_with_links_are_menus(void **state)
{
	struct link link = { .target = STR("https://a/") };
	struct section *s = SECTIONS(SECTION(SECTION_FREE, "P", "p"),
	    SECTION(SECTION_FREE, "L", "l"));
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = s,
	};
	struct pages p;

	(void)state;
	s->nodes = NODES(TEXT("t"));
	s->next->nodes = NODES(TEXT("t"));
	s->next->nodes->links = &link;
	pages_init(&p, &profile, &on_both);
	assert_false(page_at(&p, STR("/p"))->menu);
	assert_true(page_at(&p, STR("/l"))->menu);
	assert_str(gopher(&p, STR("/p"), &on_both), STR("P\r\n=\r\n\r\nt\r\n"));
	assert_true(has(gopher(&p, STR("/l"), &on_both),
	    STR("1Home: Ada\t/\th.example\t70\r\n")));
	pages_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_lead_where_the_web_has_them),
		cmocka_unit_test(fields_are_sentences),
		cmocka_unit_test(links_stand_below_their_text),
		cmocka_unit_test(pages_with_wide_drawings_are_texts),
		cmocka_unit_test(pages_with_links_are_menus),
	};

	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
