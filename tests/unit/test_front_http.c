/* SPDX-License-Identifier: ISC */
#include "proto/gopher.h"
#include "unit/front_rows.h"

#define WEB "https://web.example/~ada/"

/* The lines of the answer that differ, of a server that has a web site. */
static const struct {
	const char *why;
	struct str in;
	const char *status;
	const char *location; /* behind WEB; NULL = none */
} moved[] = {
	{ "rule 29", STR_INIT("GET /about HTTP/1.1\r\nHost: h\r\n\r\n"),
	    "301 Moved Permanently", "about" },
	{ "rule 29 of a form the page",
	    STR_INIT("GET /about.gmi HTTP/1.1\r\n"),
	    "301 Moved Permanently", "about" },
	{ "O-50 the root", STR_INIT("GET / HTTP/1.0\r\n"),
	    "301 Moved Permanently", "" },
	{ "X-15 no query", STR_INIT("GET /a/b?c=d HTTP/1.1\r\n"),
	    "301 Moved Permanently", "a/b" },
	{ "X-15 encoded anew", STR_INIT("GET /%61%20b(%C3%A9 HTTP/1.1\r\n"),
	    "301 Moved Permanently", "a%20b%28%C3%A9" },
	{ "X-15 encoded at all", STR_INIT("GET /\"<\xc3\xa9> HTTP/1.1\r\n"),
	    "301 Moved Permanently", "%22%3C%C3%A9%3E" },
	{ "X-15 a whole URL's path",
	    STR_INIT("GET http://evil.example/x HTTP/1.1\r\n"),
	    "301 Moved Permanently", "x" },
	{ "X-17 no other host", STR_INIT("GET //evil.example/x HTTP/1.1\r\n"),
	    "301 Moved Permanently", "evil.example/x" },
	{ "X-01", STR_INIT("GET /a/../b HTTP/1.1\r\n"),
	    "301 Moved Permanently", "b" },
	{ "X-01", STR_INIT("GET /../b HTTP/1.1\r\n"), "400 Bad Request",
	    NULL },
	{ "X-02", STR_INIT("GET /%2e%2e/b HTTP/1.1\r\n"), "400 Bad Request",
	    NULL },
	{ "X-16 CRLF", STR_INIT("GET /a%0d%0aX:%20y HTTP/1.1\r\n"),
	    "400 Bad Request", NULL },
	{ "no path", STR_INIT("GET about HTTP/1.1\r\n"), "400 Bad Request",
	    NULL },
	{ "O-55 a zone like any other",
	    STR_INIT("GET /members/page HTTP/1.1\r\n"),
	    "301 Moved Permanently", "members/page" },
	{ "rule 29", STR_INIT("POST / HTTP/1.1\r\nContent-Length: 9\r\n"),
	    "405 Method Not Allowed", NULL },
	{ "rule 29", STR_INIT("OPTIONS * HTTP/1.1\r\n"),
	    "405 Method Not Allowed", NULL },
	{ "rule 29", STR_INIT("CONNECT e.org:443 HTTP/1.1\r\n"),
	    "405 Method Not Allowed", NULL },
	{ "HTTP/2", STR_INIT("PRI * HTTP/2.0\r\n\r\nSM\r\n"),
	    "405 Method Not Allowed", NULL },
};

/* The value of a header, empty if there is none. */
static struct str
header_of(struct str head, struct str name)
{
	struct str line, key, value;

	while (str_cut(head, '\n', &line, &head)) {
		str_cut(line, ':', &key, &value);
		if (str_eq(key, name))
			return str_trim(value);
	}
	return STR("");
}

/* What is around every answer; returns the body. */
static struct str
check_frame(struct str got, bool has_body, const char *why)
{
	size_t end = str_find(got, STR("\r\n\r\n"));
	struct str head = str_take(got, end + 2);
	struct str body = str_skip(got, end + 4);
	uint64_t length;

	check_row(end < got.len, why);
	check_row(str_eq(header_of(head, STR("Connection")), STR("close")),
	    why);
	check_row(str_number(header_of(head, STR("Content-Length")),
		      REPLY_MADE_MAX, &length) &&
		      length > 0,
	    why);
	check_row(body.len == (has_body ? length : 0), why);
	return body;
}

static void
sends_browsers_to_the_web_site(void **state)
{
	for (size_t i = 0; i < COUNT(moved); i++) {
		const char *why = moved[i].why;
		char storage[FRONT_STORAGE], want[256];
		struct str got =
		    front_sent(&front_gopher, *state, moved[i].in, storage);
		struct str location = header_of(got, STR("Location"));
		struct str body = check_frame(got, true, why);

		snprintf(want, sizeof(want), "HTTP/1.1 %s\r\n",
		    moved[i].status);
		check_row(str_starts(got, str_of(want)), why);
		if (moved[i].location == NULL) {
			check_row(location.len == 0, why);
			continue;
		}
		snprintf(want, sizeof(want), WEB "%s", moved[i].location);
		check_row(str_eq(location, str_of(want)), why);
		snprintf(want, sizeof(want), "<a href=\"" WEB "%s\">",
		    moved[i].location);
		check_row(str_find(body, str_of(want)) < body.len, why);
	}
}

static void
answers_alike_when_dribbled_at(void **state)
{
	for (size_t i = 0; i < COUNT(moved); i++)
		front_check_dribble(&front_gopher, *state, moved[i].in,
		    moved[i].why);
}

static void
names_the_methods_that_there_are(void **state)
{
	char storage[FRONT_STORAGE];
	struct str got = front_sent(&front_gopher, *state,
	    STR("PUT /x HTTP/1.1\r\n"), storage);

	assert_str(header_of(got, STR("Allow")), STR("GET, HEAD"));
}

/* The same header, that of the body that does not come. */
static void
sends_a_head_alone_to_who_asks_for_it(void **state)
{
	char storage[2][FRONT_STORAGE];
	struct str get = front_sent(&front_gopher, *state,
	    STR("GET /x HTTP/1.1\r\n"), storage[0]);
	struct str head = front_sent(&front_gopher, *state,
	    STR("HEAD /x HTTP/1.1\r\n"), storage[1]);

	check_frame(head, false, "rule 29");
	assert_str(head, str_take(get, head.len));
}

#define LOST                                          \
	"HTTP/1.1 404 Not Found\r\n"                  \
	"Content-Type: text/plain; charset=utf-8\r\n" \
	"Content-Length: 91\r\nConnection: close\r\n\r\n"

static void
tells_what_this_is_without_a_web_site(void **state)
{
	const struct fixture *f = *state;
	struct image image = f->image;
	const struct shelf shelf = { .image = &image };
	const struct shelves shelves = { &shelf, 1 };
	struct request request = front_request(STR("GET /about HTTP/1.1\r\n"));
	char storage[FRONT_STORAGE];

	image.origin.web = STR("");
	assert_str(front_reply(&front_gopher, &shelves, &request, storage),
	    STR(LOST "404 Not Found\n\n"
		     "This is a Gopher server. Gopher clients find it at\n"
		     "gopher://localhost:7070/\n"));
	request.bytes = STR("HEAD /about HTTP/1.1\r\n");
	assert_str(front_reply(&front_gopher, &shelves, &request, storage),
	    STR(LOST));
}

/* As long as a line may be, of bytes that get longer. */
static void
refuses_what_does_not_fit(void **state)
{
	char line[GOPHER_LINE_MAX], storage[FRONT_STORAGE];
	const struct str before = STR("GET /"), behind = STR(" HTTP/1.1\r\n");
	struct str got;

	memset(line, '(', sizeof(line));
	memcpy(line, before.at, before.len);
	memcpy(line + sizeof(line) - behind.len, behind.at, behind.len);
	got = front_sent(&front_gopher, *state,
	    (struct str){ line, sizeof(line) }, storage);
	assert_true(str_starts(got, STR("HTTP/1.1 414 URI Too Long\r\n")));
	check_frame(got, true, "rule 29");
}

/* Longer than a line may be, so that nobody sees what it ends in. */
static const struct {
	const char *why;
	struct str begins;
	bool http;
	bool has_body;
} longer[] = {
	{ "rule 29", STR_INIT("GET /"), true, true },
	{ "rule 29", STR_INIT("HEAD /"), true, false },
	{ "O-50", STR_INIT("OPTIONS "), true, true },
	{ "O-05 a selector", STR_INIT("get /"), false, false },
	{ "O-05 no method", STR_INIT("A "), false, false },
	{ "O-05 no blank", STR_INIT("GET"), false, false },
};

static void
refuses_a_line_too_long_in_its_protocol(void **state)
{
	char line[GOPHER_LINE_MAX], storage[FRONT_STORAGE];

	for (size_t i = 0; i < COUNT(longer); i++) {
		struct str got;

		memset(line, 'a', sizeof(line));
		memcpy(line, longer[i].begins.at, longer[i].begins.len);
		got = front_sent(&front_gopher, *state,
		    (struct str){ line, sizeof(line) }, storage);
		if (!longer[i].http) {
			check_row(str_starts(got, STR("3Request too long\t")),
			    longer[i].why);
			continue;
		}
		check_row(str_starts(got,
			      STR("HTTP/1.1 414 URI Too Long\r\n")),
		    longer[i].why);
		check_frame(got, longer[i].has_body, longer[i].why);
	}
}

static void
asks_a_crowd_to_come_later(void **state)
{
	const struct fixture *f = *state;
	struct request request = front_request(STR("GET / HTTP/1.1\r\n"));
	char storage[FRONT_STORAGE];
	struct str got;

	request.admission = ADMIT_SLOWER;
	request.wait_s = 17;
	got = front_reply(&front_gopher, &f->shelves, &request, storage);
	assert_true(str_starts(got, STR("HTTP/1.1 429 Too Many Requests\r\n"
					"Retry-After: 17\r\n")));
	request.admission = ADMIT_LATER;
	got = front_reply(&front_gopher, &f->shelves, &request, storage);
	assert_true(str_starts(got, STR("HTTP/1.1 503 Service Unavailable\r\n"
					"Retry-After: 60\r\n")));
}

static const struct front_row selectors[] = {
	{ "no version", STR_INIT("GET /about\r\n"), STR_INIT("") },
	{ "no method", STR_INIT("get / HTTP/1.1\r\n"), STR_INIT("") },
	{ "no target", STR_INIT("GET  HTTP/1.1\r\n"), STR_INIT("") },
	{ "another protocol", STR_INIT("GET / ftp\r\n"), STR_INIT("") },
};

static void
leaves_selectors_alone(void **state)
{
	for (size_t i = 0; i < COUNT(selectors); i++) {
		char storage[FRONT_STORAGE];

		check_row(str_eq(front_sent(&front_gopher, *state,
				     selectors[i].in, storage),
			      STR("3Not found\t\terror.host\t1\r\n.\r\n")),
		    selectors[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sends_browsers_to_the_web_site),
		cmocka_unit_test(answers_alike_when_dribbled_at),
		cmocka_unit_test(names_the_methods_that_there_are),
		cmocka_unit_test(sends_a_head_alone_to_who_asks_for_it),
		cmocka_unit_test(tells_what_this_is_without_a_web_site),
		cmocka_unit_test(refuses_what_does_not_fit),
		cmocka_unit_test(refuses_a_line_too_long_in_its_protocol),
		cmocka_unit_test(asks_a_crowd_to_come_later),
		cmocka_unit_test(leaves_selectors_alone),
	};

	return cmocka_run_group_tests_name("front_http", tests, front_set_up,
	    front_tear_down);
}
