/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_MAIN_H
#define APP_CERT_MAIN_H

/*
 * cert_main -- `vitae cert`: the certificates of a server, and of a visitor.
 *
 *	vitae cert make|show|renew [-c FILE] [--certs DIR] [--host NAME]...
 *	vitae cert client NAME -o FILE [--days N]
 *
 * Without a configuration file the names are those of one host, as for `vitae
 * serve`; with one they pick the hosts of that file that have such a name, and
 * without any all are meant. argv[0] is the command's own name. Returns 0 if
 * all went well, 1 if not, 2 for wrong usage.
 */

int cert_main(int argc, char **argv);

#endif
