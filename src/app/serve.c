/* SPDX-License-Identifier: ISC */
#include "app/serve.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "app/capsule.h"
#include "app/cert.h"
#include "app/doors.h"
#include "app/frozen.h"
#include "app/hosts.h"
#include "app/supervise.h"
#include "base/log.h"
#include "net/server.h"

#define DESCRIPTORS 16384 /* of each worker, if that many may be had */

struct options {
	struct hosts hosts;
	struct doors doors;
	uint16_t public_port[VIEW_COUNT]; /* 0 = the bound one */
	const char *certs;
	const char *capsule;
	size_t workers;
	bool quiet;
};

/* All that a running server holds, in the order in which it is made. */
struct running {
	struct options options;
	struct frozen frozen;
	struct image image;
	struct cert_files cert;
	struct tls *tls;
};

static int
usage(void)
{
	fputs("usage: vitae serve [--host NAME]... [--gemini ADDR:PORT]..."
	      " [--gopher ADDR:PORT]...\n"
	      "                   [--gemini-port N] [--gopher-port N]"
	      " [--certs DIR] [--workers N]\n"
	      "                   [--quiet] CAPSULE|FILE\n",
	    stderr);
	return 2;
}

static bool
parse_workers(const char *text, size_t *workers)
{
	uint64_t number;

	if (!str_number(str_of(text), WORKERS_MAX, &number) || number == 0) {
		log_line("%s: not a number of workers from 1 to %d", text,
		    WORKERS_MAX);
		return false;
	}
	*workers = (size_t)number;
	return true;
}

enum {
	OPT_HOST = 256,
	OPT_GEMINI,
	OPT_GOPHER,
	OPT_GEMINI_PORT,
	OPT_GOPHER_PORT,
	OPT_CERTS,
	OPT_WORKERS,
	OPT_QUIET,
};

static bool
take_option(struct options *o, int option, const char *value)
{
	switch (option) {
	case OPT_HOST:
		return hosts_add(&o->hosts, value);
	case OPT_GEMINI:
		return doors_add(&o->doors, &front_gemini, value);
	case OPT_GOPHER:
		return doors_add(&o->doors, &front_gopher, value);
	case OPT_GEMINI_PORT:
		return hosts_port(value, &o->public_port[VIEW_GEMINI]);
	case OPT_GOPHER_PORT:
		return hosts_port(value, &o->public_port[VIEW_GOPHER]);
	case OPT_CERTS:
		o->certs = value;
		return true;
	case OPT_WORKERS:
		return parse_workers(value, &o->workers);
	case OPT_QUIET:
		o->quiet = true;
		return true;
	default:
		return false;
	}
}

static bool
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		{ "host", required_argument, NULL, OPT_HOST },
		{ "gemini", required_argument, NULL, OPT_GEMINI },
		{ "gopher", required_argument, NULL, OPT_GOPHER },
		{ "gemini-port", required_argument, NULL, OPT_GEMINI_PORT },
		{ "gopher-port", required_argument, NULL, OPT_GOPHER_PORT },
		{ "certs", required_argument, NULL, OPT_CERTS },
		{ "workers", required_argument, NULL, OPT_WORKERS },
		{ "quiet", no_argument, NULL, OPT_QUIET },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1)
		if (!take_option(o, option, optarg))
			return false;
	if (argc - optind != 1)
		return false;
	o->capsule = argv[optind];
	if (o->workers == 0)
		o->workers = supervise_default_count();
	return true;
}

/* An image's links have its own names and public ports in them already. */
static bool
read_image(const struct options *o, struct buf *bytes)
{
	const char *why = capsule_read(o->capsule, bytes);

	if (o->hosts.count > 0 || o->public_port[VIEW_GEMINI] != 0 ||
	    o->public_port[VIEW_GOPHER] != 0)
		why = "an image has names and public ports of its own: build"
		      " it anew with others";
	if (why != NULL)
		log_line("%s: %s", o->capsule, why);
	return why == NULL;
}

static bool
build_image(struct options *o, struct buf *bytes)
{
	struct findings findings = { .out = stderr };
	struct origin origin = { 0 };

	hosts_default(&o->hosts);
	origin.host = o->hosts.at[0];
	for (int v = 0; v < VIEW_COUNT; v++) {
		origin.port[v] = o->public_port[v];
		if (origin.port[v] == 0)
			origin.port[v] = doors_port(&o->doors, (enum view)v);
	}
	if (capsule_build(o->capsule, &origin, o->hosts.at, o->hosts.count,
		&findings, bytes))
		return true;
	if (findings.opened)
		log_line("%s: nothing to serve until the errors above are"
			 " mended",
		    o->capsule);
	return false;
}

static bool
open_image(struct running *r)
{
	struct buf bytes;
	const char *why;
	bool made;

	buf_init(&bytes);
	if (capsule_is_file(r->options.capsule))
		made = read_image(&r->options, &bytes);
	else
		made = build_image(&r->options, &bytes);
	made = made && frozen_copy(&r->frozen, buf_str(&bytes));
	buf_release(&bytes);
	if (!made)
		return false;
	why = image_open(r->frozen.bytes, &r->image);
	if (why == NULL && !search_is_sound(r->image.search))
		why = SEARCH_DAMAGED;
	if (why == NULL)
		return true;
	log_line("%s: %s", r->options.capsule, why);
	frozen_release(&r->frozen);
	return false;
}

/* The certificate is for the names in the image, whoever gave them. */
static bool
open_tls(struct running *r)
{
	struct str hosts[HOSTS_MAX];
	size_t count = 0;

	if (doors_port(&r->options.doors, VIEW_GEMINI) == 0)
		return true;
	while (count < r->image.hosts && count < HOSTS_MAX) {
		hosts[count] = image_host(&r->image, (uint32_t)count);
		count++;
	}
	if (!cert_ensure(r->options.certs, hosts, count, &r->cert))
		return false;
	r->tls = tls_new(r->cert.chain, r->cert.key);
	return r->tls != NULL;
}

/* No address of a reader's, and what the front leaves of the path. */
static void
log_request(const struct conn_report *report)
{
	struct str path = report->path.len > 0 ? report->path : STR("-");
	char status[16];
	char line[1200];
	struct buf escaped;

	snprintf(status, sizeof(status),
	    report->front->status_is_char ? "%c" : "%d", report->status);
	buf_fixed(&escaped, line, sizeof(line));
	log_escape(&escaped, path);
	log_line("%s %s %.*s %llu%s", report->front->name, status,
	    STR_ARG(buf_str(&escaped)), (unsigned long long)report->bytes,
	    report->complete ? "" : " cut short");
}

static bool
work(void *arg)
{
	const struct running *r = arg;
	struct shelf shelf = { .image = &r->image };
	struct server_config config = {
		.services = r->options.doors.services,
		.service_count = r->options.doors.count,
		.shelf = &shelf,
		.tls = r->tls,
		.report = r->options.quiet ? NULL : log_request,
	};
	bool stopped;

	/* Not before: SQLite's handles do not outlive a fork. */
	if (r->image.search.len > 0)
		shelf.search = search_open(r->image.search);
	stopped = server_run(&config);
	search_close(shelf.search);
	return stopped;
}

static void
log_ready(void *arg)
{
	(void)arg;
	log_line("ready");
}

/* While the workers finish: what the supervisor holds would still accept. */
static void
close_doors(void *arg)
{
	struct running *r = arg;

	doors_close(&r->options.doors);
}

/* An IPv6 and an IPv4 address with one port make one URL. */
static bool
is_first(const struct doors *d, size_t which)
{
	const struct service *s = d->services;

	for (size_t i = 0; i < which; i++)
		if (s[i].front == s[which].front &&
		    s[i].listener.port == s[which].listener.port)
			return false;
	return true;
}

static void
log_services(const struct running *r)
{
	struct arena scratch;
	struct origin origin = r->image.origin;

	arena_init(&scratch);
	for (size_t i = 0; i < r->options.doors.count; i++) {
		const struct service *s = &r->options.doors.services[i];
		struct str url;

		if (!is_first(&r->options.doors, i))
			continue;
		origin.port[s->front->view] = s->listener.port;
		url = origin_url(&scratch, &origin, s->front->view, STR("/"),
		    '1');
		log_line("serving %.*s", STR_ARG(url));
	}
	arena_release(&scratch);
}

/* The usual 1024 are gone as soon as somebody wants them to be. */
static void
raise_descriptor_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 ||
	    limit.rlim_cur >= DESCRIPTORS)
		return;
	limit.rlim_cur = DESCRIPTORS;
	if (limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool
run(struct running *r)
{
	const struct duty duty = {
		.work = work,
		.ready = log_ready,
		.stopping = close_doors,
		.arg = r,
	};
	bool stopped;

	if (!doors_open(&r->options.doors))
		return false;
	if (!open_image(r))
		return false;
	if (!open_tls(r)) {
		frozen_release(&r->frozen);
		return false;
	}
	log_services(r);
	raise_descriptor_limit();
	stopped = supervise(r->options.workers, &duty);
	tls_free(r->tls);
	frozen_release(&r->frozen);
	return stopped;
}

int
serve_main(int argc, char **argv)
{
	static struct running r;
	bool stopped;

	/* A log that nobody reads any more ends neither us nor a worker. */
	signal(SIGPIPE, SIG_IGN);
	r.options.certs = "certs";
	if (!parse_options(argc, argv, &r.options))
		return usage();
	stopped = run(&r);
	doors_close(&r.options.doors);
	return stopped ? 0 : 1;
}
