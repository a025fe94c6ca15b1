/* SPDX-License-Identifier: ISC */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

/*
 * address -- IP addresses as text, as a socket's, and as bytes to compare.
 */

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/str.h"

/* Of a socket: a quarter of what a sockaddr_storage takes. */
union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

socklen_t address_len(const union address *a);

/* An IP address in its usual spelling, with port 0; IPv6 without brackets. */
bool address_parse(struct str text, union address *a);

/* In network order whichever family it is: IPv4 is ::ffff:0:0/96. */
#define ADDRESS_BYTES 16
#define ADDRESS_V4_BITS 96 /* in front of an IPv4 address */

/* False, and all zero, if it is neither IPv4 nor IPv6. */
bool address_bytes(const struct sockaddr *a,
    unsigned char bytes[ADDRESS_BYTES]);

/* Whether it is an IPv4 address, or one that an IPv6 socket shows so. */
bool address_is_v4(const unsigned char bytes[ADDRESS_BYTES]);

/* Zero whatever stands behind the first bits. */
void address_mask(unsigned char bytes[ADDRESS_BYTES], unsigned bits);

#endif
