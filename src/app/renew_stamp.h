/* SPDX-License-Identifier: ISC */
#ifndef APP_RENEW_STAMP_H
#define APP_RENEW_STAMP_H

/*
 * renew_stamp -- how a file looks from outside, to see whether it has changed.
 */

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

/* If two of these are the same, so are the bytes, and who may read them. */
struct renew_stamp {
	bool there;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

/* Symbolic links are followed: some programs renew by turning them around. */
struct renew_stamp renew_stamp_of(const char *path);

/* Whether the file differs from its stamp, which is brought up to date. */
bool renew_stamp_changed(const char *path, struct renew_stamp *stamp);

#endif
