/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "proto/origin.h"

#define ORIGIN(name, gemini, gopher)                      \
	{                                                 \
		.host = STR_INIT(name), .port = { gemini, \
			gopher }                          \
	}

static const struct {
	const char *why;
	struct origin origin;
	enum view view;
	char item;
	const char *path;
	const char *want;
} urls[] = {
	{ "default port", ORIGIN("h.example", 1965, 70), VIEW_GEMINI,
	    '1', "/", "gemini://h.example/" },
	{ "O-14 public port", ORIGIN("h.example", 1966, 70),
	    VIEW_GEMINI, '1', "/about", "gemini://h.example:1966/about" },
	{ "RFC 4266 2.1", ORIGIN("h.example", 1965, 70), VIEW_GOPHER,
	    '1', "/", "gopher://h.example/" },
	{ "RFC 4266 2.1", ORIGIN("h.example", 1965, 70), VIEW_GOPHER,
	    '0', "/", "gopher://h.example/0/" },
	{ "O-14 public port", ORIGIN("h.example", 1965, 7070),
	    VIEW_GOPHER, '1', "/about", "gopher://h.example:7070/1/about" },
	{ "IPv6", ORIGIN("[::1]", 1965, 7070), VIEW_GOPHER, '0',
	    "/a.txt", "gopher://[::1]:7070/0/a.txt" },
	{ "T-18", ORIGIN("h.example", 1965, 70), VIEW_GEMINI, '0',
	    "/a b%\xc3\xa9", "gemini://h.example/a%20b%25%C3%A9" },
	{ "not served", ORIGIN("h.example", 1965, 0), VIEW_GOPHER,
	    '1', "/", "" },
};

static void
writes_urls(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct str got = origin_url(&arena, &urls[i].origin,
		    urls[i].view, str_of(urls[i].path), urls[i].item);

		check_row(str_eq(got, str_of(urls[i].want)), urls[i].why);
	}
	arena_release(&arena);
}

static const struct {
	const char *why;
	const char *web;
	const char *path;
	const char *want;
} web_urls[] = {
	{ "the root", "https://e.org/", "/", "https://e.org/" },
	{ "a page", "https://e.org/", "/about", "https://e.org/about" },
	{ "below a folder", "https://e.org/~ada/", "/zh/about",
	    "https://e.org/~ada/zh/about" },
	{ "T-17", "https://e.org/", "/a b%\xc3\xa9",
	    "https://e.org/a%20b%25%C3%A9" },
	{ "no web site", "", "/about", "" },
};

static void
writes_urls_of_the_web(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(web_urls) / sizeof(web_urls[0]); i++) {
		const struct origin o = { .web = str_of(web_urls[i].web) };
		struct str got = origin_web_url(&arena, &o,
		    str_of(web_urls[i].path));

		check_row(str_eq(got, str_of(web_urls[i].want)),
		    web_urls[i].why);
	}
	arena_release(&arena);
}

static const struct {
	const char *why;
	const char *web;
	bool sound;
} webs[] = {
	{ "a host", "https://example.org/", true },
	{ "a folder, a port", "http://example.org:8080/~ada/", true },
	{ "no path can be put behind it", "https://example.org", false },
	{ "a page", "https://example.org/a", false },
	{ "X-17 another scheme", "gemini://example.org/", false },
	{ "X-17 no host", "https:///", false },
	{ "X-17 a path alone", "/", false },
	{ "X-17 a user", "https://a@example.org/", false },
	{ "a query", "https://example.org/?/", false },
	{ "a fragment", "https://example.org/#/", false },
	{ "X-18 a control", "https://example.org/\r\nX:/", false },
	{ "nothing", "", false },
};

static void
knows_a_web_site(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(webs) / sizeof(webs[0]); i++)
		check_row(origin_web_is_sound(str_of(webs[i].web)) ==
			      webs[i].sound,
		    webs[i].why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_urls),
		cmocka_unit_test(writes_urls_of_the_web),
		cmocka_unit_test(knows_a_web_site),
	};

	return cmocka_run_group_tests_name("origin", tests, NULL, NULL);
}
