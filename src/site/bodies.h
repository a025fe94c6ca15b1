/* SPDX-License-Identifier: ISC */
#ifndef SITE_BODIES_H
#define SITE_BODIES_H

/*
 * bodies -- pages as bytes, rendered only if they have changed.
 *
 * The version is memory_page()'s: a page of the same one is remembered, if
 * anything is. Bodies live in the arena or in the memory.
 */

#include "render/render.h"
#include "site/publish.h"

struct str body_gemini(struct publish *p, const struct doc *doc,
    uint64_t version);
struct str body_gopher(struct publish *p, const struct doc *doc,
    const struct gopher_form *form, uint64_t version);

#endif
