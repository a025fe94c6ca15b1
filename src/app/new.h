/* SPDX-License-Identifier: ISC */
#ifndef APP_NEW_H
#define APP_NEW_H

/*
 * new -- `vitae new DIR`: a folder with a capsule to begin with.
 *
 * DIR is made, or empty; nothing is ever overwritten, and what was made goes
 * again if not all could be. Returns the exit status: 0, 1 if that failed, 2
 * for wrong usage. argv[0] is the command's name.
 */
int new_main(int argc, char **argv);

#endif
