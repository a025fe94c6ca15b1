/* SPDX-License-Identifier: ISC */
#ifndef E2E_XMLLINT_H
#define E2E_XMLLINT_H

/*
 * xmllint -- what libxml2 says about a text.
 */

#include "e2e/program.h"

/* What RFC 4287 asks for; tests run at the root of the project. */
#define XMLLINT_ATOM "--relaxng tests/atom.rng"

/* Status 0 if it is well formed and what the options ask. */
struct ran xmllint(const char *options, struct str text);

#endif
