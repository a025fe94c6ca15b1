/* SPDX-License-Identifier: ISC */
#ifndef SITE_OWN_URL_H
#define SITE_OWN_URL_H

/*
 * own_url -- URLs that lead back to the capsule they stand in.
 */

#include "base/arena.h"
#include "base/str.h"
#include "proto/origin.h"

/*
 * The encoded path that url has, if it is one of view v at o's host and public
 * port, asks no question and names nobody; else url itself. Of a Gopher URL
 * that is its selector, if this begins with a slash or is empty; its item type
 * is the link's affair.
 */
struct str own_url_path(struct arena *a, const struct origin *o, enum view v,
    struct str url);

#endif
