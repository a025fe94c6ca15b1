/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <string.h>

#include "net/limits.h"

#define V4(a, b, c, d)                                                        \
	{                                                                     \
		[10] = 0xff, [11] = 0xff, [12] = (a), [13] = (b), [14] = (c), \
		[15] = (d)                                                    \
	}

static const struct {
	const char *text;
	bool good;
	struct limits_block want;
} blocks[] = {
	{ "192.0.2.1", true, { V4(192, 0, 2, 1), 128 } },
	{ "192.0.2.1/32", true, { V4(192, 0, 2, 1), 128 } },
	{ "192.0.2.255/25", true, { V4(192, 0, 2, 128), 121 } },
	{ "192.0.2.255/24", true, { V4(192, 0, 2, 0), 120 } },
	{ "10.255.1.2/9", true, { V4(10, 128, 0, 0), 105 } },
	{ "10.1.2.3/0", true, { V4(0, 0, 0, 0), 96 } },
	{ "::1", true, { { [15] = 1 }, 128 } },
	{ "2001:db8::ff/32", true, { { 0x20, 1, 0x0d, 0xb8 }, 32 } },
	{ "2001:db8::1/128", true,
	    { { 0x20, 1, 0x0d, 0xb8, [15] = 1 }, 128 } },
	{ "2001:db8::1/0", true, { { 0 }, 0 } },
	{ "::ffff:10.1.2.3/104", true, { V4(10, 0, 0, 0), 104 } },
	{ "", false, { { 0 }, 0 } },
	{ "/8", false, { { 0 }, 0 } },
	{ "192.0.2.1/", false, { { 0 }, 0 } },
	{ "192.0.2.1/33", false, { { 0 }, 0 } },
	{ "192.0.2.1/-1", false, { { 0 }, 0 } },
	{ "192.0.2.1/08", false, { { 0 }, 0 } },
	{ "192.0.2.1/8/8", false, { { 0 }, 0 } },
	{ "192.0.2.1 /8", false, { { 0 }, 0 } },
	{ "192.0.2", false, { { 0 }, 0 } },
	{ "192.0.2.01", false, { { 0 }, 0 } },
	{ "192.0.2.256", false, { { 0 }, 0 } },
	{ "::1/129", false, { { 0 }, 0 } },
	{ "::1/18446744073709551617", false, { { 0 }, 0 } },
	{ "[::1]", false, { { 0 }, 0 } },
	{ "fe80::1%lo", false, { { 0 }, 0 } },
	{ "1:2:3:4:5:6:7:8:9", false, { { 0 }, 0 } },
	{ "localhost", false, { { 0 }, 0 } },
	{ "192.0.2.1,192.0.2.2", false, { { 0 }, 0 } },
};

static void
reads_blocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(blocks); i++) {
		const struct limits_block *want = &blocks[i].want;
		const char *why = blocks[i].text;
		struct limits_block got;

		check_row(limits_block(str_of(why), &got) == blocks[i].good,
		    why);
		if (!blocks[i].good)
			continue;
		check_row(got.bits == want->bits, why);
		check_row(memcmp(got.bytes, want->bytes, 16) == 0, why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_blocks),
	};

	return cmocka_run_group_tests_name("limits_block", tests, NULL, NULL);
}
