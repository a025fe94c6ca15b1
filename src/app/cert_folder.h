/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_FOLDER_H
#define APP_CERT_FOLDER_H

/*
 * cert_folder -- the files of the folder of certificates, written.
 *
 * One process at a time, under a lock of the folder: servers that start at the
 * same time make one certificate, not two.
 */

#include <stdbool.h>

#include "app/cert.h"
#include "base/diag.h"

/*
 * Make the pair if both of its files are missing; *made says whether. A folder
 * that is missing is made. False, with an error in d, if that fails or one of
 * the files is there without the other.
 */
bool cert_folder_make(const struct cert_want *want,
    const struct cert_files *files, bool *made, struct diags *d);

/* Write a PEM text to a file that must not be there yet. */
bool cert_folder_write(const char *path, int mode, struct str text,
    struct diags *d);

#endif
