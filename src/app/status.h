/* SPDX-License-Identifier: ISC */
#ifndef APP_STATUS_H
#define APP_STATUS_H

/*
 * status -- how a running server is, for who asks it: `vitae status`.
 *
 * The supervisor listens at a Unix stream socket that only its own user (and
 * root) may connect to. Who does sends one line, the format wanted, and gets
 * all of it.
 *
 * Where that is: what --status or vitae.conf says; else $RUNTIME_DIRECTORY, as
 * systemd sets it, /run/vitae, if there is such a folder and we are root, or
 * $XDG_RUNTIME_DIR, and in it the file vitae.status. Without any of these there
 * is none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "net/counters.h"

#define STATUS_WAIT_MS 1000 /* for all of an answer */
#define STATUS_MAX ((size_t)4 << 20)
#define STATUS_PATH_SIZE 108 /* bytes, as in a struct sockaddr_un */

/* What is known of a host when somebody asks. All borrowed. */
struct status_host {
	struct str name;
	uint64_t image_bytes;
	int64_t image_at;		 /* clock_ms() when it was taken over */
	bool stale;			 /* the sources have an error by now */
	size_t findings[DIAG_ERROR + 1]; /* of the last build, by level */
	struct str text;		 /* these as lines; may be empty */
	bool certified;
	int64_t days_left; /* of its certificate; below 0 = it is over */
};

/* The processes beside the workers. */
struct status_role {
	const char *name;
	uint64_t ends; /* how often it has ended without being told to */
};

struct status {
	int64_t now;   /* clock_ms() */
	int64_t since; /* the start */
	const struct status_host *hosts;
	size_t host_count;
	const struct counters *counters;
	size_t workers;
	const struct status_role *roles;
	size_t role_count;
	const char *sandbox; /* sandbox_describe() */
};

/* For people: lines of at most 80 columns, but for the findings. */
void status_text(struct buf *out, const struct status *status);

/* For Prometheus: its text format, version 0.0.4. */
void status_prometheus(struct buf *out, const struct status *status);

/*
 * Where the socket is: said, or NULL = by the rules above. False if it is
 * nowhere, or too long a path (with a line in the log).
 */
bool status_path(const char *said, char path[STATUS_PATH_SIZE]);

/*
 * Listen there; a socket that nobody answers at any more is replaced. -1, with
 * a line in the log, if that fails or another server answers.
 */
int status_listen(const char *path);

/* Somebody has connected: answer, and close. Takes STATUS_WAIT_MS at most. */
void status_reply(int listener, const struct status *status);

/* Close, and remove the socket. */
void status_close(int listener, const char *path);

#endif
