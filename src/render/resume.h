/* SPDX-License-Identifier: ISC */
#ifndef RENDER_RESUME_H
#define RENDER_RESUME_H

/*
 * resume -- a profile as a JSON Resume (jsonresume.org, schema 1.0.0).
 *
 * A form for programs, of the model itself: documents have lost by then what
 * is a date and what a place. It says what the schema has a name for, and
 * nothing that the profile does not.
 */

#include "base/buf.h"
#include "model/profile.h"
#include "proto/origin.h"

void resume_write(struct buf *out, const struct profile *p,
    const struct origin *o);

#endif
