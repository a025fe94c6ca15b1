/* SPDX-License-Identifier: ISC */
#include "unit/made_pages.h"

#include "page/home.h"
#include "page/show.h"

/* What every home page with a list of pages ends with. */
#define WAYS "=> /sitemap All pages\n=> /search Search these pages\n"

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
home_leads_to_the_web(void **state)
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
		cmocka_unit_test(home_leads_to_the_web),
		cmocka_unit_test(home_lists_pages),
	};

	return cmocka_run_group_tests_name("home", tests, NULL, NULL);
}
