/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_PEM_H
#define APP_CERT_PEM_H

/*
 * cert_pem -- PEM texts to and from the library's values, for app/cert_*.
 */

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* The key in a text, without a passphrase; NULL if there is none. Owned. */
EVP_PKEY *cert_pem_key(struct str text);

/*
 * The first certificate in a text, and how many there are; NULL if there is
 * none, or if something that calls itself one is damaged. Owned.
 */
X509 *cert_pem_chain(struct str text, size_t *count);

/* Append what was written to a memory BIO. */
void cert_pem_take(BIO *text, struct buf *out);

/* Whether a canonical host name is an IP literal. */
bool cert_is_ip(struct str name);

#endif
