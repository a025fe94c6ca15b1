/* SPDX-License-Identifier: ISC */
#include "app/get.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/get_call.h"
#include "app/terminal.h"
#include "base/buf.h"
#include "base/log.h"

#define TIMEOUT_DEFAULT 30
#define TIMEOUT_MAX 86400

/* Room for a header, or for the first line of a Gopher reply. */
#define HEAD_MAX 2048

struct reply {
	bool gemini;
	bool show_header;
	bool head_done;
	struct buf head; /* fixed, over head_bytes */
	char head_bytes[HEAD_MAX];
	struct terminal out;
};

static bool
take_option(struct get_options *o, int option, const char *value)
{
	switch (option) {
	case 'h':
		o->header = true;
		return true;
	case 'c':
		o->connect = str_of(value);
		return true;
	case 'f':
		o->fingerprint = str_of(value);
		return true;
	case 'p':
		o->cert = value;
		return true;
	case 'k':
		o->key = value;
		return true;
	case 's':
		o->sni = str_of(value);
		return true;
	case 't':
		return str_number(str_of(value), TIMEOUT_MAX, &o->timeout);
	default:
		return false;
	}
}

static bool
parse_options(int argc, char **argv, struct get_options *o)
{
	static const struct option known[] = {
		{ "header", no_argument, NULL, 'h' },
		{ "connect", required_argument, NULL, 'c' },
		{ "timeout", required_argument, NULL, 't' },
		{ "fingerprint", required_argument, NULL, 'f' },
		{ "cert", required_argument, NULL, 'p' },
		{ "key", required_argument, NULL, 'k' },
		{ "sni", required_argument, NULL, 's' },
		{ NULL, 0, NULL, 0 },
	};
	int next;

	*o = (struct get_options){ .timeout = TIMEOUT_DEFAULT };
	while ((next = getopt_long(argc, argv, "h", known, NULL)) != -1)
		if (!take_option(o, next, optarg))
			return false;
	if (o->timeout == 0 || argc - optind != 1)
		return false;
	o->url = str_of(argv[optind]);
	return true;
}

/*
 * Add to the head up to its line feed; what is behind it stays in *bytes. False
 * if it has no end within HEAD_MAX bytes.
 */
static bool
take_head(struct reply *r, struct str *bytes)
{
	size_t len = str_index(*bytes, '\n');

	r->head_done = len < bytes->len;
	if (r->head_done)
		len++;
	buf_add(&r->head, str_take(*bytes, len));
	*bytes = str_skip(*bytes, len);
	return !r->head.cut;
}

/* G-60; a blank and text may be missing but for 2x (D-01). */
static bool
is_header(struct str head)
{
	return head.len >= 4 && head.at[0] >= '1' && head.at[0] <= '6' &&
	       char_is_digit(head.at[1]) && str_ends(head, STR("\r\n")) &&
	       (head.at[2] == ' ' || head.at[2] == '\r');
}

static bool
take_gemini(void *to, struct str bytes)
{
	struct reply *r = to;

	if (!r->head_done) {
		if (!take_head(r, &bytes))
			return false;
		if (!r->head_done)
			return true;
		if (!is_header(buf_str(&r->head)))
			return false;
		if (r->show_header)
			terminal_write(&r->out, buf_str(&r->head));
	}
	terminal_write(&r->out, bytes);
	return !terminal_failed(&r->out);
}

/* The first line is kept to be looked at, and is part of the body as well. */
static bool
take_gopher(void *to, struct str bytes)
{
	struct reply *r = to;

	terminal_write(&r->out, bytes);
	if (!r->head_done && !take_head(r, &bytes))
		r->head_done = true;
	return !terminal_failed(&r->out);
}

/* A whole menu item of type 3: a text may begin with that digit (O-43). */
static bool
is_error_item(struct str line)
{
	struct str field, rest;
	uint64_t port;

	if (!str_starts(line, STR("3")))
		return false;
	rest = str_trim(line);
	for (int i = 0; i < 3; i++)
		if (!str_cut(rest, '\t', &field, &rest))
			return false;
	return str_number(rest, 65535, &port);
}

static enum get_status
judge_gemini(const struct reply *r)
{
	struct terminal messages;

	if (!is_header(buf_str(&r->head))) {
		log_line("the reply has no Gemini header");
		return GET_FAILED;
	}
	if (r->head.at[0] == '2')
		return GET_FINE;
	if (!r->show_header) {
		terminal_init(&messages, stderr, true);
		terminal_write(&messages, buf_str(&r->head));
		terminal_end(&messages);
	}
	return GET_REFUSED;
}

/* Of a file that is not there TLS says that it is of no use. */
static const char *
cert_fault(const char *path, const char *otherwise)
{
	if (access(path, R_OK) < 0)
		return strerrordesc_np(errno);
	return otherwise;
}

static enum get_status
judge(const struct get_options *o, const struct reply *r,
    const struct client_reply *got)
{
	if (got->end == CLIENT_NO_CERT) {
		log_line("%s: %s", o->cert, cert_fault(o->cert, got->why));
		return GET_FAILED;
	}
	/* A head that was refused tells more than that the call was stopped. */
	if (got->end != CLIENT_WHOLE && got->end != CLIENT_STOPPED) {
		log_line("%.*s: %s", STR_ARG(o->url), got->why);
		return GET_FAILED;
	}
	if (r->gemini)
		return judge_gemini(r);
	return is_error_item(buf_str(&r->head)) ? GET_REFUSED : GET_FINE;
}

static enum get_status
fetch(const struct get_options *o, struct client_call call, bool gemini)
{
	struct reply r = { .gemini = gemini, .show_header = o->header };
	struct client_reply got;
	enum get_status status;

	buf_fixed(&r.head, r.head_bytes, sizeof(r.head_bytes));
	terminal_init(&r.out, stdout, isatty(STDOUT_FILENO) == 1);
	call.take = r.gemini ? take_gemini : take_gopher;
	call.to = &r;
	got = client_fetch(&call);
	if (got.end == CLIENT_STRANGER)
		log_line("its certificate is %s, with the public key %s",
		    got.fingerprint, got.key);
	status = judge(o, &r, &got);
	if (!terminal_end(&r.out)) {
		log_line("the reply could not be written");
		status = GET_FAILED;
	}
	return status;
}

int
get_main(int argc, char **argv)
{
	struct get_options o;
	struct get_storage s;
	struct client_call call = { 0 };
	const char *wrong;
	bool gemini;

	if (!parse_options(argc, argv, &o)) {
		fputs("usage: vitae get [-h|--header] [--connect ADDR:PORT]\n"
		      "    [--timeout SECONDS] [--fingerprint SHA256]"
		      " [--cert FILE [--key FILE]]\n"
		      "    [--sni NAME] URL\n",
		    stderr);
		return GET_USAGE;
	}
	wrong = get_call(&o, &s, &call, &gemini);
	if (wrong != NULL) {
		log_line("%.*s: %s", STR_ARG(o.url), wrong);
		return GET_USAGE;
	}
	signal(SIGPIPE, SIG_IGN);
	return (int)fetch(&o, call, gemini);
}
