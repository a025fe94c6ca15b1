/* SPDX-License-Identifier: ISC */
#include "site/zones.h"

#include "unit/loaded.h"

#define PROFILE                                 \
	STR_INIT("Name: Ada Example\n"          \
		 "Lang: en\n"                   \
		 "Email: ada@example.org\n"     \
		 "Source: yes\n"                \
		 "Tinylog: yes\n"               \
		 "\n"                           \
		 "# About\n"                    \
		 "I write wordabout.\n"         \
		 "\n"                           \
		 "More to say.\n"               \
		 "\n"                           \
		 "# News\n"                     \
		 "- 2026-04-01 The wordnews.\n" \
		 "- 2026-03-01 Another item.\n" \
		 "\n"                           \
		 "# Education\n"                \
		 "- BSc, wordschool, 1840\n"    \
		 "\n"                           \
		 "# Students\n"                 \
		 "Home: yes\n"                  \
		 "- wordstudent (on engines)\n" \
		 "\n"                           \
		 "# Publications\n"             \
		 "@include all\n"               \
		 "\n"                           \
		 "# Looms {looms}\n"            \
		 "Home: yes\n"                  \
		 "They wordloom [@two].\n"      \
		 "\n"                           \
		 "# Contact\n"                  \
		 "Ring at worddoor.\n")

#define CHINESE                             \
	STR_INIT("Name: \xe8\x89\xbe\n"     \
		 "Lang: zh\n"               \
		 "Email: ada@example.org\n" \
		 "\n"                       \
		 "# About\n"                \
		 "A wordforeign.\n"         \
		 "\n"                       \
		 "# Publications\n"         \
		 "@include all\n")

#define BIB                                                          \
	STR_INIT("@article{one, title={The wordpaper of},\n"         \
		 " author={Ada Example}, journal={The wordvenue},\n" \
		 " year=1843}\n"                                     \
		 "@article{two, title={Notes},\n"                    \
		 " author={Ada Example}, year=1842}\n")

static const struct memory_file capsule[] = {
	{ .path = STR_INIT("profile.txt"), .bytes = PROFILE },
	{ .path = STR_INIT("profile.zh.txt"), .bytes = CHINESE },
	{ .path = STR_INIT("publications.bib"), .bytes = BIB },
	{ .path = STR_INIT("pages/members.txt"),
	    .bytes = STR_INIT("# Members\nA wordfolder.\n") },
	{ .path = STR_INIT("pages/members/minutes.txt"),
	    .bytes = STR_INIT("# The wordtitle\nA wordpage.\n") },
	{ .path = STR_INIT("log/2026-04-02-first.txt"),
	    .bytes = STR_INIT("# First\nA wordpost.\n") },
	{ .path = STR_INIT("log/2026-04-03-second.txt"),
	    .bytes = STR_INIT("# The wordsecond\nText.\n") },
	{ .path = STR_INIT("log/2026-04-04-plain.gmi"),
	    .bytes = STR_INIT("# Plain\nA wordplain.\n") },
	{ .path = STR_INIT("files/x/index.gmi"),
	    .bytes = STR_INIT("# X\nA wordindex.\n") },
	{ .path = STR_INIT("files/x/a.txt"), .bytes = STR_INIT("wordfile\n") },
};

#define PATHS 3

/* A word that stands in these zones alone, however it could get out. */
static const struct {
	const char *why;
	struct str zones[PATHS];
	struct str word;
} rows[] = {
	{ "home, summary", { STR_INIT("/about"), STR_INIT("/zh/about") },
	    STR_INIT("wordabout") },
	{ "home, feeds, tinylog, sitemap", { STR_INIT("/news") },
	    STR_INIT("wordnews") },
	{ "curriculum vitae and its files", { STR_INIT("/education") },
	    STR_INIT("wordschool") },
	{ "home, as its author says", { STR_INIT("/students") },
	    STR_INIT("wordstudent") },
	{ "home, of another kind", { STR_INIT("/looms/") },
	    STR_INIT("wordloom") },
	{ "lists, feeds, files, citations",
	    { STR_INIT("/publications"), STR_INIT("/publications.bib"),
		STR_INIT("/zh/publications") },
	    STR_INIT("wordpaper") },
	{ "an entry, in lists of others",
	    { STR_INIT("/publications/one"), STR_INIT("/publications/one.bib"),
		STR_INIT("/publications.bib") },
	    STR_INIT("wordvenue") },
	{ "an entry, its file forgotten",
	    { STR_INIT("/publications/one"), STR_INIT("/publications.bib") },
	    STR_INIT("wordvenue") },
	{ "curriculum vitae", { STR_INIT("/contact") },
	    STR_INIT("worddoor") },
	{ "a page that is its zone's folder", { STR_INIT("/members/") },
	    STR_INIT("wordfolder") },
	{ "a page below", { STR_INIT("/members/") }, STR_INIT("wordpage") },
	{ "its title, in the sitemap", { STR_INIT("/members/") },
	    STR_INIT("wordtitle") },
	{ "one post", { STR_INIT("/log/first") }, STR_INIT("wordpost") },
	{ "the log, and titles of posts", { STR_INIT("/log") },
	    STR_INIT("wordsecond") },
	{ "a post that is a file",
	    { STR_INIT("/log/2026-04-04-plain.gmi") },
	    STR_INIT("wordplain") },
	{ "an index", { STR_INIT("/files/x/") }, STR_INIT("wordindex") },
	{ "a file", { STR_INIT("/files/x/a.txt") }, STR_INIT("wordfile") },
	{ "a translation", { STR_INIT("/zh") }, STR_INIT("wordforeign") },
};

static size_t
count_zones(const struct str *paths, struct zone zones[PATHS])
{
	size_t count = 0;

	for (; count < PATHS && paths[count].len > 0; count++)
		zones[count] = (struct zone){ .path = paths[count] };
	return count;
}

static void
load_zones(struct loaded *l, const struct str *paths)
{
	const struct memory_folder m = { .files = capsule,
		.count = COUNT(capsule) };
	struct zone zones[PATHS];
	const struct policy policy = {
		.zones = zones,
		.zone_count = count_zones(paths, zones),
	};

	load_policy(l, &m, &policy);
	assert_true(l->built);
}

static bool
has(struct str text, struct str word)
{
	return str_find(text, word) < text.len;
}

/* How many resources have the word, all of them in a zone and on Gemini. */
static size_t
count_guarded(const struct loaded *l, struct str word, const char *why)
{
	size_t count = 0;

	for (uint32_t i = 0; i < l->image.resources; i++) {
		struct resource r;
		struct str key;
		enum view v;

		image_at(&l->image, i, &v, &key, &r);
		if (!has(r.body, word))
			continue;
		if (v != VIEW_GEMINI || image_zone_of(&l->image, key) < 0)
			fail_msg("%s: %.*s stands at %.*s in view %d", why,
			    STR_ARG(word), STR_ARG(key), (int)v);
		count++;
	}
	return count;
}

static void
what_is_in_a_zone_is_nowhere_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct loaded l;

		load_zones(&l, rows[i].zones);
		check_row(count_guarded(&l, rows[i].word, rows[i].why) > 0,
		    rows[i].why);
		check_row(!has(l.image.search, rows[i].word), rows[i].why);
		unload(&l);
	}
}

/* The same words without zones: the capsule is one that shows them all. */
static void
without_zones_it_is_everywhere(void **state)
{
	const struct str none[PATHS] = { { NULL, 0 } };
	struct loaded l;

	(void)state;
	load_zones(&l, none);
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t views[VIEW_COUNT] = { 0 };

		for (uint32_t r = 0; r < l.image.resources; r++) {
			struct resource found;
			struct str key;
			enum view v;

			image_at(&l.image, r, &v, &key, &found);
			views[v] += has(found.body, rows[i].word);
		}
		check_row(views[VIEW_GEMINI] > 0, rows[i].why);
		check_row(views[VIEW_GOPHER] > 0, rows[i].why);
		check_row(has(l.image.search, rows[i].word), rows[i].why);
	}
	assert_null(finding(&l.diags, "zone-leak"));
	unload(&l);
}

/* In a zone and elsewhere, by the author's own hand. */
static const struct {
	const char *why;
	struct str zones[PATHS];
	const char *code;
	enum diag_level level;
	struct str text; /* of one that is told */
} findings[] = {
	{ "O-55 the source has all of it", { STR_INIT("/students") },
	    "zone-leak", DIAG_WARNING,
	    STR_INIT("the source would show what is in a zone; "
		     "not served") },
	{ "O-55 a list of news", { STR_INIT("/news/the-wordnews") },
	    "zone-leak", DIAG_WARNING,
	    STR_INIT("this is in a zone, but its first words are shown at "
		     "/news") },
	{ "O-55 another language", { STR_INIT("/about") }, "zone-leak",
	    DIAG_WARNING,
	    STR_INIT("this is in a zone, but in another language not: "
		     "/zh/about") },
	{ "O-55 the bibliography's file", { STR_INIT("/publications") },
	    "zone-leak", DIAG_WARNING,
	    STR_INIT("this is in a zone, but also in the file "
		     "/publications.bib") },
	{ "O-55 a citation has the title", { STR_INIT("/publications/two") },
	    "zone-leak", DIAG_WARNING,
	    STR_INIT("this is in a zone, but its title is shown at /looms") },
	{ "O-55 pages of the bibliography",
	    { STR_INIT("/publications.bib") }, "zone-leak", DIAG_WARNING,
	    STR_INIT("this is in a zone, but also at /publications/one") },
	{ "O-55 an index under its other name",
	    { STR_INIT("/files/x/index.gmi") }, "zone-leak", DIAG_WARNING,
	    STR_INIT("/files/x/ is not in its zone; not served there") },
	{ "O-55 fields of the header", { STR_INIT("/contact") }, "zone-leak",
	    DIAG_WARNING,
	    STR_INIT("this is in a zone, but the fields of the contact page "
		     "also stand at /") },
	{ "a slip", { STR_INIT("/member") }, "zone-empty", DIAG_HINT,
	    STR_INIT("the zone /member covers no page and no file") },
	{ "O-55 everything", { STR_INIT("/") }, "zone-all", DIAG_WARNING,
	    STR_INIT("all of it is in a zone; Gopher shows nothing") },
};

static bool
is_told(const struct diags *d, const char *code, enum diag_level level,
    struct str text)
{
	const struct diag *i = d->first;

	while (i != NULL && (strcmp(i->code, code) != 0 ||
				i->level != level || !str_eq(i->text, text)))
		i = i->next;
	return i != NULL;
}

static void
what_cannot_be_withheld_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(findings); i++) {
		struct loaded l;

		load_zones(&l, findings[i].zones);
		check_row(is_told(&l.diags, findings[i].code,
			      findings[i].level, findings[i].text),
		    findings[i].why);
		unload(&l);
	}
}

static void
a_copy_elsewhere_is_told(void **state)
{
	const struct memory_file files[] = { capsule[0],
		{ .path = STR("open.txt"), .link = STR("files/x/a.txt") },
		capsule[COUNT(capsule) - 1] };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	const struct zone zone = { .path = STR("/files/x/") };
	const struct policy policy = { .zones = &zone, .zone_count = 1 };
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_non_null(finding(&l.diags, "zone-leak"));
	unload(&l);
}

static void
all_of_it_in_a_zone_leaves_gopher_nothing(void **state)
{
	const struct str zones[PATHS] = { STR("/") };
	struct resource r;
	struct loaded l;

	(void)state;
	load_zones(&l, zones);
	for (uint32_t i = 0; i < l.image.resources; i++) {
		struct str key;
		enum view v;

		image_at(&l.image, i, &v, &key, &r);
		assert_int_equal(v, VIEW_GEMINI);
	}
	/* Its members see what they would see without a zone. */
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/")),
	    STR("wordstudent")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/cv")),
	    STR("wordschool")));
	assert_false(image_find(&l.image, VIEW_GEMINI, STR("/atom.xml"), &r));
	unload(&l);
}

/* Pages and files that no author wrote, and a feed. */
static void
what_is_generated_may_be_in_a_zone_as_well(void **state)
{
	const struct str zones[PATHS] = { STR("/cv"), STR("/robots.txt"),
		STR("/news/atom.xml") };
	struct resource r;
	struct loaded l;

	(void)state;
	load_zones(&l, zones);
	for (size_t i = 0; i < PATHS; i++) {
		assert_true(image_find(&l.image, VIEW_GEMINI, zones[i], &r));
		assert_false(image_find(&l.image, VIEW_GOPHER,
		    str_skip(zones[i], 1), &r));
	}
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("cv.txt"), &r));
	unload(&l);
}

/* What is left out leaves no heading behind. */
static void
nothing_is_left_of_a_section(void **state)
{
	const struct str zones[PATHS] = { STR("/education") };
	struct loaded l;

	(void)state;
	load_zones(&l, zones);
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/cv")),
	    STR("Education")));
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/cv.txt")),
	    STR("Education")));
	unload(&l);
}

/* Readers of Gemini have to find the door. */
static void
there_are_links_to_a_zone(void **state)
{
	const struct str zones[PATHS] = { STR("/students"), STR("/members/"),
		STR("/log") };
	struct str home, map;
	struct loaded l;

	(void)state;
	load_zones(&l, zones);
	home = body_at(&l, VIEW_GEMINI, STR("/"));
	map = body_at(&l, VIEW_GEMINI, STR("/sitemap"));
	assert_true(has(home, STR("=> /students Students\n")));
	assert_true(has(home, STR("=> /members Members\n")));
	assert_true(has(home, STR("=> /log ")));
	assert_false(has(home, STR("/log/first")));
	assert_true(has(map, STR("=> /members Members\n")));
	assert_false(has(map, STR("/members/minutes")));
	assert_false(has(body_at(&l, VIEW_GOPHER, STR("/")),
	    STR("Students")));
	assert_false(has(body_at(&l, VIEW_GOPHER, STR("/sitemap")),
	    STR("Members")));
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/students")),
	    STR("gopher://")));
	unload(&l);
}

/* The guard leads from "/members" to "/members/", where the page has to be. */
static void
a_page_below_which_a_zone_stands_is_its_folder(void **state)
{
	const struct str zones[PATHS] = { STR("/members/") };
	struct resource r;
	struct loaded l;

	(void)state;
	load_zones(&l, zones);
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/members/"), &r));
	assert_int_equal(r.kind, RESOURCE_BODY);
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/members"), &r));
	assert_int_equal(r.kind, RESOURCE_REDIRECT);
	assert_str(r.media, STR("/members/"));
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_in_a_zone_is_nowhere_else),
		cmocka_unit_test(without_zones_it_is_everywhere),
		cmocka_unit_test(what_cannot_be_withheld_is_told),
		cmocka_unit_test(a_copy_elsewhere_is_told),
		cmocka_unit_test(all_of_it_in_a_zone_leaves_gopher_nothing),
		cmocka_unit_test(what_is_generated_may_be_in_a_zone_as_well),
		cmocka_unit_test(nothing_is_left_of_a_section),
		cmocka_unit_test(there_are_links_to_a_zone),
		cmocka_unit_test(
		    a_page_below_which_a_zone_stands_is_its_folder),
	};

	return cmocka_run_group_tests_name("zones", tests, NULL, NULL);
}
