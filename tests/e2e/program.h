/* SPDX-License-Identifier: ISC */
#ifndef E2E_PROGRAM_H
#define E2E_PROGRAM_H

/*
 * program -- other people's clients, and our own, run as a reader would.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "e2e/harness.h"

struct ran {
	int status; /* exit status; -1 = killed, or out of time */
	struct buf out;
};

/* sh -c the formatted command; standard output and error together. */
struct ran run(int limit_s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether text stands in what it wrote. */
bool ran_says(const struct ran *r, const char *text);
void ran_release(struct ran *r);

/* Fails unless it ended with this status and says this; releases it. */
void ran_must(struct ran r, int status, const char *says);

/*
 * Whether an interactive program, started by command in a terminal of its own,
 * shows text within limit_s, once keys have been pressed ("" = none). Its home
 * is the server's folder.
 */
bool screen_shows(const struct server *s, int limit_s, const char *command,
    const char *keys, const char *text);

/* The same, with the keys pressed once it has shown its prompt. */
bool screen_answers(const struct server *s, int limit_s, const char *command,
    const char *prompt, const char *keys, const char *text);

#endif
