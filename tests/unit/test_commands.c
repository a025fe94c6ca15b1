/* SPDX-License-Identifier: ISC */
#include "app/build.h"
#include "app/check.h"

#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/capsule.h"
#include "site/image.h"
#include "unit/unit.h"

#define TEXT_MAX 4096

/* A folder of its own to stand in, and what a command wrote there. */
struct ran {
	char folder[32];
	int status;
	char out[TEXT_MAX];
	char err[TEXT_MAX];
};

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
read_file(const char *path, char text[TEXT_MAX])
{
	FILE *file = fopen(path, "r");
	size_t len;

	assert_non_null(file);
	len = fread(text, 1, TEXT_MAX - 1, file);
	text[len] = '\0';
	fclose(file);
}

static int
set_up(void **state)
{
	static struct ran r;

	snprintf(r.folder, sizeof(r.folder), "/tmp/vitae-XXXXXX");
	assert_non_null(mkdtemp(r.folder));
	assert_int_equal(chdir(r.folder), 0);
	assert_int_equal(mkdir("good", 0777), 0);
	assert_int_equal(mkdir("bad", 0777), 0);
	assert_int_equal(mkdir("none", 0777), 0);
	write_file("good/profile.txt",
	    "Name: Ada Example\nEmail: ada@example.org\n\n"
	    "# Links\n=> x.pdf X\n");
	write_file("good.conf", "[host example.org]\ncapsule = good\n"
				"alias = *\ngone = /x\n");
	write_file("bad.conf", "[host example.org]\ncapsule = good\n"
			       "langs = de\n");
	write_file("lost.conf", "\n[host example.org]\ncapsule = missing\n");
	write_file("bad/profile.txt", "Name: Ada\n\n# About\nBell \a\n");
	*state = &r;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const files[] = { "good/profile.txt",
		"bad/profile.txt", "out", "err", "t.img", "other.img",
		"good.conf", "bad.conf", "lost.conf" };
	struct ran *r = *state;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(files[i]);
	rmdir("good");
	rmdir("bad");
	/* Fails, and so the test, if a command left something else behind. */
	return rmdir("none") + chdir("/") + rmdir(r->folder);
}

/* Calls a command with its two streams in files. */
static void
run(struct ran *r, int (*command)(int, char **), const char *line)
{
	char words[256];
	char *argv[16] = { NULL };
	int argc = 0;
	int kept_out = dup(STDOUT_FILENO);
	int kept_err = dup(STDERR_FILENO);
	char *rest = words;

	snprintf(words, sizeof(words), "%s", line);
	while ((argv[argc] = strsep(&rest, " ")) != NULL)
		argc++;
	fflush(NULL);
	assert_non_null(freopen("out", "w", stdout));
	assert_non_null(freopen("err", "w", stderr));
	optind = 0; /* glibc and BSD: from the beginning */
	r->status = command(argc, argv);
	fflush(NULL);
	dup2(kept_out, STDOUT_FILENO);
	dup2(kept_err, STDERR_FILENO);
	close(kept_out);
	close(kept_err);
	read_file("out", r->out);
	read_file("err", r->err);
}

#define CHECK_USAGE "usage: vitae check [--mount /PATH=DIR]... CAPSULE\n" \
		    "       vitae check FILE\n"                           \
		    "       vitae check -c FILE\n"

/* Of a capsule that is good, but for the size of its image. */
#define SERVED "4 pages and 1 file (24 B);"

static const struct {
	const char *line;
	int status;
	const char *out;
	const char *err;
} checks[] = {
	{ "check good", 0,
	    "good/profile.txt:5:1: warning: no page or file at /x.pdf"
	    " [missing-file]\n",
	    "0 errors, 1 warning, 0 hints\n" SERVED },
	{ "check ./good/", 0,
	    "./good/profile.txt:5:1: warning: no page or file at /x.pdf"
	    " [missing-file]\n",
	    "0 errors, 1 warning, 0 hints\n" SERVED },
	{ "check none", 1,
	    "none/profile.txt: error: no such file; a capsule is a folder"
	    " with this file in it, or with index.gmi, index.gemini,"
	    " gophermap, index.gph, index.md or README.md, or with header.gmi,"
	    " if it is to be a list of what is in it [no-profile]\n",
	    "1 error, 0 warnings, 0 hints\n" },
	{ "check missing", 1,
	    "missing: error: No such file or directory [no-capsule]\n",
	    "1 error, 0 warnings, 0 hints\n" },
	{ "check good/profile.txt", 1,
	    "good/profile.txt: error: not an image [bad-image]\n", "" },
	{ "check", 2, "", CHECK_USAGE },
	{ "check good bad", 2, "", CHECK_USAGE },
	{ "check -c good.conf bad", 2, "", CHECK_USAGE },
	{ "check --mount /a=good -c good.conf", 2, "", CHECK_USAGE },
	{ "check --mount /a=good good/profile.txt", 2, "", CHECK_USAGE },
	{ "check --mount /a=missing good", 1,
	    "missing: error: No such file or directory [no-mount]\n",
	    "1 error, 0 warnings, 0 hints\n" },
	{ "check -c good.conf", 0,
	    "good/profile.txt:5:1: warning: no page or file at /x.pdf"
	    " [missing-file]\n",
	    "0 errors, 1 warning, 0 hints\nexample.org: " SERVED },
	{ "check -c bad.conf", 1,
	    "bad.conf:3:1: error: no key here is called 'langs'; did you mean"
	    " lang? [unknown-key]\n",
	    "1 error, 0 warnings, 0 hints\n" },
	{ "check -c lost.conf", 1,
	    "lost.conf:2:1: error: missing: No such file or directory"
	    " [no-capsule]\n",
	    "1 error, 0 warnings, 0 hints\n" },
};

/* It depends on the version of SQLite. */
static void
forget_size(char *err)
{
	char *size = strstr(err, "; ");

	if (size != NULL && strstr(size, "kB image\n") != NULL)
		size[1] = '\0';
}

static void
check_says_what_is_wrong_and_where(void **state)
{
	struct ran *r = *state;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		run(r, check_main, checks[i].line);
		forget_size(r->err);
		assert_string_equal(r->out, checks[i].out);
		assert_string_equal(r->err, checks[i].err);
		assert_int_equal(r->status, checks[i].status);
	}
}

static void
check_fails_on_errors(void **state)
{
	struct ran *r = *state;

	run(r, check_main, "check bad");
	assert_int_equal(r->status, 1);
	assert_non_null(strstr(r->out, "bad/profile.txt:4:6: error: "));
}

static void
build_writes_an_image_that_opens(void **state)
{
	struct ran *r = *state;
	struct image image;
	struct buf bytes;

	run(r, build_main,
	    "build --host Example.ORG --host a.example --gopher-port 7070"
	    " --web https://e.example/~a -o t.img good");
	assert_int_equal(r->status, 0);
	assert_string_equal(r->out, "");
	assert_non_null(strstr(r->err, "good/profile.txt:5:1: warning: "));
	assert_non_null(strstr(r->err,
	    "\n0 errors, 1 warning, 0 hints\nt.img: " SERVED " "));
	buf_init(&bytes);
	assert_null(capsule_read("t.img", &bytes));
	assert_null(image_open(buf_str(&bytes), &image));
	assert_str(image.origin.host, STR("example.org"));
	assert_str(image_host(&image, 1), STR("a.example"));
	assert_int_equal(image.origin.port[VIEW_GEMINI], 1965);
	assert_int_equal(image.origin.port[VIEW_GOPHER], 7070);
	assert_str(image.origin.web, STR("https://e.example/~a/"));
	buf_release(&bytes);
	run(r, check_main, "check t.img");
	assert_int_equal(r->status, 0);
	assert_non_null(strstr(r->err, "example.org"));
}

static void
build_makes_the_image_of_a_host(void **state)
{
	struct ran *r = *state;
	struct path_rule rule;
	struct image image;
	struct buf bytes;

	run(r, build_main, "build -c good.conf --host Example.ORG -o t.img");
	assert_int_equal(r->status, 0);
	buf_init(&bytes);
	assert_null(capsule_read("t.img", &bytes));
	assert_null(image_open(buf_str(&bytes), &image));
	assert_str(image_host(&image, 0), STR("example.org"));
	assert_str(image_host(&image, 1), STR("*"));
	assert_true(image_rule(&image, STR("/x"), &rule));
	assert_int_equal(rule.status, 52);
	buf_release(&bytes);
	run(r, build_main, "build -c good.conf --host b.example -o t.img");
	assert_int_equal(r->status, 1);
	run(r, build_main, "build -c bad.conf --host example.org -o t.img");
	assert_int_equal(r->status, 1);
}

static void
the_same_capsule_gives_the_same_bytes(void **state)
{
	struct ran *r = *state;
	struct buf one, other;

	run(r, build_main, "build -o t.img good");
	run(r, build_main, "build --output other.img ./good/");
	buf_init(&one);
	buf_init(&other);
	assert_null(capsule_read("t.img", &one));
	assert_null(capsule_read("other.img", &other));
	assert_str(buf_str(&one), buf_str(&other));
	buf_release(&one);
	buf_release(&other);
}

static void
with_errors_the_old_image_stays(void **state)
{
	struct ran *r = *state;
	char text[TEXT_MAX];

	write_file("t.img", "old");
	run(r, build_main, "build -o t.img bad");
	assert_int_equal(r->status, 1);
	read_file("t.img", text);
	assert_string_equal(text, "old");
}

static void
wrong_usage_is_status_2(void **state)
{
	static const char *const lines[] = { "build good", "build -o t.img",
		"build --gemini-port 0 -o t.img good", "build --nothing",
		"build --host a_b/c -o t.img good",
		"build --web e.example -o t.img good",
		"build -c good.conf -o t.img",
		"build --mount a=none -o t.img good",
		"build -c good.conf --host a.example --mount /a=b -o t.img",
		"build -c good.conf --host example.org -o t.img good" };
	struct ran *r = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		run(r, build_main, lines[i]);
		assert_int_equal(r->status, 2);
		assert_string_equal(r->out, "");
	}
}

/* A folder is not replaced by a file; nothing is left beside it. */
static void
what_cannot_be_replaced_stays(void **state)
{
	struct ran *r = *state;

	run(r, build_main, "build -o none good");
	assert_int_equal(r->status, 1);
	assert_false(capsule_is_file("none"));
	run(r, build_main, "build -o missing/t.img good");
	assert_int_equal(r->status, 1);
}

/* As /dev/null would be, if who builds may do everything. */
static void
what_is_no_file_stays_what_it_is(void **state)
{
	struct ran *r = *state;
	struct stat st;

	assert_int_equal(mkfifo("t.img", 0666), 0);
	run(r, build_main, "build -o t.img good");
	assert_int_equal(r->status, 1);
	assert_int_equal(stat("t.img", &st), 0);
	assert_true(S_ISFIFO(st.st_mode));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(check_says_what_is_wrong_and_where),
		TEST(check_fails_on_errors),
		TEST(build_writes_an_image_that_opens),
		TEST(build_makes_the_image_of_a_host),
		TEST(the_same_capsule_gives_the_same_bytes),
		TEST(with_errors_the_old_image_stays),
		TEST(wrong_usage_is_status_2),
		TEST(what_cannot_be_replaced_stays),
		TEST(what_is_no_file_stays_what_it_is),
	};

	return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
