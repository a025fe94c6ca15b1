/* SPDX-License-Identifier: ISC */
/* A folder of a web site, in a capsule, on both protocols. */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"
#include "proto/origin.h"

#define LIMIT_S 20
#define LARGE 300000 /* bytes; more than is kept in memory */

#define MOUNT "[mount /papers]\nroot = web\n"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\nEmail: ada@example.org\n\n"
			 "# Papers\n=> /papers/small.pdf The small one\n" },
	{ "notes/own.txt", "own\n" },
	{ "secret.txt", "nobody's\n" },
	{ "../web/small.pdf", "%PDF-1.4\nsmall\n" },
	{ "../web/index.html", "<!DOCTYPE html>\n<p>Hello.\n" },
	{ "../web/2024/x.txt", "A text.\n" },
	{ "../web/.htaccess", "hidden\n" },
	{ "../outside.txt", "outside\n" },
};

/* The bytes of a file of that many, which none of its parts resembles. */
static void
put_large(struct buf *out)
{
	buf_add(out, STR("%PDF-1.4\n"));
	while (out->len < LARGE)
		buf_printf(out, "%zu\n", out->len);
}

static void
make_large(const struct server *s)
{
	char path[128];
	struct buf bytes;
	FILE *file;

	snprintf(path, sizeof(path), "%s/web/large.pdf", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	buf_init(&bytes);
	put_large(&bytes);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
	buf_release(&bytes);
}

static int
make(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	make_large(&s);
	ran_must(run(LIMIT_S,
		     "cd %s && ln -s ../outside.txt web/out.txt &&"
		     " ln -s ../capsule/secret.txt web/secret.txt &&"
		     " ln -s small.pdf web/same.pdf &&"
		     " ln -s ../web/small.pdf capsule/back.pdf && echo made",
		     s.folder),
	    0, "made");
	return 0;
}

static const struct {
	const char *why;
	const char *path;
	const char *gemini;
	const char *body; /* NULL = that of the large one */
} served[] = {
	{ "a page of the capsule", "/notes/own.txt",
	    "20 text/plain; charset=utf-8", "own\n" },
	{ "M-01 a file as it is", "/papers/small.pdf", "20 application/pdf",
	    "%PDF-1.4\nsmall\n" },
	{ "one that stays where it is", "/papers/large.pdf",
	    "20 application/pdf", NULL },
	{ "a page of the web", "/papers/index.html",
	    "20 text/html; charset=utf-8", "<!DOCTYPE html>\n<p>Hello.\n" },
	{ "one below", "/papers/2024/x.txt",
	    "20 text/plain; charset=utf-8", "A text.\n" },
	{ "a link that stays in the mount", "/papers/same.pdf",
	    "20 application/pdf", "%PDF-1.4\nsmall\n" },
};

/* What a text has more on Gopher, O-21: CRLF and a dot. */
static struct str
without_gopher(struct arena *a, struct str reply)
{
	struct buf out;

	buf_init(&out);
	if (str_ends(reply, STR("\r\n.\r\n")))
		reply.len -= STR(".\r\n").len;
	for (size_t i = 0; i < reply.len; i++)
		if (reply.at[i] != '\r')
			buf_char(&out, reply.at[i]);
	return buf_keep(&out, a);
}

static void
ask(struct wire *w, const struct server *s, enum view v, const char *path)
{
	const struct wire_kind kind = v == VIEW_GEMINI ? wire_gemini(s)
						       : wire_gopher(s);
	char request[256];

	snprintf(request, sizeof(request), "%s%s\r\n",
	    v == VIEW_GEMINI ? "gemini://localhost" : "", path);
	wire_ask(w, &kind, str_of(request));
}

static void
assert_served_on_gemini(const struct server *s, size_t row, struct str want)
{
	struct str head, body;
	struct wire w;

	ask(&w, s, VIEW_GEMINI, served[row].path);
	check_row(w.end == WIRE_ENDED, served[row].why);
	str_cut(wire_heard(&w), '\n', &head, &body);
	if (!str_starts(head, str_of(served[row].gemini)))
		fail_msg("%s: %.*s", served[row].why, STR_ARG(head));
	check_row(str_eq(body, want), served[row].why);
	wire_close(&w);
}

static void
assert_served_on_gopher(const struct server *s, size_t row, struct str want)
{
	struct arena a;
	struct str body;
	struct wire w;

	arena_init(&a);
	ask(&w, s, VIEW_GOPHER, served[row].path);
	check_row(w.end == WIRE_ENDED, served[row].why);
	body = wire_heard(&w);
	if (!str_ends(str_of(served[row].path), STR(".pdf")))
		body = without_gopher(&a, body);
	check_row(str_eq(body, want), served[row].why);
	wire_close(&w);
	arena_release(&a);
}

static void
assert_all_served(const struct server *s)
{
	struct buf large;

	buf_init(&large);
	put_large(&large);
	for (size_t i = 0; i < COUNT(served); i++) {
		struct str want = served[i].body != NULL
				      ? str_of(served[i].body)
				      : buf_str(&large);

		assert_served_on_gemini(s, i, want);
		assert_served_on_gopher(s, i, want);
	}
	buf_release(&large);
}

static void
assert_none_served(const struct server *s)
{
	static const char *const absent[] = { "/papers/out.txt",
		"/papers/secret.txt", "/back.pdf", "/papers/.htaccess",
		"/papers/../../outside.txt", "/papers/nothing" };

	for (size_t i = 0; i < COUNT(absent); i++) {
		struct wire w;

		ask(&w, s, VIEW_GEMINI, absent[i]);
		check_row(str_starts(wire_heard(&w), STR("5")), absent[i]);
		wire_close(&w);
		ask(&w, s, VIEW_GOPHER, absent[i]);
		check_row(str_starts(wire_heard(&w), STR("3")), absent[i]);
		wire_close(&w);
	}
}

static void
what_is_mounted_is_served(void **state)
{
	struct server *s = *state;

	server_run_host(s, "", MOUNT);
	assert_all_served(s);
}

static void
x08_no_link_leads_from_one_folder_into_another(void **state)
{
	struct server *s = *state;

	server_run_host(s, "", MOUNT);
	assert_none_served(s);
	assert_true(server_log_says(s, "/web/out.txt: warning: a link that"
				       " leaves the folder; not served"));
	assert_true(server_log_says(s, "/web/secret.txt: warning: "));
	assert_true(server_log_says(s, "/capsule/back.pdf: warning: "));
}

/* Of links in the capsule, too: none of them leads nowhere. */
static void
a_command_line_mounts_as_well(void **state)
{
	struct server *s = *state;
	char options[128];

	snprintf(options, sizeof(options),
	    "--host localhost --mount /papers=%s/web/", s->folder);
	server_run(s, options, "capsule");
	assert_all_served(s);
	ran_must(run(LIMIT_S,
		     "\"$VITAE\" check --mount /papers=%s/web %s/capsule 2>&1"
		     " | grep -c missing-file",
		     s->folder, s->folder),
	    1, "0");
}

static void
an_image_holds_what_was_mounted(void **state)
{
	struct server *s = *state;
	char options[128];

	snprintf(options, sizeof(options),
	    "--host localhost --mount /papers=%s/web", s->folder);
	server_start_image(s, options);
	ran_must(run(LIMIT_S, "rm -r %s/web && echo gone", s->folder), 0,
	    "gone");
	assert_all_served(s);
}

static void
write_conf(const struct server *s, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/vitae.conf", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
what_is_not_there_is_an_error_with_its_line(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} rows[] = {
		{ "[host localhost]\ncapsule = capsule\n\n"
		  "[mount /papers]\nroot = none\n",
		    "/vitae.conf:4:1: error: " },
		{ "[host localhost]\ncapsule = capsule\n[mount /log]\n"
		  "root = web\n",
		    "/vitae.conf:3:1: error: beside a profile.txt, /log is" },
		{ "[host localhost]\ncapsule = capsule\n[mount /notes]\n"
		  "root = web\n[mount /papers]\nroot = web/small.pdf\n",
		    "/vitae.conf:3:1: warning: what the capsule itself has at"
		    " /notes is hidden by " },
		{ "[host localhost]\ncapsule = capsule\n[mount papers]\n"
		  "root = web\n",
		    "/vitae.conf:3:8: error: 'papers' does not begin with" },
	};
	struct server *s = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		write_conf(s, rows[i].text);
		ran_must(run(LIMIT_S, "\"$VITAE\" serve -n -c %s/vitae.conf",
			     s->folder),
		    1, rows[i].says);
		ran_must(run(LIMIT_S, "\"$VITAE\" check -c %s/vitae.conf",
			     s->folder),
		    1, rows[i].says);
	}
}

/* Mounts are no matter of an image that is there already. */
static void
an_image_takes_no_mounts(void **state)
{
	struct server *s = *state;

	must_run("\"$VITAE\" build -o %s/image %s/capsule", s->folder,
	    s->folder);
	ran_must(run(LIMIT_S,
		     "\"$VITAE\" serve -n --mount /papers=%s/web %s/image",
		     s->folder, s->folder),
	    1, "an image has names, public ports and mounts of its own");
	write_conf(s, "[host localhost]\ncapsule = image\n" MOUNT);
	ran_must(run(LIMIT_S, "\"$VITAE\" serve -n -c %s/vitae.conf",
		     s->folder),
	    1, "/vitae.conf:1:1: error: ");
}

static int
clear(void **state)
{
	server_stop_after(state);
	return server_remove_after(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_mounted_is_served),
		TEST(x08_no_link_leads_from_one_folder_into_another),
		TEST(a_command_line_mounts_as_well),
		TEST(an_image_holds_what_was_mounted),
		TEST(what_is_not_there_is_an_error_with_its_line),
		TEST(an_image_takes_no_mounts),
	};

	return cmocka_run_group_tests_name("mounts", tests, NULL, NULL);
}
