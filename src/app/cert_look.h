/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_LOOK_H
#define APP_CERT_LOOK_H

/*
 * cert_look -- what is wrong with a certificate and its key.
 */

#include <stdbool.h>

#include "app/cert.h"
#include "base/diag.h"
#include "net/tls_pair.h"

#define CERT_DAYS_WARNED 14

/*
 * False, with an error in d, if a server cannot use the pair: no PEM, a key
 * with a passphrase, or of another certificate, or too weak for the library.
 */
bool cert_look_usable(const struct cert_pair *pair, struct diags *d);

/* What is wrong with a pair in words, as an error; nothing if it is fine. */
void cert_look_fault(enum tls_pair_fault fault, const char *reason,
    const struct cert_files *files, struct diags *d);

/*
 * Warnings of what clients may trip over: a name that the certificate of a
 * usable pair lacks, its dates, an old version, a weak key, a CA's certificate,
 * one whose issuer's is missing; and of a key that others can read.
 */
void cert_look(const struct cert_pair *pair, const struct str *names,
    size_t count, struct diags *d);

#endif
