/* SPDX-License-Identifier: ISC */
#ifndef FRONT_RULE_H
#define FRONT_RULE_H

/*
 * rule -- what an owner's rule says to a reader.
 */

#include <stdbool.h>

#include "base/str.h"
#include "proto/origin.h"
#include "site/policy.h"

/* Whether it leads on, to rule->meta. */
bool rule_moves(const struct path_rule *rule);

/*
 * The text of one that does not: its own, or what the protocol of the view says
 * otherwise, so that 51 cannot be told from what is not there.
 */
struct str rule_text(const struct path_rule *rule, enum view v);

#endif
