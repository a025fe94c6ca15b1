/* SPDX-License-Identifier: ISC */
#ifndef SITE_BANNER_H
#define SITE_BANNER_H

/*
 * banner -- the file of text art that stands above the home page.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "site/files.h"

/*
 * The lines of that one of files which the field Banner of p names, clean as
 * those of a NODE_PRE; empty without that field. One that is not there is a
 * warning [missing-file] at the field, one that is no text an error.
 */
struct str banner_load(const struct files *files, struct arena *a,
    const struct profile *p, struct diags *d);

#endif
