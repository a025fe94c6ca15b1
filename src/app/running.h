/* SPDX-License-Identifier: ISC */
#ifndef APP_RUNNING_H
#define APP_RUNNING_H

/*
 * running -- all that a running server holds: shared by the parts of app/serve.
 */

#include "app/access.h"
#include "app/account.h"
#include "app/built.h"
#include "app/keeper.h"
#include "app/renew.h"
#include "app/renew_stamp.h"
#include "app/restart.h"
#include "app/settings.h"
#include "app/status.h"
#include "app/vhost.h"
#include "net/counters.h"
#include "net/limits.h"
#include "net/signing.h"
#include "net/tickets.h"
#include "net/tls.h"
#include "site/library.h"

/* A host beside its image: how that came to be, and what it came from. */
struct source {
	struct renew_stamp stamp; /* of an image's file, or a folder's path */
	bool missing;		  /* that folder, and the log says so */
	bool heard;		  /* the builder has tried */
	bool stale;		  /* since then the sources have an error */
	struct built built;	  /* the last time */
	struct buf findings;	  /* of it, as lines */
	int64_t shown_at;	  /* clock_ms() */
};

/* Whether and why the program is to be executed anew. */
struct upgrade {
	pid_t rehearsal;	 /* 0 = none runs */
	struct renew_stamp file; /* of vitae.conf, as it was last tried */
};

/* In the order in which it is made. */
struct running {
	int64_t since; /* clock_ms() */
	struct settings settings;
	struct handover handed;
	struct account account;
	struct vhost *hosts; /* as many as settings.count, as the next three */
	struct source *sources;
	struct shelf *each;
	struct renew_host *renewals;
	struct shelves shelves;
	struct tickets *tickets;
	struct tls *tls;
	struct signing *signing; /* NULL = workers have the keys */
	struct keeper *keeper;	 /* as well */
	struct limits *limits;
	struct counters *counters;
	struct access log; /* of a worker, once it is one */
	struct renew *renew;
	bool up; /* everything is there that workers need */
	struct upgrade upgrade;
	char status_path[STATUS_PATH_SIZE];
	int status; /* its socket, or -1 */
	uint64_t ends[ROLES];
	struct library *library; /* in a worker */
	size_t worker;
};

#endif
