/* SPDX-License-Identifier: ISC */
#include "app/options.h"

#include <getopt.h>
#include <stdio.h>

#include "app/capsule.h"
#include "app/config.h"
#include "app/mount.h"
#include "app/supervise.h"
#include "base/log.h"

enum {
	OPT_HOST = 256,
	OPT_GEMINI,
	OPT_GOPHER,
	OPT_GEMINI_PORT,
	OPT_GOPHER_PORT,
	OPT_WEB,
	OPT_MOUNT,
	OPT_CERTS,
	OPT_WORKERS,
	OPT_USER,
	OPT_NO_SANDBOX,
	OPT_NO_SIGNER,
	OPT_NO_RELOAD,
	OPT_STATUS,
	OPT_QUIET,
};

static const struct option known[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "check", no_argument, NULL, 'n' },
	{ "host", required_argument, NULL, OPT_HOST },
	{ "gemini", required_argument, NULL, OPT_GEMINI },
	{ "gopher", required_argument, NULL, OPT_GOPHER },
	{ "gemini-port", required_argument, NULL, OPT_GEMINI_PORT },
	{ "gopher-port", required_argument, NULL, OPT_GOPHER_PORT },
	{ "web", required_argument, NULL, OPT_WEB },
	{ "mount", required_argument, NULL, OPT_MOUNT },
	{ "certs", required_argument, NULL, OPT_CERTS },
	{ "workers", required_argument, NULL, OPT_WORKERS },
	{ "user", required_argument, NULL, OPT_USER },
	{ "no-sandbox", no_argument, NULL, OPT_NO_SANDBOX },
	{ "no-signer", no_argument, NULL, OPT_NO_SIGNER },
	{ "no-reload", no_argument, NULL, OPT_NO_RELOAD },
	{ "status", required_argument, NULL, OPT_STATUS },
	{ "quiet", no_argument, NULL, OPT_QUIET },
	{ 0 },
};

struct options {
	struct settings *settings;
	struct vhost_settings host; /* of the command line */
	const char *file;
	bool check;
	bool given[VIEW_COUNT]; /* an address has been */
};

static bool
take_workers(struct settings *s, const char *text)
{
	uint64_t number;

	if (!str_number(str_of(text), WORKERS_MAX, &number) || number == 0) {
		log_line("%s: not a number of workers from 1 to %d", text,
		    WORKERS_MAX);
		return false;
	}
	s->workers = (size_t)number;
	return true;
}

static bool
take_host(struct options *o, const char *name)
{
	const char *why = hosts_add(&o->host.hosts, &o->settings->arena,
	    str_of(name));

	if (why != NULL)
		log_line("%s: %s", name, why);
	return why == NULL;
}

/*
 * The first one takes the place of those in the file. An address and "none" are
 * each the last word on those before.
 */
static bool
take_door(struct options *o, const struct front *front, const char *address)
{
	struct doors *doors = &o->settings->doors;
	bool none = str_eq(str_of(address), STR("none"));

	if (!o->given[front->view] || none || doors->off[front->view])
		doors_drop(doors, front);
	o->given[front->view] = true;
	if (doors_add(doors, front, 0, address))
		return true;
	log_line("%s: more than %d addresses", address, DOORS_MAX);
	return false;
}

/* What is about the file itself: the first time through. */
static bool
take_early(struct options *o, int option, const char *value)
{
	if (option == 'c')
		o->file = value;
	else if (option == 'n')
		o->check = true;
	return option != '?';
}

/* About the processes alone; false if it is another option. */
static bool
take_process(struct settings *s, int option, const char *value)
{
	switch (option) {
	case OPT_USER:
		s->user = value;
		return true;
	case OPT_NO_SANDBOX:
		s->sandbox = false;
		return true;
	case OPT_NO_SIGNER:
		s->signer = false;
		return true;
	case OPT_NO_RELOAD:
		s->reload = false;
		return true;
	case OPT_STATUS:
		settings_status(s, value);
		return true;
	default:
		return false;
	}
}

static bool
take_late(struct options *o, int option, const char *value)
{
	struct settings *s = o->settings;

	switch (option) {
	case OPT_HOST:
		return take_host(o, value);
	case OPT_GEMINI:
		return take_door(o, &front_gemini, value);
	case OPT_GOPHER:
		return take_door(o, &front_gopher, value);
	case OPT_GEMINI_PORT:
		return hosts_port(value, &s->public_port[VIEW_GEMINI]);
	case OPT_GOPHER_PORT:
		return hosts_port(value, &s->public_port[VIEW_GOPHER]);
	case OPT_WEB:
		return hosts_web_option(&s->arena, value, &o->host.web);
	case OPT_MOUNT:
		return mount_option(&o->host, &s->arena, value);
	case OPT_CERTS:
		s->certs = value;
		return true;
	case OPT_WORKERS:
		return take_workers(s, value);
	case OPT_QUIET:
		s->access.off = true;
		s->quiet = true;
		return true;
	default:
		return option == 'c' || option == 'n' ||
		       take_process(s, option, value);
	}
}

static bool
each_option(int argc, char **argv, struct options *o,
    bool (*take)(struct options *o, int option, const char *value))
{
	int option;

	optind = 0; /* from the beginning again */
	while ((option = getopt_long(argc, argv, "c:n", known, NULL)) != -1)
		if (!take(o, option, optarg))
			return false;
	return true;
}

static bool
read_file_of(const struct options *o)
{
	struct diags d;
	struct arena a;
	bool fine;

	arena_init(&a);
	diags_init(&d, &a);
	fine = config_read(o->settings, o->file, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return fine;
}

/* The one host of a command line, unless the file has its own. */
static bool
settle_hosts(struct options *o, char **rest, int count)
{
	struct settings *s = o->settings;

	if (s->count > 0) {
		if (count == 0 && o->host.hosts.count == 0 &&
		    o->host.web.len == 0 && o->host.mount_count == 0)
			return true;
		log_line("%s has hosts: neither --host nor a CAPSULE goes with"
			 " them, nor --web or --mount",
		    o->file);
		return false;
	}
	if (count == 0 && o->file != NULL)
		log_line("%s has no [host], and no CAPSULE is named", o->file);
	if (count != 1)
		return false;
	o->host.capsule = rest[0];
	if (!capsule_is_file(rest[0]))
		hosts_default(&o->host.hosts);
	s->hosts = arena_new(&s->arena, struct vhost_settings);
	*s->hosts = o->host;
	s->count = 1;
	return true;
}

int
options_read(int argc, char **argv, struct settings *s, bool *check)
{
	struct options o = { .settings = s };

	if (!each_option(argc, argv, &o, take_early))
		return 2;
	if (o.file != NULL && !read_file_of(&o))
		return 1;
	if (!each_option(argc, argv, &o, take_late) ||
	    !settle_hosts(&o, argv + optind, argc - optind))
		return 2;
	if (s->workers == 0)
		s->workers = supervise_default_count();
	*check = o.check;
	return 0;
}
