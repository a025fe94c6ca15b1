/* SPDX-License-Identifier: ISC */
#ifndef E2E_HARNESS_H
#define E2E_HARNESS_H

/*
 * harness -- a real server with a capsule of its own, in a temporary folder.
 *
 * The binary is named by the environment variable VITAE. Whatever goes wrong
 * here (no start, a bad exit, a sanitizer's report) fails the running test.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/str.h"
#include "unit/unit.h"

/* Milliseconds of the monotonic clock. */
int64_t now_ms(void);

/* For polling something that tells nobody when it is done. */
void pause_ms(int ms);

struct source {
	const char *path; /* within the capsule; its folders are made */
	const char *text;
};

struct server {
	char folder[64]; /* temporary; holds capsule/, certs/ and log */
	pid_t pid;
	uint16_t gemini; /* ports; 0 = not served */
	uint16_t gopher;
};

/* Make a temporary folder with a capsule of these files in it. */
void server_make(struct server *s, const struct source *files, size_t count);

/*
 * Serve it as localhost and 127.0.0.1, on free ports of the latter, with two
 * workers; return when ready.
 */
void server_start(struct server *s);

/* As server_start: with these options, "" = none, what the folder has. */
void server_run(struct server *s, const char *options, const char *what);

/*
 * As server_start, but with one worker and by a vitae.conf in the folder: lines
 * that say where, these, and a [host localhost] with the capsule.
 */
void server_run_conf(struct server *s, const char *lines);

/* The same, with more lines about that host. */
void server_run_host(struct server *s, const char *lines, const char *host);

/* As server_start: what the vitae.conf says that the folder has. */
void server_run_file(struct server *s);

/*
 * SIGTERM; fails unless it ends soon, with status 0 and no report. Of a server
 * that does not run it asks nothing.
 */
void server_stop(struct server *s);

/* Remove the folder of a stopped server. */
void server_remove(struct server *s);

/*
 * cmocka's functions around a test, or all of them: a server of its own, as
 * server_start has it, or by the vitae.conf that is among the files.
 */
int server_for_group(void **state, const struct source *files, size_t count);
int server_by_file(void **state, const struct source *files, size_t count);
int server_after_group(void **state);

/* cmocka's functions after a test, and after all of them. */
int server_stop_after(void **state);
int server_remove_after(void **state);

/* All it has written to its log so far; release with buf_release. */
struct buf server_log(const struct server *s);
bool server_log_says(const struct server *s, const char *text);

#endif
