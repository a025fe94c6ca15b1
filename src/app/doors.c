/* SPDX-License-Identifier: ISC */
#include "app/doors.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

/* For those who may not bind port 70. */
#define GOPHER_PORT_UNPRIVILEGED 7070

bool
doors_add(struct doors *d, const struct front *front, int shelf,
    const char *address)
{
	if (strcmp(address, "none") == 0) {
		d->off[front->view] = true;
		return true;
	}
	if (d->count == DOORS_MAX)
		return false;
	d->services[d->count].front = front;
	d->services[d->count].shelf = shelf;
	d->services[d->count].proxied = false;
	d->addresses[d->count++] = address;
	return true;
}

void
doors_proxied(struct doors *d)
{
	d->services[d->count - 1].proxied = true;
}

void
doors_drop(struct doors *d, const struct front *front)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++) {
		if (d->services[i].front == front && d->services[i].shelf == 0)
			continue;
		d->services[kept] = d->services[i];
		d->addresses[kept++] = d->addresses[i];
	}
	d->count = kept;
	d->off[front->view] = false;
}

bool
doors_planned(const struct doors *d, const struct front *front)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->services[i].front == front)
			return true;
	return false;
}

/* What to do about it, for those who meet it for the first time. */
static const char *
advice(int error)
{
	switch (error) {
	case EADDRINUSE:
		return "; perhaps vitae runs already: `ss -ltnp` shows who"
		       " listens where";
	case EACCES:
		return "; ports below 1024 are for root and for programs with"
		       " CAP_NET_BIND_SERVICE";
	case EADDRNOTAVAIL:
		return "; `ip address` shows the addresses of this machine";
	default:
		return "";
	}
}

static void
complain(const char *protocol, const char *address, int error)
{
	if (error == EINVAL)
		log_line("%s: %s: not an ADDR:PORT such as 127.0.0.1:1965 or"
			 " [::1]:1965",
		    protocol, address);
	else
		log_line("%s: %s: %s%s", protocol, address, strerror(error),
		    advice(error));
}

bool
doors_check(const struct doors *d)
{
	bool fine = true;

	for (size_t i = 0; i < d->count; i++) {
		if (listener_is_address(str_of(d->addresses[i])))
			continue;
		complain(d->services[i].front->name, d->addresses[i], EINVAL);
		fine = false;
	}
	return fine;
}

static int
open_one(struct handover *h, const struct front *front, const char *address,
    struct listener *out)
{
	struct str text = str_of(address);

	return restart_take(h, front->name, text, out)
		   ? 0
		   : listener_open(text, out);
}

static bool
open_planned(struct doors *d, struct handover *h)
{
	size_t planned = d->count;

	for (d->count = 0; d->count < planned; d->count++) {
		struct service *s = &d->services[d->count];
		const char *address = d->addresses[d->count];
		int error = open_one(h, s->front, address, &s->listener);

		if (error != 0) {
			complain(s->front->name, address, error);
			return false;
		}
	}
	return true;
}

/* One default address; an address family that the host lacks is no error. */
static int
open_default(struct doors *d, struct handover *h, const struct front *front,
    const char *any, uint16_t port)
{
	struct service *s = &d->services[d->count];
	char address[32];
	int error;

	if (d->count == DOORS_MAX)
		return 0;
	snprintf(address, sizeof(address), "%s:%u", any, port);
	error = open_one(h, front, address, &s->listener);
	if (error == EAFNOSUPPORT || error == EADDRNOTAVAIL)
		return 0;
	if (error != 0)
		return error;
	s->front = front;
	s->shelf = 0;
	s->proxied = false;
	d->addresses[d->count++] = NULL;
	return 0;
}

static int
open_anywhere(struct doors *d, struct handover *h, const struct front *front,
    uint16_t port)
{
	size_t before = d->count;
	int error = open_default(d, h, front, "[::]", port);

	if (error == 0)
		error = open_default(d, h, front, "0.0.0.0", port);
	while (error != 0 && d->count > before)
		listener_close(&d->services[--d->count].listener);
	return error;
}

static bool
open_missing(struct doors *d, struct handover *h, const struct front *front,
    uint16_t second)
{
	uint16_t port = front->port;
	char address[32];
	int error;

	if (d->off[front->view] || doors_port(d, front->view, 0) != 0)
		return true;
	error = open_anywhere(d, h, front, port);
	if (error == EACCES && second != 0) {
		port = second;
		error = open_anywhere(d, h, front, port);
	}
	if (doors_port(d, front->view, 0) != 0)
		return true;
	if (error == 0) /* neither family, or no room beside the planned */
		error = EADDRNOTAVAIL;
	snprintf(address, sizeof(address), "port %u", port);
	complain(front->name, address, error);
	return false;
}

bool
doors_open(struct doors *d, struct handover *h)
{
	if (!open_planned(d, h) || !open_missing(d, h, &front_gemini, 0) ||
	    !open_missing(d, h, &front_gopher, GOPHER_PORT_UNPRIVILEGED))
		return false;
	if (d->count == 0)
		log_line("nothing to serve: every protocol is turned off");
	return d->count > 0;
}

void
doors_close(struct doors *d)
{
	while (d->count > 0)
		listener_close(&d->services[--d->count].listener);
}

void
doors_hand_over(const struct doors *d, struct handover *h, struct arena *a)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct service *s = &d->services[i];
		struct handed *door = &h->doors[h->door_count++];

		*door = (struct handed){ .fd = s->listener.fd };
		if (d->addresses[i] != NULL)
			door->name = arena_printf(a, "%s@%s", s->front->name,
			    d->addresses[i]);
	}
}

static void
assume(struct doors *d, const struct front *front)
{
	bool served = !d->off[front->view];

	for (size_t i = 0; i < d->count; i++) {
		if (d->services[i].front != front)
			continue;
		d->services[i].listener.port = front->port;
		served = served && d->services[i].shelf != 0;
	}
	if (!served || d->count == DOORS_MAX)
		return;
	d->services[d->count].front = front;
	d->services[d->count].listener.port = front->port;
	d->services[d->count++].shelf = 0;
}

void
doors_assume(struct doors *d)
{
	assume(d, &front_gemini);
	assume(d, &front_gopher);
}

uint16_t
doors_port(const struct doors *d, enum view v, int shelf)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->services[i].front->view == v &&
		    d->services[i].shelf == shelf)
			return d->services[i].listener.port;
	return 0;
}
