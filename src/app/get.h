/* SPDX-License-Identifier: ISC */
#ifndef APP_GET_H
#define APP_GET_H

/*
 * get -- `vitae get URL`: one request, its reply on standard output.
 *
 *	vitae get [-h|--header] [--connect ADDR:PORT] [--timeout SECONDS]
 *	    [--fingerprint SHA256] [--cert FILE [--key FILE]] [--sni NAME] URL
 *
 * For scripts and tests: one connection, no redirect is followed, nothing is
 * kept. The header of a Gemini reply goes to standard output with --header,
 * else to standard error if its status is not 2x. Any certificate will do,
 * unless --fingerprint names one; --cert is the visitor's own, PEM, its key in
 * the same file or in --key. --sni asks for another name than the URL's. On a
 * terminal control bytes are made visible.
 *
 * argv[0] is the command's own name. Returns the exit status below.
 */

enum get_status {
	GET_FINE,    /* 2x and all of it; a Gopher reply that is no error */
	GET_REFUSED, /* another status; a Gopher reply that is an error */
	GET_USAGE,   /* the command line is wrong */
	GET_FAILED,  /* no connection, no TLS, no header, a reply cut short */
};

int get_main(int argc, char **argv);

#endif
