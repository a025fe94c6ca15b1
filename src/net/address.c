/* SPDX-License-Identifier: ISC */
#include "net/address.h"

#include <arpa/inet.h>
#include <string.h>

static const unsigned char v4_prefix[ADDRESS_V4_BITS / 8] = {
	[10] = 0xff,
	[11] = 0xff,
};

socklen_t
address_len(const union address *a)
{
	return a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
}

bool
address_parse(struct str text, union address *a)
{
	char spelled[INET6_ADDRSTRLEN];

	if (text.len == 0 || text.len >= sizeof(spelled) ||
	    str_index(text, '\0') < text.len)
		return false;
	memcpy(spelled, text.at, text.len);
	spelled[text.len] = '\0';
	memset(a, 0, sizeof(*a));
	if (str_index(text, ':') < text.len) {
		a->v6.sin6_family = AF_INET6;
		return inet_pton(AF_INET6, spelled, &a->v6.sin6_addr) == 1;
	}
	a->v4.sin_family = AF_INET;
	return inet_pton(AF_INET, spelled, &a->v4.sin_addr) == 1;
}

bool
address_bytes(const struct sockaddr *a, unsigned char bytes[ADDRESS_BYTES])
{
	struct sockaddr_in6 v6;
	struct sockaddr_in v4;

	switch (a->sa_family) {
	case AF_INET:
		memcpy(&v4, a, sizeof(v4));
		memcpy(bytes, v4_prefix, sizeof(v4_prefix));
		memcpy(bytes + sizeof(v4_prefix), &v4.sin_addr,
		    sizeof(v4.sin_addr));
		return true;
	case AF_INET6:
		memcpy(&v6, a, sizeof(v6));
		memcpy(bytes, &v6.sin6_addr, ADDRESS_BYTES);
		return true;
	default:
		memset(bytes, 0, ADDRESS_BYTES);
		return false;
	}
}

bool
address_is_v4(const unsigned char bytes[ADDRESS_BYTES])
{
	return memcmp(bytes, v4_prefix, sizeof(v4_prefix)) == 0;
}

void
address_mask(unsigned char bytes[ADDRESS_BYTES], unsigned bits)
{
	unsigned whole = bits / 8;

	if (bits % 8 != 0)
		bytes[whole++] &= (unsigned char)(0xff00 >> bits % 8);
	if (whole < ADDRESS_BYTES)
		memset(bytes + whole, 0, ADDRESS_BYTES - whole);
}
