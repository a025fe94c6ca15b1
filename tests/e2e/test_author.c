/* SPDX-License-Identifier: ISC */
/*
 * What an author does with the program: begin, format, date, and what becomes
 * of files when that cannot be done.
 */
#include <unistd.h>

#include "app/capsule.h"
#include "e2e/generate.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "unit/format_props.h"

#define LIMIT_S 20
#define PAGES 150 /* generated, every other of them raw */

static const struct source sources[] = {
	{ "profile.txt", "Ada Lovelace\n\nNews: One.\n\nI am.\n" },
	{ "../done/profile.txt", "Name: Ada\nEmail: a@b.org\n\n# News\n"
				 "* 2026-01-02 One\n" },
	{ "../broken/profile.txt", "Ada\n\nNews: A bell: \a\n" },
	{ "../zone/profile.txt", "Name: Ada\nTimezone: Moon/Base\n\n# News\n"
				 "* One\n" },
	{ "../offset/profile.txt", "Name: Ada\nTimezone: +14:00\n\n# News\n"
				   "* One\n" },
};

/* For whoever is not root: to root nothing is forbidden. */
static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	must_run("cp $VITAE %s/vitae && cd %s && chmod 755 . &&"
		 " printf 'Ada\\n\\nNews: One.\\n' >page.txt &&"
		 " cp page.txt kept.txt && chmod 444 kept.txt &&"
		 " mkdir sealed empty linked &&"
		 " cp page.txt sealed/profile.txt && chmod 640 page.txt &&"
		 " ln -s ../page.txt linked/profile.txt &&"
		 " mkfifo -m 666 fifo && chmod 555 sealed",
	    s.folder, s.folder);
	must_run("[ $(id -u) -ne 0 ] || cd %s &&"
		 " chown -R 65534:65534 . && chmod 555 sealed",
	    s.folder);
	*state = &s;
	return 0;
}

static int
teardown(void **state)
{
	struct server *s = *state;

	must_run("chmod 700 %s/sealed", s->folder);
	server_remove(s);
	return 0;
}

static const struct {
	const char *arguments;
	int status;
	const char *says;
} odd[] = {
	{ "fmt", 2, "usage: vitae fmt" },
	{ "fmt a b", 2, "usage: vitae fmt" },
	{ "fmt --no a", 2, "usage: vitae fmt" },
	{ "fmt missing", 1, "vitae: missing: No such file or directory\n" },
	{ "fmt empty", 1,
	    "vitae: empty/profile.txt: No such file or directory\n" },
	{ "fmt fifo", 1, "vitae: fifo: not a regular file\n" },
	{ "fmt /dev/null", 1, "vitae: /dev/null: not a regular file\n" },
	{ "fmt broken", 1, "broken/profile.txt:3:15: error: " },
	{ "fmt -w broken/", 1, "broken/profile.txt:3:15: error: " },
	{ "fmt done >/dev/full", 1, NULL },
	{ "fmt -w sealed", 1, "vitae: /" },
	{ "fmt -w kept.txt", 1, "Permission denied\n" },
	{ "stamp kept.txt", 1, "Permission denied\n" },
	{ "stamp sealed", 1, "Permission denied\n" },
	{ "stamp missing", 1, "vitae: missing: No such file or directory\n" },
	{ "stamp --date 2026-02-30 done", 2, "usage: vitae stamp" },
	{ "stamp --date yesterday done", 2, "usage: vitae stamp" },
	{ "stamp zone", 1, "no time zone is known as 'Moon/Base'" },
	{ "stamp broken", 1, "broken/profile.txt:3:15: error: " },
	{ "stamp --date 2026-11-23 done", 0,
	    "done/profile.txt: 0 items of news stamped 2026-11-23\n" },
	{ "new", 2, "usage: vitae new" },
	{ "new done", 1, "vitae: done: is not empty; name a new folder\n" },
	{ "new page.txt", 1, "vitae: page.txt: Not a directory\n" },
	{ "new no/such", 1, "vitae: no/such: No such file or directory\n" },
	{ "new sealed/x", 1, "vitae: sealed/x: Permission denied\n" },
};

/* All files with their names, modes and contents. */
static struct ran
look(const struct server *s)
{
	return run(LIMIT_S,
	    "cd %s && find . -printf '%%p %%m %%l\\n' | sort &&"
	    " find . -name '*.txt' | sort | xargs cat",
	    s->folder);
}

static void
odd_paths_are_named_and_nothing_changes(void **state)
{
	const struct server *s = *state;
	struct ran before = look(s);
	struct ran after;

	for (size_t i = 0; i < COUNT(odd); i++) {
		struct ran r = run_there(s, odd[i].arguments);

		if (r.status != odd[i].status ||
		    (odd[i].says != NULL && !ran_says(&r, odd[i].says)))
			fail_msg("%s: %d\n%.*s", odd[i].arguments, r.status,
			    STR_ARG(buf_str(&r.out)));
		ran_release(&r);
	}
	after = look(s);
	assert_str(buf_str(&after.out), buf_str(&before.out));
	ran_release(&before);
	ran_release(&after);
}

static void
expect(const struct server *s, const char *arguments, const char *says)
{
	struct ran r = run_there(s, arguments);

	if (r.status != 0 || !ran_says(&r, says))
		fail_msg("%s: %d\n%.*s", arguments, r.status,
		    STR_ARG(buf_str(&r.out)));
	ran_release(&r);
}

/* Through the link, with the mode it had, and nothing left beside it. */
static void
a_link_is_written_through(void **state)
{
	const struct server *s = *state;

	expect(s, "stamp --date 2026-11-23 linked", ": 1 item of news");
	expect(s, "fmt -w linked", "");
	must_run("cd %s && [ -L linked/profile.txt ] &&"
		 " [ \"$(stat -c %%a page.txt)\" = 640 ] &&"
		 " grep -qx '[*] 2026-11-23 One.' page.txt &&"
		 " grep -qx 'Name: Ada' page.txt &&"
		 " [ -z \"$(find . -name '*.tmp')\" ]",
	    s->folder);
	expect(s, "stamp linked", ": 0 items of news");
	expect(s, "fmt linked | cmp - page.txt && echo same", "same");
}

/* To a file system without room nothing can be written, and nothing is lost. */
static void
without_space_the_old_file_stays(void **state)
{
	const struct server *s = *state;
	struct ran r;

	must_run("cd %s && cp capsule/profile.txt before", s->folder);
	r = run(LIMIT_S, "cd %s && ulimit -f 0 && trap '' XFSZ &&"
			 " ./vitae stamp capsule",
	    s->folder);
	assert_int_equal(r.status, 1);
	assert_true(ran_says(&r, "File too large"));
	ran_release(&r);
	r = run(LIMIT_S, "cd %s && ulimit -f 0 && trap '' XFSZ &&"
			 " ./vitae new fresh",
	    s->folder);
	assert_int_equal(r.status, 1);
	ran_release(&r);
	must_run("cd %s && cmp before capsule/profile.txt && [ ! -e fresh ] &&"
		 " [ -z \"$(find . -name '*.tmp')\" ]",
	    s->folder);
}

static void
today_is_that_of_the_time_zone(void **state)
{
	const struct server *s = *state;

	expect(s, "stamp offset", ": 1 item of news");
	must_run("cd %s && grep -qx \"[*] $(TZ='<x>-14' date +%%F) One\""
		 " offset/profile.txt",
	    s->folder);
}

static void
a_new_capsule_is_fine_and_served(void **state)
{
	struct server *s = *state;

	expect(s, "new capsule2", "vitae serve capsule2\n");
	expect(s, "check capsule2", "0 errors, 0 warnings, 0 hints\n");
	expect(s, "fmt capsule2 | cmp - capsule2/profile.txt && echo same",
	    "same");
	must_run("cd %s && rm -r capsule && mv capsule2 capsule", s->folder);
	server_start(s);
	must_run("%s/vitae get gemini://localhost:%u/ | grep -q '^# Ada'",
	    s->folder, s->gemini);
	must_run("%s/vitae get gopher://localhost:%u/0/students |"
		 " grep -q 'Lynn Sample'",
	    s->folder, s->gopher);
	server_stop(s);
}

static void
generated_pages_say_the_same(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	for (uint32_t seed = 0; seed < PAGES; seed++) {
		struct generated g;
		const char *wrong;

		generate(&g, seed);
		wrong = format_holds(buf_str(&g.source), &text);
		if (wrong != NULL)
			fail_msg("page %u: %s\n%.*s", seed, wrong,
			    STR_ARG(buf_str(&text)));
		generated_release(&g);
	}
	buf_release(&text);
}

/* Every page of the tree that is read as a whole. */
static void
known_pages_say_the_same(void **state)
{
	static const char *const paths[] = { "tests/golden/seed/profile.txt",
		"tests/golden/chinese/profile.txt",
		"tests/golden/hostile/profile.txt",
		"tests/golden/sparse/profile.txt",
		"tests/golden/written/profile.txt", "capsule/profile.txt" };
	struct buf source, text;

	(void)state;
	buf_init(&source);
	buf_init(&text);
	for (size_t i = 0; i < COUNT(paths); i++) {
		const char *wrong;

		buf_clear(&source);
		assert_null(capsule_read(paths[i], &source));
		wrong = format_holds(buf_str(&source), &text);
		if (wrong != NULL)
			fail_msg("%s: %s", paths[i], wrong);
	}
	buf_release(&source);
	buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(odd_paths_are_named_and_nothing_changes),
		TEST(a_link_is_written_through),
		TEST(without_space_the_old_file_stays),
		TEST(today_is_that_of_the_time_zone),
		TEST(a_new_capsule_is_fine_and_served),
		cmocka_unit_test(generated_pages_say_the_same),
		cmocka_unit_test(known_pages_say_the_same),
	};

	return cmocka_run_group_tests_name("author", tests, NULL, NULL);
}
