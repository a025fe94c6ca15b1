/* SPDX-License-Identifier: ISC */
#include "app/duties.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/builder.h"
#include "app/live.h"
#include "app/notify.h"
#include "app/reload.h"
#include "app/running.h"
#include "app/sandbox.h"
#include "app/upgrade.h"
#include "app/worker.h"
#include "base/clock.h"
#include "base/log.h"
#include "net/signer.h"

#define HANG_MS 20000 /* more than anything takes a worker in one turn */

static bool
open_renewals(struct running *r)
{
	const size_t count = r->settings.count;
	struct diags d;
	struct arena a;

	for (size_t i = 0; i < count; i++) {
		r->renewals[i] = vhost_renewal(&r->hosts[i]);
		r->renewals[i].keeper = r->keeper;
	}
	arena_init(&a);
	diags_init(&d, &a);
	r->renew = renew_new(r->renewals, count, r->tls, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return r->renew != NULL;
}

/* By its mode alone: who may more by other ways is told nothing wrong. */
static bool
may_read(const struct account *account, const struct stat *st)
{
	unsigned shift = 0;

	if (st->st_uid == account->user)
		shift = 6;
	else if (st->st_gid == account->group)
		shift = 3;
	return (st->st_mode >> shift & 5) == 5;
}

/* Root may read what whoever builds may not: that has to be said. */
static void
explain_failure(const struct running *r)
{
	for (size_t i = 0; i < r->settings.count; i++) {
		const struct vhost *v = &r->hosts[i];
		struct stat st;

		if (!v->shown && v->folder && r->account.change &&
		    fstat(v->roots.own.root, &st) == 0 &&
		    !may_read(&r->account, &st))
			log_line("%s: it is built by the user %s, who may not"
				 " read this folder",
			    v->is->capsule, r->account.name);
	}
}

/*
 * What has to wait for images, and for the signer: certificates are for the
 * names in them. False if the start has failed.
 */
static bool
come_up(struct running *r)
{
	if (r->up || !reload_all_tried(r))
		return true;
	if (!reload_all_shown(r)) {
		explain_failure(r);
		return false;
	}
	if (!open_renewals(r))
		return false;
	live_summary(r);
	r->up = true;
	return true;
}

/* What a process inherits that does not serve anybody. */
static void
leave_doors(const struct running *r)
{
	for (size_t i = 0; i < r->settings.doors.count; i++)
		close(r->settings.doors.services[i].listener.fd);
}

static bool
work_signer(void *arg, size_t number, int control)
{
	struct running *r = arg;
	const struct sandbox sandbox = {
		.role = ROLE_SIGNER,
		.off = !r->settings.sandbox,
		.account = &r->account,
	};

	(void)number, (void)control;
	leave_doors(r);
	for (size_t i = 0; i < r->settings.count; i++)
		vhost_release(&r->hosts[i]);
	signer_guard();
	return sandbox_enter(&sandbox) && keeper_work(r->keeper);
}

static bool
work_builder(void *arg, size_t number, int control)
{
	struct running *r = arg;
	const struct sandbox sandbox = {
		.role = ROLE_BUILDER,
		.off = !r->settings.sandbox,
		.account = &r->account,
	};

	(void)number;
	leave_doors(r);
	if (r->keeper != NULL)
		keeper_leave(r->keeper);
	for (size_t i = 0; i < r->settings.count; i++)
		vhost_leave_image(&r->hosts[i]);
	return builder_run(&r->settings, r->hosts, control, &sandbox);
}

static bool
work_worker(void *arg, size_t number, int control)
{
	return worker_run(arg, number, control);
}

static bool
prepare(void *arg, enum role role)
{
	struct running *r = arg;

	return role != ROLE_SIGNER || keeper_prepare(r->keeper);
}

static void
started(void *arg, struct crew *crew, enum role role, size_t number)
{
	struct running *r = arg;

	if (role == ROLE_SIGNER) {
		keeper_started(r->keeper, crew, r->settings.workers);
		if (!come_up(r))
			supervise_fail(crew);
	} else if (role == ROLE_WORKER && r->keeper != NULL) {
		keeper_connect(r->keeper, crew, number);
	}
}

static bool
may_work(void *arg)
{
	const struct running *r = arg;

	return r->up;
}

static void
heard(void *arg, struct crew *crew, enum role role, struct control *message)
{
	struct running *r = arg;

	if (role != ROLE_BUILDER || message->what != CONTROL_BUILT)
		return;
	if (reload_built(r, crew, message) == RELOAD_RESTART)
		upgrade_try(r);
	if (!come_up(r))
		supervise_fail(crew);
}

static void
be_ready(void *arg, struct crew *crew)
{
	(void)arg, (void)crew;
	log_line("ready");
	notify_ready("serving");
}

/* While the workers finish: what the supervisor holds would still accept. */
static void
begin_stop(void *arg)
{
	struct running *r = arg;

	notify_stopping();
	live_close(r);
	doors_close(&r->settings.doors);
}

/* Somebody wants to know: all of it is looked at, whether it has changed. */
static void
look_again(struct running *r, struct crew *crew)
{
	const struct control build = {
		.what = CONTROL_BUILD,
		.host = CONTROL_ALL,
		.handle = -1,
	};

	if (upgrade_is_due(r)) {
		log_line("%s: has changed", r->settings.file);
		upgrade_try(r);
	}
	supervise_tell_all(crew, ROLE_BUILDER, &build);
}

/* Where it cannot be opened again, the one that is open is written to. */
static void
reopen_log(struct running *r, struct crew *crew)
{
	const struct access_config *config = &r->settings.access;
	struct control message = { .what = CONTROL_LOG };

	if (config->off || config->file == NULL)
		return;
	message.handle = access_open(config);
	if (message.handle < 0)
		return;
	supervise_tell_all(crew, ROLE_WORKER, &message);
	close(r->log.fd);
	r->log.fd = message.handle;
}

static void
keep_up(void *arg, struct crew *crew, unsigned asked)
{
	struct running *r = arg;
	bool look = (asked & ASKED_LOOK) != 0;

	if (look)
		notify_reloading();
	renew_tick(r->renew, crew, look);
	if (r->tickets != NULL)
		tickets_rotate(r->tickets, clock_ms());
	if (reload_look(r, crew, look) == RELOAD_RESTART)
		upgrade_try(r);
	if (look)
		look_again(r, crew);
	if ((asked & ASKED_REOPEN) != 0)
		reopen_log(r, crew);
	if ((asked & ASKED_RESTART) != 0)
		upgrade_try(r);
	if (look)
		notify_ready("serving");
	notify_alive();
}

static void
lose(void *arg, enum role role, size_t number)
{
	struct running *r = arg;

	r->ends[role]++;
	if (role != ROLE_WORKER)
		return;
	limits_forget(r->limits, number);
	counters_forget(r->counters, number);
}

static void
other_ended(void *arg, struct crew *crew, pid_t pid, int status)
{
	upgrade_tried(arg, crew, pid, status);
}

static int64_t
turned(void *arg, size_t worker)
{
	const struct running *r = arg;
	struct counters_worker now;

	counters_read(r->counters, worker, &now);
	return now.turned <= INT64_MAX ? (int64_t)now.turned : 0;
}

static void
knocked(void *arg)
{
	live_answer(arg);
}

/* Often enough for who watches over us. */
static int
tick_ms(void)
{
	int64_t every = notify_every_ms();

	return every > 0 && every < RENEW_MS ? (int)every : RENEW_MS;
}

static size_t
count_folders(const struct running *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->settings.count; i++)
		count += r->hosts[i].folder;
	return count;
}

bool
duties_supervise(struct running *r)
{
	const struct duty duty = {
		.count = {
		    [ROLE_SIGNER] = r->keeper != NULL,
		    [ROLE_BUILDER] = count_folders(r) > 0,
		    [ROLE_WORKER] = r->settings.workers,
		},
		.work = {
		    [ROLE_SIGNER] = work_signer,
		    [ROLE_BUILDER] = work_builder,
		    [ROLE_WORKER] = work_worker,
		},
		.prepare = prepare,
		.started = started,
		.may_work = may_work,
		.heard = heard,
		.ready = be_ready,
		.stopping = begin_stop,
		.tick = keep_up,
		.tick_ms = tick_ms(),
		.lost = lose,
		.other = other_ended,
		.turned = turned,
		.hang_ms = HANG_MS,
		.knocked = knocked,
		.listener = r->status,
		.elders = r->handed.elders,
		.elder_count = r->handed.elder_count,
		.arg = r,
	};

	/* Nobody is waited for, if there is neither builder nor signer. */
	return (r->keeper != NULL || come_up(r)) && supervise(&duty);
}
