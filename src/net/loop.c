/* SPDX-License-Identifier: ISC */
#include "net/loop.h"

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"

struct signal_watch {
	struct event event;
	void (*arrived)(void *arg, int number);
	void *arg;
	struct signal_watch *next;
};

struct loop {
	struct event_base *base;
	struct signal_watch *signals;
};

struct watch {
	struct loop *loop;
	struct event io;
	struct event timer;
	unsigned want;
	int fd;
	void (*ready)(void *arg, unsigned what);
	void *arg;
};

struct loop *
loop_new(void)
{
	struct loop *loop = mem_new(1, sizeof(*loop));

	loop->base = event_base_new();
	if (loop->base == NULL) {
		log_line("no event queue from the system");
		free(loop);
		return NULL;
	}
	return loop;
}

void
loop_free(struct loop *loop)
{
	while (loop->signals != NULL) {
		struct signal_watch *gone = loop->signals;

		loop->signals = gone->next;
		event_del(&gone->event);
		free(gone);
	}
	event_base_free(loop->base);
	free(loop);
}

void
loop_run(struct loop *loop)
{
	event_base_dispatch(loop->base);
}

void
loop_stop(struct loop *loop)
{
	event_base_loopbreak(loop->base);
}

int64_t
loop_now(const struct loop *loop)
{
	struct timespec now;

	(void)loop;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
on_event(evutil_socket_t fd, short what, void *arg)
{
	struct watch *w = arg;
	unsigned bits = 0;

	(void)fd;
	if (what & EV_READ)
		bits |= LOOP_READ;
	if (what & EV_WRITE)
		bits |= LOOP_WRITE;
	if (what & EV_TIMEOUT)
		bits |= LOOP_DEADLINE;
	w->ready(w->arg, bits);
}

struct watch *
watch_new(struct loop *loop, int fd, void (*ready)(void *, unsigned), void *arg)
{
	struct watch *w = mem_new(1, sizeof(*w));

	w->loop = loop;
	w->fd = fd;
	w->ready = ready;
	w->arg = arg;
	event_assign(&w->io, loop->base, fd, 0, on_event, w);
	event_assign(&w->timer, loop->base, -1, 0, on_event, w);
	return w;
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	event_del(&w->io);
	event_del(&w->timer);
	free(w);
}

void
watch_want(struct watch *w, unsigned what)
{
	short bits = EV_PERSIST;

	if (what == w->want)
		return;
	if (w->want != 0)
		event_del(&w->io);
	w->want = what;
	if (what == 0)
		return;
	if (what & LOOP_READ)
		bits |= EV_READ;
	if (what & LOOP_WRITE)
		bits |= EV_WRITE;
	event_assign(&w->io, w->loop->base, w->fd, bits, on_event, w);
	event_add(&w->io, NULL);
}

void
watch_deadline(struct watch *w, int64_t at)
{
	int64_t wait = at - loop_now(w->loop);
	struct timeval tv = { 0 };

	if (wait > 0) {
		tv.tv_sec = (time_t)(wait / 1000);
		tv.tv_usec = (suseconds_t)(wait % 1000 * 1000);
	}
	event_add(&w->timer, &tv);
}

void
watch_soon(struct watch *w)
{
	event_active(&w->timer, EV_TIMEOUT, 0);
}

static void
on_signal(evutil_socket_t number, short what, void *arg)
{
	struct signal_watch *s = arg;

	(void)what;
	s->arrived(s->arg, (int)number);
}

void
loop_on_signal(struct loop *loop, int number, void (*arrived)(void *, int),
    void *arg)
{
	struct signal_watch *s = mem_new(1, sizeof(*s));

	s->arrived = arrived;
	s->arg = arg;
	s->next = loop->signals;
	loop->signals = s;
	evsignal_assign(&s->event, loop->base, number, on_signal, s);
	evsignal_add(&s->event, NULL);
}
