/* SPDX-License-Identifier: ISC */
/* How the log shows a report, in each format. */
#include "unit/reports.h"

#include "net/address.h"
#include "unit/json_check.h"

static struct str
written(char storage[ACCESS_LINE_MAX], enum access_format format,
    const struct conn_report *report, struct str host)
{
	struct access_config config = { .format = format };
	struct access log = { .config = &config };
	struct buf out;

	buf_fixed(&out, storage, ACCESS_LINE_MAX);
	access_write(&out, &log, report, host);
	assert_false(out.cut);
	return buf_str(&out);
}

static void
assert_line(enum access_format format, struct conn_report report,
    struct str want)
{
	char storage[ACCESS_LINE_MAX];

	assert_str(written(storage, format, &report, HOST), want);
}

static void
plain_is_for_people(void **state)
{
	struct conn_report cut = page(STR("gemini://example.org/cv.pdf"));

	(void)state;
	assert_line(ACCESS_PLAIN, page(STR("gemini://example.org/about")),
	    STR("vitae: gemini 20 /about 2310\n"));
	assert_line(ACCESS_PLAIN, page(STR("gemini://example.org")),
	    STR("vitae: gemini 20 / 2310\n"));
	assert_line(ACCESS_PLAIN, menu(STR("/about")),
	    STR("vitae: gopher 1 /about 2310\n"));
	assert_line(ACCESS_PLAIN, menu(STR("")),
	    STR("vitae: gopher 1 - 2310\n"));
	cut.complete = false;
	assert_line(ACCESS_PLAIN, cut,
	    STR("vitae: gemini 20 /cv.pdf 2310 cut short\n"));
}

static void
plain_has_the_address_if_that_is_wanted_X45(void **state)
{
	struct access_config config = { .address = ADDRESS_TRUNCATED };
	struct access log = { .config = &config };
	struct conn_report report = page(STR("gemini://example.org/about"));
	union address client;
	struct buf out;

	(void)state;
	buf_init(&out);
	assert_true(address_parse(STR("192.0.2.77"), &client));
	report.address = &client.any;
	access_write(&out, &log, &report, HOST);
	assert_str(buf_str(&out),
	    STR("vitae: gemini 20 /about 2310 from 192.0.2.0\n"));
	buf_release(&out);
}

static void
plain_names_the_host_where_there_are_several(void **state)
{
	struct access_config config = { 0 };
	struct access log = { .config = &config, .named = true };
	struct conn_report report = page(STR("gemini://example.org/about"));
	struct buf out;

	(void)state;
	buf_init(&out);
	access_write(&out, &log, &report, HOST);
	assert_str(buf_str(&out),
	    STR("vitae: gemini 20 example.org /about 2310\n"));
	buf_release(&out);
}

/* A newcomer's 53 must not be a riddle: the log has the name that was meant. */
static void
what_nobody_answers_to_is_logged_whole(void **state)
{
	struct conn_report report = page(STR("gemini://other.example/x"));

	(void)state;
	report.shelf = SHELF_NONE;
	report.status = 53;
	report.bytes = 30;
	assert_line(ACCESS_PLAIN, report,
	    STR("vitae: gemini 53 gemini://other.example/x 30\n"));
}

static void
tab_has_its_fields_in_order(void **state)
{
	(void)state;
	assert_line(ACCESS_TAB, page(STR("gemini://example.org/about")),
	    STR("2026-11-23T10:00:00Z\tgemini\texample.org\t-\t20\t2310\t12\t"
		"TLSv1.3\t/about\n"));
	assert_line(ACCESS_TAB, menu(STR("")),
	    STR("2026-11-23T10:00:00Z\tgopher\texample.org\t-\t1\t2310\t12\t-\t"
		"-\n"));
}

static void
json_has_numbers_and_null(void **state)
{
	(void)state;
	assert_line(ACCESS_JSON, page(STR("gemini://example.org/about")),
	    STR("{\"time\":\"2026-11-23T10:00:00Z\",\"protocol\":\"gemini\","
		"\"host\":\"example.org\",\"client\":null,\"tls\":\"TLSv1.3\","
		"\"bytes\":2310,\"ms\":12,\"status\":20,\"path\":\"/about\","
		"\"complete\":true}\n"));
	assert_line(ACCESS_JSON, menu(STR("")),
	    STR("{\"time\":\"2026-11-23T10:00:00Z\",\"protocol\":\"gopher\","
		"\"host\":\"example.org\",\"client\":null,\"tls\":null,"
		"\"bytes\":2310,\"ms\":12,\"type\":\"1\",\"path\":\"\","
		"\"complete\":true}\n"));
}

static void
combined_is_what_web_servers_write(void **state)
{
	(void)state;
	assert_line(ACCESS_COMBINED, page(STR("gemini://example.org/about")),
	    STR("- - - [23/Nov/2026:10:00:00 +0000] "
		"\"gemini://example.org/about\" 20 2310 \"-\" \"-\"\n"));
	assert_line(ACCESS_COMBINED, menu(STR("/a b")),
	    STR("- - - [23/Nov/2026:10:00:00 +0000] "
		"\"gopher://example.org/1/a b\" 1 2310 \"-\" \"-\"\n"));
}

static void
combined_tells_gopher_over_tls_by_its_scheme_O52(void **state)
{
	struct conn_report report = menu(STR("/about"));

	(void)state;
	report.tls = "TLSv1.3";
	assert_line(ACCESS_COMBINED, report,
	    STR("- - - [23/Nov/2026:10:00:00 +0000] "
		"\"gophers://example.org/1/about\" 1 2310 \"-\" \"-\"\n"));
}

/* */
static void
combined_makes_no_other_host_of_what_is_no_path(void **state)
{
	struct conn_report report = page(STR(".evil.example/x"));

	(void)state;
	report.status = 59;
	assert_line(ACCESS_COMBINED, report,
	    STR("- - - [23/Nov/2026:10:00:00 +0000] "
		"\".evil.example/x\" 59 2310 \"-\" \"-\"\n"));
}

/* One rule for all formats; JSON then doubles the backslash. */
static const struct {
	const char *why;
	struct str path;
	struct str want;
} escapes[] = {
	{ "UTF-8 stays", STR_INIT("/caf\xc3\xa9"), STR_INIT("/caf\xc3\xa9") },
	{ "X-18 forged line", STR_INIT("/a\r\nvitae: b"),
	    STR_INIT("/a\\x0d\\x0avitae: b") },
	{ "X-18 terminal escape", STR_INIT("/\x1b[2J"), STR_INIT("/\\x1b[2J") },
	{ "X-18 another field", STR_INIT("/a\tb"), STR_INIT("/a\\x09b") },
	{ "X-18 end of a quoted field", STR_INIT("/\" 20 1 \""),
	    STR_INIT("/\\x22 20 1 \\x22") },
	{ "X-18 right-to-left override", STR_INIT("/\xe2\x80\xae"),
	    STR_INIT("/\\xe2\\x80\\xae") },
	{ "X-18 line separator", STR_INIT("/\xe2\x80\xa8"),
	    STR_INIT("/\\xe2\\x80\\xa8") },
	{ "X-18 C1", STR_INIT("/\xc2\x9b"), STR_INIT("/\\xc2\\x9b") },
	{ "bytes that are no UTF-8", STR_INIT("/\xff\xe4\xb8"),
	    STR_INIT("/\\xff\\xe4\\xb8") },
	{ "surrogate as UTF-8", STR_INIT("/\xed\xa0\x80"),
	    STR_INIT("/\\xed\\xa0\\x80") },
	{ "NUL", STR_INIT("/a\0b"), STR_INIT("/a\\x00b") },
	{ "an escape of the peer's own", STR_INIT("/\\x0a"),
	    STR_INIT("/\\x5cx0a") },
};

static bool
has(struct str text, struct str piece)
{
	return str_find(text, piece) < text.len;
}

static void
nothing_from_the_wire_gets_through(void **state)
{
	char storage[ACCESS_LINE_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(escapes); i++)
		for (int f = 0; f < ACCESS_FORMATS; f++) {
			struct conn_report report = menu(escapes[i].path);
			struct str line = written(storage,
			    (enum access_format)f, &report, HOST);

			check_row(str_index(line, '\n') == line.len - 1,
			    escapes[i].why);
			check_row(f == ACCESS_JSON ||
				      has(line, escapes[i].want),
			    escapes[i].why);
		}
}

/* Each byte alone, then all two-byte sequences that begin with those above. */
static void
json_is_json_whatever_comes(void **state)
{
	char storage[ACCESS_LINE_MAX];
	char path[3] = "/";

	(void)state;
	for (unsigned first = 0; first < 256; first++)
		for (unsigned second = 0; second < 256; second += 5) {
			struct conn_report report = menu((struct str){ path,
			    sizeof(path) });
			struct str line;

			path[1] = (char)first;
			path[2] = (char)second;
			line = written(storage, ACCESS_JSON, &report, HOST);
			check_row(json_is_whole(line), "strict JSON");
		}
}

/* The longest line there is still fits a pipe's atomic write. */
static void
long_paths_are_cut_with_a_mark(void **state)
{
	static const char worst[] = { '\x01', '"', '\\', 'a', '\xff' };
	char storage[ACCESS_LINE_MAX];
	char path[8192];
	char name[255];

	(void)state;
	memset(name, 'h', sizeof(name));
	for (size_t i = 0; i < sizeof(worst); i++)
		for (int f = 0; f < ACCESS_FORMATS; f++) {
			struct conn_report report = menu((struct str){ path,
			    sizeof(path) });
			struct str line;

			memset(path, worst[i], sizeof(path));
			line = written(storage, (enum access_format)f, &report,
			    (struct str){ name, sizeof(name) });
			check_row(has(line, STR("\\...")), "mark of the cut");
			check_row(line.len > 1000 && line.len < 2200, "length");
		}
}

static void
a_path_of_gemini_is_never_cut(void **state)
{
	char storage[ACCESS_LINE_MAX];
	char path[1024];
	struct conn_report report = page((struct str){ path, sizeof(path) });

	(void)state;
	memset(path, 'a', sizeof(path));
	assert_false(has(written(storage, ACCESS_TAB, &report, HOST),
	    STR("\\...")));
}

static const struct {
	const char *why;
	const char *address;
	enum access_address how;
	const char *want;
} clients[] = {
	{ "X-45 nobody's", "192.0.2.77", ADDRESS_NONE, "-" },
	{ "X-45 /24", "192.0.2.77", ADDRESS_TRUNCATED, "192.0.2.0" },
	{ "whole", "192.0.2.77", ADDRESS_FULL, "192.0.2.77" },
	{ "X-45 /48", "2001:db8:1:2:3:4:5:6", ADDRESS_TRUNCATED,
	    "2001:db8:1::" },
	{ "whole", "2001:db8:1:2:3:4:5:6", ADDRESS_FULL,
	    "2001:db8:1:2:3:4:5:6" },
	{ "mapped", "::ffff:192.0.2.77", ADDRESS_FULL, "192.0.2.77" },
	{ "mapped, /24", "::ffff:192.0.2.77", ADDRESS_TRUNCATED, "192.0.2.0" },
};

static void
addresses_are_as_long_as_asked_for(void **state)
{
	struct conn_report report = page(STR("/"));
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < COUNT(clients); i++) {
		union address a;
		struct access_config config = {
			.format = ACCESS_COMBINED,
			.address = clients[i].how,
		};
		struct access log = { .config = &config };
		struct str client, rest;

		assert_true(address_parse(str_of(clients[i].address), &a));
		report.address = &a.any;
		buf_clear(&out);
		access_write(&out, &log, &report, HOST);
		str_cut(buf_str(&out), ' ', &client, &rest);
		check_row(str_eq(client, str_of(clients[i].want)),
		    clients[i].why);
	}
	buf_release(&out);
}

static const struct {
	enum access_format format;
	struct str want;
} failures[] = {
	{ ACCESS_PLAIN, STR_INIT("vitae: gemini: handshake failed: plain text"
				 " on the TLS port\n") },
	{ ACCESS_TAB, STR_INIT("2026-11-23T10:00:00Z\tgemini\t-\t-\t-\t0\t12\t-"
			       "\tplain text on the TLS port\n") },
	{ ACCESS_JSON,
	    STR_INIT("{\"time\":\"2026-11-23T10:00:00Z\",\"protocol\":"
		     "\"gemini\",\"host\":null,\"client\":null,\"tls\":null,"
		     "\"bytes\":0,\"ms\":12,\"failed\":\"plain text on the TLS"
		     " port\",\"left_out\":0}\n") },
	{ ACCESS_COMBINED, STR_INIT("- - - [23/Nov/2026:10:00:00 +0000] \"plain"
				    " text on the TLS port\" - 0 \"-\" \"-\""
				    "\n") },
};

static void
a_failed_handshake_names_its_cause(void **state)
{
	char storage[ACCESS_LINE_MAX];
	struct conn_report report = failure();

	(void)state;
	for (size_t i = 0; i < COUNT(failures); i++)
		assert_str(written(storage, failures[i].format, &report,
			       STR("")),
		    failures[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_is_for_people),
		cmocka_unit_test(plain_has_the_address_if_that_is_wanted_X45),
		cmocka_unit_test(plain_names_the_host_where_there_are_several),
		cmocka_unit_test(what_nobody_answers_to_is_logged_whole),
		cmocka_unit_test(tab_has_its_fields_in_order),
		cmocka_unit_test(json_has_numbers_and_null),
		cmocka_unit_test(combined_is_what_web_servers_write),
		cmocka_unit_test(
		    combined_tells_gopher_over_tls_by_its_scheme_O52),
		cmocka_unit_test(
		    combined_makes_no_other_host_of_what_is_no_path),
		cmocka_unit_test(nothing_from_the_wire_gets_through),
		cmocka_unit_test(json_is_json_whatever_comes),
		cmocka_unit_test(long_paths_are_cut_with_a_mark),
		cmocka_unit_test(a_path_of_gemini_is_never_cut),
		cmocka_unit_test(addresses_are_as_long_as_asked_for),
		cmocka_unit_test(a_failed_handshake_names_its_cause),
	};

	return cmocka_run_group_tests_name("access_lines", tests, NULL, NULL);
}
