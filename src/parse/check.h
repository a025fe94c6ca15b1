/* SPDX-License-Identifier: ISC */
#ifndef PARSE_CHECK_H
#define PARSE_CHECK_H

/*
 * check -- what a profile lacks, and values that are not what they should be.
 */

#include "base/diag.h"
#include "model/profile.h"

/*
 * Errors: no name, a language tag that is none. Warnings: no address, or one
 * that is none, and URLs without a scheme, which lead nowhere.
 */
void check_profile(const struct profile *p, struct diags *d);

#endif
