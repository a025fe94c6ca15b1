/* SPDX-License-Identifier: ISC */
/* Which lines are written, and where to. */
#include "unit/reports.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What came out of the other end of the log since the last time. */
static struct str
taken(int end, char storage[ACCESS_LINE_MAX])
{
	ssize_t got = read(end, storage, ACCESS_LINE_MAX);

	return (struct str){ storage, got > 0 ? (size_t)got : 0 };
}

#define FAILED "vitae: gemini: handshake failed: plain text on the TLS port"

/* Scanners fill no disk: one line a second, with the number of the others. */
static void
failures_are_told_once_a_second(void **state)
{
	struct access_config config = { 0 };
	struct access log = { .config = &config };
	struct conn_report failed = failure();
	struct conn_report answered = page(STR("gemini://example.org/"));
	char storage[ACCESS_LINE_MAX];
	int ends[2];

	(void)state;
	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	log.fd = ends[1];
	access_record(&log, &failed, STR(""), 5000);
	assert_str(taken(ends[0], storage), STR(FAILED "\n"));
	access_record(&log, &failed, STR(""), 5001);
	access_record(&log, &failed, STR(""), 5999);
	assert_str(taken(ends[0], storage), STR(""));
	access_record(&log, &answered, HOST, 5999);
	assert_str(taken(ends[0], storage),
	    STR("vitae: gemini 20 / 2310\n"));
	access_record(&log, &failed, STR(""), 6000);
	assert_str(taken(ends[0], storage),
	    STR(FAILED " (and 2 more since the last such line)\n"));
	access_record(&log, &failed, STR(""), 7000);
	assert_str(taken(ends[0], storage), STR(FAILED "\n"));
	config.off = true;
	access_record(&log, &answered, HOST, 9000);
	access_record(&log, &failed, STR(""), 9000);
	assert_str(taken(ends[0], storage), STR(""));
	close(ends[0]);
	close(ends[1]);
}

static void
names_are_known(void **state)
{
	enum access_format format = ACCESS_PLAIN;
	enum access_address address = ADDRESS_NONE;

	(void)state;
	assert_true(access_format(STR("json"), &format));
	assert_int_equal(format, ACCESS_JSON);
	assert_true(access_format(STR("plain"), &format));
	assert_int_equal(format, ACCESS_PLAIN);
	assert_true(access_format(STR("tab"), &format));
	assert_true(access_format(STR("combined"), &format));
	assert_false(access_format(STR("JSON"), &format));
	assert_false(access_format(STR(""), &format));
	assert_int_equal(format, ACCESS_COMBINED);
	assert_true(access_address(STR("full"), &address));
	assert_int_equal(address, ADDRESS_FULL);
	assert_true(access_address(STR("truncated"), &address));
	assert_true(access_address(STR("no"), &address));
	assert_false(access_address(STR("none"), &address));
	assert_int_equal(address, ADDRESS_NONE);
}

static void
a_file_is_made_and_appended_to(void **state)
{
	char folder[] = "/tmp/vitae-access-XXXXXX";
	char path[64];
	struct access_config config = { .file = path };
	struct stat st;
	mode_t mask = umask(0);
	int fd;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/log", folder);
	for (int i = 1; i <= 2; i++) {
		fd = access_open(&config);
		assert_true(fd >= 0);
		assert_int_equal(write(fd, "a\n", 2), 2);
		assert_int_equal(fstat(fd, &st), 0);
		assert_int_equal(st.st_size, 2 * i);
		assert_int_equal(st.st_mode & 07777, 0640);
		close(fd);
	}
	umask(mask);
	config.file = folder;
	assert_int_equal(access_open(&config), -1);
	config.file = NULL;
	assert_int_equal(access_open(&config), STDERR_FILENO);
	unlink(path);
	rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(failures_are_told_once_a_second),
		cmocka_unit_test(names_are_known),
		cmocka_unit_test(a_file_is_made_and_appended_to),
	};

	return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
