/* SPDX-License-Identifier: ISC */
#include "base/arena.h"

#include <stdalign.h>

#include "unit/unit.h"

/* As large as a chunk, so that boundaries are met. */
#define LARGE ((size_t)64 * 1024)

static bool
all_zero(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] != 0)
			return false;
	return true;
}

static void
memory_is_zeroed_aligned_and_its_own(void **state)
{
	static const size_t sizes[] = { 1, 3, 16, 17, 1000, LARGE - 1, LARGE,
		LARGE + 1, 3 * LARGE, 1 };
	char *got[sizeof(sizes) / sizeof(sizes[0])];
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		got[i] = arena_array(&a, sizes[i], 1);
		assert_int_equal((uintptr_t)got[i] % alignof(max_align_t), 0);
		assert_true(all_zero(got[i], sizes[i]));
		memset(got[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(got[i][k], (int)i + 1);
	arena_release(&a);
}

static void
many_small_ones_do_not_overlap(void **state)
{
	struct arena a;
	int *before = NULL;

	(void)state;
	arena_init(&a);
	for (int i = 0; i < 20000; i++) {
		int *now = arena_new(&a, int);

		assert_int_equal(*now, 0);
		*now = i;
		if (before != NULL)
			assert_int_equal(*before, i - 1);
		before = now;
	}
	arena_release(&a);
}

static void
array_of_nothing_is_a_pointer(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_non_null(arena_array(&a, 0, 8));
	arena_release(&a);
}

static void
str_is_a_copy_with_a_nul(void **state)
{
	struct arena a;
	char text[] = "abc";
	struct str copy, empty;

	(void)state;
	arena_init(&a);
	copy = arena_str(&a, str_of(text));
	text[0] = 'x';
	assert_str(copy, STR("abc"));
	assert_string_equal(copy.at, "abc");
	empty = arena_str(&a, (struct str){ NULL, 0 });
	assert_string_equal(empty.at, "");
	arena_release(&a);
}

static void
printf_takes_any_length(void **state)
{
	struct arena a;
	struct str got;

	(void)state;
	arena_init(&a);
	got = arena_printf(&a, "%0*d", 100000, 7);
	assert_int_equal(got.len, 100000);
	assert_int_equal(got.at[got.len - 1], '7');
	assert_int_equal(got.at[got.len], '\0');
	assert_str(arena_printf(&a, "%s", ""), STR(""));
	arena_release(&a);
}

static void
released_arena_can_be_used_again(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	arena_array(&a, LARGE, 2);
	arena_release(&a);
	assert_null(a.last);
	assert_str(arena_str(&a, STR("again")), STR("again"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_its_own),
		cmocka_unit_test(many_small_ones_do_not_overlap),
		cmocka_unit_test(array_of_nothing_is_a_pointer),
		cmocka_unit_test(str_is_a_copy_with_a_nul),
		cmocka_unit_test(printf_takes_any_length),
		cmocka_unit_test(released_arena_can_be_used_again),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
