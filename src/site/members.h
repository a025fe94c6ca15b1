/* SPDX-License-Identifier: ISC */
#ifndef SITE_MEMBERS_H
#define SITE_MEMBERS_H

/*
 * members -- the list of those who may enter a zone, in a file of its own.
 *
 * One member per line: a name, the SHA-256 fingerprint of the client
 * certificate or of its public key, and, if access ends, its last day:
 *
 *	# who		fingerprint			until
 *	alice		3f:a2:...:09
 *	bob@laptop	SHA256:0d9c...e1		2027-06-30
 *
 * Blanks or TABs between the fields, '#' begins a comment line, empty lines are
 * none. A fingerprint is 64 hexadecimal digits in either case, with or without
 * colons, with or without "SHA256:" in front. A name is printable and without
 * blanks.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/date.h"

#define MEMBERS_DIGEST 32		   /* bytes of SHA-256 */
#define MEMBERS_FILE_MAX ((size_t)4 << 20) /* bytes */
#define MEMBERS_NAME_MAX 100		   /* bytes */

struct member {
	struct str name;
	unsigned char digest[MEMBERS_DIGEST];
	struct date until; /* last day, UTC; unknown = no end */
};

struct members {
	const struct member *at; /* by digest */
	size_t count;
};

/*
 * Read a list; all of it lives in a. A line that is not understood is an error
 * in d with line and column, and is left out; the same fingerprint twice is a
 * warning, and the first line holds. A list larger than MEMBERS_FILE_MAX, which
 * is room for 60,000, is an error and has nobody.
 */
struct members members_parse(struct arena *a, struct str text, struct str file,
    struct diags *d);

/*
 * Whether text can be a member's name: 1 to MEMBERS_NAME_MAX bytes of UTF-8,
 * none of them blank or unprintable, and no '#' in front.
 */
bool members_is_name(struct str text);

/* The member with a digest, or NULL. O(log n). */
const struct member *members_find(const struct members *members,
    const unsigned char digest[MEMBERS_DIGEST]);

#endif
