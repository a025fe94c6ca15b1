/* SPDX-License-Identifier: ISC */
/*
 * Zones: what a Gemini client gets where only some may go.
 */
#include "unit/front_rows.h"

enum who {
	NOBODY, /* a client that cannot show anything */
	PLAIN,	/* ... that has shown nothing */
	ADA,	/* in every list */
	BOB,	/* in none */
	EVE,	/* was in that of /members/ */
	EXPIRED,
	EARLY,
	BROKEN,
	EVERYBODY,
};

static const struct {
	enum fixture_person person;
	enum credential credential;
} visitors[EVERYBODY] = {
	[PLAIN] = { FIXTURE_ADA, CREDENTIAL_NONE },
	[ADA] = { FIXTURE_ADA, CREDENTIAL_GOOD },
	[BOB] = { FIXTURE_BOB, CREDENTIAL_GOOD },
	[EVE] = { FIXTURE_EVE, CREDENTIAL_GOOD },
	[EXPIRED] = { FIXTURE_ADA, CREDENTIAL_EXPIRED },
	[EARLY] = { FIXTURE_ADA, CREDENTIAL_EARLY },
	[BROKEN] = { FIXTURE_ADA, CREDENTIAL_BROKEN },
};

/* What is sent for a path, and perhaps a query; storage of FRONT_STORAGE. */
static struct str
sent_to(const struct fixture *f, enum who who, const char *path, char *storage)
{
	char line[512];
	int len = snprintf(line, sizeof(line), "gemini://localhost%s\r\n",
	    path);
	struct request request =
	    front_request((struct str){ line, (size_t)len });
	struct visitor visitor = fixture_visitor(visitors[who].person);

	visitor.credential = visitors[who].credential;
	request.visitor = who == NOBODY ? NULL : &visitor;
	return front_reply(&front_gemini, &f->shelves, &request, storage);
}

#define ASK "60 members only: choose or make a certificate for "
#define UNKNOWN "61 your certificate is not in the list of members; "
#define ENROL "/members/enrol shows what to send to the owner\r\n"
#define OWNER "the owner of this capsule can put it there\r\n"
#define PAGE(text) "20 text/gemini; lang=en\r\n" text "\n"

static const struct {
	const char *why;
	enum who who;
	const char *path;
	const char *want;
} replies[] = {
	{ "G-84", NOBODY, "/members/page", ASK "/members/\r\n" },
	{ "G-84", PLAIN, "/members/page", ASK "/members/\r\n" },
	{ "G-84 the innermost", PLAIN, "/members/board/",
	    ASK "/members/board/\r\n" },
	{ "G-84 its own page", PLAIN, "/members/enrol",
	    ASK "/members/\r\n" },
	{ "G-84 without a slash", PLAIN, "/private", ASK "/private\r\n" },
	{ "G-84 asked for with a slash", PLAIN, "/members",
	    "31 /members/\r\n" },
	{ "G-84 in another spelling", PLAIN, "//m%65mbers?q",
	    "31 /members/\r\n" },
	{ "G-84 an inner one", PLAIN, "/members/board",
	    "31 /members/board/\r\n" },
	{ "G-85", BOB, "/members/page", UNKNOWN ENROL },
	{ "G-85 no page", BOB, "/private/x", UNKNOWN OWNER },
	{ "G-85 the innermost", BOB, "/members/board/", UNKNOWN OWNER },
	{ "G-85 in another list", EVE, "/private", UNKNOWN OWNER },
	{ "G-85 no longer", EVE, "/members/page",
	    "61 your membership has ended; the owner of this capsule can "
	    "renew it\r\n" },
	{ "G-85", EXPIRED, "/members/page",
	    "62 your certificate has expired; renew it, or choose "
	    "another\r\n" },
	{ "G-85", EARLY, "/members/page",
	    "62 your certificate is not valid yet; check your clock, or "
	    "choose another\r\n" },
	{ "G-85", BROKEN, "/members/page",
	    "62 your certificate is damaged; choose or make another\r\n" },
	{ "G-87", ADA, "/members/", PAGE("# Members") },
	{ "G-87", ADA, "/members/page", PAGE("# Member page") },
	{ "G-87", ADA, "/members/board/", PAGE("# Board") },
	{ "G-73", ADA, "/members/page?q", PAGE("# Member page") },
	{ "G-73", ADA, "/private", PAGE("# Private") },
	{ "G-73", ADA, "/private/x", PAGE("# Private X") },
	{ "G-80", ADA, "/members/nothing", "51 not found\r\n" },
	{ "a rule in a zone", ADA, "/members/old", "31 /members/page\r\n" },
	{ "a rule into a zone", PLAIN, "/club", "31 /members/page\r\n" },
	{ "no slash behind it", ADA, "/members/enrol/", "51 not found\r\n" },
	{ "no such page", ADA, "/private/enrol", "51 not found\r\n" },
};

static void
tells_visitors_what_to_do_G86(void **state)
{
	char storage[FRONT_STORAGE];

	for (size_t i = 0; i < COUNT(replies); i++)
		check_row(str_eq(sent_to(*state, replies[i].who,
				     replies[i].path, storage),
			      str_of(replies[i].want)),
		    replies[i].why);
}

/* All of them are in the zone, whether or not there is anything. */
static const struct {
	const char *why;
	const char *path;
} ways_in[] = {
	{ "the zone", "/members/" },
	{ "a page", "/members/page" },
	{ "X-20 no page", "/members/nothing" },
	{ "X-20 a rule", "/members/old" },
	{ "X-20 a folder that is none", "/members/a/b/c/" },
	{ "G-27", "/members/?query" },
	{ "G-51", "/members/page?" },
	{ "G-44", "/%6Dembers/page" },
	{ "G-44", "/members/%70age" },
	{ "G-44", "/%6d%65%6D%62%65%72%73/" },
	{ "G-47", "/./members/page" },
	{ "G-47", "/members/./page" },
	{ "G-47", "/dir/../members/page" },
	{ "G-47", "/members/board/../page" },
	{ "G-47", "/members/nothing/.." },
	{ "G-47", "/%2e/members/page" },
	{ "G-47", "/dir/%2e%2E/members/page" },
	{ "G-49", "//members/page" },
	{ "G-49", "/members//page" },
	{ "G-49", "///members///" },
	{ "G-52", "/members/;x" },
	{ "G-52", "/members/page;x=1" },
	{ "all at once", "//dir/./%2e%2e//%6Dembers//board/%2E./page?x" },
	{ "robots.txt of a zone", "/members/robots.txt" },
	{ "a search that is none", "/members/search?cafe" },
};

static void
no_spelling_leads_around_the_border_X20(void **state)
{
	char storage[2][FRONT_STORAGE];

	for (enum who who = NOBODY; who < EVERYBODY; who++) {
		struct str page = sent_to(*state, who, "/members/page",
		    storage[0]);

		for (size_t i = 0; who != ADA && i < COUNT(ways_in); i++)
			check_row(str_eq(page,
				      sent_to(*state, who, ways_in[i].path,
					  storage[1])),
			    ways_in[i].why);
	}
}

/* What only looks so is for everybody, with and without a certificate. */
static const struct {
	const char *why;
	const char *path;
	const char *want;
} beside[] = {
	{ "longer", "/membership", "51 not found\r\n" },
	{ "longer", "/privately", "51 not found\r\n" },
	{ "letter case", "/Members/page", "51 not found\r\n" },
	{ "G-45", "/%256Dembers/page", "51 not found\r\n" },
	{ "G-46", "/members%2Fpage", "51 not found\r\n" },
	{ "G-46", "/members/a%2Fpage", "51 not found\r\n" },
	{ "G-47 out of it", "/members/../about", PAGE("# About") },
	{ "G-47 out of it", "/members/%2e%2e/about", PAGE("# About") },
	{ "G-48", "/members/../../",
	    "59 path leads above the root; expected one below it\r\n" },
	{ "G-43", "/members/%00",
	    "59 control byte in the path; expected none\r\n" },
	{ "the home page", "/", PAGE("# Home") },
	{ "R-05", "/robots.txt", "20 text/plain\r\n#\n" },
};

static void
what_lies_beside_is_for_everybody(void **state)
{
	char storage[FRONT_STORAGE];

	for (enum who who = NOBODY; who < EVERYBODY; who++)
		for (size_t i = 0; i < COUNT(beside); i++)
			check_row(str_eq(sent_to(*state, who, beside[i].path,
					     storage),
				      str_of(beside[i].want)),
			    beside[i].why);
}

static void
nobody_is_let_in_without_a_list(void **state)
{
	struct fixture f = *(const struct fixture *)*state;
	char storage[FRONT_STORAGE];

	f.shelf.members = NULL;
	f.shelves.at = &f.shelf;
	assert_str(sent_to(&f, ADA, "/members/page", storage),
	    STR(UNKNOWN ENROL));
	assert_true(str_starts(sent_to(&f, ADA, "/members/enrol", storage),
	    STR("20 ")));
}

/* A capsule with the pages of the fixture, but one zone of another path. */
static void
enclose(struct fixture *closed, const struct fixture *f, struct str path)
{
	const struct zone zone = { path, true };
	const struct policy policy = { .zones = &zone, .zone_count = 1 };
	struct seal seal;

	*closed = *f;
	seal_init(&seal);
	seal.policy = &policy;
	for (size_t i = 0; i < COUNT(fixture_resources); i++)
		if (fixture_resources[i].view == VIEW_GEMINI)
			seal_add(&seal, VIEW_GEMINI, fixture_resources[i].key,
			    &fixture_resources[i].resource);
	buf_init(&closed->bytes);
	assert_true(seal_write(&seal, &f->image.origin, fixture_hosts, 1,
	    &closed->bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&closed->bytes), &closed->image));
	closed->shelf.image = &closed->image;
	closed->shelves.at = &closed->shelf;
}

/* A whole capsule: its search as well, but not what crawlers are told. */
static void
a_zone_may_be_everything_R05(void **state)
{
	struct fixture closed;
	char storage[FRONT_STORAGE];

	enclose(&closed, *state, STR("/"));
	assert_str(sent_to(&closed, PLAIN, "/", storage), STR(ASK "/\r\n"));
	assert_str(sent_to(&closed, PLAIN, "", storage), STR(ASK "/\r\n"));
	assert_str(sent_to(&closed, PLAIN, "/search", storage),
	    STR(ASK "/\r\n"));
	assert_str(sent_to(&closed, PLAIN, "/old", storage), STR(ASK "/\r\n"));
	assert_str(sent_to(&closed, PLAIN, "/robots.txt", storage),
	    STR("20 text/plain\r\n#\n"));
	buf_release(&closed.bytes);
}

/* Encoded it is three times as long as in the request. */
static void
a_path_too_long_to_tell_is_not_told(void **state)
{
	char path[402] = "/";
	struct fixture closed;
	char storage[FRONT_STORAGE];

	memset(path + 1, '+', sizeof(path) - 2);
	path[sizeof(path) - 2] = '/';
	enclose(&closed, *state, str_of(path));
	assert_str(sent_to(&closed, PLAIN, path, storage),
	    STR("60 members only: choose or make a certificate\r\n"));
	assert_str(sent_to(&closed, BOB, path, storage), STR(UNKNOWN OWNER));
	path[sizeof(path) - 2] = '\0';
	assert_str(sent_to(&closed, PLAIN, path, storage),
	    STR("51 not found\r\n"));
	buf_release(&closed.bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_visitors_what_to_do_G86),
		cmocka_unit_test(no_spelling_leads_around_the_border_X20),
		cmocka_unit_test(what_lies_beside_is_for_everybody),
		cmocka_unit_test(nobody_is_let_in_without_a_list),
		cmocka_unit_test(a_zone_may_be_everything_R05),
		cmocka_unit_test(a_path_too_long_to_tell_is_not_told),
	};

	return cmocka_run_group_tests_name("front_zones", tests, front_set_up,
	    front_tear_down);
}
