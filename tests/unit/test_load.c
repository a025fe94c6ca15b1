/* SPDX-License-Identifier: ISC */
#include "front/front.h"
#include "proto/uri.h"
#include "unit/loaded.h"

#define PROFILE                                    \
	STR_INIT("Name: Ada Example\n"             \
		 "Lang: en\n"                      \
		 "Email: ada@example.org\n"        \
		 "\n"                              \
		 "# About\n"                       \
		 "I write programs for engines.\n" \
		 "\n"                              \
		 "# Links\n"                       \
		 "=> files/a%20b.pdf Paper\n"      \
		 "\n"                              \
		 "=> https://example.org/ Elsewhere\n")

#define GEMTEXT STR_INIT("text/gemini; charset=utf-8; lang=en")
#define TEXT STR_INIT("text/plain; charset=utf-8")
#define MENU STR_INIT("application/gopher-menu")
#define PDF STR_INIT("application/pdf")

static const struct memory_file capsule[] = {
	{ .path = STR_INIT("profile.txt"), .bytes = PROFILE },
	{ .path = STR_INIT("files/a b.pdf"), .bytes = STR_INIT("%PDF\n.\n") },
	{ .path = STR_INIT("files/a.txt"), .bytes = STR_INIT("a\n.\n") },
	{ .path = STR_INIT("files/crlf.txt"), .bytes = STR_INIT("a\r\n") },
	{ .path = STR_INIT("caf\xc3\xa9/index.gmi"),
	    .bytes = STR_INIT("# N\n") },
	{ .path = STR_INIT("old/index.gemini"), .bytes = STR_INIT("# O\n") },
	{ .path = STR_INIT("old/.secret"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT(".git/config"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT("files/a.txt~"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT("files/#a.txt#"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT("files/.a.txt.swp"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT("files/a.bak"), .bytes = STR_INIT("s") },
	{ .path = STR_INIT("files/a.tmp"), .bytes = STR_INIT("s") },
};

static const struct {
	const char *why;
	enum view view;
	enum resource_kind kind;
	struct str key;
	struct str media;
	struct str body; /* empty = whatever was rendered */
	char item;
} served[] = {
	{ "M-02 M-03 M-07 home", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/"), GEMTEXT, { NULL, 0 }, '1' },
	{ "M-02 M-03 M-07 page", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/about"), GEMTEXT, { NULL, 0 }, '1' },
	{ "X-15 a page as a folder", VIEW_GEMINI, RESOURCE_REDIRECT,
	    STR_INIT("/about/"), STR_INIT("/about"), { NULL, 0 }, '1' },
	{ "Gopher's root is a menu", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT(""), MENU, { NULL, 0 }, '1' },
	{ "prose is a text on Gopher", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("about"), TEXT, { NULL, 0 }, '0' },
	{ "links are a menu on Gopher", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("links"), MENU, { NULL, 0 }, '1' },
	{ "M-05 M-07 binary as it is", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/files/a b.pdf"), PDF, STR_INIT("%PDF\n.\n"), '9' },
	{ "O-31 binary as it is on Gopher", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("files/a b.pdf"), PDF, STR_INIT("%PDF\n.\n"), '9' },
	{ "M-03 M-05 M-07 text as it is", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/files/a.txt"), TEXT, STR_INIT("a\n.\n"), '0' },
	{ "O-30 M-05 text on Gopher", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("files/a.txt"), TEXT, STR_INIT("a\r\n. \r\n"), '0' },
	{ "M-01 M-05 index", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/caf\xc3\xa9/"), GEMTEXT, STR_INIT("# N\n"), '0' },
	{ "M-01 index by its name", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/caf\xc3\xa9/index.gmi"), GEMTEXT,
	    STR_INIT("# N\n"), '0' },
	{ "G-54 X-15 folder without slash", VIEW_GEMINI, RESOURCE_REDIRECT,
	    STR_INIT("/caf\xc3\xa9"), STR_INIT("/caf%C3%A9/"),
	    { NULL, 0 }, '1' },
	{ "index on Gopher", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("caf\xc3\xa9"), TEXT, { NULL, 0 }, '0' },
	{ "index on Gopher as gemtext", VIEW_GOPHER, RESOURCE_BODY,
	    STR_INIT("caf\xc3\xa9/index.gmi"), GEMTEXT, { NULL, 0 },
	    '0' },
	{ "M-01 index.gemini", VIEW_GEMINI, RESOURCE_BODY,
	    STR_INIT("/old/"), GEMTEXT, STR_INIT("# O\n"), '0' },
};

static void
every_view_has_pages_and_files(void **state)
{
	const struct memory_folder m = { .files = capsule, .count = 6 };
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	assert_true(l.built);
	assert_null(l.diags.first);
	for (size_t i = 0; i < COUNT(served); i++) {
		struct resource r;

		check_row(image_find(&l.image, served[i].view, served[i].key,
			      &r),
		    served[i].why);
		check_row(r.kind == served[i].kind, served[i].why);
		check_row(r.item == served[i].item, served[i].why);
		assert_str(r.media, served[i].media);
		if (served[i].body.len > 0)
			assert_str(r.body, served[i].body);
	}
	unload(&l);
}

/* O-55: in caps.txt and Gopher+ only if the home page has it for everybody. */
static void
the_owners_address_is_that_of_the_home_page(void **state)
{
	const struct memory_folder m = { .files = capsule, .count = 6 };
	const struct zone zones[] = { { STR_INIT("/"), false },
		{ STR_INIT("/files/"), false } };
	const struct policy all = { .zones = &zones[0], .zone_count = 1 };
	const struct policy files = { .zones = &zones[1], .zone_count = 1 };
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &files);
	assert_str(l.image.admin, STR("ada@example.org"));
	unload(&l);
	load_policy(&l, &m, &all);
	assert_true(l.built);
	assert_str(l.image.admin, STR(""));
	unload(&l);
}

/* Gopher+ tells it (rule 31). */
static const struct {
	const char *why;
	struct str updated;
	const char *want;
} days[] = {
	{ "O-47", STR_INIT("2026-04-11"), "20260411" },
	{ "O-47 in words", STR_INIT("April 3, 2026"), "20260403" },
	{ "a month", STR_INIT("April 2026"), "" },
	{ "no such day", STR_INIT("2026-02-30"), "" },
	{ "no date", STR_INIT("now and then"), "" },
};

static void
the_day_of_the_last_change_is_the_owners_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		struct memory_file file = { .path = STR("profile.txt") };
		struct arena a;
		struct loaded l;

		arena_init(&a);
		file.bytes = arena_printf(&a, "Name: Ada\nUpdated: %.*s\n",
		    STR_ARG(days[i].updated));
		load(&l, &file, 1);
		check_row(str_eq(l.image.updated, str_of(days[i].want)),
		    days[i].why);
		unload(&l);
		arena_release(&a);
	}
}

/* What a reader is told of what is not served. */
static const struct {
	const char *why;
	struct str line;
} missing[] = {
	{ "G-55 a folder of hidden files",
	    STR_INIT("gemini://example.org/old/\r\n") },
	{ "G-55 without slash", STR_INIT("gemini://example.org/old\r\n") },
	{ "X-10 X-19 a hidden file",
	    STR_INIT("gemini://example.org/old/.secret\r\n") },
	{ "X-12 X-19 the source",
	    STR_INIT("gemini://example.org/profile.txt\r\n") },
	{ "X-12 X-19 a link to it",
	    STR_INIT("gemini://example.org/copy.txt\r\n") },
	{ "X-11 X-19 a file that cannot be read",
	    STR_INIT("gemini://example.org/denied\r\n") },
	{ "X-19 nothing at all",
	    STR_INIT("gemini://example.org/nothing\r\n") },
};

static void
what_is_not_there_is_told_by_one_text(void **state)
{
	const struct memory_file files[] = { capsule[0], capsule[1],
		capsule[6],
		{ .path = STR("copy.txt"), .link = STR("profile.txt") },
		{ .path = STR("denied"), .result = FOLDER_DENIED } };
	const struct memory_folder m = {
		.files = files,
		.count = COUNT(files),
	};
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	assert_true(l.built);
	for (size_t i = 0; i < COUNT(missing); i++) {
		const struct request request = {
			.bytes = missing[i].line,
			.port = 1965,
		};
		const struct shelf shelf = { .image = &l.image };
		const struct shelves shelves = { &shelf, 1 };
		struct reply reply;

		check_row(front_gemini.answer(&shelves, &request, &reply) ==
			      ANSWER_SEND,
		    missing[i].why);
		check_row(str_eq(reply.head, STR("51 not found\r\n")),
		    missing[i].why);
		check_row(reply.body.len == 0, missing[i].why);
	}
	unload(&l);
}

/* The target: a path of this capsule, without query and fragment (G-69). */
static void
check_redirect(const struct image *image, enum view v, struct str target)
{
	char storage[256];
	struct resource found;
	struct str key;
	struct uri uri;

	if (str_eq(target, STR("/search")))
		return; /* not in the image: site/shelf answers for it */
	assert_true(uri_parse(target, &uri));
	assert_str(uri.path, target);
	assert_int_equal(
	    uri_path_decode(target, storage, sizeof(storage), &key),
	    URI_PATH_OK);
	assert_true(image_find(image, v, key, &found));
	assert_int_equal(found.kind, RESOURCE_BODY);
}

/* G-70: a page, and a folder whose name is encoded on the way. */
static void
redirects_end_in_one_hop(void **state)
{
	const struct memory_folder m = { .files = capsule, .count = 6 };
	size_t redirects = 0;
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	for (uint32_t i = 0; i < l.image.resources; i++) {
		struct resource r;
		struct str key;
		enum view v;

		image_at(&l.image, i, &v, &key, &r);
		if (r.kind != RESOURCE_REDIRECT)
			continue;
		check_redirect(&l.image, v, r.media);
		redirects++;
	}
	/* /about/, /links/, /caf%C3%A9, /old, /files */
	assert_int_equal(redirects, 8);
	unload(&l);
}

static void
bodies_alike_in_both_views_are_one(void **state)
{
	static const struct str names[] = { STR_INIT("/files/a b.pdf"),
		STR_INIT("/files/crlf.txt") };
	const struct memory_folder m = { .files = capsule, .count = 6 };
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	for (size_t i = 0; i < COUNT(names); i++) {
		struct resource gemini, gopher;

		assert_true(
		    image_find(&l.image, VIEW_GEMINI, names[i], &gemini));
		assert_true(image_find(&l.image, VIEW_GOPHER,
		    str_skip(names[i], 1), &gopher));
		assert_ptr_equal(gemini.body.at, gopher.body.at);
	}
	unload(&l);
}

/* X-10 and X-12: they make no difference, not even a finding. */
static void
hidden_files_and_backups_are_not_served(void **state)
{
	const struct memory_folder few = { .files = capsule, .count = 6 };
	const struct memory_folder all = {
		.files = capsule,
		.count = COUNT(capsule),
	};
	struct loaded with, without;
	struct resource r;

	(void)state;
	load_folder(&with, &all);
	load_folder(&without, &few);
	assert_null(with.diags.first);
	assert_str(buf_str(&with.bytes), buf_str(&without.bytes));
	assert_false(
	    image_find(&with.image, VIEW_GEMINI, STR("/profile.txt"), &r));
	unload(&with);
	unload(&without);
}

static const struct {
	const char *why;
	struct str path;
	struct str text;
} taken[] = {
	{ "a page's path", STR_INIT("about"),
	    STR_INIT("/about is another page, which is served") },
	{ "a page's path, as a folder's", STR_INIT("about/index.gmi"),
	    STR_INIT("/about/ is another page, which is served") },
	{ "the root's path", STR_INIT("index.gmi"),
	    STR_INIT("/ is another page, which is served") },
};

static void
a_file_at_the_path_of_a_page_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		const struct memory_file files[] = { capsule[0], capsule[1],
			{ .path = taken[i].path } };
		const struct memory_folder m = { .files = files, .count = 3 };
		const struct diag *d;
		struct loaded l;

		load_folder(&l, &m);
		d = l.diags.first;
		check_row(l.built, taken[i].why);
		check_row(d != NULL && d->next == NULL, taken[i].why);
		assert_str(d->at.file, taken[i].path);
		assert_str(d->text, taken[i].text);
		assert_string_equal(d->code, "path-taken");
		unload(&l);
	}
}

static void
a_page_goes_before_a_file_of_its_path(void **state)
{
	const struct memory_file files[] = { capsule[0], capsule[1],
		{ .path = STR("about"), .bytes = STR("file") } };
	const struct memory_folder m = { .files = files, .count = 3 };
	struct resource r;
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/about"), &r));
	assert_true(str_starts(r.media, STR("text/gemini")));
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("about"), &r));
	assert_true(str_find(r.body, STR("engines")) < r.body.len);
	unload(&l);
}

static const struct {
	const char *why;
	struct memory_file profile;
	struct str text;
} refused[] = {
	{ "none", { .path = STR_INIT("x"), .kind = FOLDER_OTHER },
	    STR_INIT("no such file; a capsule is a folder with this file"
		     " in it, or with index.gmi, index.gemini, gophermap,"
		     " index.gph, index.md or README.md, or with header.gmi,"
		     " if it is to be a list of what is in it") },
	{ "unreadable",
	    { .path = STR_INIT("profile.txt"), .result = FOLDER_DENIED },
	    STR_INIT("permission denied") },
	{ "a FIFO",
	    { .path = STR_INIT("profile.txt"), .result = FOLDER_SPECIAL },
	    STR_INIT("not a regular file") },
	{ "too large",
	    { .path = STR_INIT("profile.txt"),
		.bytes = { "", LOAD_SOURCE_MAX + 1 } },
	    STR_INIT("too large") },
};

static void
without_a_profile_there_is_no_image(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		const struct memory_folder m = {
			.files = &refused[i].profile,
			.count = 1,
		};
		const struct diag *d;
		struct loaded l;

		load_folder(&l, &m);
		d = l.diags.first;
		check_row(d != NULL, refused[i].why);
		check_row(!l.built, refused[i].why);
		assert_str(d->at.file, STR("profile.txt"));
		assert_str(d->text, refused[i].text);
		assert_int_equal(d->level, DIAG_ERROR);
		unload(&l);
	}
}

static const struct {
	const char *why;
	struct str profile;
	const char *code;
} broken[] = {
	{ "T-14 X-40 a control character", STR_INIT("\nName: a\1b\n"),
	    "control" },
	{ "T-13 a CR within a line", STR_INIT("\nName: a\rb\n"), "control" },
	{ "T-15 X-40 Latin-1", STR_INIT("\nName: caf\xe9\n"), "bad-utf8" },
};

/* By file and line, and what is wrong with other files as well. */
static void
one_run_finds_what_is_wrong_everywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		const struct memory_file files[] = {
			{ .path = STR("profile.txt"),
			    .bytes = broken[i].profile },
			{ .path = STR("x"), .result = FOLDER_DENIED },
		};
		const struct memory_folder m = { .files = files, .count = 2 };
		struct loaded l;

		load_folder(&l, &m);
		check_row(!l.built, broken[i].why);
		assert_int_equal(l.diags.first->level, DIAG_ERROR);
		assert_string_equal(l.diags.first->code, broken[i].code);
		assert_str(l.diags.first->at.file, STR("profile.txt"));
		assert_int_equal(l.diags.first->at.line, 2);
		assert_non_null(finding(&l.diags, "not-served"));
		unload(&l);
	}
}

static void
a_link_to_nothing_is_found_where_it_stands(void **state)
{
	const struct memory_folder m = { .files = capsule, .count = 1 };
	const struct diag *d;
	struct loaded l;

	(void)state;
	load_folder(&l, &m);
	assert_true(l.built);
	d = finding(&l.diags, "missing-file");
	assert_non_null(d);
	assert_str(d->text, STR("no page or file at /files/a b.pdf"));
	assert_str(d->at.file, STR("profile.txt"));
	assert_int_equal(d->at.line, 9);
	unload(&l);
}

static const struct {
	const char *why;
	struct str profile;
	struct str media; /* empty = refused */
} langs[] = {
	{ "M-02 a tag", STR_INIT("Name: A\nLang: zh-Hans\n"),
	    STR_INIT("text/gemini; charset=utf-8; lang=zh-Hans") },
	{ "M-02 none", STR_INIT("Name: A\nField: B\n"),
	    STR_INIT("text/gemini; charset=utf-8; lang=en") },
	{ "M-06 no tag", STR_INIT("Name: A\nLang: en_US\n"), { NULL, 0 } },
	{ "M-06 a parameter", STR_INIT("Name: A\nLang: en; x=y\n"),
	    { NULL, 0 } },
};

static void
only_a_language_tag_gets_into_a_header(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(langs); i++) {
		const struct memory_file file = {
			.path = STR("profile.txt"),
			.bytes = langs[i].profile,
		};
		const struct memory_folder m = { .files = &file, .count = 1 };
		struct resource r;
		struct loaded l;

		load_folder(&l, &m);
		check_row(l.built == (langs[i].media.len > 0), langs[i].why);
		if (l.built) {
			assert_true(image_find(&l.image, VIEW_GEMINI,
			    STR("/"), &r));
			assert_str(r.media, langs[i].media);
		}
		unload(&l);
	}
}

/* Whatever fails, and whenever: it is said, and nothing half-done comes out. */
static void
any_call_may_fail(void **state)
{
	size_t calls, fail_at = 1;

	(void)state;
	do {
		const struct memory_folder m = {
			.files = capsule,
			.count = COUNT(capsule),
			.calls = &calls,
			.fail_at = fail_at,
		};
		struct loaded l;

		calls = 0;
		load_folder(&l, &m);
		if (calls >= fail_at)
			assert_non_null(l.diags.first);
		else
			assert_null(l.diags.first);
		assert_true(l.built == (l.diags.count[DIAG_ERROR] == 0));
		unload(&l);
	} while (calls >= fail_at++);
	assert_in_range(fail_at, 8, 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_view_has_pages_and_files),
		cmocka_unit_test(the_owners_address_is_that_of_the_home_page),
		cmocka_unit_test(the_day_of_the_last_change_is_the_owners_word),
		cmocka_unit_test(what_is_not_there_is_told_by_one_text),
		cmocka_unit_test(redirects_end_in_one_hop),
		cmocka_unit_test(bodies_alike_in_both_views_are_one),
		cmocka_unit_test(hidden_files_and_backups_are_not_served),
		cmocka_unit_test(a_file_at_the_path_of_a_page_is_said),
		cmocka_unit_test(a_page_goes_before_a_file_of_its_path),
		cmocka_unit_test(without_a_profile_there_is_no_image),
		cmocka_unit_test(one_run_finds_what_is_wrong_everywhere),
		cmocka_unit_test(a_link_to_nothing_is_found_where_it_stands),
		cmocka_unit_test(only_a_language_tag_gets_into_a_header),
		cmocka_unit_test(any_call_may_fail),
	};

	return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
