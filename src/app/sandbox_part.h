/* SPDX-License-Identifier: ISC */
#ifndef APP_SANDBOX_PART_H
#define APP_SANDBOX_PART_H

/*
 * sandbox_part -- what sandbox.c asks of the system it runs on.
 *
 * sandbox_linux.c and sandbox_openbsd.c answer the first four; the others are
 * between the files of Linux: capabilities, Landlock and seccomp.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/sandbox.h"

/*
 * Sanitizers look at their own process in ways that a sandbox forbids: they
 * read /proc, and trace it from a thread to find what leaks.
 */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_SANITIZED
#define SANDBOX_SANITIZED 0
#endif

/* Be that account, with no right that it does not have by itself. */
bool sandbox_become(const struct sandbox *sandbox);
/* No rights through programs executed; the folders and calls of the role. */
bool sandbox_confine(const struct sandbox *sandbox);
/* Root, with what a supervisor needs of it. */
bool sandbox_lower(void);
const char *sandbox_platform(void);

/* Capabilities, as a set of bits: those no execve may bring back, and now. */
bool rights_bound(uint64_t keep);
bool rights_keep(uint64_t keep);
uint64_t rights_of_supervisor(void);

/* Landlock: its version, 0 = none; and nothing but these folders. */
int files_version(void);
bool files_confine(const struct sandbox *sandbox);

/* seccomp, and the system calls that a role may make. */
bool calls_available(void);
bool calls_confine(enum role role);

/*
 * All that roles may do, or are refused: whatever else there is kills. Names
 * that this machine does not have are passed over.
 */
struct calls {
	unsigned roles;	   /* bits, 1 << enum role */
	int error;	   /* they are refused with this; 0 = they are made */
	const char *names; /* spaces between them */
};

/* It is made if the argument & mask == value. */
struct checked {
	unsigned roles;
	const char *name;
	unsigned argument;
	uint64_t mask;
	uint64_t value;
};

/* Of an int the upper half of the register means nothing. */
#define CALLS_INT UINT32_MAX
#define CALLS_SELF UINT64_MAX /* a value: our own process id */

const struct calls *calls_plain(size_t *count);
const struct checked *calls_checked(size_t *count);
const struct calls *calls_of_sanitizers(size_t *count);

#endif
