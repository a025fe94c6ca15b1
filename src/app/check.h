/* SPDX-License-Identifier: ISC */
#ifndef APP_CHECK_H
#define APP_CHECK_H

/*
 * check -- `vitae check CAPSULE`: what is wrong with the sources; with -c FILE,
 * with a configuration and all its capsules.
 *
 * Findings go to standard output, their number to standard error. Returns the
 * exit status: 0, 1 if there are errors, 2 for wrong usage. argv[0] is the
 * command's name. Of an image file it says whether it opens.
 */
int check_main(int argc, char **argv);

#endif
