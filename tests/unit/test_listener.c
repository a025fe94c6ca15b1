/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/listener.h"

static int
connect_to_address(const union address *address, uint16_t port)
{
	union address to = *address;
	int fd = socket(to.any.sa_family, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	if (to.any.sa_family == AF_INET6)
		to.v6.sin6_port = htons(port);
	else
		to.v4.sin_port = htons(port);
	assert_int_equal(connect(fd, &to.any, address_len(&to)), 0);
	return fd;
}

static int
connect_to(uint16_t port)
{
	union address loopback;

	assert_true(address_parse(STR("127.0.0.1"), &loopback));
	return connect_to_address(&loopback, port);
}

static void
what_is_no_address_is_EINVAL(void **state)
{
	static const char *const texts[] = {
		"",
		"1965",
		":1965",
		"127.0.0.1",
		"127.0.0.1:",
		"127.0.0.1:x",
		"127.0.0.1:65536",
		"127.0.0.1:-1",
		"localhost:1965",
		"::1:1965",
		"[::1]",
		"[::g]:1965",
		"[127.0.0.1]:1965",
		"[]:1965",
		"127.0.0.1:1965 ",
		"1.2.3.4.5:1",
	};
	struct listener l;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_row(listener_open(str_of(texts[i]), &l) == EINVAL,
		    texts[i]);
}

static void
port_0_takes_a_free_one_and_says_which(void **state)
{
	union address from;
	struct listener l;
	int peer, fd;

	(void)state;
	assert_int_equal(listener_open(STR("127.0.0.1:0"), &l), 0);
	assert_int_not_equal(l.port, 0);
	assert_int_equal(listener_accept(&l, &fd, &from), ACCEPT_NONE);
	peer = connect_to(l.port);
	assert_int_equal(listener_accept(&l, &fd, &from), ACCEPTED);
	close(fd);
	close(peer);
	listener_close(&l);
}

/* Of both families, and not only of the family: it is what limits go by. */
static void
who_comes_is_told_X25(void **state)
{
	static const char *const addresses[] = { "127.0.0.1", "::1" };

	(void)state;
	for (size_t i = 0; i < COUNT(addresses); i++) {
		unsigned char is[ADDRESS_BYTES], shall[ADDRESS_BYTES];
		struct str text = str_of(addresses[i]);
		union address from, to;
		struct listener l;
		char bound[32];
		int peer, fd;

		snprintf(bound, sizeof(bound), i == 0 ? "%s:0" : "[%s]:0",
		    addresses[i]);
		if (listener_open(str_of(bound), &l) != 0)
			continue; /* a host without IPv6 */
		assert_true(address_parse(text, &to));
		peer = connect_to_address(&to, l.port);
		assert_int_equal(listener_accept(&l, &fd, &from), ACCEPTED);
		assert_true(address_bytes(&from.any, is));
		assert_true(address_bytes(&to.any, shall));
		assert_memory_equal(is, shall, ADDRESS_BYTES);
		close(fd);
		close(peer);
		listener_close(&l);
	}
}

static void
a_port_in_use_is_EADDRINUSE(void **state)
{
	struct listener first, second;
	char address[32];

	(void)state;
	assert_int_equal(listener_open(STR("127.0.0.1:0"), &first), 0);
	snprintf(address, sizeof(address), "127.0.0.1:%u", first.port);
	assert_int_equal(listener_open(str_of(address), &second), EADDRINUSE);
	listener_close(&first);
}

static void
both_families_can_share_a_port_G107(void **state)
{
	struct listener v4, v6;
	char address[32];
	int error;

	(void)state;
	assert_int_equal(listener_open(STR("0.0.0.0:0"), &v4), 0);
	snprintf(address, sizeof(address), "[::]:%u", v4.port);
	error = listener_open(str_of(address), &v6);
	if (error == 0)
		listener_close(&v6);
	else
		assert_int_equal(error, EAFNOSUPPORT); /* a host without IPv6 */
	listener_close(&v4);
}

static void
no_descriptor_left_is_told_apart_from_nobody_there_X24(void **state)
{
	struct rlimit before, none;
	union address from;
	struct listener l;
	int peer, fd;

	(void)state;
	assert_int_equal(listener_open(STR("127.0.0.1:0"), &l), 0);
	peer = connect_to(l.port);
	getrlimit(RLIMIT_NOFILE, &before);
	none = (struct rlimit){ (rlim_t)peer, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(listener_accept(&l, &fd, &from), ACCEPT_FULL);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_int_equal(listener_accept(&l, &fd, &from), ACCEPTED);
	close(fd);
	close(peer);
	listener_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_address_is_EINVAL),
		cmocka_unit_test(port_0_takes_a_free_one_and_says_which),
		cmocka_unit_test(who_comes_is_told_X25),
		cmocka_unit_test(a_port_in_use_is_EADDRINUSE),
		cmocka_unit_test(both_families_can_share_a_port_G107),
		cmocka_unit_test(
		    no_descriptor_left_is_told_apart_from_nobody_there_X24),
	};

	return cmocka_run_group_tests_name("listener", tests, NULL, NULL);
}
