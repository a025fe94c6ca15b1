/* SPDX-License-Identifier: ISC */
#include "app/serve.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/duties.h"
#include "app/live.h"
#include "app/options.h"
#include "app/rehearse.h"
#include "app/reload.h"
#include "app/running.h"
#include "app/sandbox.h"
#include "app/upgrade.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#define DESCRIPTORS 16384 /* of each worker, if that many may be had */

static int
usage(void)
{
	fputs("usage: vitae serve [--host NAME]... [OPTION]... CAPSULE|FILE\n"
	      "       vitae serve -c FILE [OPTION]... [CAPSULE|FILE]\n"
	      "options: [-n] [--gemini ADDR:PORT]... [--gopher ADDR:PORT]...\n"
	      "         [--gemini-port N] [--gopher-port N] [--web URL]"
	      " [--certs DIR]\n"
	      "         [--mount /PATH=DIR]... [--workers N] [--quiet]\n"
	      "         [--user NAME] [--status PATH|no] [--no-reload]\n"
	      "         [--no-signer] [--no-sandbox]\n",
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
	r->sources = mem_new(count, sizeof(*r->sources));
	r->each = mem_new(count, sizeof(*r->each));
	r->renewals = mem_new(count, sizeof(*r->renewals));
	r->shelves = (struct shelves){ r->each, count };
	reload_begin(r);
	for (size_t i = 0; i < count; i++) {
		struct vhost *v = &r->hosts[i];

		fine = vhost_open(v, &r->settings, i, stderr) && fine;
		r->each[i] = vhost_shelf(v);
		r->sources[i].shown_at = clock_ms();
	}
	return fine;
}

/* Names are the same in all images of a host. */
static int
find_host(void *arg, struct str name)
{
	const struct running *r = arg;

	return shelves_find(r->library != NULL ? library_shelves(r->library)
					       : &r->shelves,
	    name);
}

static bool
open_signing(struct running *r)
{
	if (!r->settings.signer)
		return true;
	r->signing = signing_new();
	if (r->signing == NULL || !tls_sign_by(r->tls, r->signing))
		return false;
	r->keeper = keeper_new();
	return true;
}

static bool
open_tls(struct running *r)
{
	if (doors_port(&r->settings.doors, VIEW_GEMINI, 0) == 0)
		return true;
	r->tickets = tickets_new(clock_ms());
	if (r->tickets == NULL)
		return false;
	r->tls = tls_new(r->settings.count, find_host, r, r->tickets);
	return r->tls != NULL && open_signing(r);
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

/* What workers have in common, and tell us by. */
static bool
open_shared(struct running *r)
{
	r->limits = limits_new(&r->settings.limits, r->settings.workers);
	r->counters = counters_new(r->settings.workers);
	return r->limits != NULL && r->counters != NULL;
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
confine(const struct running *r)
{
	raise_descriptor_limit();
	return !r->settings.sandbox || sandbox_supervisor();
}

static bool
open_doors(struct running *r)
{
	bool opened;

	restart_inherit(&r->handed);
	opened = doors_open(&r->settings.doors, &r->handed);
	restart_close_rest(&r->handed);
	return opened;
}

static bool
run(struct running *r)
{
	r->since = clock_ms();
	r->status = -1;
	upgrade_begin(r);
	if (!open_doors(r) || !account_find(&r->account, r->settings.user) ||
	    !open_hosts(r) || !open_tls(r) || !open_log(r) || !open_shared(r))
		return false;
	live_listen(r);
	return confine(r) && duties_supervise(r);
}

static void
release_hosts(struct running *r)
{
	for (size_t i = 0; r->hosts != NULL && i < r->settings.count; i++) {
		vhost_release(&r->hosts[i]);
		buf_release(&r->sources[i].findings);
	}
	free(r->hosts);
	free(r->sources);
	free(r->each);
	free(r->renewals);
}

/* What there is of it; a worker lets go of nothing but by its end. */
static void
release(struct running *r)
{
	live_close(r);
	limits_free(r->limits);
	counters_free(r->counters);
	renew_free(r->renew);
	tls_free(r->tls);
	tickets_free(r->tickets);
	keeper_free(r->keeper);
	signing_free(r->signing);
	release_hosts(r);
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
