/* SPDX-License-Identifier: ISC */
#include "site/guard.h"

#include "unit/fixture.h"
#include "unit/unit.h"

enum { NOBODY = 0 };

static const struct {
	const char *why;
	struct str path;
	int who;
	enum guard want;
	struct str zone;
} rows[] = {
	{ "no zone", STR_INIT("/about"), NOBODY, GUARD_OPEN, STR_INIT("") },
	{ "a name that begins alike", STR_INIT("/privateer"), NOBODY,
	    GUARD_OPEN, STR_INIT("") },
	{ "G-101 no certificate", STR_INIT("/members/"), NOBODY, GUARD_ASK,
	    STR_INIT("/members/") },
	{ "X-19 of nothing, too", STR_INIT("/members/nothing"), NOBODY,
	    GUARD_ASK, STR_INIT("/members/") },
	{ "G-84 without its slash", STR_INIT("/members"), NOBODY,
	    GUARD_SLASH, STR_INIT("/members/") },
	{ "G-84 nor for a member", STR_INIT("/members"), FIXTURE_ADA,
	    GUARD_SLASH, STR_INIT("/members/") },
	{ "a zone that has none", STR_INIT("/private"), NOBODY, GUARD_ASK,
	    STR_INIT("/private") },
	{ "a member", STR_INIT("/members/page"), FIXTURE_ADA, GUARD_OPEN,
	    STR_INIT("/members/") },
	{ "a member of what is not there", STR_INIT("/members/nothing"),
	    FIXTURE_ADA, GUARD_OPEN, STR_INIT("/members/") },
	{ "a stranger", STR_INIT("/members/page"), FIXTURE_BOB,
	    GUARD_UNKNOWN, STR_INIT("/members/") },
	{ "one whose time is over", STR_INIT("/members/page"), FIXTURE_EVE,
	    GUARD_ENDED, STR_INIT("/members/") },
	{ "the innermost zone has a list of its own",
	    STR_INIT("/members/board/"), FIXTURE_EVE, GUARD_UNKNOWN,
	    STR_INIT("/members/board/") },
	{ "enrolment needs a certificate", STR_INIT("/members/enrol"),
	    NOBODY, GUARD_ASK, STR_INIT("/members/") },
	{ "a stranger's", STR_INIT("/members/enrol"), FIXTURE_BOB,
	    GUARD_ENROL, STR_INIT("/members/") },
	{ "a member's", STR_INIT("/members/enrol"), FIXTURE_ADA, GUARD_ENROL,
	    STR_INIT("/members/") },
	{ "that of one whose time is over", STR_INIT("/members/enrol"),
	    FIXTURE_EVE, GUARD_ENROL, STR_INIT("/members/") },
	{ "but nothing below it", STR_INIT("/members/enrol/"), FIXTURE_BOB,
	    GUARD_UNKNOWN, STR_INIT("/members/") },
	{ "where there is no enrolment", STR_INIT("/private/enrol"),
	    FIXTURE_BOB, GUARD_UNKNOWN, STR_INIT("/private") },
	{ "nor in the zone inside", STR_INIT("/members/board/enrol"),
	    FIXTURE_BOB, GUARD_UNKNOWN, STR_INIT("/members/board/") },
};

static void
a_zone_is_for_its_members(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, 1965);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct visitor v =
		    fixture_visitor((enum fixture_person)rows[i].who);
		struct zone zone;

		check_row(guard_check(&f.shelf, rows[i].path,
			      rows[i].who != NOBODY ? &v : NULL,
			      &zone) == rows[i].want,
		    rows[i].why);
		assert_str(zone.path, rows[i].zone);
	}
	fixture_release(&f);
}

/* A certificate that is no good says so before anybody is looked for. */
static const struct {
	const char *why;
	enum credential credential;
	enum guard want;
} credentials[] = {
	{ "none came", CREDENTIAL_NONE, GUARD_ASK },
	{ "G-103 expired", CREDENTIAL_EXPIRED, GUARD_EXPIRED },
	{ "G-103 not yet valid", CREDENTIAL_EARLY, GUARD_EARLY },
	{ "G-103 broken", CREDENTIAL_BROKEN, GUARD_BROKEN },
	{ "good", CREDENTIAL_GOOD, GUARD_OPEN },
};

static void
a_certificate_has_to_be_good(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, 1965);
	for (size_t i = 0; i < COUNT(credentials); i++) {
		struct visitor ada = fixture_visitor(FIXTURE_ADA);
		struct zone zone;

		ada.credential = credentials[i].credential;
		check_row(guard_check(&f.shelf, STR("/members/"), &ada,
			      &zone) == credentials[i].want,
		    credentials[i].why);
		check_row(guard_check(&f.shelf, STR("/about"), &ada,
			      &zone) == GUARD_OPEN,
		    "where no zone is, nobody asks");
	}
	fixture_release(&f);
}

static void
a_key_will_do_as_well(void **state)
{
	struct visitor ada = fixture_visitor(FIXTURE_ADA);
	struct fixture f;
	struct zone zone;

	(void)state;
	fixture_init(&f, 1965);
	memcpy(ada.key, ada.cert, sizeof(ada.key));
	memset(ada.cert, 1, sizeof(ada.cert));
	assert_int_equal(guard_check(&f.shelf, STR("/private"), &ada, &zone),
	    GUARD_OPEN);
	memcpy(ada.cert, ada.key, sizeof(ada.cert));
	memset(ada.key, FIXTURE_EVE, sizeof(ada.key));
	assert_int_equal(guard_check(&f.shelf, STR("/members/"), &ada, &zone),
	    GUARD_OPEN);
	memset(ada.cert, FIXTURE_EVE, sizeof(ada.cert));
	memset(ada.key, FIXTURE_ADA, sizeof(ada.key));
	assert_int_equal(guard_check(&f.shelf, STR("/members/"), &ada, &zone),
	    GUARD_OPEN);
	fixture_release(&f);
}

static void
the_last_day_counts(void **state)
{
	struct visitor eve = fixture_visitor(FIXTURE_EVE);
	struct fixture f;
	struct zone zone;

	(void)state;
	fixture_init(&f, 1965);
	eve.today = fixture_last_day;
	assert_int_equal(guard_check(&f.shelf, STR("/members/"), &eve, &zone),
	    GUARD_OPEN);
	fixture_release(&f);
}

static void
a_zone_without_a_list_is_closed(void **state)
{
	const struct members none[FIXTURE_ZONES] = { { 0 } };
	struct visitor ada = fixture_visitor(FIXTURE_ADA);
	struct fixture f;
	struct zone zone;

	(void)state;
	fixture_init(&f, 1965);
	f.shelf.members = NULL;
	assert_int_equal(guard_check(&f.shelf, STR("/private"), &ada, &zone),
	    GUARD_UNKNOWN);
	f.shelf.members = none;
	assert_int_equal(guard_check(&f.shelf, STR("/private"), &ada, &zone),
	    GUARD_UNKNOWN);
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zone_is_for_its_members),
		cmocka_unit_test(a_certificate_has_to_be_good),
		cmocka_unit_test(a_key_will_do_as_well),
		cmocka_unit_test(the_last_day_counts),
		cmocka_unit_test(a_zone_without_a_list_is_closed),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
