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
 * that is none, URLs without a scheme, which lead nowhere, news without a day,
 * dates that do not exist, settings that are none, drawings that nothing
 * describes. Hints: hours of no known difference to UTC.
 */
void check_profile(const struct profile *p, struct diags *d);

/*
 * What is only true on a day: hints about news and posts of the future, and
 * what students do "now" if that was two years ago. Nothing if today is not
 * known.
 */
void check_today(const struct profile *p, const struct date *today,
    struct diags *d);

#endif
