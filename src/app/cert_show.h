/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_SHOW_H
#define APP_CERT_SHOW_H

/*
 * cert_show -- a certificate in words: what readers' clients remember of it.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

#define CERT_DIGEST ((size_t)32)
#define CERT_PRINT_SIZE (3 * CERT_DIGEST) /* "3f:a2:...:09" and a NUL */

struct cert_facts {
	unsigned char cert[CERT_DIGEST]; /* SHA-256 of the certificate */
	unsigned char key[CERT_DIGEST];	 /* ... of its public key (SPKI) */
	char last_day[16];		 /* "2027-06-30", UTC */
	int days_left;			 /* below zero: has expired */
};

/* Of the first certificate in a PEM text; false if there is none. */
bool cert_facts(struct str chain, struct cert_facts *facts);

/* A fingerprint as people compare it. */
void cert_print(const unsigned char digest[CERT_DIGEST],
    char text[CERT_PRINT_SIZE]);

/*
 * All that there is to know of it, in lines of a name and a value: names,
 * issuer, dates, kind of key, fingerprints.
 */
void cert_show(struct str chain, struct buf *out);

/* Whether its issuer is itself. */
bool cert_is_self_signed(struct str chain);

#endif
