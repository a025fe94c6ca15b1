/* SPDX-License-Identifier: ISC */
#ifndef SITE_ENROL_H
#define SITE_ENROL_H

/*
 * enrol -- the page of a zone that shows visitors their own certificate.
 *
 * Clients hardly show what a list of members wants to know (site/members.h).
 * This page does, as a line to be sent to the owner, and tells who is in the
 * list already. What it shows is the visitor's own: nothing of others, and no
 * name, for the names in the list are the owner's.
 */

#include "base/buf.h"
#include "base/str.h"
#include "site/guard.h"
#include "site/shelf.h"

#define ENROL_MEDIA STR("text/gemini; charset=utf-8; lang=en")

/* The path of a zone's page, percent-encoded, for links. */
void enrol_path(struct buf *out, struct str zone);

/*
 * Append the page at the decoded path, which lies in a zone, as gemtext.
 * visitor has a certificate.
 */
void enrol_write(struct buf *out, const struct shelf *shelf, struct str path,
    const struct visitor *visitor);

#endif
