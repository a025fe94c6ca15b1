/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_RENEW_H
#define APP_CERT_RENEW_H

/*
 * cert_renew -- a new self-signed certificate for the key that there is.
 *
 * For new names, or a date that comes near. Clients that remember the public
 * key go on without asking their reader; others have to ask.
 */

#include <stdbool.h>

#include "app/cert.h"

/*
 * Replace the certificate of a pair, as a whole or not at all, by one for the
 * names that are wanted now. False, with errors in d or the log and the old one
 * untouched, if there is no usable pair or it is signed by somebody else, whose
 * program is to renew it.
 */
bool cert_renew(const struct cert_want *want, struct diags *d);

#endif
