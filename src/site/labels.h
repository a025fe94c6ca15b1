/* SPDX-License-Identifier: ISC */
#ifndef SITE_LABELS_H
#define SITE_LABELS_H

/*
 * labels -- files whose types and languages their owner knows better (M-11).
 */

#include "base/arena.h"
#include "base/diag.h"
#include "site/files.h"
#include "site/policy.h"

/*
 * Set media and lang of those files that have a label in the policy, which may
 * be NULL. What becomes text is read as such: its findings go to d.
 */
void labels_set(struct arena *a, const struct policy *policy,
    struct files *files, struct diags *d);

#endif
