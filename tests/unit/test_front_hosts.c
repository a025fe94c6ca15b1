/* SPDX-License-Identifier: ISC */
/*
 * Several hosts: what a Gemini client gets for the name in its handshake (SNI)
 * and the host of its URI.
 */
#include "unit/front_rows.h"

struct house {
	struct buf bytes;
	struct image image;
};

enum {
	EXACT,
	OTHER,
	WILD,
	ALL,
	HOUSES,
};

struct town {
	struct house houses[HOUSES];
	struct shelf shelf[HOUSES];
	struct shelves some; /* without the last */
	struct shelves every;
};

static const struct {
	struct str names[4];
	size_t count;
	struct fixture_resource home;
	uint16_t port;
} plans[HOUSES] = {
	[EXACT] = { { STR_INIT("a.example"), STR_INIT("www.a.example"),
			STR_INIT("127.0.0.1"), STR_INIT("[::1]") },
	    4, FIXTURE_PAGE("/", "exact"), 1965 },
	[OTHER] = { { STR_INIT("b.example"), STR_INIT("x.example.org") }, 2,
	    FIXTURE_PAGE("/", "other"), 2001 },
	[WILD] = { { STR_INIT("*.example.org"), STR_INIT("wild.example") }, 2,
	    FIXTURE_PAGE("/", "wild"), 0 },
	[ALL] = { { STR_INIT("*") }, 1, FIXTURE_PAGE("/", "all"), 1965 },
};

static void
build_house(struct house *house, size_t plan)
{
	struct origin origin = {
		.host = plans[plan].names[0],
		.port = { plans[plan].port, 70 },
	};
	struct seal seal;

	seal_init(&seal);
	assert_true(seal_add(&seal, VIEW_GEMINI, plans[plan].home.key,
	    &plans[plan].home.resource));
	buf_init(&house->bytes);
	assert_true(seal_write(&seal, &origin, plans[plan].names,
	    plans[plan].count, &house->bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&house->bytes), &house->image));
}

static int
build_town(void **state)
{
	static struct town town;

	for (size_t i = 0; i < HOUSES; i++) {
		build_house(&town.houses[i], i);
		town.shelf[i].image = &town.houses[i].image;
	}
	town.some = (struct shelves){ town.shelf, ALL };
	town.every = (struct shelves){ town.shelf, HOUSES };
	*state = &town;
	return 0;
}

static int
raze_town(void **state)
{
	struct town *town = *state;

	for (size_t i = 0; i < HOUSES; i++)
		buf_release(&town->houses[i].bytes);
	return 0;
}

/* What the TLS side makes of a name; NULL = there was none. */
static int
handshake(const struct shelves *shelves, const char *name)
{
	return name != NULL ? shelves_find(shelves, str_of(name)) : SHELF_NONE;
}

/* The reply's header and body for a handshake and the authority of a URI. */
static struct str
ask(const struct shelves *shelves, const char *sni, const char *authority,
    int *answered, char *storage)
{
	char line[256];
	int len = snprintf(line, sizeof(line), "gemini://%s/\r\n", authority);
	struct request request =
	    front_request((struct str){ line, (size_t)len });
	struct reply reply;

	request.shelf = handshake(shelves, sni);
	assert_int_equal(ANSWER_SEND,
	    front_gemini.answer(shelves, &request, &reply));
	*answered = reply.shelf;
	return fixture_sent(&reply, storage, FRONT_STORAGE);
}

#define PAGE(text) "20 text/gemini; lang=en\r\n" text
#define UNKNOWN                                                            \
	"53 host not served here, but: a.example www.a.example 127.0.0.1 " \
	"[::1] b.example wild.example\r\n"
#define MISMATCH(uri, sni)                                        \
	"53 the URI's host is not the one of the handshake: " uri \
	" in the URI, " sni " in the handshake\r\n"

struct meeting {
	const char *why;
	const char *sni;
	const char *authority;
	int shelf;
	struct str want;
};

static const struct meeting some[] = {
	{ "G-92", "a.example", "a.example", EXACT, STR_INIT(PAGE("exact")) },
	{ "G-92", "b.example", "b.example", OTHER, STR_INIT(PAGE("other")) },
	{ "G-22", "a.example", "A.Example", EXACT, STR_INIT(PAGE("exact")) },
	{ "alias", "www.a.example", "a.example", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "alias", "a.example", "www.a.example", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "wildcard", "y.example.org", "y.example.org", WILD,
	    STR_INIT(PAGE("wild")) },
	{ "wildcard, one host", "y.example.org", "z.example.org", WILD,
	    STR_INIT(PAGE("wild")) },
	{ "wildcard, its other name", "wild.example", "y.example.org", WILD,
	    STR_INIT(PAGE("wild")) },
	{ "a name goes before a wildcard", "x.example.org", "x.example.org",
	    OTHER, STR_INIT(PAGE("other")) },
	{ "a wildcard is one label", NULL, "a.b.example.org", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "a wildcard is a label", NULL, "example.org", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "a pattern is no name", NULL, "*.example.org", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "G-93 the URI decides", NULL, "a.example", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "G-93 the URI decides", NULL, "b.example", OTHER,
	    STR_INIT(PAGE("other")) },
	{ "G-93, G-36 an address", NULL, "127.0.0.1", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "G-93, G-36 an address", NULL, "[0::1]", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "G-36 of the same host", "a.example", "[::1]", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "G-36 of another", "b.example", "127.0.0.1", EXACT,
	    STR_INIT(MISMATCH("127.0.0.1", "b.example")) },
	{ "G-36 of nobody", NULL, "127.0.0.2", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "G-94 unknown in both", "c.example", "c.example", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "G-94 unknown in the handshake", "c.example", "b.example", OTHER,
	    STR_INIT(PAGE("other")) },
	{ "G-94 unknown in the URI", "b.example", "c.example", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
	{ "G-94", "a.example", "b.example", OTHER,
	    STR_INIT(MISMATCH("b.example", "a.example")) },
	{ "G-94 by an alias", "www.a.example", "b.example", OTHER,
	    STR_INIT(MISMATCH("b.example", "a.example")) },
	{ "G-94 wildcards", "x.example.org", "y.example.org", WILD,
	    STR_INIT(MISMATCH("y.example.org", "b.example")) },
	{ "G-94 before the port", "a.example", "b.example:443", OTHER,
	    STR_INIT(MISMATCH("b.example", "a.example")) },
	{ "G-34 public, of this host", NULL, "b.example:2001", OTHER,
	    STR_INIT(PAGE("other")) },
	{ "G-34 public, of another", NULL, "a.example:2001", EXACT,
	    STR_INIT("53 port not served here, but: 1965\r\n") },
	{ "G-34 listened on", NULL, "a.example:1970", EXACT,
	    STR_INIT(PAGE("exact")) },
	{ "G-34 none is public", NULL, "y.example.org:80", WILD,
	    STR_INIT("53 port not served here, but: 1970\r\n") },
};

static const struct meeting every[] = {
	{ "catch-all", "c.example", "c.example", ALL, STR_INIT(PAGE("all")) },
	{ "catch-all, one host", "c.example", "d.example", ALL,
	    STR_INIT(PAGE("all")) },
	{ "catch-all, G-93", NULL, "192.0.2.1", ALL, STR_INIT(PAGE("all")) },
	{ "others go before it", NULL, "y.example.org", WILD,
	    STR_INIT(PAGE("wild")) },
	{ "others go before it", NULL, "b.example", OTHER,
	    STR_INIT(PAGE("other")) },
	{ "G-94", "a.example", "c.example", ALL,
	    STR_INIT(MISMATCH("c.example", "a.example")) },
	{ "G-94 without a name", "c.example", "a.example", EXACT,
	    STR_INIT(MISMATCH("a.example", "*")) },
	{ "a pattern is no name", NULL, "*", SHELF_NONE, STR_INIT(UNKNOWN) },
	{ "G-39 no name at all", NULL, "a..example", SHELF_NONE,
	    STR_INIT(UNKNOWN) },
};

static void
check_meetings(const struct shelves *shelves, const struct meeting *rows,
    size_t count)
{
	char storage[FRONT_STORAGE];
	int shelf;

	for (size_t i = 0; i < count; i++) {
		struct str got = ask(shelves, rows[i].sni, rows[i].authority,
		    &shelf, storage);

		check_row(str_eq(got, rows[i].want), rows[i].why);
		check_row(shelf == rows[i].shelf, rows[i].why);
	}
}

static void
the_uri_and_the_handshake_name_one_host_G94(void **state)
{
	const struct town *town = *state;

	check_meetings(&town->some, some, COUNT(some));
	check_meetings(&town->every, every, COUNT(every));
}

/* Whatever is combined: an answer comes from the host of the URI or not. */
static void
no_host_answers_for_another(void **state)
{
	static const char *const names[] = {
		NULL,
		"a.example",
		"www.a.example",
		"b.example",
		"x.example.org",
		"y.example.org",
		"wild.example",
		"c.example",
	};
	const struct town *town = *state;
	const struct shelves *both[] = { &town->some, &town->every };
	char storage[FRONT_STORAGE];
	int shelf;

	for (size_t i = 0; i < 2 * COUNT(names) * COUNT(names); i++) {
		const struct shelves *shelves = both[i % 2];
		const char *sni = names[i / 2 % COUNT(names)];
		const char *uri = names[i / 2 / COUNT(names)];
		int meant = handshake(shelves, sni);
		int asked = handshake(shelves, uri);
		struct str got;

		if (uri == NULL)
			continue;
		got = ask(shelves, sni, uri, &shelf, storage);
		assert_int_equal(shelf, asked);
		assert_int_equal(str_starts(got, STR("20 ")),
		    asked != SHELF_NONE &&
			(meant == SHELF_NONE || meant == asked));
	}
}

/* For the log: whoever the handshake named was meant, as far as is known. */
static void
a_request_that_is_no_uri_is_for_the_handshake(void **state)
{
	const struct town *town = *state;
	struct request request = front_request(STR("what?\r\n"));
	struct reply reply;

	request.shelf = OTHER;
	assert_int_equal(ANSWER_SEND,
	    front_gemini.answer(&town->some, &request, &reply));
	assert_int_equal(reply.status, 59);
	assert_int_equal(reply.shelf, OTHER);
	request.shelf = SHELF_NONE;
	assert_int_equal(ANSWER_SEND,
	    front_gemini.answer(&town->some, &request, &reply));
	assert_int_equal(reply.shelf, SHELF_NONE);
}

/* Names that do not fit are left out whole. */
static void
a_refusal_has_a_bound(void **state)
{
	static struct shelf many[200];
	const struct town *town = *state;
	const struct shelves shelves = { many, COUNT(many) };
	char storage[FRONT_STORAGE];
	struct str got;
	int shelf;

	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = town->shelf[i % ALL];
	got = ask(&shelves, NULL, "c.example", &shelf, storage);
	assert_true(str_starts(got, STR("53 host not served here, but: ")));
	assert_true(str_ends(got, STR(".example\r\n")));
	assert_true(got.len > 400 && got.len <= 3 + 512 + 2);
}

static void
patterns_alone_are_not_told(void **state)
{
	const struct town *town = *state;
	const struct shelves shelves = { &town->shelf[ALL], 1 };
	char storage[FRONT_STORAGE];
	int shelf;

	assert_str(ask(&shelves, NULL, "a..example", &shelf, storage),
	    STR("53 host not served here\r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_uri_and_the_handshake_name_one_host_G94),
		cmocka_unit_test(no_host_answers_for_another),
		cmocka_unit_test(a_request_that_is_no_uri_is_for_the_handshake),
		cmocka_unit_test(a_refusal_has_a_bound),
		cmocka_unit_test(patterns_alone_are_not_told),
	};

	return cmocka_run_group_tests_name("front_hosts", tests, build_town,
	    raze_town);
}
