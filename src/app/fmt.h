/* SPDX-License-Identifier: ISC */
#ifndef APP_FMT_H
#define APP_FMT_H

/*
 * fmt -- `vitae fmt [-w] CAPSULE|FILE`: a raw page as a written profile.
 *
 * To standard output, or with -w to the file itself, whole or not at all. A
 * profile that is written already is left as its author wrote it. Findings go
 * to standard error. Returns the exit status: 0, 1 if there are errors or the
 * result cannot be written, 2 for wrong usage. argv[0] is the command's name.
 */
int fmt_main(int argc, char **argv);

#endif
