/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/frozen.h"

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

/* Memory with these seals, or a file of another kind. */
static int
memory(const char *text, int seals)
{
	int fd = memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(fcntl(fd, F_ADD_SEALS, seals), 0);
	return fd;
}

static void
what_another_process_froze_is_adopted(void **state)
{
	struct frozen f, other;

	(void)state;
	assert_true(frozen_copy(&f, STR("the image")));
	assert_true(frozen_adopt(&other, dup(f.fd), 9));
	assert_str(other.bytes, STR("the image"));
	frozen_release(&f);
	assert_str(other.bytes, STR("the image"));
	frozen_release(&other);
	frozen_release(&other);
}

static void
what_may_still_change_is_not_adopted(void **state)
{
	const int fine = F_SEAL_WRITE | F_SEAL_SHRINK;
	const int later = F_SEAL_FUTURE_WRITE | F_SEAL_SHRINK;
	int pipe_ends[2];
	struct {
		int fd;
		const char *why;
	} rows[] = {
		{ memory("text", 0), "no seal" },
		{ memory("text", F_SEAL_SHRINK), "it can be written" },
		{ memory("text", F_SEAL_WRITE), "it can be cut off" },
		{ memory("text", later), "who maps it already can write" },
		{ memory("", fine), "nothing in it" },
		{ memory("more than that", fine), "too large" },
		{ open("/dev/null", O_RDONLY | O_CLOEXEC), "a device" },
		{ -1, "a pipe" },
	};

	(void)state;
	assert_int_equal(pipe(pipe_ends), 0);
	rows[COUNT(rows) - 1].fd = pipe_ends[0];
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct frozen f;

		check_row(!frozen_adopt(&f, rows[i].fd, 9), rows[i].why);
		check_row(fcntl(rows[i].fd, F_GETFD) < 0, rows[i].why);
	}
	close(pipe_ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_can_change_the_bytes_X35),
		cmocka_unit_test(the_bytes_are_aligned_for_an_image),
		cmocka_unit_test(what_another_process_froze_is_adopted),
		cmocka_unit_test(what_may_still_change_is_not_adopted),
	};

	return cmocka_run_group_tests_name("frozen", tests, NULL, NULL);
}
