/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "base/siphash.h"

/* Of the authors' own test vectors: the key, and the input, count from 0. */
static const struct {
	size_t len;
	uint64_t hash;
} vectors[] = {
	{ 0, UINT64_C(0x726fdb47dd0e0e31) },
	{ 1, UINT64_C(0x74f839c593dc67fd) },
	{ 7, UINT64_C(0xab0200f58b01d137) },
	{ 8, UINT64_C(0x93f5f5799a932462) },
	{ 15, UINT64_C(0xa129ca6149be45e5) },
	{ 16, UINT64_C(0x3f2acc7f57c29bdb) },
};

static void
agrees_with_its_authors(void **state)
{
	const struct siphash_key key = {
		{ UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908) },
	};
	char input[16];

	(void)state;
	for (size_t i = 0; i < sizeof(input); i++)
		input[i] = (char)i;
	for (size_t i = 0; i < COUNT(vectors); i++)
		assert_int_equal(
		    siphash(&key, (struct str){ input, vectors[i].len }),
		    vectors[i].hash);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_its_authors),
	};

	return cmocka_run_group_tests_name("siphash", tests, NULL, NULL);
}
