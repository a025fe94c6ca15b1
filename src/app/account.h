/* SPDX-License-Identifier: ISC */
#ifndef APP_ACCOUNT_H
#define APP_ACCOUNT_H

/*
 * account -- whom processes run as when they were started as root.
 */

#include <stdbool.h>
#include <sys/types.h>

struct account {
	char name[64];
	uid_t user;
	gid_t group;
	bool change; /* false = we are that user already: nothing to do */
};

/*
 * The account of that name; of NULL, "vitae" if there is one, else "nobody".
 * Not root: nothing is to change, but a name that is not one's own is an
 * error. False, with a line in the log.
 */
bool account_find(struct account *account, const char *name);

/*
 * Become it, with no other group and no way back. False, with a line in the
 * log.
 */
bool account_become(const struct account *account);

#endif
