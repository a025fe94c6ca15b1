/* SPDX-License-Identifier: ISC */
#include "site/enrol.h"
#include "unit/fixture.h"
#include "unit/unit.h"

#define PAGE_MAX 4096

#define A0 "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0"
#define B0 "b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0"
#define B1 "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1"

static int
set_up(void **state)
{
	static struct fixture fixture;

	fixture_init(&fixture, 1965);
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	fixture_release(*state);
	return 0;
}

static struct str
page_of(const struct fixture *f, const struct visitor *visitor, char *storage)
{
	struct buf made, kept;

	buf_init(&made);
	enrol_write(&made, &f->shelf, STR("/members/enrol"), visitor);
	buf_fixed(&kept, storage, PAGE_MAX);
	buf_add(&kept, buf_str(&made));
	buf_release(&made);
	assert_false(kept.cut);
	return buf_str(&kept);
}

static bool
holds(struct str page, struct str text)
{
	return str_find(page, text) < page.len;
}

static void
shows_a_stranger_what_to_send(void **state)
{
	const struct visitor bob = fixture_visitor(FIXTURE_BOB);
	char storage[PAGE_MAX];

	assert_str(page_of(*state, &bob, storage),
	    STR("# Your certificate\n"
		"\n"
		"This is what the server sees of the certificate that you "
		"have shown.\n"
		"\n"
		"You are not in the list of members.\n"
		"\n"
		"## To become a member\n"
		"\n"
		"Send the owner of this capsule the following line, with your "
		"name, without blanks, in place of NAME, and in a way that "
		"shows that it comes from you. It is no secret.\n"
		"\n"
		"```a line for the list of members\n"
		"NAME SHA256:" B1 B1 "\n"
		"```\n"
		"\n"
		"It has the fingerprint of your key. That is the better "
		"choice, for it stays as it is when you renew the certificate "
		"with the same key; the certificate's own does not.\n"
		"\n"
		"## Fingerprints\n"
		"\n"
		"The key:\n"
		"\n"
		"```fingerprint of the key\n"
		"SHA256:" B1 B1 "\n"
		"```\n"
		"\n"
		"The certificate:\n"
		"\n"
		"```fingerprint of the certificate\n"
		"SHA256:" B0 B0 "\n"
		"```\n"));
}

/* The list reads what the page shows. */
static void
shows_lines_as_a_list_takes_them(void **state)
{
	const struct visitor bob = fixture_visitor(FIXTURE_BOB);
	char storage[PAGE_MAX];
	struct str page = page_of(*state, &bob, storage);
	struct str line = str_skip(page, str_find(page, STR("NAME SHA256")));
	struct members members;
	struct diags diags;
	struct arena arena;

	arena_init(&arena);
	diags_init(&diags, &arena);
	members = members_parse(&arena, str_take(line, str_index(line, '\n')),
	    STR("members"), &diags);
	assert_int_equal(members.count, 1);
	assert_non_null(members_find(&members, bob.key));
	assert_null(members_find(&members, bob.cert));
	arena_release(&arena);
}

static void
tells_members_that_they_are(void **state)
{
	const struct visitor ada = fixture_visitor(FIXTURE_ADA);
	char storage[PAGE_MAX];
	struct str page = page_of(*state, &ada, storage);

	assert_true(holds(page,
	    STR("\nYou are a member.\n\n=> /members/ The pages for "
		"members\n")));
	assert_true(holds(page, STR("SHA256:" A0 A0 "\n")));
	assert_false(holds(page, STR("## To become a member")));
	assert_false(holds(page, STR("ada"))); /* the owner's word */
}

static void
tells_until_when(void **state)
{
	struct visitor eve = fixture_visitor(FIXTURE_EVE);
	char storage[PAGE_MAX];
	struct str page = page_of(*state, &eve, storage);

	assert_true(holds(page,
	    STR("\nYou were a member; 2026-06-30 was the last day.\n")));
	assert_false(holds(page, STR("=>")));
	eve.today = fixture_last_day;
	page = page_of(*state, &eve, storage);
	assert_true(holds(page,
	    STR("\nYou are a member, and 2026-06-30 is the last day.\n")));
	assert_true(holds(page, STR("=> /members/ ")));
}

/* Of two lines, for the key and the certificate, either will do. */
static void
finds_members_by_key_and_by_certificate(void **state)
{
	struct fixture f = *(const struct fixture *)*state;
	struct visitor both = fixture_visitor(FIXTURE_EVE);
	char storage[PAGE_MAX];

	f.shelf.members = f.members;
	memset(both.key, FIXTURE_ADA, sizeof(both.key));
	assert_true(holds(page_of(&f, &both, storage),
	    STR("You are a member.")));
	memset(both.key, FIXTURE_EVE, sizeof(both.key));
	memset(both.cert, FIXTURE_ADA, sizeof(both.cert));
	assert_true(holds(page_of(&f, &both, storage),
	    STR("You are a member.")));
	memset(both.cert, FIXTURE_BOB, sizeof(both.cert));
	assert_true(holds(page_of(&f, &both, storage),
	    STR("You were a member;")));
	f.shelf.members = NULL;
	assert_true(holds(page_of(&f, &both, storage),
	    STR("You are not in the list of members.")));
}

static void
paths_are_encoded(void **state)
{
	static const struct {
		struct str zone;
		struct str want;
	} rows[] = {
		{ STR_INIT("/members/"), STR_INIT("/members/enrol") },
		{ STR_INIT("/members"), STR_INIT("/members/enrol") },
		{ STR_INIT("/"), STR_INIT("/enrol") },
		{ STR_INIT("/a b/\xc3\xa9/"), STR_INIT("/a%20b/%C3%A9/enrol") },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf path;

		buf_init(&path);
		enrol_path(&path, rows[i].zone);
		assert_str(buf_str(&path), rows[i].want);
		buf_release(&path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_a_stranger_what_to_send),
		cmocka_unit_test(shows_lines_as_a_list_takes_them),
		cmocka_unit_test(tells_members_that_they_are),
		cmocka_unit_test(tells_until_when),
		cmocka_unit_test(finds_members_by_key_and_by_certificate),
		cmocka_unit_test(paths_are_encoded),
	};

	return cmocka_run_group_tests_name("enrol", tests, set_up, tear_down);
}
