/* SPDX-License-Identifier: ISC */
#include "base/hash.h"

#include "unit/unit.h"

static void
same_bytes_same_sum_wherever_they_lie(void **state)
{
	char room[64] = { 0 };
	struct str text = STR("seventeen bytes !");

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		memcpy(room + shift, text.at, text.len);
		assert_true(hash_bytes((struct str){ room + shift,
				text.len }) == hash_bytes(text));
	}
}

static const struct {
	struct str text;
	uint64_t sum;
} sums[] = {
	{ STR_INIT(""), UINT64_C(0x68853b6a3912cca3) },
	{ STR_INIT("a"), UINT64_C(0x6882f66a391409d9) },
	{ STR_INIT("12345678"), UINT64_C(0xe33ecdbe35870b48) },
	{ STR_INIT("123456789"), UINT64_C(0xe6cd7dbe31c70b14) },
};

/* Sums stand in image files, so they must never change. */
static void
sums_are_those_of_every_build(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++)
		check_row(hash_bytes(sums[i].text) == sums[i].sum,
		    sums[i].text.at);
}

static void
every_flipped_bit_is_seen(void **state)
{
	char bytes[43];
	struct str all = { bytes, sizeof(bytes) };
	uint64_t sum;

	(void)state;
	memset(bytes, 0x5a, sizeof(bytes));
	sum = hash_bytes(all);
	for (size_t bit = 0; bit < sizeof(bytes) * 8; bit++) {
		bytes[bit / 8] ^= (char)(1 << bit % 8);
		assert_false(hash_bytes(all) == sum);
		bytes[bit / 8] ^= (char)(1 << bit % 8);
	}
	assert_true(hash_bytes(all) == sum);
}

static void
noughts_at_the_end_count(void **state)
{
	static const char noughts[40];
	uint64_t seen[sizeof(noughts)];

	(void)state;
	for (size_t len = 0; len < sizeof(noughts); len++) {
		seen[len] = hash_bytes((struct str){ noughts, len });
		for (size_t i = 0; i < len; i++)
			assert_false(seen[i] == seen[len]);
	}
}

static void
swapped_words_are_seen(void **state)
{
	(void)state;
	assert_false(hash_bytes(STR("onewordstwowords")) ==
		     hash_bytes(STR("twowordsonewords")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_bytes_same_sum_wherever_they_lie),
		cmocka_unit_test(sums_are_those_of_every_build),
		cmocka_unit_test(every_flipped_bit_is_seen),
		cmocka_unit_test(noughts_at_the_end_count),
		cmocka_unit_test(swapped_words_are_seen),
	};

	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
