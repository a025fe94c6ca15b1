/* SPDX-License-Identifier: ISC */
#include "unit/editions.h"

#include "site/library.h"
#include "site/shelf.h"

#define SHELVES 2
#define HOST "example.org"
#define LINES ((size_t)3)

/* Of the shelf's page, for Gemini. */
static unsigned
shown(const struct shelves *shelves, size_t shelf)
{
	struct found found;

	assert_true(
	    shelf_find(&shelves->at[shelf], VIEW_GEMINI, STR("/"), &found));
	return edition_of(found.resource.body, LINES);
}

static void
put(struct library *library, size_t shelf, unsigned number)
{
	edition_put(library, shelf, HOST, number, LINES);
}

/* A library's places need not outlive the call. */
static struct library *
two_shelves(void)
{
	struct library_place places[SHELVES] = { { 0 } };
	struct library *library = library_new(places, SHELVES);

	memset(places, 0xff, sizeof(places));
	put(library, 0, 1);
	put(library, 1, 2);
	return library;
}

static void
a_new_image_takes_over_X36(void **state)
{
	struct library *library = two_shelves();

	(void)state;
	put(library, 0, 3);
	assert_int_equal(shown(library_shelves(library), 0), 3);
	assert_int_equal(shown(library_shelves(library), 1), 2);
	assert_int_equal(library_images(library), SHELVES);
	assert_int_equal(editions_mapped(), SHELVES);
	library_free(library);
	assert_int_equal(editions_mapped(), 0);
}

static void
members_and_folder_stay_when_the_image_changes(void **state)
{
	const struct members members = { NULL, 0 };
	const struct folder folder = { 0 };
	const struct library_place place = { &members, &folder };
	struct library *library = library_new(&place, 1);

	(void)state;
	for (unsigned i = 1; i <= 2; i++) {
		put(library, 0, i);
		assert_ptr_equal(library_shelves(library)->at[0].members,
		    &members);
		assert_ptr_equal(library_shelves(library)->at[0].folder,
		    &folder);
	}
	library_free(library);
}

static void
who_holds_an_edition_reads_on_X36(void **state)
{
	struct library *library = two_shelves();
	const struct shelves *before = library_shelves(library);
	struct edition *held = library_hold(library);

	(void)state;
	put(library, 0, 3);
	put(library, 0, 4);
	put(library, 1, 5);
	assert_int_equal(shown(before, 0), 1);
	assert_int_equal(shown(before, 1), 2);
	/* Two of now, two of the edition that is held: none in between. */
	assert_int_equal(library_images(library), 4);
	assert_int_equal(editions_mapped(), 4);
	library_let_go(library, held);
	assert_int_equal(library_images(library), SHELVES);
	assert_int_equal(editions_mapped(), SHELVES);
	library_free(library);
}

static void
what_an_edition_shares_with_the_next_is_there_once(void **state)
{
	struct library *library = two_shelves();
	struct edition *held = library_hold(library);

	(void)state;
	put(library, 0, 3);
	assert_int_equal(editions_mapped(), 3);
	library_let_go(library, held);
	assert_int_equal(shown(library_shelves(library), 1), 2);
	library_free(library);
}

static void
several_hold_one_edition(void **state)
{
	struct library *library = two_shelves();
	struct edition *first = library_hold(library);
	struct edition *second = library_hold(library);

	(void)state;
	put(library, 0, 3);
	library_let_go(library, first);
	assert_int_equal(editions_mapped(), 3);
	library_let_go(library, second);
	assert_int_equal(editions_mapped(), SHELVES);
	library_free(library);
}

/* Whoever asks the old one while the new one is there gets the old hits. */
static void
each_edition_has_a_search_of_its_own_X36(void **state)
{
	const struct query query = { .words = { STR("edition") }, .count = 1 };
	struct library *library = two_shelves();
	struct search *before = library_shelves(library)->at[0].search;
	struct edition *held = library_hold(library);
	struct hits hits;
	struct arena arena;

	(void)state;
	put(library, 0, 3);
	assert_non_null(before);
	assert_ptr_not_equal(library_shelves(library)->at[0].search, before);
	arena_init(&arena);
	assert_true(
	    search_ask(before, &arena, &query, VIEW_GEMINI, 1, &hits));
	assert_int_equal(hits.total, 1);
	arena_release(&arena);
	library_let_go(library, held);
	library_free(library);
}

static void
what_is_no_image_leaves_the_one_before(void **state)
{
	struct library *library = two_shelves();
	struct frozen image;

	(void)state;
	assert_true(frozen_copy(&image, STR("nothing of the kind")));
	assert_non_null(library_put(library, 0, &image));
	assert_int_equal(image.fd, -1);
	assert_int_equal(shown(library_shelves(library), 0), 1);
	assert_int_equal(library_images(library), SHELVES);
	assert_int_equal(editions_mapped(), SHELVES);
	library_free(library);
}

/* Descriptors are what would run out first. */
static void
many_changes_leave_nothing_behind(void **state)
{
	struct library *library = two_shelves();
	struct frozen made = edition_frozen(HOST, 7, LINES), image;
	int first, last;

	(void)state;
	first = dup(made.fd);
	close(first);
	for (int i = 0; i < 1000; i++) {
		assert_true(frozen_copy(&image, made.bytes));
		assert_null(library_put(library, 0, &image));
	}
	assert_int_equal(editions_mapped(), SHELVES + 1);
	last = dup(made.fd);
	close(last);
	/* The last image has a number, which the first has given back. */
	assert_true(last <= first + 1);
	frozen_release(&made);
	library_free(library);
}

static void
shelves_that_never_change(void **state)
{
	static const struct shelf each[3];
	static const struct shelves fixed = { each, COUNT(each) };
	struct library *library = library_fixed(&fixed);
	struct edition *held = library_hold(library);

	(void)state;
	assert_ptr_equal(library_shelves(library)->at, each);
	assert_int_equal(library_images(library), 0);
	library_let_go(library, held);
	library_free(library);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_image_takes_over_X36),
		cmocka_unit_test(
		    members_and_folder_stay_when_the_image_changes),
		cmocka_unit_test(who_holds_an_edition_reads_on_X36),
		cmocka_unit_test(
		    what_an_edition_shares_with_the_next_is_there_once),
		cmocka_unit_test(several_hold_one_edition),
		cmocka_unit_test(each_edition_has_a_search_of_its_own_X36),
		cmocka_unit_test(what_is_no_image_leaves_the_one_before),
		cmocka_unit_test(many_changes_leave_nothing_behind),
		cmocka_unit_test(shelves_that_never_change),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
