/* SPDX-License-Identifier: ISC */
#include "unit/made_pages.h"

#include "page/home.h"
#include "page/show.h"

#define FIELDS(...)                             \
	fields((struct field[]){ __VA_ARGS__ }, \
	    COUNT(((struct field[]){ __VA_ARGS__ })))
#define NODES(...)                            \
	nodes((struct node[]){ __VA_ARGS__ }, \
	    COUNT(((struct node[]){ __VA_ARGS__ })))
#define SECTIONS(...)                               \
	sections((struct section[]){ __VA_ARGS__ }, \
	    COUNT(((struct section[]){ __VA_ARGS__ })))

#define FIELD(id, name, words)            \
	{                                 \
		.key = (id),              \
		.label = STR_INIT(name),  \
		.value = STR_INIT(words), \
	}
#define NODE(type, words)                \
	{                                \
		.kind = (type),          \
		.text = STR_INIT(words), \
	}
#define SECTION(type, name, path)           \
	{                                   \
		.id = (type),               \
		.title = STR_INIT(name),    \
		.slug = STR_INIT(path),     \
		.audience = AUDIENCE_ALL,   \
		.home = SECTION_HOME_USUAL, \
	}
/* What every home page with a list of pages ends with. */
#define WAYS "=> /sitemap All pages\n=> /search Search these pages\n"
#define NAME_FIELD FIELD(KEY_NAME, "Name", "Ada")
#define ITEM(words) NODE(NODE_ITEM, words)
#define TEXT(words) NODE(NODE_TEXT, words)

static void
home_tells_who(void **state)
{
	struct profile profile = {
		.fields = FIELDS(
		    FIELD(KEY_NAME, "", "Ada Byron"),
		    FIELD(KEY_DEGREE, "", "Ph.D."),
		    FIELD(KEY_FIELD, "", "Engines"),
		    FIELD(KEY_INSTITUTION, "", "U of X"),
		    FIELD(KEY_POSITION, "", "Reader"),
		    FIELD(KEY_DEPARTMENT, "", "Dept Y"),
		    FIELD(KEY_FIELD, "", "Numbers"),
		    FIELD(KEY_PRONOUNS, "", "she/her"),
		    FIELD(KEY_LANG, "", "de")),
	};
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada Byron\n\nReader, Dept Y, U of X. Ph.D. Engines; "
		"Numbers\nshe/her\n"));
	assert_str(p.home->lang, STR("de"));
	assert_true(p.home->menu);
	pages_release(&p);
}

static void
home_tells_what_is_known(void **state)
{
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD,
		    FIELD(KEY_FIELD, "", "Engines")),
	};
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")), STR("# Ada\n\nEngines\n"));
	pages_release(&p);
}

static void
contact_links_what_it_can(void **state)
{
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD,
		    FIELD(KEY_OFFICE, "Room", "4321 Hall"),
		    FIELD(KEY_EMAIL, "E-mail", "ada@x.example"),
		    FIELD(KEY_EMAIL, "Email", "ada at home"),
		    FIELD(KEY_ORCID, "ORCID", "0000-0002-1825-009X"),
		    FIELD(KEY_CODE, "Code", "https://git.example/ada"),
		    FIELD(KEY_LINK, "", "https://social.example/@ada"),
		    FIELD(KEY_NAME, "Name", "Augusta")),
	};
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## Contact\n\n"
		"=> mailto:ada@x.example E-mail: ada@x.example\n"
		"=> https://orcid.org/0000-0002-1825-009X "
		"ORCID: 0000-0002-1825-009X\n"
		"=> https://git.example/ada Code\n"
		"=> https://social.example/@ada\n"
		"* Room: 4321 Hall\n* Email: ada at home\n"
		"* Name: Augusta\n"));
	pages_release(&p);
}

static void
home_shows_some_news(void **state)
{
	struct link link = { .target = STR("https://n.example/"),
		.label = STR("Read") };
	struct section news = SECTION(SECTION_NEWS, "News", "news");
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = &news,
	};
	struct pages p;

	(void)state;
	news.nodes = NODES(TEXT("lead"), ITEM("n1"), ITEM("n2"), ITEM("n3"),
	    ITEM("n4"), ITEM("n5"), ITEM("n6"));
	news.nodes->next->links = &link;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## News\n\n* n1\n=> https://n.example/ Read\n"
		"* n2\n* n3\n* n4\n* n5\n=> /news All news\n\n"
		"## Pages\n\n=> /news News (6)\n" WAYS));
	assert_str(gemtext(&p, STR("/news")),
	    STR("# News\n\nlead\n\n* n1\n=> https://n.example/ Read\n"
		"* n2\n* n3\n* n4\n* n5\n* n6\n\n=> / Home: Ada\n"));
	pages_release(&p);
}

static void
home_shows_first_paragraph(void **state)
{
	struct section about = SECTION(SECTION_ABOUT, "About", "about");
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = &about,
	};
	struct pages p;

	(void)state;
	about.nodes = NODES(TEXT("One."), TEXT("Two."));
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## About\n\nOne.\n=> /about More about Ada\n\n"
		"## Pages\n\n=> /about About\n" WAYS));
	pages_release(&p);

	about.nodes->next = NULL;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## About\n\nOne.\n\n"
		"## Pages\n\n=> /about About\n" WAYS));
	pages_release(&p);
}

static void
home_shows_students(void **state)
{
	static const struct student lynn = {
		.name = STR_INIT("Lynn Liu"),
		.project = STR_INIT("HyperAPX"),
		.now = STR_INIT("Ph.D. in CS at UC Berkeley"),
	};
	static const struct student calvin = {
		.name = STR_INIT("Calvin Ma"),
		.project = STR_INIT("Hound"),
		.degree = STR_INIT("M.Sc."),
		.dates = STR_INIT("2019"),
	};
	struct section students = {
		.audience = AUDIENCE_ALL,
		.home = SECTION_HOME_USUAL,
		.id = SECTION_STUDENTS,
		.title = STR("Students"),
		.slug = STR("students"),
		.nodes = NODES(TEXT("I supervised:"),
		    { .kind = NODE_ITEM, .student = &lynn },
		    { .kind = NODE_ITEM,
			.student = &calvin,
			.fields = FIELDS(
			    FIELD(KEY_PROJECT, "Project", "Hound"),
			    FIELD(KEY_WITH, "With", "B. Lee")) },
		    TEXT("Join us.")),
	};
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD),
		.sections = &students,
	};
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## Students\n\nI supervised:\n"
		"* Lynn Liu: HyperAPX. Now: Ph.D. in CS at UC Berkeley\n"
		"* Calvin Ma: Hound, M.Sc., 2019. With B. Lee\n\n"
		"## Pages\n\n=> /students Students (2)\n" WAYS));
	assert_true(has(gemtext(&p, STR("/students")), STR("\nJoin us.\n")));
	pages_release(&p);
}

static void
home_leaves_many_students_out(void **state)
{
	struct node many[HOME_STUDENTS + 1];
	struct section students =
	    SECTION(SECTION_STUDENTS, "Students", "students");
	struct profile profile = { .sections = &students };
	struct pages p;

	(void)state;
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = (struct node)ITEM("somebody");
	students.nodes = nodes(many, COUNT(many));
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Home\n\n## Pages\n\n=> /students Students (9)\n" WAYS));
	pages_release(&p);
}

static void
home_leads_elsewhere(void **state)
{
	struct profile profile = {
		.fields = FIELDS(NAME_FIELD,
		    FIELD(KEY_HOMEPAGE, "", "https://ada.example/"),
		    FIELD(KEY_UPDATED, "", "2026-11-23"),
		    FIELD(KEY_LICENCE, "License", "CC BY 4.0")),
	};
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &on_both);
	assert_str(gemtext(&p, STR("/")),
	    STR("# Ada\n\n## Elsewhere\n\n"
		"=> gopher://h.example/ This page on Gopher\n"
		"=> https://ada.example/ Ada's web site\n\n"
		"Updated 2026-11-23. License: CC BY 4.0\n"));
	assert_true(has(gopher(&p, STR("/"), &on_both),
	    STR("hThis page on Gemini\tURL:gemini://h.example/\t")));
	assert_false(has(gopher(&p, STR("/"), &on_both), STR("on Gopher")));
	pages_release(&p);
}

/* A protocol without a port is not spoken of. */
static void
home_leads_only_where_something_is(void **state)
{
	const struct origin gemini_only = {
		.host = on_both.host,
		.port = { 1965, 0 },
	};
	struct profile profile = { .fields = FIELDS(NAME_FIELD) };
	struct pages p;

	(void)state;
	pages_init(&p, &profile, &gemini_only);
	assert_str(gemtext(&p, STR("/")), STR("# Ada\n"));
	pages_release(&p);
}

static const struct origin on_web = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
	.web = STR_INIT("https://h.example/~ada/"),
};

static const struct {
	const char *why;
	const char *homepage;
	struct str want; /* of the home page */
} homepages[] = {
	{ "another site", "https://ada.example/",
	    STR_INIT("=> https://h.example/~ada/ This page on the web\n"
		     "=> https://ada.example/ Ada's web site\n") },
	{ "the same once", "https://h.example/~ada/",
	    STR_INIT("on Gopher\n"
		     "=> https://h.example/~ada/ Ada's web site\n\n") },
	{ "the same as people write it", "https://h.example/~ada",
	    STR_INIT("on Gopher\n"
		     "=> https://h.example/~ada Ada's web site\n\n") },
};

/* Where a browser at the Gopher port would be sent to (O-50). */
static void
pages_lead_to_the_web(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(homepages); i++) {
		struct profile profile = {
			.fields = FIELDS(NAME_FIELD,
			    FIELD(KEY_HOMEPAGE, "", ""),
			    FIELD(KEY_LICENCE, "License", "CC BY 4.0")),
		};
		struct pages p;

		profile.fields[1].value = str_of(homepages[i].homepage);
		pages_init(&p, &profile, &on_web);
		check_row(has(gemtext(&p, STR("/")), homepages[i].want),
		    homepages[i].why);
		pages_release(&p);
	}
}

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

/* Only what is a list is counted; order is the author's. */
static void
home_lists_pages(void **state)
{
	struct section *s = SECTIONS(SECTION(SECTION_TALKS, "Talks", "talks"),
	    SECTION(SECTION_FREE, "Work", "work"),
	    SECTION(SECTION_FREE, "Art", "art"),
	    SECTION(SECTION_ABOUT, "About", "about"));
	struct section *about = s->next->next->next;
	struct profile profile = { .sections = s };
	struct pages p;

	(void)state;
	s->nodes = NODES(ITEM("a"), ITEM("b"), TEXT("c"), TEXT("d"));
	s->next->nodes = NODES(TEXT("a"), TEXT("b"), ITEM("c"), ITEM("d"));
	s->next->next->nodes = NODES(NODE(NODE_PRE, "x\n"), ITEM("a"));
	about->nodes = NODES(ITEM("a"), ITEM("b"));
	pages_init(&p, &profile, &(struct origin){ .host = on_both.host });
	assert_str(gemtext(&p, STR("/")),
	    STR("# Home\n\n## Pages\n\n=> /talks Talks (2)\n=> /work Work\n"
		"=> /art Art\n=> /about About\n" WAYS));
	pages_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(home_tells_who),
		cmocka_unit_test(home_tells_what_is_known),
		cmocka_unit_test(contact_links_what_it_can),
		cmocka_unit_test(home_shows_some_news),
		cmocka_unit_test(home_shows_first_paragraph),
		cmocka_unit_test(home_shows_students),
		cmocka_unit_test(home_leaves_many_students_out),
		cmocka_unit_test(home_leads_elsewhere),
		cmocka_unit_test(home_leads_only_where_something_is),
		cmocka_unit_test(pages_lead_to_the_web),
		cmocka_unit_test(pages_lead_where_the_web_has_them),
		cmocka_unit_test(fields_are_sentences),
		cmocka_unit_test(links_stand_below_their_text),
		cmocka_unit_test(pages_with_wide_drawings_are_texts),
		cmocka_unit_test(pages_with_links_are_menus),
		cmocka_unit_test(home_lists_pages),
	};

	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
