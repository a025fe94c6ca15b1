/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/frozen.h"

static void
nobody_can_change_the_bytes_X35(void **state)
{
	struct frozen f;

	(void)state;
	assert_true(frozen_copy(&f, STR("the image")));
	assert_str(f.bytes, STR("the image"));
	errno = 0;
	assert_int_equal(write(f.fd, "x", 1), -1);
	assert_int_equal(errno, EPERM);
	assert_int_equal(ftruncate(f.fd, 0), -1);
	assert_ptr_equal(mmap(NULL, 9, PROT_READ | PROT_WRITE, MAP_SHARED,
			     f.fd, 0),
	    MAP_FAILED);
	assert_str(f.bytes, STR("the image"));
	frozen_release(&f);
}

static void
the_bytes_are_aligned_for_an_image(void **state)
{
	struct frozen f;

	(void)state;
	assert_true(frozen_copy(&f, STR("x")));
	assert_int_equal((uintptr_t)f.bytes.at % 8, 0);
	frozen_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_can_change_the_bytes_X35),
		cmocka_unit_test(the_bytes_are_aligned_for_an_image),
	};

	return cmocka_run_group_tests_name("frozen", tests, NULL, NULL);
}
