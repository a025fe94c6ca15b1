/* SPDX-License-Identifier: ISC */
#include "net/control.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "unit/unit.h"

/* What a message looks like on its way, said again on purpose. */
struct raw {
	uint32_t what;
	uint32_t host;
	uint32_t part;
	uint32_t carries; /* 1 = bytes, 2 = a handle */
};

struct taken {
	size_t count;
	enum control_what what;
	uint32_t host;
	uint32_t part;
	struct buf bytes;
	int kept; /* a handle, if it is to be kept; 0 = it is not */
};

static void
remember(void *arg, struct control *message)
{
	struct taken *taken = arg;

	taken->count++;
	taken->what = message->what;
	taken->host = message->host;
	taken->part = message->part;
	buf_clear(&taken->bytes);
	buf_add(&taken->bytes, message->bytes);
	if (taken->kept == 0)
		return;
	taken->kept = message->handle;
	message->handle = -1;
}

static size_t
open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t count = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count;
}

static void
send_message(int end, const struct control *message)
{
	int fd = control_seal(message->bytes);

	assert_true(fd >= 0);
	assert_true(control_send(end, message, fd));
	close(fd);
}

static void
a_message_arrives_as_it_was_sent(void **state)
{
	struct taken taken = { 0 };
	const struct control members = {
		.what = CONTROL_MEMBERS,
		.host = 7,
		.part = 3,
		.bytes = STR("alice 00:01"),
		.handle = -1,
	};
	const struct control empty = {
		.what = CONTROL_CERTIFICATE,
		.handle = -1,
	};
	size_t before = open_descriptors();
	int ends[2];

	(void)state;
	assert_true(control_pair(ends));
	assert_int_equal(
	    control_take(ends[1], remember, &taken), CONTROL_NONE);
	send_message(ends[0], &members);
	send_message(ends[0], &empty);
	assert_int_equal(control_take(ends[1], remember, &taken), CONTROLLED);
	assert_int_equal(taken.what, CONTROL_MEMBERS);
	assert_int_equal(taken.host, 7);
	assert_int_equal(taken.part, 3);
	assert_str(buf_str(&taken.bytes), members.bytes);
	assert_int_equal(control_take(ends[1], remember, &taken), CONTROLLED);
	assert_int_equal(taken.what, CONTROL_CERTIFICATE);
	assert_int_equal(taken.bytes.len, 0);
	assert_int_equal(
	    control_take(ends[1], remember, &taken), CONTROL_NONE);
	assert_int_equal(taken.count, 2);
	close(ends[0]);
	assert_int_equal(
	    control_take(ends[1], remember, &taken), CONTROL_OVER);
	close(ends[1]);
	assert_int_equal(open_descriptors(), before);
	buf_release(&taken.bytes);
}

/* One that is not asked for must not stay open. */
static void
a_handle_is_whose_it_is_to_be(void **state)
{
	struct taken taken = { 0 };
	struct control message = { .what = CONTROL_IMAGE };
	size_t before = open_descriptors();
	int ends[2];

	(void)state;
	assert_true(control_pair(ends));
	message.handle = control_seal(STR("image"));
	assert_true(control_send(ends[0], &message, -1));
	assert_true(control_send(ends[0], &message, -1));
	close(message.handle);
	assert_int_equal(control_take(ends[1], remember, &taken), CONTROLLED);
	assert_int_equal(open_descriptors(), before + 2);
	taken.kept = -1;
	assert_int_equal(control_take(ends[1], remember, &taken), CONTROLLED);
	assert_int_equal(taken.what, CONTROL_IMAGE);
	assert_true(taken.kept > 0);
	assert_int_equal(open_descriptors(), before + 3);
	close(taken.kept);
	close(ends[0]);
	close(ends[1]);
	buf_release(&taken.bytes);
}

/* In a process of its own, which has nothing but its end of the pair. */
static int
expect_in_child(int end, struct str wanted)
{
	struct taken taken = { 0 };
	enum controlled result;

	while ((result = control_take(end, remember, &taken)) == CONTROL_NONE)
		continue;
	return result == CONTROLLED && str_eq(buf_str(&taken.bytes), wanted)
		   ? 0
		   : 1;
}

static void
another_process_gets_many_bytes(void **state)
{
	static char much[3 * 1024 * 1024];
	const struct control message = {
		.what = CONTROL_MEMBERS,
		.bytes = { much, sizeof(much) },
		.handle = -1,
	};
	int ends[2], status;
	pid_t pid;

	(void)state;
	memset(much, 'x', sizeof(much));
	assert_true(control_pair(ends));
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(ends[0]);
		_exit(expect_in_child(ends[1], message.bytes));
	}
	close(ends[1]);
	send_message(ends[0], &message);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(ends[0]);
}

/* What was sealed cannot be changed under the feet of who has mapped it. */
static void
sealed_bytes_stay_as_they_are(void **state)
{
	int fd = control_seal(STR("certificate"));

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "x", 1, 0), -1);
	assert_int_equal(ftruncate(fd, 0), -1);
	assert_int_equal(ftruncate(fd, 1000), -1);
	close(fd);
}

static void
a_full_channel_says_so(void **state)
{
	const struct control message = {
		.what = CONTROL_MEMBERS,
		.handle = -1,
	};
	int ends[2];
	int fd = control_seal(STR("x"));

	(void)state;
	assert_true(control_pair(ends));
	while (control_send(ends[0], &message, fd))
		continue;
	assert_int_equal(errno, EAGAIN);
	close(ends[1]);
	assert_false(control_send(ends[0], &message, fd));
	assert_int_not_equal(errno, EAGAIN);
	close(ends[0]);
	close(fd);
}

enum beside { /* what comes with a message */
	NOTHING,
	SEALED,
	TWO,
	OPEN_TO_CHANGE, /* a memfd without seals */
	SHRINKABLE,	/* one that may still be cut off: SIGBUS */
	A_PIPE,
	A_FILE,
	TOO_LONG,
};

static const struct {
	const char *why;
	struct raw raw;
	size_t len;
	enum beside beside;
} nonsense[] = {
	{ "no descriptor", { CONTROL_MEMBERS, 0, 0, 1 }, 16, NOTHING },
	{ "no handle", { CONTROL_IMAGE, 0, 0, 2 }, 16, NOTHING },
	{ "one of two", { CONTROL_IMAGE, 0, 0, 3 }, 16, SEALED },
	{ "two of one", { CONTROL_MEMBERS, 0, 0, 1 }, 16, TWO },
	{ "one of none", { CONTROL_MEMBERS, 0, 0, 0 }, 16, SEALED },
	{ "not sealed", { CONTROL_MEMBERS, 0, 0, 1 }, 16, OPEN_TO_CHANGE },
	{ "sealed but for its end", { CONTROL_MEMBERS, 0, 0, 1 }, 16,
	    SHRINKABLE },
	{ "a pipe", { CONTROL_MEMBERS, 0, 0, 1 }, 16, A_PIPE },
	{ "a file of the system", { CONTROL_MEMBERS, 0, 0, 1 }, 16, A_FILE },
	{ "too many bytes", { CONTROL_MEMBERS, 0, 0, 1 }, 16, TOO_LONG },
	{ "no such message", { CONTROL_KINDS, 0, 0, 1 }, 16, SEALED },
	{ "a wild number", { 0xffffffff, 0, 0, 1 }, 16, SEALED },
	{ "a short message", { CONTROL_MEMBERS, 0, 0, 1 }, 15, SEALED },
	{ "one byte", { CONTROL_MEMBERS, 0, 0, 1 }, 1, SEALED },
	{ "a long message", { CONTROL_MEMBERS, 0, 0, 1 }, 17, SEALED },
};

static int
make_memfd(int seals, off_t len)
{
	int fd = memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, len), 0);
	if (seals != 0)
		assert_int_equal(fcntl(fd, F_ADD_SEALS, seals), 0);
	return fd;
}

static size_t
make_beside(enum beside beside, int fds[2])
{
	switch (beside) {
	case NOTHING:
		return 0;
	case SEALED:
		fds[0] = control_seal(STR("x"));
		return 1;
	case TWO:
		fds[0] = control_seal(STR("x"));
		fds[1] = control_seal(STR("y"));
		return 2;
	case OPEN_TO_CHANGE:
		fds[0] = make_memfd(0, 10);
		return 1;
	case SHRINKABLE:
		fds[0] = make_memfd(F_SEAL_WRITE, 10);
		return 1;
	case A_PIPE:
		assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
		close(fds[1]);
		return 1;
	case A_FILE:
		fds[0] = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
		return 1;
	case TOO_LONG:
		fds[0] = make_memfd(F_SEAL_WRITE | F_SEAL_SHRINK,
		    (off_t)CONTROL_BYTES_MAX + 1);
		return 1;
	}
	return 0;
}

static void
send_raw(int end, const void *bytes, size_t len, const int *fds, size_t count)
{
	char padded[64] = { 0 };
	struct iovec part = { .iov_base = padded, .iov_len = len };
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(2 * sizeof(int))];
	} rights = { 0 };
	struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };

	memcpy(padded, bytes, sizeof(struct raw));
	if (count > 0) {
		struct cmsghdr *first;

		header.msg_control = &rights;
		header.msg_controllen = CMSG_SPACE(count * sizeof(int));
		first = CMSG_FIRSTHDR(&header);
		first->cmsg_level = SOL_SOCKET;
		first->cmsg_type = SCM_RIGHTS;
		first->cmsg_len = CMSG_LEN(count * sizeof(int));
		memcpy(CMSG_DATA(first), fds, count * sizeof(int));
	}
	assert_int_equal(sendmsg(end, &header, 0), (ssize_t)len);
}

static void
nonsense_is_refused_and_leaves_nothing_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(nonsense); i++) {
		struct taken taken = { 0 };
		size_t before = open_descriptors();
		int ends[2];
		int fds[2] = { -1, -1 };
		size_t count = make_beside(nonsense[i].beside, fds);

		assert_true(control_pair(ends));
		send_raw(ends[0], &nonsense[i].raw, nonsense[i].len, fds,
		    count);
		while (count > 0)
			close(fds[--count]);
		check_row(control_take(ends[1], remember, &taken) ==
			      CONTROL_OVER,
		    nonsense[i].why);
		check_row(taken.count == 0, nonsense[i].why);
		close(ends[0]);
		close(ends[1]);
		check_row(open_descriptors() == before, nonsense[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_arrives_as_it_was_sent),
		cmocka_unit_test(a_handle_is_whose_it_is_to_be),
		cmocka_unit_test(another_process_gets_many_bytes),
		cmocka_unit_test(sealed_bytes_stay_as_they_are),
		cmocka_unit_test(a_full_channel_says_so),
		cmocka_unit_test(nonsense_is_refused_and_leaves_nothing_open),
	};

	return cmocka_run_group_tests_name("control", tests, NULL, NULL);
}
