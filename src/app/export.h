/* SPDX-License-Identifier: ISC */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

/*
 * vitae export -- a capsule as files for a server that is not Vitae: a web
 * server, or the Gemini or Gopher server of a host with many accounts.
 */

int export_main(int argc, char **argv);

#endif
