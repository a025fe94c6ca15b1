/* SPDX-License-Identifier: ISC */
#ifndef APP_SERVE_H
#define APP_SERVE_H

/*
 * serve -- `vitae serve CAPSULE`, `vitae serve -c FILE`: on the network.
 *
 * Runs in the foreground and logs to standard error: the findings in the
 * sources, the certificates' fingerprints, a URL for each protocol served,
 * `ready`, then one line per request. Stops on SIGTERM and SIGINT. With -n it
 * only looks at everything, and prints the settings as a file. Returns the exit
 * status: 0 after a clean stop, 1 if it could not start or stop properly, 2 for
 * wrong usage.
 */
int serve_main(int argc, char **argv);

#endif
