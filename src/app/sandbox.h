/* SPDX-License-Identifier: ISC */
#ifndef APP_SANDBOX_H
#define APP_SANDBOX_H

/*
 * sandbox -- a process gives up what its role does not need.
 *
 * In this order: the user and groups, capabilities, limits of resources, the
 * way to get any of it back (no_new_privs), the file system but for the folders
 * named (Landlock), and system calls (seccomp: one that is not in the role's
 * list ends the process, by SIGSYS). On OpenBSD unveil and pledge do the last
 * two. docs/security.md says what is left to an attacker inside each process.
 *
 * A system call newer than the lists is not killed for but told not to exist
 * (ENOSYS), so that a newer C library falls back; a known one that is not
 * listed kills. Opening files, which libraries try when they like, is refused
 * (EACCES).
 *
 * What the kernel does not have is left out, and sandbox_describe() says so;
 * it is no reason not to serve.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/account.h"
#include "app/supervise.h"

struct sandbox {
	enum role role;
	bool off; /* only the user and the limits */
	const struct account *account;
	/* Descriptors of folders that stay readable, with what is in them. */
	const int *folders;
	size_t folder_count;
	size_t descriptors; /* at most; 0 = as it is */
};

/*
 * In a child, once it has opened what it needs. False, with a line in the log,
 * if a right could not be given up that can be on this kernel.
 */
bool sandbox_enter(const struct sandbox *sandbox);

/*
 * In the supervisor, once it has bound its doors: what it never needs again is
 * given up.
 */
bool sandbox_supervisor(void);

/* "Landlock 7, seccomp", "no Landlock, seccomp", for a line of the log. */
const char *sandbox_describe(void);

#endif
