/* SPDX-License-Identifier: ISC */
#include "base/siphash.h"

#include <endian.h>
#include <string.h>

static uint64_t
turn(uint64_t word, unsigned by)
{
	return word << by | word >> (64 - by);
}

static void
rounds(uint64_t v[4], int count)
{
	while (count-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turn(v[1], 13) ^ v[0];
		v[3] = turn(v[3], 16) ^ v[2];
		v[0] = turn(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turn(v[1], 17) ^ v[2];
		v[3] = turn(v[3], 21) ^ v[0];
		v[2] = turn(v[2], 32);
	}
}

static void
take(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	rounds(v, 2);
	v[0] ^= word;
}

uint64_t
siphash(const struct siphash_key *key, struct str bytes)
{
	uint64_t last = (uint64_t)bytes.len << 56;
	uint64_t word;
	uint64_t v[4] = {
		key->half[0] ^ UINT64_C(0x736f6d6570736575),
		key->half[1] ^ UINT64_C(0x646f72616e646f6d),
		key->half[0] ^ UINT64_C(0x6c7967656e657261),
		key->half[1] ^ UINT64_C(0x7465646279746573),
	};

	while (bytes.len >= sizeof(word)) {
		memcpy(&word, bytes.at, sizeof(word));
		take(v, le64toh(word));
		bytes = str_skip(bytes, sizeof(word));
	}
	word = 0;
	if (bytes.len > 0)
		memcpy(&word, bytes.at, bytes.len);
	take(v, last | le64toh(word));
	v[2] ^= 0xff;
	rounds(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
