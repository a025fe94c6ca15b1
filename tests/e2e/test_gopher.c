/* SPDX-License-Identifier: ISC */
#include "e2e/harness.h"
#include "e2e/wire.h"

#define LATE_MS 14000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine that is not built.\n"
			 "\n"
			 "=> https://example.org/engine The engine\n"
			 "\n"
			 "# Talks\n"
			 "* 1843 Notes on the analytical engine\n" },
	{ "hello.txt", "Hello.\n" },
	{ "sub/deep.txt", "Deep.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* O-10: type, text, TAB, selector, TAB, host, TAB, port. */
static void
assert_item(struct str line)
{
	struct str text, selector, host, port;
	uint64_t number;

	assert_true(str_cut(line, '\t', &text, &line));
	assert_true(str_cut(line, '\t', &selector, &line));
	assert_true(str_cut(line, '\t', &host, &port));
	assert_true(text.len > 0 && host.len > 0);
	assert_true(str_number(port, 65535, &number));
}

/* Calls each with every line before the final dot; returns their number. */
static size_t
walk_menu(struct str menu, void (*each)(struct str line, void *to), void *to)
{
	struct str line;
	size_t count = 0;

	while (str_cut(menu, '\n', &line, &menu)) {
		assert_true(str_ends(line, STR("\r")));
		line.len--;
		if (str_eq(line, STR("."))) {
			assert_int_equal(menu.len, 0);
			return count;
		}
		assert_item(line);
		if (each != NULL)
			each(line, to);
		count++;
	}
	fail_msg("no dot at the end of the menu (O-37)");
	return 0;
}

static void
assert_root(const struct wire *w)
{
	struct str menu = wire_heard(w);

	assert_int_equal(w->end, WIRE_ENDED);
	assert_true(str_find(menu, STR("Ada Lovelace")) < menu.len);
	assert_true(walk_menu(menu, NULL, NULL) > 2);
}

/* O-43: one item of type 3, and the dot. */
static void
assert_error(const struct wire *w)
{
	struct str menu = wire_heard(w);

	assert_true(str_starts(menu, STR("3")));
	assert_int_equal(walk_menu(menu, NULL, NULL), 1);
	assert_int_equal(w->end, WIRE_ENDED);
}

static const struct {
	const char *why;
	struct str line;
} roots[] = {
	{ "O-02 CRLF", STR_INIT("\r\n") },
	{ "O-03 LF", STR_INIT("\n") },
	{ "O-04 slash", STR_INIT("/\r\n") },
	{ "O-46 a field that means nothing", STR_INIT("\tx\r\n") },
	{ "O-06 a second line", STR_INIT("\r\nhello.txt\r\n") },
};

static void
root_menu(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);

	for (size_t i = 0; i < COUNT(roots); i++) {
		struct wire w;

		wire_ask(&w, &kind, roots[i].line);
		assert_root(&w);
		wire_close(&w);
	}
}

static void
o07_client_that_ends_its_side_gets_the_reply(void **state)
{
	static const struct str lines[] = {
		STR_INIT("\r\n"), STR_INIT("/"), STR_INIT("")
	};
	const struct wire_kind kind = wire_gopher(*state);

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct wire w;

		wire_open(&w, &kind);
		if (lines[i].len > 0)
			wire_send(&w, lines[i]);
		wire_finish(&w, true);
		wire_hear(&w, 2000);
		if (lines[i].len > 0)
			assert_root(&w);
		assert_int_equal(w.end, WIRE_ENDED);
		wire_close(&w);
	}
}

static void
assert_same(const struct wire_kind *kind, const char *one, const char *other)
{
	struct wire w, v;

	wire_ask(&w, kind, str_of(one));
	wire_ask(&v, kind, str_of(other));
	check_row(!str_starts(wire_heard(&w), STR("3")), one);
	assert_str(wire_heard(&w), wire_heard(&v));
	wire_close(&w);
	wire_close(&v);
}

/* The names that crawlers and people know, in the forms that both send. */
static void
rule13_slashes_make_no_difference(void **state)
{
	static const char *const names[] = { "caps.txt", "robots.txt",
		"sitemap", "search", "about", "sub/deep.txt" };
	const struct wire_kind kind = wire_gopher(*state);
	char bare[64], front[64], both[64];

	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(bare, sizeof(bare), "%s\r\n", names[i]);
		snprintf(front, sizeof(front), "/%s\r\n", names[i]);
		snprintf(both, sizeof(both), "/%s/\r\n", names[i]);
		assert_same(&kind, bare, front);
		assert_same(&kind, bare, both);
		assert_same(&kind, bare, both + 1);
	}
}

/* O-47: what UMN's client begins with, and what it wants for an answer. */
static void
o47_root_in_one_hop(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct str heard;
	struct wire w;

	wire_ask(&w, &kind, STR("\t$\r\n"));
	heard = wire_heard(&w);
	assert_int_equal(w.end, WIRE_ENDED);
	assert_true(str_starts(heard, STR("+-1\r\n+INFO: iAda Lovelace\t")));
	assert_true(str_find(heard, STR("\r\n+INFO: 1About\t")) < heard.len ||
		    str_find(heard, STR("\r\n+VIEWS:\r\n ")) < heard.len);
	assert_true(str_ends(heard, STR("\r\n.\r\n")));
	wire_close(&w);
}

/* O-50: all headers in one piece, or later than the answer. */
static void
o50_browsers_get_an_answer(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	static const struct str requests[] = {
		STR_INIT("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\n"),
	};

	for (size_t i = 0; i < COUNT(requests); i++) {
		struct wire w;

		wire_ask(&w, &kind, requests[i]);
		assert_int_equal(w.end, WIRE_ENDED);
		assert_true(str_starts(wire_heard(&w),
		    STR("HTTP/1.1 404 Not Found\r\n")));
		wire_close(&w);
	}
}

static const struct {
	const char *why;
	struct str line;
} errors[] = {
	{ "O-44 unknown", STR_INIT("nope\r\n") },
	{ "X-01 climbing", STR_INIT("../../etc/passwd\r\n") },
	{ "X-03 absolute", STR_INIT("//etc/passwd\r\n") },
	{ "O-08 never decoded", STR_INIT("%2e%2e/hello.txt\r\n") },
	{ "O-08 NUL", STR_INIT("hello.txt\0\r\n") },
	{ "O-08 control byte", STR_INIT("a\x1b[2J\r\n") },
	{ "O-08 invalid UTF-8", STR_INIT("\xff\r\n") },
	{ "X-12 sources are not served", STR_INIT("profile.txt\r\n") },
};

static void
o43_errors(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);

	for (size_t i = 0; i < COUNT(errors); i++) {
		struct wire w;

		wire_ask(&w, &kind, errors[i].line);
		check_row(w.end == WIRE_ENDED, errors[i].why);
		assert_error(&w);
		wire_close(&w);
	}
}

static void
o05_long_line_is_an_error_at_once(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	static char line[3000];
	struct wire w;

	memset(line, 'x', sizeof(line));
	wire_ask(&w, &kind, (struct str){ line, sizeof(line) });
	assert_error(&w);
	assert_true(wire_age(&w) < 3000);
	wire_close(&w);
}

static void
o30_text_has_crlf_and_no_dot(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct wire w;

	wire_ask(&w, &kind, STR("/sub/deep.txt\r\n"));
	assert_str(wire_heard(&w), STR("Deep.\r\n"));
	assert_int_equal(w.end, WIRE_ENDED);
	wire_close(&w);
}

static void
line_in_pieces(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct str line = STR("hello.txt\r\n");
	struct wire w;

	wire_open(&w, &kind);
	for (size_t i = 0; i < line.len; i++) {
		wire_send(&w, str_take(str_skip(line, i), 1));
		pause_ms(2);
	}
	wire_hear(&w, 2000);
	assert_str(wire_heard(&w), STR("Hello.\r\n"));
	wire_close(&w);
}

struct crawl {
	const struct server *server;
	size_t visited;
};

static void
visit(struct str line, void *to)
{
	struct crawl *crawl = to;
	const struct wire_kind kind = wire_gopher(crawl->server);
	struct str text, selector, host, port;
	char request[512];
	struct wire w;

	str_cut(line, '\t', &text, &line);
	str_cut(line, '\t', &selector, &line);
	str_cut(line, '\t', &host, &port);
	if (text.at[0] == 'i' || str_starts(selector, STR("URL:")))
		return;
	assert_str(host, STR("localhost"));
	snprintf(request, sizeof(request), "%.*s\r\n", STR_ARG(selector));
	wire_ask(&w, &kind, str_of(request));
	assert_int_equal(w.end, WIRE_ENDED);
	assert_true(w.heard.len > 0 && w.heard.at[0] != '3');
	if (text.at[0] == '1')
		walk_menu(wire_heard(&w), NULL, NULL);
	wire_close(&w);
	crawl->visited++;
}

static void
o28_every_item_of_the_root_is_there(void **state)
{
	struct crawl crawl = { .server = *state };
	const struct wire_kind kind = wire_gopher(*state);
	struct wire w;

	wire_ask(&w, &kind, STR("\r\n"));
	walk_menu(wire_heard(&w), visit, &crawl);
	assert_true(crawl.visited > 0);
	wire_close(&w);
}

/* O-09; both at once, so that they wait together. */
static void
o09_silence_and_dribbling_end_at_the_limit(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct wire silent, slow;

	wire_open(&silent, &kind);
	wire_open(&slow, &kind);
	slow.end = WIRE_OPEN;
	while (slow.end == WIRE_OPEN && wire_age(&slow) < LATE_MS) {
		wire_send(&slow, STR("x"));
		wire_hear(&slow, 500);
	}
	wire_hear(&silent, 2000);
	assert_int_not_equal(slow.end, WIRE_OPEN);
	assert_int_equal(silent.end, WIRE_ENDED);
	assert_int_equal(silent.heard.len, 0);
	wire_close(&silent);
	wire_close(&slow);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(root_menu),
		cmocka_unit_test(o07_client_that_ends_its_side_gets_the_reply),
		cmocka_unit_test(rule13_slashes_make_no_difference),
		cmocka_unit_test(o47_root_in_one_hop),
		cmocka_unit_test(o50_browsers_get_an_answer),
		cmocka_unit_test(o43_errors),
		cmocka_unit_test(o05_long_line_is_an_error_at_once),
		cmocka_unit_test(o30_text_has_crlf_and_no_dot),
		cmocka_unit_test(line_in_pieces),
		cmocka_unit_test(o28_every_item_of_the_root_is_there),
		cmocka_unit_test(o09_silence_and_dribbling_end_at_the_limit),
	};

	return cmocka_run_group_tests_name("gopher", tests, setup,
	    server_after_group);
}
