/* SPDX-License-Identifier: ISC */
#include "app/access.h"

#include <arpa/inet.h>

#include "base/log.h"
#include "net/address.h"

/* Bits that are left of a truncated address. */
#define V4_NETWORK 24
#define V6_NETWORK 48

/*
 * Quotes and backslashes are escaped as well: nothing can then end a field, and
 * each backslash begins an escape, "\..." being the mark of what was cut.
 */
static void
put_text(struct buf *out, struct str text)
{
	size_t latest = out->len + ACCESS_PATH_MAX;

	while (text.len > 0 && out->len < latest) {
		char c = text.at[0];
		size_t len = 1;

		if (c == '"' || c == '\\')
			buf_printf(out, "\\x%02x", (unsigned char)c);
		else
			len = log_escape_next(out, text);
		text = str_skip(text, len);
	}
	if (text.len > 0)
		buf_add(out, STR("\\..."));
}

static void
put_text_or_dash(struct buf *out, struct str text)
{
	put_text(out, text.len > 0 ? text : STR("-"));
}

/* Of what put_text() leaves, JSON has its own use for the backslash alone. */
static void
put_json(struct buf *out, struct str text)
{
	char storage[ACCESS_PATH_MAX + sizeof("\\xhh\\...")];
	struct buf escaped;
	struct str before, after;

	buf_fixed(&escaped, storage, sizeof(storage));
	put_text(&escaped, text);
	after = buf_str(&escaped);
	buf_char(out, '"');
	while (str_cut(after, '\\', &before, &after)) {
		buf_add(out, before);
		buf_add(out, STR("\\\\"));
	}
	buf_add(out, before);
	buf_char(out, '"');
}

/* Nothing if it is not wanted, or not known. */
static void
put_client(struct buf *out, enum access_address how,
    const struct sockaddr *address)
{
	unsigned char bytes[ADDRESS_BYTES];
	char text[INET6_ADDRSTRLEN];
	size_t skipped;

	if (how == ADDRESS_NONE || address == NULL ||
	    !address_bytes(address, bytes))
		return;
	skipped = address_is_v4(bytes) ? ADDRESS_V4_BITS / 8 : 0;
	if (how == ADDRESS_TRUNCATED)
		address_mask(bytes,
		    skipped > 0 ? ADDRESS_V4_BITS + V4_NETWORK : V6_NETWORK);
	if (inet_ntop(skipped > 0 ? AF_INET : AF_INET6, bytes + skipped, text,
		sizeof(text)) != NULL)
		buf_add(out, str_of(text));
}

static void
put_client_or_dash(struct buf *out, const struct access *log,
    const struct conn_report *report)
{
	size_t before = out->len;

	put_client(out, log->config->address, report->address);
	if (out->len == before)
		buf_char(out, '-');
}

/* RFC 3339. */
static void
put_time(struct buf *out, time_t when)
{
	char text[64];
	struct tm utc;

	if (gmtime_r(&when, &utc) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
		buf_add(out, str_of(text));
}

static void
put_web_time(struct buf *out, time_t when)
{
	char text[64];
	struct tm utc;

	if (gmtime_r(&when, &utc) != NULL &&
	    strftime(text, sizeof(text), "%d/%b/%Y:%H:%M:%S +0000", &utc) > 0)
		buf_add(out, str_of(text));
}

/*
 * What was asked for. A Gemini request is a URL; where a host of ours answered,
 * its path says it all, and elsewhere the URL says why nobody did.
 */
static struct str
asked(const struct conn_report *report)
{
	struct str scheme, rest;
	size_t slash;

	if (report->shelf == SHELF_NONE || report->front->status_is_char ||
	    !str_cut(report->path, ':', &scheme, &rest) ||
	    !str_starts(rest, STR("//")))
		return report->path;
	rest = str_skip(rest, 2);
	slash = str_index(rest, '/');
	return slash < rest.len ? str_skip(rest, slash) : STR("/");
}

/* A Gopher reply has an item type in the place of a status. */
static void
put_status(struct buf *out, const struct conn_report *report)
{
	if (report->failed != NULL)
		buf_char(out, '-');
	else if (report->front->status_is_char)
		buf_char(out, (char)report->status);
	else
		buf_printf(out, "%d", report->status);
}

static void
put_number(struct buf *out, uint64_t number)
{
	buf_printf(out, "%llu", (unsigned long long)number);
}

static void
put_failure(struct buf *out, const struct access *log,
    const struct conn_report *report)
{
	put_text(out, str_of(report->failed));
	if (log->left_out > 0) {
		buf_add(out, STR(" (and "));
		put_number(out, log->left_out);
		buf_add(out, STR(" more since the last such line)"));
	}
}

static void
write_plain(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host)
{
	buf_add(out, STR("vitae: "));
	buf_add(out, str_of(report->front->name));
	if (report->failed != NULL) {
		buf_add(out, STR(": handshake failed: "));
		put_failure(out, log, report);
		return;
	}
	buf_char(out, ' ');
	put_status(out, report);
	buf_char(out, ' ');
	if (log->named && host.len > 0) {
		put_text(out, host);
		buf_char(out, ' ');
	}
	put_text_or_dash(out, asked(report));
	buf_char(out, ' ');
	put_number(out, report->bytes);
	if (!report->complete)
		buf_add(out, STR(" cut short"));
	if (log->config->address != ADDRESS_NONE) {
		buf_add(out, STR(" from "));
		put_client_or_dash(out, log, report);
	}
}

static void
write_tab(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host)
{
	put_time(out, report->when);
	buf_char(out, '\t');
	buf_add(out, str_of(report->front->name));
	buf_char(out, '\t');
	put_text_or_dash(out, host);
	buf_char(out, '\t');
	put_client_or_dash(out, log, report);
	buf_char(out, '\t');
	put_status(out, report);
	buf_char(out, '\t');
	put_number(out, report->bytes);
	buf_char(out, '\t');
	put_number(out, (uint64_t)report->ms);
	buf_char(out, '\t');
	put_text_or_dash(out, str_of(report->tls));
	buf_char(out, '\t');
	if (report->failed != NULL)
		put_failure(out, log, report);
	else
		put_text_or_dash(out, asked(report));
}

/* A text that is not there is null. */
static void
put_json_or_null(struct buf *out, struct str text)
{
	if (text.len > 0)
		put_json(out, text);
	else
		buf_add(out, STR("null"));
}

static void
put_json_client(struct buf *out, const struct access *log,
    const struct conn_report *report)
{
	char storage[INET6_ADDRSTRLEN + 1];
	struct buf client;

	buf_fixed(&client, storage, sizeof(storage));
	put_client(&client, log->config->address, report->address);
	put_json_or_null(out, buf_str(&client));
}

/* What came of it: an answer, or why there was none. */
static void
put_json_outcome(struct buf *out, const struct access *log,
    const struct conn_report *report)
{
	if (report->failed != NULL) {
		buf_add(out, STR(",\"failed\":"));
		put_json(out, str_of(report->failed));
		buf_add(out, STR(",\"left_out\":"));
		put_number(out, log->left_out);
		return;
	}
	if (report->front->status_is_char) {
		buf_add(out, STR(",\"type\":\""));
		put_status(out, report);
		buf_char(out, '"');
	} else {
		buf_add(out, STR(",\"status\":"));
		put_status(out, report);
	}
	buf_add(out, STR(",\"path\":"));
	put_json(out, asked(report));
	buf_add(out, STR(",\"complete\":"));
	buf_add(out, report->complete ? STR("true") : STR("false"));
}

static void
write_json(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host)
{
	buf_add(out, STR("{\"time\":\""));
	put_time(out, report->when);
	buf_add(out, STR("\",\"protocol\":"));
	put_json(out, str_of(report->front->name));
	buf_add(out, STR(",\"host\":"));
	put_json_or_null(out, host);
	buf_add(out, STR(",\"client\":"));
	put_json_client(out, log, report);
	buf_add(out, STR(",\"tls\":"));
	put_json_or_null(out, str_of(report->tls));
	buf_add(out, STR(",\"bytes\":"));
	put_number(out, report->bytes);
	buf_add(out, STR(",\"ms\":"));
	put_number(out, (uint64_t)report->ms);
	put_json_outcome(out, log, report);
	buf_char(out, '}');
}

/* A URL again, for Gopher with the item type that the answer had. */
static void
put_url(struct buf *out, const struct conn_report *report, struct str host)
{
	struct str path = asked(report);
	bool whole = report->front->status_is_char ||
		     str_starts(path, STR("/"));

	/* What is no path would make another name of the host's. */
	if (host.len == 0 || !whole) {
		put_text_or_dash(out, path);
		return;
	}
	buf_add(out, str_of(report->front->name));
	if (!report->front->tls && report->tls != NULL) /* O-52 */
		buf_char(out, 's');
	buf_add(out, STR("://"));
	put_text(out, host);
	if (report->front->status_is_char) {
		buf_char(out, '/');
		put_status(out, report);
	}
	put_text(out, path);
}

static void
write_combined(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host)
{
	put_client_or_dash(out, log, report);
	buf_add(out, STR(" - - ["));
	put_web_time(out, report->when);
	buf_add(out, STR("] \""));
	if (report->failed != NULL)
		put_failure(out, log, report);
	else
		put_url(out, report, host);
	buf_add(out, STR("\" "));
	put_status(out, report);
	buf_char(out, ' ');
	put_number(out, report->bytes);
	buf_add(out, STR(" \"-\" \"-\""));
}

void
access_write(struct buf *out, const struct access *log,
    const struct conn_report *report, struct str host)
{
	switch (log->config->format) {
	case ACCESS_PLAIN:
	case ACCESS_FORMATS:
		write_plain(out, log, report, host);
		break;
	case ACCESS_TAB:
		write_tab(out, log, report, host);
		break;
	case ACCESS_JSON:
		write_json(out, log, report, host);
		break;
	case ACCESS_COMBINED:
		write_combined(out, log, report, host);
		break;
	}
	buf_char(out, '\n');
}
