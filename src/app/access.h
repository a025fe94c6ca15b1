/* SPDX-License-Identifier: ISC */
#ifndef APP_ACCESS_H
#define APP_ACCESS_H

/*
 * access -- the log of requests: one line for each that was answered, and one
 * for a handshake that failed.
 *
 * Query strings are never in it, nor is the visitor's certificate; the address
 * of a reader only if asked for, and then shortened to its network if asked for
 * that. Whatever came from the wire is escaped, in every format: what is
 * not printable, or could be taken for the format's own, is \xHH. A line
 * has at most ACCESS_LINE_MAX bytes and is one write(2), so that lines of
 * several workers do not mix, in a pipe neither. vitae.conf(5) describes the
 * fields.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/conn.h"

#define ACCESS_LINE_MAX 4096   /* bytes */
#define ACCESS_PATH_MAX 1200   /* bytes of a path, escaped */
#define ACCESS_FAILURE_MS 1000 /* at most one line on handshakes in these */

enum access_format {
	ACCESS_PLAIN, /* "vitae: gemini 20 /about 2310", for people */
	ACCESS_TAB,
	ACCESS_JSON,
	ACCESS_COMBINED, /* as web servers write it */
	ACCESS_FORMATS,
};

enum access_address {
	ADDRESS_NONE,
	ADDRESS_TRUNCATED, /* /24 of IPv4, /48 of IPv6 */
	ADDRESS_FULL,
	ADDRESS_CHOICES,
};

struct access_config {
	enum access_format format;
	enum access_address address;
	bool off;
	const char *file; /* NULL = standard error */
};

/*
 * The log of one worker. Handshakes fail by the crowd, since scanners come by:
 * what is too soon after the last line is counted and told in the next one.
 */
struct access {
	const struct access_config *config;
	int fd;
	bool named;	     /* plain lines name the host: there are several */
	int64_t quiet_until; /* ms: no line on a handshake before */
	uint64_t left_out;   /* handshakes, since the last line on one */
};

/* "plain", "tab", "json", "combined"; false if it is none of them. */
bool access_format(struct str name, enum access_format *format);
const char *access_format_name(enum access_format format);

/* "no", "truncated", "full"; false if it is none of them. */
bool access_address(struct str name, enum access_address *address);

/*
 * The descriptor to write lines to: the file, opened for appending and made if
 * it is not there (0640), or standard error. -1 with a line in the log.
 */
int access_open(const struct access_config *config);

/* A report as the log shows it, with its line end; host is who answered. */
void access_write(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host);

/* Write that line, unless the log is off or it is a handshake too many. */
void access_record(struct access *log, const struct conn_report *report,
    struct str host, int64_t now_ms);

#endif
