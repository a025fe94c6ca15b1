/* SPDX-License-Identifier: ISC */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

/*
 * settings -- all that can be said about a server, as one value.
 *
 * app/options reads it from the command line, app/config from a file; both are
 * described in vitae(1) and vitae.conf(5). Texts and lists live in the arena,
 * or are arguments of main(). What was not said has the defaults of
 * settings_init().
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/access.h"
#include "app/doors.h"
#include "app/hosts.h"
#include "base/arena.h"
#include "net/conn.h"
#include "net/limits.h"
#include "site/policy.h"

#define SETTINGS_HOSTS_MAX 256

/* A folder that is seen under a path of the capsule. */
struct mount_settings {
	struct str path;    /* "papers": no slash at either end */
	const char *folder; /* NULL = not said yet */
	size_t line;	    /* of its section; 0 = on the command line */
};

/* A virtual host: names, a capsule for them, and how that is served. */
struct vhost_settings {
	struct hosts hosts;		  /* its own, then its aliases */
	const char *capsule;		  /* folder or image */
	const char *chain;		  /* PEM; NULL = in the folder certs */
	const char *key;		  /* NULL = in the chain's file */
	uint16_t public_port[VIEW_COUNT]; /* 0 = the server's */
	struct str web;			  /* struct origin's; may be empty */
	struct str lang;		  /* of gemtext; empty = not said */
	struct mount_settings *mounts;	  /* as mount_add() makes them */
	size_t mount_count;
	struct policy policy;
	/* Of each of policy.zones, the file of its members. */
	const char *const *member_files;
	size_t line; /* of its section in the file, for messages */
};

struct settings {
	struct arena arena;
	const char *file; /* vitae.conf, or NULL */
	struct vhost_settings *hosts;
	size_t count; /* at least 1; the first answers who names no host */
	struct doors doors;
	uint16_t public_port[VIEW_COUNT]; /* 0 = the bound one */
	const char *certs;
	size_t workers; /* 0 = not said: one per processor */
	struct limits_config limits;
	struct conn_times times;
	struct access_config access;
	const char *user;   /* of processes, if root starts them; or NULL */
	const char *status; /* the socket of `vitae status`; or NULL */
	bool no_status;	    /* there is none */
	bool sandbox;
	bool signer;	 /* keys are in a process of their own */
	bool reload;	 /* what changes is shown without being asked */
	bool quiet;	 /* neither log of requests nor progress of builds */
	bool gopher_tls; /* for who wants it, where there are certificates */
	/* Who may connect to doors that are for proxies. */
	struct limits_block proxies[LIMITS_EXEMPT_MAX];
	size_t proxy_count;
};

/* No host yet. */
void settings_init(struct settings *s);
void settings_release(struct settings *s);

/* Where `vitae status` asks; "no" = nowhere. */
void settings_status(struct settings *s, const char *path);

/*
 * The public name, ports and web site of a host; ports its own, else the
 * server's, else those its doors are bound to. Gopher knows no names: what the
 * server has of it is the first host's (O-53).
 */
struct origin settings_origin(const struct settings *s, size_t host);

#endif
