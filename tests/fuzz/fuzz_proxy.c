/* SPDX-License-Identifier: ISC */
/*
 * A PROXY header. Its verdict does not depend on how the bytes arrive, nor on
 * what is behind them; it is within its bounds; and who is said to be there is
 * the same when a proxy says so again, in either version.
 */
#include <arpa/inet.h>
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "net/proxy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_line(struct buf *out, const union address *from)
{
	bool v6 = from->any.sa_family == AF_INET6;
	char text[INET6_ADDRSTRLEN];

	assert(inet_ntop(v6 ? AF_INET6 : AF_INET,
		   v6 ? (const void *)&from->v6.sin6_addr
		      : (const void *)&from->v4.sin_addr,
		   text, sizeof(text)) != NULL);
	buf_printf(out, "PROXY TCP%d %s %s 1 2\r\n", v6 ? 6 : 4, text, text);
}

static void
add_bytes(struct buf *out, const void *at, size_t len)
{
	buf_add(out, (struct str){ at, len });
}

static void
add_binary(struct buf *out, const union address *from)
{
	bool v6 = from->any.sa_family == AF_INET6;

	buf_add(out, STR("\r\n\r\n\0\r\nQUIT\n\x21"));
	buf_add(out, v6 ? STR("\x21\0\x24") : STR("\x11\0\x0c"));
	for (int i = 0; i < 2; i++) {
		if (v6)
			add_bytes(out, &from->v6.sin6_addr, 16);
		else
			add_bytes(out, &from->v4.sin_addr, 4);
	}
	buf_add(out, STR("\0\1\0\2"));
}

static void
check_again(const struct proxy_header *header,
    void (*add)(struct buf *out, const union address *from))
{
	unsigned char one[ADDRESS_BYTES], other[ADDRESS_BYTES];
	struct proxy_header again;
	struct buf out;

	buf_init(&out);
	add(&out, &header->from);
	assert(proxy_read(buf_str(&out), &again) == PROXY_DONE);
	assert(again.len == out.len && again.known);
	assert(address_bytes(&header->from.any, one));
	assert(address_bytes(&again.from.any, other));
	assert(memcmp(one, other, sizeof(one)) == 0);
	buf_release(&out);
}

static void
check_pieces(struct str in, enum proxy_verdict whole, size_t len)
{
	enum proxy_verdict before = PROXY_MORE;
	struct proxy_header header;

	for (size_t i = 0; i < in.len && i <= PROXY_MAX; i++) {
		enum proxy_verdict now = proxy_read(str_take(in, i), &header);

		assert(before == PROXY_MORE || now == before);
		assert(now == PROXY_MORE || now == whole);
		assert((now == PROXY_DONE) ==
		       (whole == PROXY_DONE && i >= len));
		before = now;
	}
	assert(in.len < PROXY_MAX || whole != PROXY_MORE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	struct proxy_header header;
	enum proxy_verdict verdict = proxy_read(in, &header);

	check_pieces(in, verdict, header.len);
	if (verdict != PROXY_DONE)
		return 0;
	assert(header.len <= size && header.len <= PROXY_MAX);
	assert(in.at[0] != 'P' || header.len <= PROXY_LINE_MAX);
	if (header.known) {
		check_again(&header, add_line);
		check_again(&header, add_binary);
	}
	return 0;
}
