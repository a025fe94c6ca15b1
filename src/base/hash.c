/* SPDX-License-Identifier: ISC */
#include "base/hash.h"

#include <endian.h>
#include <string.h>

#define OFFSET_BASIS UINT64_C(0xcbf29ce484222325)
#define PRIME UINT64_C(0x00000100000001b3)

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * PRIME;
	/* Without this a change in a word's high bits would stay there. */
	return hash ^ (hash >> 32);
}

uint64_t
hash_bytes(struct str bytes)
{
	uint64_t hash = mix(OFFSET_BASIS, bytes.len);
	uint64_t word;

	while (bytes.len >= sizeof(word)) {
		memcpy(&word, bytes.at, sizeof(word));
		hash = mix(hash, le64toh(word));
		bytes = str_skip(bytes, sizeof(word));
	}
	word = 0;
	if (bytes.len > 0)
		memcpy(&word, bytes.at, bytes.len);
	return mix(hash, le64toh(word));
}

/* The last step of MurmurHash3: each bit of hash gets to about half of all. */
static uint64_t
spread(uint64_t hash)
{
	hash = (hash ^ (hash >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	hash = (hash ^ (hash >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ (hash >> 33);
}

uint64_t
hash_key(struct str key)
{
	return spread(hash_bytes(key));
}
