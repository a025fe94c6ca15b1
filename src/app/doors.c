/* SPDX-License-Identifier: ISC */
#include "app/doors.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

/* For those who may not bind port 70. */
#define GOPHER_PORT_UNPRIVILEGED 7070

bool
doors_add(struct doors *d, const struct front *front, const char *address)
{
	if (strcmp(address, "none") == 0) {
		d->off[front->view] = true;
		return true;
	}
	if (d->count == DOORS_MAX) {
		log_line("more than %d addresses", DOORS_MAX);
		return false;
	}
	d->services[d->count].front = front;
	d->addresses[d->count++] = address;
	return true;
}

static void
complain(const char *protocol, const char *address, int error)
{
	if (error == EINVAL)
		log_line("%s: %s: not an ADDR:PORT such as 127.0.0.1:1965 or"
			 " [::1]:1965",
		    protocol, address);
	else
		log_line("%s: %s: %s", protocol, address, strerror(error));
}

static bool
open_planned(struct doors *d)
{
	size_t planned = d->count;

	for (d->count = 0; d->count < planned; d->count++) {
		struct service *s = &d->services[d->count];
		const char *address = d->addresses[d->count];
		int error = listener_open(str_of(address), &s->listener);

		if (error != 0) {
			complain(s->front->name, address, error);
			return false;
		}
	}
	return true;
}

/* One default address; an address family that the host lacks is no error. */
static int
open_default(struct doors *d, const struct front *front, const char *any,
    uint16_t port)
{
	struct service *s = &d->services[d->count];
	char address[32];
	int error;

	if (d->count == DOORS_MAX)
		return 0;
	snprintf(address, sizeof(address), "%s:%u", any, port);
	error = listener_open(str_of(address), &s->listener);
	if (error == EAFNOSUPPORT || error == EADDRNOTAVAIL)
		return 0;
	if (error != 0)
		return error;
	s->front = front;
	d->count++;
	return 0;
}

static int
open_anywhere(struct doors *d, const struct front *front, uint16_t port)
{
	size_t before = d->count;
	int error = open_default(d, front, "[::]", port);

	if (error == 0)
		error = open_default(d, front, "0.0.0.0", port);
	while (error != 0 && d->count > before)
		listener_close(&d->services[--d->count].listener);
	return error;
}

static bool
open_missing(struct doors *d, const struct front *front, uint16_t second)
{
	uint16_t port = front->port;
	char address[32];
	int error;

	if (d->off[front->view] || doors_port(d, front->view) != 0)
		return true;
	error = open_anywhere(d, front, port);
	if (error == EACCES && second != 0) {
		port = second;
		error = open_anywhere(d, front, port);
	}
	if (doors_port(d, front->view) != 0)
		return true;
	if (error == 0) /* neither family, or no room beside the planned */
		error = EADDRNOTAVAIL;
	snprintf(address, sizeof(address), "port %u", port);
	complain(front->name, address, error);
	return false;
}

bool
doors_open(struct doors *d)
{
	if (!open_planned(d) || !open_missing(d, &front_gemini, 0) ||
	    !open_missing(d, &front_gopher, GOPHER_PORT_UNPRIVILEGED))
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

uint16_t
doors_port(const struct doors *d, enum view v)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->services[i].front->view == v)
			return d->services[i].listener.port;
	return 0;
}
