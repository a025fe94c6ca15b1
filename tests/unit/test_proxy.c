/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/proxy.h"

/* Of version 2: what comes before the command. */
#define SIGN "\r\n\r\n\0\r\nQUIT\n"
#define TCP4 "\xc6\x33\x64\x07\xcb\x00\x71\x08\xdc\x04\x00\x46"
#define V6 "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0"
#define TCP6 V6 "\x01" V6 "\x02\xdc\x04\x00\x46"
#define TLV "\x03\x00\x04\x12\x34\x56\x78\x04\x00\x01\x00"

/* The longest line of version 1, as the specification writes it. */
#define FULL "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
#define LONGEST "PROXY UNKNOWN " FULL " " FULL " 65535 65535\r\n"
#define TOO_LONG "PROXY UNKNOWN " FULL " " FULL " 65535  65535\r\n"
#define LONG_V6 "PROXY TCP6 " FULL " " FULL " 65535 65535\r\n"

static const struct {
	const char *why;
	struct str in;
	size_t len;	  /* of the header; 0 = it is none */
	const char *from; /* NULL = nobody is known */
} rows[] = {
	{ "v1 over IPv4",
	    STR_INIT("PROXY TCP4 198.51.100.7 203.0.113.8 56324 70\r\n/x\r\n"),
	    46, "198.51.100.7" },
	{ "v1 over IPv4, its longest",
	    STR_INIT("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535"
		     "\r\n"),
	    56, "255.255.255.255" },
	{ "v1 over IPv6",
	    STR_INIT("PROXY TCP6 2001:db8::1 2001:db8::2 56324 70\r\n"), 45,
	    "2001:db8::1" },
	{ "v1 over IPv6, its longest", STR_INIT(LONG_V6), 104, FULL },
	{ "v1 for nobody", STR_INIT("PROXY UNKNOWN\r\n\x16\x03"), 15, NULL },
	{ "v1 for nobody, its longest", STR_INIT(LONGEST), 107, NULL },
	{ "v1 for nobody, whatever follows",
	    STR_INIT("PROXY UNKNOWN a  b\r\n"), 20, NULL },
	{ "v1 ports from zero",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 0 0\r\n"), 36,
	    "192.0.2.1" },
	{ "v1 a byte too long", STR_INIT(TOO_LONG), 0, NULL },
	{ "v1 no CR", STR_INIT("PROXY UNKNOWN\n"), 0, NULL },
	{ "v1 a CR inside", STR_INIT("PROXY UNKNOWN \r\r\n"), 0, NULL },
	{ "v1 letter case", STR_INIT("PROXY tcp4 192.0.2.1 192.0.2.2 1 2\r\n"),
	    0, NULL },
	{ "v1 the greeting's", STR_INIT("proxy UNKNOWN\r\n"), 0, NULL },
	{ "v1 no family", STR_INIT("PROXY \r\n"), 0, NULL },
	{ "v1 two blanks", STR_INIT("PROXY  UNKNOWN\r\n"), 0, NULL },
	{ "v1 two blanks inside",
	    STR_INIT("PROXY TCP4 192.0.2.1  192.0.2.2 1 2\r\n"), 0, NULL },
	{ "v1 a blank behind",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 1 2 \r\n"), 0, NULL },
	{ "v1 a word behind",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n"), 0, NULL },
	{ "v1 a TAB", STR_INIT("PROXY TCP4\t192.0.2.1 192.0.2.2 1 2\r\n"), 0,
	    NULL },
	{ "v1 one port", STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n"), 0,
	    NULL },
	{ "v1 no addresses", STR_INIT("PROXY TCP4\r\n"), 0, NULL },
	{ "v1 a port beyond",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n"), 0, NULL },
	{ "v1 a leading zero",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 1 02\r\n"), 0, NULL },
	{ "v1 a sign", STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 +1 2\r\n"), 0,
	    NULL },
	{ "v1 an address of the other family",
	    STR_INIT("PROXY TCP4 2001:db8::1 192.0.2.2 1 2\r\n"), 0, NULL },
	{ "v1 the other one, too",
	    STR_INIT("PROXY TCP6 2001:db8::1 192.0.2.2 1 2\r\n"), 0, NULL },
	{ "v1 no whole address",
	    STR_INIT("PROXY TCP4 192.0.2 192.0.2.2 1 2\r\n"), 0, NULL },
	{ "v1 an address in octal",
	    STR_INIT("PROXY TCP4 192.0.2.010 192.0.2.2 1 2\r\n"), 0, NULL },
	{ "v1 a name", STR_INIT("PROXY TCP4 localhost 192.0.2.2 1 2\r\n"), 0,
	    NULL },
	{ "v1 NUL", STR_INIT("PROXY TCP4 192.0.2.1\0 192.0.2.2 1 2\r\n"), 0,
	    NULL },

	{ "v2 over IPv4", STR_INIT(SIGN "\x21\x11\0\x0c" TCP4 "/x\r\n"), 28,
	    "198.51.100.7" },
	{ "v2 over IPv6", STR_INIT(SIGN "\x21\x21\0\x24" TCP6 "\x16"), 52,
	    "2001:db8::1" },
	{ "v2 with TLVs", STR_INIT(SIGN "\x21\x11\0\x17" TCP4 TLV "x"), 39,
	    "198.51.100.7" },
	{ "v2 with a TLV that is none",
	    STR_INIT(SIGN "\x21\x11\0\x0e" TCP4 "\x03\xff"), 30,
	    "198.51.100.7" },
	{ "v2 of the proxy itself", STR_INIT(SIGN "\x20\0\0\0"), 16, NULL },
	{ "v2 LOCAL, its addresses skipped",
	    STR_INIT(SIGN "\x20\x11\0\x0c" TCP4), 28, NULL },
	{ "v2 LOCAL, too few of them to be any",
	    STR_INIT(SIGN "\x20\x11\0\x02\xc6\x33"), 18, NULL },
	{ "v2 LOCAL, of a family that is none",
	    STR_INIT(SIGN "\x20\x44\0\x02\xc6\x33"), 18, NULL },
	{ "v2 for nobody", STR_INIT(SIGN "\x21\0\0\x03\x01\x02\x03"), 19,
	    NULL },
	{ "v2 a datagram", STR_INIT(SIGN "\x21\x12\0\x0c" TCP4), 28, NULL },
	{ "v2 too short for IPv4",
	    STR_INIT(SIGN "\x21\x11\0\x0b" TCP4), 0, NULL },
	{ "v2 too short for IPv6", STR_INIT(SIGN "\x21\x21\0\x0c" TCP4), 0,
	    NULL },
	{ "v2 too short for a UNIX socket",
	    STR_INIT(SIGN "\x21\x31\0\x0c" TCP4), 0, NULL },
	{ "v2 a family that is none", STR_INIT(SIGN "\x21\x41\0\x0c" TCP4), 0,
	    NULL },
	{ "v2 a transport that is none",
	    STR_INIT(SIGN "\x21\x13\0\x0c" TCP4), 0, NULL },
	{ "v2 IPv4 without a transport",
	    STR_INIT(SIGN "\x21\x10\0\x0c" TCP4), 0, NULL },
	{ "v2 a command that is none", STR_INIT(SIGN "\x22\x11\0\x0c" TCP4),
	    0, NULL },
	{ "v2 of version 1", STR_INIT(SIGN "\x11\x11\0\x0c" TCP4), 0, NULL },
	{ "v2 of version 3", STR_INIT(SIGN "\x31\x11\0\x0c" TCP4), 0, NULL },
	{ "v2 a byte beyond 536", STR_INIT(SIGN "\x21\x11\x02\x09" TCP4), 0,
	    NULL },
	{ "v2 far beyond it", STR_INIT(SIGN "\x20\x00\xff\xff"), 0, NULL },
	{ "v2 a signature with a fault",
	    STR_INIT("\r\n\r\n\0\r\nQUIT\r\x21\x11\0\x0c" TCP4), 0, NULL },

	{ "a request", STR_INIT("/about\r\n"), 0, NULL },
	{ "an empty request", STR_INIT("\r\n\r\n/"), 0, NULL },
	{ "a handshake", STR_INIT("\x16\x03\x01"), 0, NULL },
	{ "a request that begins like it", STR_INIT("PROXIES\r\n"), 0, NULL },
};

static bool
is_from(const struct proxy_header *header, const char *from)
{
	union address want;

	if (from == NULL)
		return !header->known;
	assert_true(address_parse(str_of(from), &want));
	if (!header->known || header->from.any.sa_family != want.any.sa_family)
		return false;
	if (want.any.sa_family == AF_INET)
		return header->from.v4.sin_addr.s_addr ==
		       want.v4.sin_addr.s_addr;
	return memcmp(&header->from.v6.sin6_addr, &want.v6.sin6_addr,
		   sizeof(want.v6.sin6_addr)) == 0;
}

/* With every number of bytes there; what is behind the header is not read. */
static void
headers_are_read_strictly(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *why = rows[i].why;
		enum proxy_verdict verdict = PROXY_MORE;
		struct proxy_header header;

		for (size_t len = 0; len <= rows[i].in.len; len++) {
			enum proxy_verdict before = verdict;

			verdict = proxy_read(str_take(rows[i].in, len),
			    &header);
			check_row(before == PROXY_MORE || verdict == before,
			    why);
			check_row(verdict != PROXY_DONE ||
				      len >= rows[i].len,
			    why);
		}
		check_row(verdict == (rows[i].len > 0 ? PROXY_DONE : PROXY_BAD),
		    why);
		if (rows[i].len == 0)
			continue;
		check_row(header.len == rows[i].len, why);
		check_row(is_from(&header, rows[i].from), why);
	}
}

static void
the_longest_header_is_one(void **state)
{
	static char bytes[PROXY_MAX + 1] = SIGN "\x21\x11\x02\x08" TCP4;
	struct proxy_header header;

	(void)state;
	assert_int_equal(proxy_read((struct str){ bytes, PROXY_MAX - 1 },
			     &header),
	    PROXY_MORE);
	assert_int_equal(proxy_read((struct str){ bytes, sizeof(bytes) },
			     &header),
	    PROXY_DONE);
	assert_int_equal(header.len, PROXY_MAX);
}

/* Two sockets: what a proxy writes to one, is taken off the other. */
static void
connect_pair(int ends[2])
{
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
}

static enum proxy_verdict
take_all(struct proxy_intake *intake, int ends[2], struct str in, size_t piece,
    struct proxy_header *header)
{
	enum proxy_verdict verdict = PROXY_MORE;

	while (verdict == PROXY_MORE && in.len > 0) {
		struct str now = str_take(in, piece);

		assert_int_equal(write(ends[1], now.at, now.len), now.len);
		in = str_skip(in, now.len);
		verdict = proxy_take(intake, ends[0], header);
	}
	/* Whatever has not been written yet is the client's, too. */
	if (in.len > 0)
		assert_int_equal(write(ends[1], in.at, in.len), in.len);
	return verdict;
}

static void
what_is_behind_it_stays_in_the_socket(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].len == 0)
			continue;
		for (size_t piece = 1; piece <= rows[i].in.len; piece++) {
			struct str rest = str_skip(rows[i].in, rows[i].len);
			struct proxy_intake intake = { 0 };
			struct proxy_header header;
			char left[64];
			ssize_t got;
			int ends[2];

			connect_pair(ends);
			check_row(take_all(&intake, ends, rows[i].in, piece,
				      &header) == PROXY_DONE,
			    rows[i].why);
			got = read(ends[0], left, sizeof(left));
			assert_str(((struct str){ left,
				       got > 0 ? (size_t)got : 0 }),
			    rest);
			close(ends[0]);
			close(ends[1]);
		}
	}
}

static void
an_end_is_no_header(void **state)
{
	struct proxy_intake intake = { 0 };
	struct proxy_header header;
	int ends[2];

	(void)state;
	connect_pair(ends);
	assert_int_equal(proxy_take(&intake, ends[0], &header), PROXY_MORE);
	assert_int_equal(write(ends[1], "PROXY", 5), 5);
	assert_int_equal(proxy_take(&intake, ends[0], &header), PROXY_MORE);
	assert_int_equal(proxy_take(&intake, ends[0], &header), PROXY_MORE);
	close(ends[1]);
	assert_int_equal(proxy_take(&intake, ends[0], &header), PROXY_BAD);
	close(ends[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_read_strictly),
		cmocka_unit_test(the_longest_header_is_one),
		cmocka_unit_test(what_is_behind_it_stays_in_the_socket),
		cmocka_unit_test(an_end_is_no_header),
	};

	return cmocka_run_group_tests_name("proxy", tests, NULL, NULL);
}
