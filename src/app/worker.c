/* SPDX-License-Identifier: ISC */
#include "app/worker.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/running.h"
#include "app/sandbox.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/server.h"

static void
report(void *arg, const struct conn_report *what)
{
	struct running *r = arg;
	struct str host = { NULL, 0 };

	if (what->shelf != SHELF_NONE)
		host = library_shelves(r->library)
			   ->at[what->shelf]
			   .image->origin.host;
	access_record(&r->log, what, host, clock_ms());
}

/* What the supervisor has checked is checked again, and taken over. */
static void
take_image(struct running *r, struct control *message)
{
	struct frozen image;
	const char *why = "no image came with it";
	int handle = message->handle;

	if (message->host >= r->settings.count)
		return;
	message->handle = -1;
	if (handle >= 0 && frozen_adopt(&image, handle, SIZE_MAX))
		why = library_put(r->library, message->host, &image);
	if (why != NULL)
		log_line("%s: the new image is not used: %s",
		    r->settings.hosts[message->host].capsule, why);
	else
		counters_up(&counters_of(r->counters, r->worker)->editions, 1);
}

static void
take_log(struct running *r, struct control *message)
{
	if (message->handle < 0)
		return;
	if (r->log.fd != STDERR_FILENO)
		close(r->log.fd);
	r->log.fd = message->handle;
	message->handle = -1;
}

static void
take_signer(struct running *r, struct control *message)
{
	if (r->signing == NULL || message->handle < 0)
		return;
	if (!signing_use(r->signing, message->handle))
		log_line("worker %d has no way to the signer", (int)getpid());
	message->handle = -1;
}

static void
take_told(void *arg, struct control *message)
{
	struct running *r = arg;

	switch (message->what) {
	case CONTROL_IMAGE:
		take_image(r, message);
		break;
	case CONTROL_LOG:
		take_log(r, message);
		break;
	case CONTROL_SIGNER:
		take_signer(r, message);
		break;
	default:
		renew_take(r->renew, message);
	}
}

/* Not before the fork: SQLite's handles do not outlive one. */
static bool
open_library(struct running *r)
{
	const size_t count = r->settings.count;
	struct library_place *places = mem_new(count, sizeof(*places));

	for (size_t i = 0; i < count; i++)
		places[i] = (struct library_place){
			.members = r->each[i].members,
			.folder = r->each[i].folder,
		};
	r->library = library_new(places, count);
	free(places);
	for (size_t i = 0; i < count; i++) {
		const char *why = library_put(r->library, i,
		    &r->hosts[i].frozen);

		if (why == NULL)
			continue;
		log_line("%s: %s", r->hosts[i].is->capsule, why);
		return false;
	}
	return true;
}

/* Large files are read where they are: beneath these. */
static size_t
list_folders(const struct running *r, int **folders)
{
	size_t count = 0;

	for (size_t i = 0; i < r->settings.count; i++)
		count += 1 + r->hosts[i].is->mount_count;
	*folders = mem_new(count, sizeof(**folders));
	count = 0;
	for (size_t i = 0; i < r->settings.count; i++) {
		const struct vhost *v = &r->hosts[i];

		if (!v->folder)
			continue;
		(*folders)[count++] = v->roots.own.root;
		for (size_t m = 0; m < v->is->mount_count; m++)
			(*folders)[count++] = v->roots.mounted[m].root;
	}
	return count;
}

static bool
enter_sandbox(const struct running *r)
{
	struct sandbox sandbox = {
		.role = ROLE_WORKER,
		.off = !r->settings.sandbox,
		.account = &r->account,
	};
	int *folders;
	bool entered;

	sandbox.folder_count = list_folders(r, &folders);
	sandbox.folders = folders;
	entered = sandbox_enter(&sandbox);
	free(folders);
	return entered;
}

static bool
serve(struct running *r, int control)
{
	const struct settings *s = &r->settings;
	const struct server_config config = {
		.services = s->doors.services,
		.service_count = s->doors.count,
		.library = r->library,
		.tls = r->tls,
		.tls_for_plain = s->gopher_tls,
		.proxies = s->proxies,
		.proxy_count = s->proxy_count,
		.counters = counters_of(r->counters, r->worker),
		.limits = r->limits,
		.worker = r->worker,
		.times = s->times,
		.control = control,
		.signing = r->signing,
		.told = take_told,
		.report = s->access.off ? NULL : report,
		.arg = r,
	};

	return server_run(&config);
}

bool
worker_run(struct running *r, size_t number, int control)
{
	bool stopped;

	r->worker = number;
	counters_up(&counters_of(r->counters, number)->starts, 1);
	if (r->keeper != NULL)
		keeper_leave(r->keeper);
	stopped = open_library(r) && enter_sandbox(r) && serve(r, control);
	library_free(r->library);
	return stopped;
}
