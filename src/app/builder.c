/* SPDX-License-Identifier: ISC */
#include "app/builder.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "app/building.h"
#include "app/midnight.h"
#include "app/sandbox.h"
#include "app/watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/control.h"

/* Clocks jump, and folders come back, without telling. */
#define LOOK_UP_MS 60000
#define GONE_MS 2000

struct site {
	struct building building;
	bool due;   /* to be built as soon as nothing there is half written */
	bool asked; /* somebody wants to know how it went */
};

struct builder {
	size_t count;
	struct site *sites; /* of each host */
	struct watched *places;
	size_t place_count;
	struct watcher *watcher; /* NULL = nothing is built unless asked for */
	int control;
	int stop; /* readable when we are to stop */
	struct midnight midnight;
	bool over; /* we are, or nobody is there any more */
};

static void
add_place(struct builder *b, const struct folder *folder, size_t group)
{
	b->places = mem_grow(b->places, b->place_count + 1,
	    sizeof(*b->places));
	b->places[b->place_count++] = (struct watched){ folder, group };
}

static void
add_host(struct builder *b, struct vhost *v, size_t host)
{
	building_init(&b->sites[host].building, v);
	if (!v->folder)
		return;
	add_place(b, &v->roots.own, host);
	for (size_t i = 0; i < v->is->mount_count; i++)
		add_place(b, &v->roots.mounted[i], host);
	b->sites[host].due = true;
}

/*
 * It waits to be read from b->stop; but a build, which may take long, it just
 * ends, and us: there is nothing to put in order first.
 */
static void
hold_signal(bool held)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigprocmask(held ? SIG_BLOCK : SIG_UNBLOCK, &stop, NULL);
}

static bool
open_signal(struct builder *b)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	signal(SIGTERM, SIG_DFL);
	hold_signal(true);
	b->stop = signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
	if (b->stop < 0)
		log_line("the builder cannot wait for signals: %s",
		    strerror(errno));
	return b->stop >= 0;
}

static bool
enter_sandbox(const struct builder *b, const struct sandbox *sandbox)
{
	struct sandbox own;
	int *folders;
	bool entered;

	if (sandbox == NULL)
		return true;
	own = *sandbox;
	folders = mem_new(b->place_count, sizeof(*folders));
	for (size_t i = 0; i < b->place_count; i++)
		folders[i] = b->places[i].folder->root;
	own.folders = folders;
	own.folder_count = b->place_count;
	entered = sandbox_enter(&own);
	free(folders);
	return entered;
}

/* Wait for what is there, or for so long; for room, if there is to be some. */
static void
wait_for(struct builder *b, short control, int watch, int64_t ms)
{
	struct pollfd all[] = {
		{ .fd = b->stop, .events = POLLIN },
		{ .fd = b->control, .events = control },
		{ .fd = watch, .events = POLLIN },
	};

	if (poll(all, sizeof(all) / sizeof(all[0]), (int)ms) > 0 &&
	    all[0].revents != 0)
		b->over = true;
}

static void
send_built(struct builder *b, size_t host, struct str bytes, int image)
{
	const struct control message = {
		.what = CONTROL_BUILT,
		.host = (uint32_t)host,
		.handle = image,
	};
	int fd = control_seal(bytes);

	if (fd < 0) {
		log_line("a build cannot be told: %s", strerror(errno));
		return;
	}
	while (!b->over && !control_send(b->control, &message, fd)) {
		b->over = errno != EAGAIN;
		if (!b->over)
			wait_for(b, POLLOUT, -1, LOOK_UP_MS);
	}
	close(fd);
}

static void
tell(struct builder *b, size_t host)
{
	const struct building *is = &b->sites[host].building;
	struct buf report;

	buf_init(&report);
	built_write(&report, &is->built, buf_str(&is->text));
	send_built(b, host, buf_str(&report),
	    is->built.fine ? is->image.fd : -1);
	buf_release(&report);
}

static void
build(struct builder *b, size_t host)
{
	struct site *site = &b->sites[host];
	bool asked = site->asked;
	bool news;

	site->due = false;
	site->asked = false;
	if (b->watcher != NULL)
		watcher_seen(b->watcher, host);
	hold_signal(false);
	news = building_run(&site->building, asked);
	hold_signal(true);
	if (news)
		tell(b, host);
}

/* How long nothing can be to do, if nothing happens. */
static int64_t
build_changed(struct builder *b)
{
	int64_t wait_ms;
	int changed;

	if (b->watcher == NULL)
		return LOOK_UP_MS;
	while ((changed = watcher_look(b->watcher, clock_ms(), &wait_ms)) >= 0)
		build(b, (size_t)changed);
	return wait_ms < LOOK_UP_MS ? wait_ms : LOOK_UP_MS;
}

static bool
is_changing(const struct builder *b, size_t host)
{
	return b->watcher != NULL && watcher_is_waiting(b->watcher, host);
}

static int64_t
build_due(struct builder *b)
{
	int64_t wait_ms = build_changed(b);

	for (size_t i = 0; i < b->count && !b->over; i++) {
		struct site *site = &b->sites[i];

		if (building_is_back(&site->building))
			site->due = true;
		if (site->due && !is_changing(b, i))
			build(b, i);
		if (site->building.gone && wait_ms > GONE_MS)
			wait_ms = GONE_MS;
	}
	return wait_ms;
}

static void
take(void *arg, struct control *message)
{
	struct builder *b = arg;

	if (message->what != CONTROL_BUILD)
		return;
	for (size_t i = 0; i < b->count; i++) {
		bool meant = message->host == i || message->host >= b->count;

		if (meant && b->sites[i].building.host->folder)
			b->sites[i].due = b->sites[i].asked = true;
	}
}

static void
listen_to(struct builder *b)
{
	enum controlled got;

	do
		got = control_take(b->control, take, b);
	while (got == CONTROLLED);
	b->over = b->over || got == CONTROL_OVER;
}

/* On another day all is built that could have expired. */
static int64_t
turn_day(struct builder *b)
{
	int64_t now = time(NULL);

	if (b->watcher == NULL)
		return LOOK_UP_MS;
	if (midnight_passed(&b->midnight, now))
		for (size_t i = 0; i < b->count; i++)
			b->sites[i].due = b->sites[i].building.host->folder;
	return midnight_wait_ms(now);
}

static void
work(struct builder *b)
{
	while (!b->over) {
		int64_t wait_ms = turn_day(b);
		int64_t due_ms = build_due(b);

		if (b->over)
			break;
		wait_for(b, POLLIN, watcher_fd(b->watcher),
		    due_ms < wait_ms ? due_ms : wait_ms);
		listen_to(b);
	}
}

static void
release(struct builder *b)
{
	watcher_free(b->watcher);
	for (size_t i = 0; i < b->count; i++)
		building_release(&b->sites[i].building);
	free(b->places);
	free(b->sites);
	if (b->stop >= 0)
		close(b->stop);
}

bool
builder_run(const struct settings *s, struct vhost *hosts, int control,
    const struct sandbox *sandbox)
{
	struct builder b = {
		.count = s->count,
		.sites = mem_new(s->count, sizeof(*b.sites)),
		.control = control,
		.stop = -1,
	};
	bool begun;

	midnight_begin(&b.midnight, time(NULL));
	for (size_t i = 0; i < s->count; i++)
		add_host(&b, &hosts[i], i);
	b.watcher = watcher_new(b.places, s->reload ? b.place_count : 0,
	    b.count);
	begun = open_signal(&b) && enter_sandbox(&b, sandbox);
	if (begun)
		work(&b);
	release(&b);
	return begun;
}
