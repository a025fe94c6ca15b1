/* SPDX-License-Identifier: ISC */
#ifndef BASE_HASH_H
#define BASE_HASH_H

/*
 * hash -- a fast checksum against damage, not against intent.
 *
 * FNV-1a's step over 8-byte little-endian words, the last one padded with
 * zeros, started from the length. Whoever can write the file can also write
 * the sum.
 */

#include <stdint.h>

#include "base/str.h"

uint64_t hash_bytes(struct str bytes);

/*
 * For tables: paths that differ in a digit have sums whose low bits hardly do,
 * and would crowd together.
 */
uint64_t hash_key(struct str key);

#endif
