/* SPDX-License-Identifier: ISC */
#ifndef APP_RENEW_LIST_H
#define APP_RENEW_LIST_H

/*
 * renew_list -- a zone's list of members, watched over: a part of renew.
 */

#include <stdbool.h>
#include <stdint.h>

#include "app/renew_state.h"
#include "app/renew_stamp.h"
#include "app/supervise.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "site/members.h"

struct renew_list {
	/* Set by the caller, and borrowed. */
	const char *path;	 /* NULL = a zone without a list */
	struct members *members; /* where the list goes */
	uint32_t host;		 /* as messages call them */
	uint32_t zone;
	/* The rest is filled in here. */
	struct renew_stamp stamp;
	enum renew_state state;
	struct arena arena; /* of the members */
};

/* Read the list and use it; false, with errors in d, if it has errors. */
bool renew_list_load(struct renew_list *l, struct diags *d);
void renew_list_release(struct renew_list *l);

/* In the supervisor: a list that has changed is used, and the crew told. */
void renew_list_look(struct renew_list *l, struct crew *crew, bool asked);

/* In a worker: use the text of a list that the supervisor has sent. */
void renew_list_take(struct renew_list *l, struct str text);

#endif
