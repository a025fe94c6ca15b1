/* SPDX-License-Identifier: ISC */
#include "app/serve.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/access.h"
#include "app/options.h"
#include "app/rehearse.h"
#include "app/renew.h"
#include "app/summary.h"
#include "app/supervise.h"
#include "app/vhost.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/server.h"

#define DESCRIPTORS 16384 /* of each worker, if that many may be had */

/* All that a running server holds, in the order in which it is made. */
struct running {
	struct settings settings;
	struct vhost *hosts; /* as many as settings.count, as the next two */
	struct shelf *each;
	struct renew_host *renewals;
	struct shelves shelves;
	struct tickets *tickets;
	struct tls *tls;
	struct renew *renew;
	struct limits *limits;
	struct access log; /* of a worker, once it is one */
};

static int
usage(void)
{
	fputs("usage: vitae serve [--host NAME]... [OPTION]... CAPSULE|FILE\n"
	      "       vitae serve -c FILE [OPTION]... [CAPSULE|FILE]\n"
	      "options: [-n] [--gemini ADDR:PORT]... [--gopher ADDR:PORT]...\n"
	      "         [--gemini-port N] [--gopher-port N] [--web URL]"
	      " [--certs DIR]\n"
	      "         [--workers N] [--quiet]\n",
	    stderr);
	return 2;
}

/* All of them, even behind one that is broken: one start, all findings. */
static bool
open_hosts(struct running *r)
{
	const size_t count = r->settings.count;
	bool fine = true;

	r->hosts = mem_new(count, sizeof(*r->hosts));
	r->each = mem_new(count, sizeof(*r->each));
	r->renewals = mem_new(count, sizeof(*r->renewals));
	r->shelves = (struct shelves){ r->each, count };
	for (size_t i = 0; i < count; i++) {
		struct vhost *v = &r->hosts[i];

		fine = vhost_open(v, &r->settings, i, stderr) && fine;
		r->each[i].image = &v->image;
		r->each[i].members = v->members;
	}
	return fine;
}

static int
find_host(void *arg, struct str name)
{
	return shelves_find(arg, name);
}

static bool
open_tls(struct running *r)
{
	if (doors_port(&r->settings.doors, VIEW_GEMINI, 0) == 0)
		return true;
	r->tickets = tickets_new(clock_ms());
	if (r->tickets == NULL)
		return false;
	r->tls = tls_new(r->settings.count, find_host, &r->shelves,
	    r->tickets);
	return r->tls != NULL;
}

static bool
open_renewals(struct running *r)
{
	const size_t count = r->settings.count;
	struct diags d;
	struct arena a;

	for (size_t i = 0; i < count; i++)
		r->renewals[i] = vhost_renewal(&r->hosts[i]);
	arena_init(&a);
	diags_init(&d, &a);
	r->renew = renew_new(r->renewals, count, r->tls, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return r->renew != NULL;
}

static bool
open_log(struct running *r)
{
	const struct access_config *config = &r->settings.access;

	r->log = (struct access){
		.config = config,
		.fd = STDERR_FILENO,
		.named = r->settings.count > 1,
	};
	if (!config->off)
		r->log.fd = access_open(config);
	return r->log.fd >= 0;
}

static void
report(void *arg, const struct conn_report *what)
{
	struct running *r = arg;
	struct str host = { NULL, 0 };

	if (what->shelf != SHELF_NONE)
		host = r->hosts[what->shelf].image.origin.host;
	access_record(&r->log, what, host, clock_ms());
}

static void
take_told(void *arg, const struct control *message)
{
	struct running *r = arg;

	renew_take(r->renew, message);
}

static bool
work(void *arg, size_t worker, int control)
{
	struct running *r = arg;
	const struct server_config config = {
		.services = r->settings.doors.services,
		.service_count = r->settings.doors.count,
		.shelves = &r->shelves,
		.tls = r->tls,
		.tls_for_plain = r->settings.gopher_tls,
		.proxies = r->settings.proxies,
		.proxy_count = r->settings.proxy_count,
		.limits = r->limits,
		.worker = worker,
		.times = r->settings.times,
		.control = control,
		.told = take_told,
		.report = r->settings.access.off ? NULL : report,
		.arg = r,
	};
	bool stopped;

	/* Not before: SQLite's handles do not outlive a fork. */
	for (size_t i = 0; i < r->settings.count; i++)
		if (r->hosts[i].image.search.len > 0)
			r->each[i].search =
			    search_open(r->hosts[i].image.search);
	stopped = server_run(&config);
	for (size_t i = 0; i < r->settings.count; i++)
		search_close(r->each[i].search);
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

	doors_close(&r->settings.doors);
}

static void
keep_up(void *arg, const struct crew *crew, bool asked)
{
	struct running *r = arg;

	renew_tick(r->renew, crew, asked);
	if (r->tickets != NULL)
		tickets_rotate(r->tickets, clock_ms());
}

static void
forget(void *arg, size_t worker)
{
	struct running *r = arg;

	limits_forget(r->limits, worker);
}

static struct summary_host
describe(const struct running *r, size_t host)
{
	const struct vhost *v = &r->hosts[host];
	struct summary_host h = {
		.shelf = &r->each[host],
		.capsule = v->is->capsule,
		.chain = renew_chain(r->renew, host),
		.facts = renew_facts(r->renew, host),
	};

	for (int level = 0; level <= DIAG_ERROR; level++)
		h.findings[level] = v->findings.count[level];
	return h;
}

static void
log_summary(const struct running *r)
{
	const size_t count = r->settings.count;
	struct summary_host *hosts = mem_new(count, sizeof(*hosts));
	const struct summary summary = { &r->settings, &r->settings.doors,
		hosts, count };

	for (size_t i = 0; i < count; i++)
		hosts[i] = describe(r, i);
	summary_log(&summary);
	free(hosts);
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
supervised(struct running *r)
{
	const struct duty duty = {
		.work = work,
		.ready = log_ready,
		.stopping = close_doors,
		.tick = keep_up,
		.tick_ms = RENEW_MS,
		.lost = forget,
		.arg = r,
	};

	r->limits = limits_new(&r->settings.limits, r->settings.workers);
	if (r->limits == NULL)
		return false;
	log_summary(r);
	raise_descriptor_limit();
	return supervise(r->settings.workers, &duty);
}

static bool
run(struct running *r)
{
	return doors_open(&r->settings.doors) && open_hosts(r) &&
	       open_tls(r) && open_renewals(r) && open_log(r) && supervised(r);
}

/* What there is of it; a worker lets go of nothing but by its end. */
static void
release(struct running *r)
{
	limits_free(r->limits);
	renew_free(r->renew);
	tls_free(r->tls);
	tickets_free(r->tickets);
	for (size_t i = 0; r->hosts != NULL && i < r->settings.count; i++)
		vhost_release(&r->hosts[i]);
	free(r->hosts);
	free(r->each);
	free(r->renewals);
	doors_close(&r->settings.doors);
}

static int
serve(struct running *r)
{
	bool stopped = run(r);

	release(r);
	return stopped ? 0 : 1;
}

int
serve_main(int argc, char **argv)
{
	static struct running r;
	bool check = false;
	int status;

	/* A log that nobody reads any more ends neither us nor a worker. */
	signal(SIGPIPE, SIG_IGN);
	settings_init(&r.settings);
	status = options_read(argc, argv, &r.settings, &check);
	if (status == 0)
		status = check ? rehearse(&r.settings) : serve(&r);
	else if (status == 2)
		usage();
	settings_release(&r.settings);
	return status;
}
