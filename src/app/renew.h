/* SPDX-License-Identifier: ISC */
#ifndef APP_RENEW_H
#define APP_RENEW_H

/*
 * renew -- certificates and lists of members that change while they are used.
 *
 * The supervisor looks at the files every RENEW_MS and when it is asked to
 * (SIGHUP). What has changed is read whole and checked; if it is fine the
 * supervisor takes it over, so that a worker started later comes up with it,
 * and tells the workers that run. If it is not, the old one stays in use and
 * the log says so once. Connections that are open keep what they began
 * with.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/cert.h"
#include "app/cert_show.h"
#include "app/keeper.h"
#include "app/supervise.h"
#include "net/control.h"
#include "net/tls.h"
#include "site/members.h"

#define RENEW_MS 2000

struct renew_host {	       /* all borrowed */
	struct cert_want cert; /* count 0 = it needs none */
	bool ask;	       /* for client certificates */
	struct keeper *keeper; /* NULL = keys are used by the workers */
	/* Of each zone its file; NULL among them = a zone without a list. */
	const char *const *member_files;
	size_t zones;
	/* Where the lists go, as many: what the host's shelf points to. */
	struct members *members;
};

struct renew;

/*
 * Load the pairs of all hosts into tls and their lists into members, with
 * findings in d, and log the keys' fingerprints; from now on watch over them.
 * tls may be NULL if no host has a certificate. NULL, with errors in d or the
 * log, if one of them cannot be used. hosts and tls are borrowed.
 */
struct renew *renew_new(const struct renew_host *hosts, size_t count,
    struct tls *tls, struct diags *d);
void renew_free(struct renew *renew);

/* The certificate that a host uses, and its file; NULL if it needs none. */
const struct cert_facts *renew_facts(const struct renew *renew, size_t host);
const char *renew_chain(const struct renew *renew, size_t host);

/*
 * In the supervisor: look, take over, and tell the crew. What is wrong with a
 * file is said at the second look, as chain and key are written one after the
 * other; at once if somebody has asked for the look.
 */
void renew_tick(struct renew *renew, struct crew *crew, bool asked);

/* In a worker: take over what the supervisor said. arg is the struct renew. */
void renew_take(void *arg, const struct control *message);

#endif
