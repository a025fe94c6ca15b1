/* SPDX-License-Identifier: ISC */
#ifndef APP_STATUS_MAIN_H
#define APP_STATUS_MAIN_H

/*
 * status_main -- `vitae status`: ask the server that runs here how it is.
 *
 * Exit status 0 with the answer on standard output, 1 with a line in the log if
 * nobody answers, 2 for a wrong command line.
 */

int status_main(int argc, char **argv);

#endif
