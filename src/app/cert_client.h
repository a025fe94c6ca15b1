/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_CLIENT_H
#define APP_CERT_CLIENT_H

/*
 * cert_client -- a certificate to visit zones with, and its line for a list of
 * members.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

#define CERT_CLIENT_DAYS 730

/*
 * Write a new key and a certificate for it, valid for as many days, to a file
 * of mode 0600 that must not be there yet, and append the line "NAME
 * FINGERPRINT" for site/members to line. False, with an error in d, if that
 * fails or no member can have such a name.
 */
bool cert_client(const char *path, const char *name, long days,
    struct buf *line, struct diags *d);

#endif
