/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_H
#define APP_CERT_H

/*
 * cert -- the server's certificate: made once, kept for ever after.
 *
 * Readers' clients pin what they saw first (TOFU), so an existing certificate
 * is never replaced by this code, not even an expired one. A new one is ECDSA
 * P-256, X.509 v3, self-signed, names every host in its SAN (IP literals as
 * addresses) and lasts a hundred years (G-99, G-100).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define CERT_PATH_MAX 4096

struct cert_files {
	char chain[CERT_PATH_MAX]; /* DIR/HOST.crt, mode 0644 */
	char key[CERT_PATH_MAX];   /* DIR/HOST.key, mode 0600 */
};

/*
 * Find, or make, the certificate for hosts (canonical; the first names the
 * files) in a directory, which is made if it is missing. Logs the fingerprints,
 * and warns of names the certificate lacks, of its expiry, and of a key that
 * others can read. False, with one line in the log, if there is no usable pair:
 * a certificate without its key is an error, not a reason to make a new one.
 */
bool cert_ensure(const char *directory, const struct str *hosts, size_t count,
    struct cert_files *files);

#endif
