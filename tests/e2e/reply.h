/* SPDX-License-Identifier: ISC */
#ifndef E2E_REPLY_H
#define E2E_REPLY_H

/*
 * reply -- what holds of every reply of a Gemini server, whatever was asked.
 */

#include "e2e/wire.h"

/* Whether what w has heard is one: G-60 to G-64, and G-95. Fails with why. */
void reply_check(const struct wire *w, const char *why);

#endif
