/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_H
#define APP_CERT_H

/*
 * cert -- a virtual host's certificate and key: found, or made once.
 *
 * Readers' clients pin what they saw first (TOFU), so a pair that is there is
 * never replaced by this code, not even an expired one (G-100). It is either in
 * files that the owner names, or DIR/NAME.crt and DIR/NAME.key in the folder of
 * certificates, NAME being the host's first name (an IPv6 address without its
 * brackets).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "net/tls.h"

#define CERT_PATH_MAX 4096
#define CERT_FILE_MAX ((size_t)1 << 20) /* bytes */

/* What a pair is wanted for, and where it is. All of it is borrowed. */
struct cert_want {
	/* Canonical; behind the first may be "*.example.org" and "*". */
	const struct str *names;
	size_t count; /* at least 1 */
	/* PEM files; no chain = in the folder, no key = in the chain's file. */
	const char *chain;
	const char *key;
	const char *folder; /* made if it is missing */
};

struct cert_files {
	char chain[CERT_PATH_MAX];
	char key[CERT_PATH_MAX]; /* may be the same */
};

/* The texts of both files. */
struct cert_pair {
	struct cert_files files;
	struct buf chain;
	struct buf key;
};

/*
 * Find the pair, making it in the folder if both files are missing there, and
 * read it. False, with errors in d, if it is not usable: unreadable, no PEM, a
 * key with a passphrase or of another certificate, or half a pair in the
 * folder: a certificate without its key is no reason to make a new one. What
 * readers' clients may trip over are warnings in d (cert_look.h). In either
 * case cert_release() ends it.
 */
bool cert_load(const struct cert_want *want, struct cert_pair *pair,
    struct diags *d);
void cert_release(struct cert_pair *pair);

/* The two halves of cert_load(): where it is, made if need be, and the rest. */
bool cert_find(const struct cert_want *want, struct cert_files *files,
    struct diags *d);
bool cert_read(const struct cert_want *want, const struct cert_files *files,
    struct cert_pair *pair, struct diags *d);

/* As cert_load(), but nothing is made, and what would be made is no error. */
bool cert_check(const struct cert_want *want, struct diags *d);

/* As tls_use() wants it; views into pair. */
struct tls_pair cert_tls_pair(const struct cert_pair *pair);

/* Which files those are; false, with an error in d, if a path is too long. */
bool cert_files(const struct cert_want *want, struct cert_files *files,
    struct diags *d);

/* Whether both files are there, one of them, or none. */
enum cert_there {
	CERT_BOTH,
	CERT_HALF,
	CERT_MISSING,
};
enum cert_there cert_there(const struct cert_files *files);

#endif
