/* SPDX-License-Identifier: ISC */
#ifndef APP_BUILD_H
#define APP_BUILD_H

/*
 * build -- `vitae build -o FILE CAPSULE`: a capsule as an image file; with
 * -c FILE --host NAME that of a host, with its names and rules.
 *
 * The file appears whole or not at all: it is written beside its place and
 * renamed, and with errors in the sources the old one stays. Findings go to
 * standard error. Returns the exit status as check_main() does.
 */
int build_main(int argc, char **argv);

#endif
