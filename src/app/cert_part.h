/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_PART_H
#define APP_CERT_PART_H

/*
 * cert_part -- what the parts of app/cert share.
 */

#include <openssl/bio.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* Append what was written to a memory BIO. */
void cert_part_take(BIO *text, struct buf *out);

/* Whether a canonical host name is an IP literal. */
bool cert_is_ip(struct str name);

#endif
