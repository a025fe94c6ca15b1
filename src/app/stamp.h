/* SPDX-License-Identifier: ISC */
#ifndef APP_STAMP_H
#define APP_STAMP_H

/*
 * stamp -- `vitae stamp [--date YYYY-MM-DD] CAPSULE|FILE`: news get their day.
 *
 * Today is that of the profile's Timezone, or of the machine. The file changes
 * whole or not at all. Says on standard output how many were undated. Returns
 * the exit status: 0, 1 if there are errors or it cannot be written, 2 for
 * wrong usage. argv[0] is the command's name.
 */
int stamp_main(int argc, char **argv);

#endif
