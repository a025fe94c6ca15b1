/* SPDX-License-Identifier: ISC */
#ifndef E2E_START_H
#define E2E_START_H

/*
 * start -- servers of other things than the files that a test has made.
 */

#include "e2e/harness.h"
#include "e2e/program.h"

/*
 * As server_make, with a copy of what stands at a path of this project: a
 * capsule, or a file that becomes the profile.txt of one.
 */
void server_make_copy(struct server *s, const char *path);

/*
 * Make an image of the capsule, as vitae build with these options, at "image"
 * in the server's folder, and serve that as server_start would.
 */
void server_start_image(struct server *s, const char *options);

/* cmocka's function before a test: a copy of what *state names, served. */
int server_for_copy(void **state);

/*
 * As server_start, with processes that run as whoever runs the tests: of root's
 * they would be another's, whose limits not even every root may set.
 */
void server_start_as_us(struct server *s);

/* The name of whoever runs the tests. */
const char *our_name(void);

/* The processes that a running server has for its connections: how many. */
size_t server_find_workers(const struct server *s, pid_t *workers,
    size_t room);

/* The same, where there have to be that many. */
void server_workers(const struct server *s, pid_t *workers, size_t count);

/*
 * The copy of vitae in the server's folder, run there with these arguments: for
 * whoever is not root, as to root nothing is forbidden.
 */
struct ran run_there(const struct server *s, const char *arguments);

/* The standard output and error of a command that must end with status 0. */
void must_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
