/* SPDX-License-Identifier: ISC */
/* What a connection begins with that comes from a proxy: a header. */
#include "unit/conn_pair.h"

#define NOBODY "PROXY UNKNOWN\r\n"

static void
a_header_may_be_split_anywhere(void **state)
{
	const struct str all = STR(HEADER "/x\n");
	struct doorman d = { 0 };
	const struct conn_config config = pair_config(&d);

	(void)state;
	for (size_t cut = 1; cut < all.len; cut++) {
		struct conn_report report;
		struct pair p;

		d.asked = 0;
		pair_open(&p, &config);
		assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_READ);
		assert_int_equal(say(&p, str_take(all, cut)), CONN_WANT_READ);
		assert_int_equal(d.asked, cut >= STR(HEADER).len);
		assert_int_equal(p.conn.deadline, NOW + REQUEST_MS);
		say(&p, str_skip(all, cut));
		assert_int_equal(d.asked, 1);
		assert_true(d.named);
		assert_true(is_address(&d.admitted.address.any,
		    "198.51.100.7"));
		assert_int_equal(asked.admission, ADMIT_SLOWER);
		expect(&p, "</x>");
		assert_true(conn_describe(&p.conn, NOW, &report));
		assert_true(is_address(report.address, "198.51.100.7"));
		assert_false(conn_is_misled(&p.conn));
		pair_close(&p);
	}
}

static void
a_proxy_that_names_nobody_is_itself(void **state)
{
	struct doorman d = { 0 };
	const struct conn_config config = pair_config(&d);
	struct conn_report report;
	struct pair p;

	(void)state;
	pair_open(&p, &config);
	say(&p, STR(NOBODY "/x\n"));
	assert_false(d.named);
	assert_true(conn_describe(&p.conn, NOW, &report));
	assert_true(is_address(report.address, "127.0.0.9"));
	pair_close(&p);
}

static void
who_is_refused_hears_nothing_X25(void **state)
{
	struct doorman d = { 0 };
	const struct conn_config config = pair_config(&d);
	struct conn_report report;
	struct pair p;

	(void)state;
	d.refuses = true;
	pair_open(&p, &config);
	assert_int_equal(say(&p, STR(HEADER "/x\n")), CONN_WANT_CLOSE);
	expect(&p, "");
	assert_false(conn_describe(&p.conn, NOW, &report));
	assert_false(conn_is_misled(&p.conn));
	pair_close(&p);
}

static const struct {
	const char *why;
	struct str said;
	bool misled;
} mistakes[] = {
	{ "a request", STR_INIT("/x\n"), true },
	{ "a handshake", STR_INIT("\x16\x03\x01"), true },
	{ "a version to come", STR_INIT("PROXY TCP9 x\r\n"), true },
	{ "half of one, and an end", STR_INIT("PROXY TCP4"), true },
	{ "a look whether we live", STR_INIT(""), false },
};

static void
without_a_header_there_is_no_word(void **state)
{
	struct doorman d = { 0 };
	const struct conn_config config = pair_config(&d);

	(void)state;
	d.asked = 0;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct pair p;

		pair_open(&p, &config);
		say(&p, mistakes[i].said);
		shutdown(p.peer, SHUT_WR);
		assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_CLOSE);
		check_row(conn_is_misled(&p.conn) == mistakes[i].misled,
		    mistakes[i].why);
		check_row(d.asked == 0, mistakes[i].why);
		expect(&p, "");
		pair_close(&p);
	}
}

/* Only where a proxy is expected: anybody could be anybody else. */
static void
from_others_a_header_is_a_request(void **state)
{
	const struct conn_config config = pair_config(NULL);
	struct pair p;

	(void)state;
	pair_open(&p, &config);
	say(&p, STR("PROXY UNKNOWN\n"));
	expect(&p, "<PROXY UNKNOWN>");
	pair_close(&p);
}

static void
a_header_has_to_come_in_time_X22(void **state)
{
	struct doorman d = { 0 };
	const struct conn_config config = pair_config(&d);
	struct pair p;

	(void)state;
	pair_open(&p, &config);
	assert_int_equal(say(&p, STR("PROXY ")), CONN_WANT_READ);
	conn_hurry(&p.conn, NOW + 1);
	assert_int_equal(p.conn.deadline, NOW + 1);
	assert_true(conn_expire(&p.conn, NOW + 1));
	assert_true(conn_is_misled(&p.conn));
	expect(&p, "");
	pair_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_may_be_split_anywhere),
		cmocka_unit_test(a_proxy_that_names_nobody_is_itself),
		cmocka_unit_test(who_is_refused_hears_nothing_X25),
		cmocka_unit_test(without_a_header_there_is_no_word),
		cmocka_unit_test(from_others_a_header_is_a_request),
		cmocka_unit_test(a_header_has_to_come_in_time_X22),
	};

	return cmocka_run_group_tests_name("conn_proxy", tests, NULL, NULL);
}
