/* SPDX-License-Identifier: ISC */
#ifndef BASE_SIPHASH_H
#define BASE_SIPHASH_H

/*
 * siphash -- a hash that nobody can aim at without its key.
 *
 * SipHash-2-4 (Aumasson and Bernstein, 2012). For tables whose keys strangers
 * choose: with a random key they can neither crowd one place of the table nor
 * tell from a hash what it is of.
 */

#include <stdint.h>

#include "base/str.h"

struct siphash_key {
	uint64_t half[2];
};

uint64_t siphash(const struct siphash_key *key, struct str bytes);

#endif
