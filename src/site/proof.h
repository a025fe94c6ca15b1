/* SPDX-License-Identifier: ISC */
#ifndef SITE_PROOF_H
#define SITE_PROOF_H

/*
 * proof -- what readers may stumble over in a text served as it is.
 */

#include "base/diag.h"
#include "site/files.h"

/*
 * Of a file whose media is text/..., at most once each: a byte order mark
 * (G-68), line ends of two kinds or of CR alone (G-67), bytes that are not
 * UTF-8 or a NUL, for which no charset can be stated (M-04). Of a large file's
 * line ends it is how the file begins that counts. Nothing is changed.
 */
void proof_file(const struct file *f, struct diags *d);

#endif
