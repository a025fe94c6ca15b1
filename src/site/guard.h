/* SPDX-License-Identifier: ISC */
#ifndef SITE_GUARD_H
#define SITE_GUARD_H

/*
 * guard -- who may see what lies in a zone of a capsule.
 *
 * The image knows its zones; who is let in is a list beside it (site/members.h)
 * that may change while the image stays. A zone without a list is closed to
 * everybody.
 */

#include <stdint.h>

#include "base/str.h"
#include "site/members.h"
#include "site/policy.h"

enum credential {
	CREDENTIAL_NONE, /* no certificate came */
	CREDENTIAL_GOOD,
	CREDENTIAL_EXPIRED,
	CREDENTIAL_EARLY,  /* not valid yet */
	CREDENTIAL_BROKEN, /* malformed, or its signature is wrong */
};

/* What a client has shown of itself in the handshake (G-102). */
struct visitor {
	enum credential credential;
	unsigned char cert[MEMBERS_DIGEST]; /* SHA-256 of the certificate */
	unsigned char key[MEMBERS_DIGEST];  /* ... of its public key (SPKI) */
	struct date today;		    /* UTC, when it came */
};

enum guard {
	GUARD_OPEN,    /* no zone, or a member */
	GUARD_ENROL,   /* "/members/enrol": shows visitors their certificate */
	GUARD_SLASH,   /* "/members" of the zone "/members/" (G-84) */
	GUARD_ASK,     /* 60 */
	GUARD_UNKNOWN, /* 61: not in the list */
	GUARD_ENDED,   /* 61: was, until the day in its line */
	GUARD_EXPIRED, /* 62, as the next two */
	GUARD_EARLY,
	GUARD_BROKEN,
};

struct shelf;

/*
 * What the guard says to visitor at the decoded path. To be asked before
 * anything is looked for, rules and the search among them: what is behind it is
 * nobody's business, nor whether it is there. *zone is the zone that covers the
 * path, its path empty if none does. visitor may be NULL: no certificate.
 * O(zones + log members), no allocation.
 */
enum guard guard_check(const struct shelf *shelf, struct str path,
    const struct visitor *visitor, struct zone *zone);

#endif
