/* SPDX-License-Identifier: ISC */
#ifndef APP_DOORS_H
#define APP_DOORS_H

/*
 * doors -- which protocols are served at which addresses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/restart.h"
#include "net/server.h"

#define DOORS_MAX 64

struct doors {
	struct service services[DOORS_MAX]; /* after doors_open: open ones */
	const char *addresses[DOORS_MAX];
	size_t count;
	bool off[VIEW_COUNT]; /* "none" was asked for */
};

/*
 * Plan to serve front at "ADDR:PORT", what is plain from that shelf (of
 * Gemini: 0); "none" instead turns the protocol off. False if there are too
 * many.
 */
bool doors_add(struct doors *d, const struct front *front, int shelf,
    const char *address);

/* The address that was added last is for proxies alone (net/proxy.h). */
void doors_proxied(struct doors *d);

/* Forget what was planned for a protocol, but for other shelves. */
void doors_drop(struct doors *d, const struct front *front);

/* Whether an address was planned for a protocol, on whatever shelf. */
bool doors_planned(const struct doors *d, const struct front *front);

/* Whether all that was planned are addresses; a line in the log if not. */
bool doors_check(const struct doors *d);

/*
 * Open what was planned, or take it over from h. For a protocol without an
 * address: its default port on all addresses, IPv6 and IPv4, of which one may
 * be missing; Gopher takes port 7070 where 70 may not be bound. False, with one
 * line in the log that names the address, if something cannot be opened.
 */
bool doors_open(struct doors *d, struct handover *h);
void doors_close(struct doors *d);

/* Name all that are open, to be handed over; names live in a. */
void doors_hand_over(const struct doors *d, struct handover *h,
    struct arena *a);

/* Instead, for whoever only looks: as if all were open at default ports. */
void doors_assume(struct doors *d);

/* The port of the first open door of a view and shelf; 0 if there is none. */
uint16_t doors_port(const struct doors *d, enum view v, int shelf);

#endif
