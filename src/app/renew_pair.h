/* SPDX-License-Identifier: ISC */
#ifndef APP_RENEW_PAIR_H
#define APP_RENEW_PAIR_H

/*
 * renew_pair -- a host's certificate and key, watched over: a part of renew.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/cert.h"
#include "app/cert_show.h"
#include "app/keeper.h"
#include "app/renew_state.h"
#include "app/renew_stamp.h"
#include "app/supervise.h"
#include "net/control.h"
#include "net/tls.h"

struct renew_pair {
	/* Set by the caller, and borrowed. */
	const struct cert_want *want; /* count 0 = there is none to watch */
	bool ask;		      /* for client certificates */
	struct keeper *keeper;	      /* NULL = the key is used here */
	struct tls *tls;
	size_t host; /* as tls and messages call it */
	/* The rest is filled in here. */
	struct cert_files files;
	struct renew_stamp chain;
	struct renew_stamp key;
	enum renew_state state;
	struct cert_facts facts; /* of what is used */
};

/* Find the pair and use it; false, with errors in d or the log, if not. */
bool renew_pair_load(struct renew_pair *p, struct diags *d);

/* In the supervisor: a pair that has changed is used, and the crew told. */
void renew_pair_look(struct renew_pair *p, struct crew *crew, bool asked);

/* In a worker: use what the supervisor has sent. */
void renew_pair_take(struct renew_pair *p, const struct control *message);

#endif
