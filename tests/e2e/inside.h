/* SPDX-License-Identifier: ISC */
#ifndef E2E_INSIDE_H
#define E2E_INSIDE_H

/*
 * inside -- system calls made by a process of a running server, as by somebody
 * who has broken into it.
 *
 * With ptrace(2), from a waiting process's own last system call; for root, on
 * machines whose registers are known here.
 */

#include <stdbool.h>
#include <sys/types.h>

#define INSIDE_TEXT 128
#define INSIDE_HERE (-4096L) /* an argument: where the text is */

struct inside {
	long number;
	long argument[4];
	const char *text; /* put into its memory; shorter than INSIDE_TEXT */
	/* Set by inside_call(). */
	long result;
	bool killed; /* by SIGSYS */
};

/* NULL, or why it cannot be done here. */
const char *inside_lacks(void);

/* The process goes on as if nothing had been, or is killed. */
void inside_call(pid_t pid, struct inside *call);

#endif
