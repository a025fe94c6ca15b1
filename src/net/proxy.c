/* SPDX-License-Identifier: ISC */
#include "net/proxy.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* Of version 2: this, version and command, family, two bytes of length. */
#define SIGNATURE STR("\r\n\r\n\0\r\nQUIT\n")
#define FIXED_LEN ((size_t)16)

/* Of version 1. */
#define GREETING STR("PROXY ")

enum {
	VERSION_LOCAL = 0x20, /* the proxy itself, as to see if we live */
	VERSION_PROXY = 0x21,
};

/* Address family and transport. */
enum {
	FAMILY_NONE = 0x00,
	FAMILY_TCP4 = 0x11,
	FAMILY_UDP4 = 0x12,
	FAMILY_TCP6 = 0x21,
	FAMILY_UDP6 = 0x22,
	FAMILY_UNIX_STREAM = 0x31,
	FAMILY_UNIX_DGRAM = 0x32,
};

static unsigned
byte_at(struct str in, size_t at)
{
	return (unsigned char)in.at[at];
}

/* A word that one blank ends, or the line; *line loses both. */
static bool
take_word(struct str *line, struct str *word)
{
	str_cut(*line, ' ', word, line);
	return word->len > 0;
}

static bool
take_address(struct str *line, bool v6, union address *a)
{
	struct str word;

	return take_word(line, &word) && address_parse(word, a) &&
	       a->any.sa_family == (v6 ? AF_INET6 : AF_INET);
}

static bool
take_port(struct str *line)
{
	struct str word;
	uint64_t port;

	return take_word(line, &word) && str_number(word, 65535, &port) &&
	       (word.len == 1 || word.at[0] != '0');
}

/* Two addresses and two ports, and nothing behind them. */
static enum proxy_verdict
read_endpoints(struct str line, bool v6, struct proxy_header *header)
{
	union address to;

	header->known = true;
	if (!take_address(&line, v6, &header->from) ||
	    !take_address(&line, v6, &to) || !take_port(&line))
		return PROXY_BAD;
	if (str_index(line, ' ') < line.len || !take_port(&line))
		return PROXY_BAD;
	return PROXY_DONE;
}

static enum proxy_verdict
read_line(struct str line, struct proxy_header *header)
{
	struct str family, rest;

	str_cut(str_skip(line, GREETING.len), ' ', &family, &rest);
	if (str_eq(family, STR("UNKNOWN")))
		return PROXY_DONE;
	if (str_eq(family, STR("TCP4")))
		return read_endpoints(rest, false, header);
	if (str_eq(family, STR("TCP6")))
		return read_endpoints(rest, true, header);
	return PROXY_BAD;
}

static enum proxy_verdict
read_text(struct str in, struct proxy_header *header)
{
	struct str seen = str_take(in, PROXY_LINE_MAX);
	size_t end = str_index(seen, '\n');

	if (end == seen.len)
		return seen.len < PROXY_LINE_MAX ? PROXY_MORE : PROXY_BAD;
	header->len = end + 1;
	if (seen.at[end - 1] != '\r' || str_index(seen, '\r') != end - 1)
		return PROXY_BAD;
	return read_line(str_take(seen, end - 1), header);
}

/* How many bytes of addresses a family has at least; false if it is none. */
static bool
address_room(unsigned family, size_t *room)
{
	switch (family) {
	case FAMILY_NONE:
		*room = 0;
		return true;
	case FAMILY_TCP4:
	case FAMILY_UDP4:
		*room = 12;
		return true;
	case FAMILY_TCP6:
	case FAMILY_UDP6:
		*room = 36;
		return true;
	case FAMILY_UNIX_STREAM:
	case FAMILY_UNIX_DGRAM:
		*room = 216;
		return true;
	default:
		return false;
	}
}

/* The first address is the client's. */
static void
read_source(struct str data, unsigned family, struct proxy_header *header)
{
	union address *a = &header->from;

	if (family == FAMILY_TCP4) {
		a->v4.sin_family = AF_INET;
		memcpy(&a->v4.sin_addr, data.at, sizeof(a->v4.sin_addr));
		header->known = true;
	} else if (family == FAMILY_TCP6) {
		a->v6.sin6_family = AF_INET6;
		memcpy(&a->v6.sin6_addr, data.at, sizeof(a->v6.sin6_addr));
		header->known = true;
	}
}

static enum proxy_verdict
read_binary(struct str in, struct proxy_header *header)
{
	unsigned command, family;
	size_t len, room;

	if (in.len < FIXED_LEN)
		return PROXY_MORE;
	command = byte_at(in, 12);
	family = byte_at(in, 13);
	len = byte_at(in, 14) << 8 | byte_at(in, 15);
	if ((command != VERSION_LOCAL && command != VERSION_PROXY) ||
	    FIXED_LEN + len > PROXY_MAX)
		return PROXY_BAD;
	/* Whatever a proxy says of itself is to be passed over. */
	if (command == VERSION_PROXY &&
	    (!address_room(family, &room) || len < room))
		return PROXY_BAD;
	if (in.len < FIXED_LEN + len)
		return PROXY_MORE;
	header->len = FIXED_LEN + len;
	if (command == VERSION_PROXY)
		read_source(str_skip(in, FIXED_LEN), family, header);
	return PROXY_DONE;
}

/* Whether in begins as whole does, as far as it goes. */
static bool
may_become(struct str in, struct str whole)
{
	return str_eq(str_take(in, whole.len), str_take(whole, in.len));
}

enum proxy_verdict
proxy_read(struct str in, struct proxy_header *header)
{
	*header = (struct proxy_header){ 0 };
	if (in.len == 0)
		return PROXY_MORE;
	if (may_become(in, GREETING))
		return read_text(in, header);
	if (may_become(in, SIGNATURE))
		return read_binary(in, header);
	return PROXY_BAD;
}

/* Peeked at first, as what is behind the header is for others. */
enum proxy_verdict
proxy_take(struct proxy_intake *intake, int fd, struct proxy_header *header)
{
	const size_t before = intake->len;
	char *at = intake->bytes + before;
	enum proxy_verdict verdict;
	ssize_t got = recv(fd, at, PROXY_MAX - before, MSG_PEEK);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return PROXY_MORE;
	if (got <= 0)
		return PROXY_BAD;
	intake->len += (size_t)got;
	verdict = proxy_read((struct str){ intake->bytes, intake->len },
	    header);
	if (verdict == PROXY_DONE)
		intake->len = header->len;
	/* What has been peeked at is there. */
	if (recv(fd, at, intake->len - before, 0) < 0)
		return PROXY_BAD;
	return verdict;
}
