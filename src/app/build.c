/* SPDX-License-Identifier: ISC */
#include "app/build.h"

#include <getopt.h>
#include <stdio.h>

#include "app/config.h"
#include "app/mount.h"
#include "app/replace.h"
#include "app/tally.h"
#include "app/vhost.h"
#include "base/log.h"

struct options {
	struct settings settings;   /* with one host, or what the file says */
	struct vhost_settings host; /* of the command line */
	const char *config;
	const char *file;
};

enum {
	OPT_HOST = 256,
	OPT_GEMINI_PORT,
	OPT_GOPHER_PORT,
	OPT_WEB,
	OPT_MOUNT,
};

static int
usage(void)
{
	fputs("usage: vitae build [--host NAME]... [--gemini-port N]"
	      " [--gopher-port N]\n"
	      "                   [--web URL] [--mount /PATH=DIR]... -o FILE"
	      " CAPSULE\n"
	      "       vitae build -c FILE --host NAME -o FILE\n",
	    stderr);
	return 2;
}

static bool
take_host(struct options *o, const char *name)
{
	const char *why = hosts_add(&o->host.hosts, &o->settings.arena,
	    str_of(name));

	if (why != NULL)
		log_line("%s: %s", name, why);
	return why == NULL;
}

static bool
take_option(struct options *o, int option, const char *value)
{
	switch (option) {
	case OPT_HOST:
		return take_host(o, value);
	case OPT_GEMINI_PORT:
		return hosts_port(value, &o->host.public_port[VIEW_GEMINI]);
	case OPT_GOPHER_PORT:
		return hosts_port(value, &o->host.public_port[VIEW_GOPHER]);
	case OPT_WEB:
		return hosts_web_option(&o->settings.arena, value,
		    &o->host.web);
	case OPT_MOUNT:
		return mount_option(&o->host, &o->settings.arena, value);
	case 'c':
		o->config = value;
		return true;
	case 'o':
		o->file = value;
		return true;
	default:
		return false;
	}
}

static bool
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "host", required_argument, NULL, OPT_HOST },
		{ "gemini-port", required_argument, NULL, OPT_GEMINI_PORT },
		{ "gopher-port", required_argument, NULL, OPT_GOPHER_PORT },
		{ "web", required_argument, NULL, OPT_WEB },
		{ "mount", required_argument, NULL, OPT_MOUNT },
		{ "output", required_argument, NULL, 'o' },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "c:o:", known, NULL)) != -1)
		if (!take_option(o, option, optarg))
			return false;
	if (o->config != NULL &&
	    (o->host.hosts.count != 1 || o->host.mount_count > 0))
		return false;
	return argc - optind == (o->config == NULL) && o->file != NULL;
}

static bool
read_config(struct options *o)
{
	struct diags d;
	struct arena a;
	bool fine;

	arena_init(&a);
	diags_init(&d, &a);
	fine = config_read(&o->settings, o->config, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return fine;
}

/* Which of the hosts is called so; -1, with a line in the log, if none is. */
static int
find_host(const struct options *o)
{
	const struct settings *s = &o->settings;
	struct str name = o->host.hosts.at[0];

	for (size_t i = 0; i < s->count; i++)
		for (size_t j = 0; j < s->hosts[i].hosts.count; j++)
			if (str_eq(s->hosts[i].hosts.at[j], name))
				return (int)i;
	log_line("%s: no host is called %.*s", o->config, STR_ARG(name));
	return -1;
}

/* A host for what the command line alone says. */
static void
make_host(struct options *o, const char *capsule)
{
	struct settings *s = &o->settings;

	hosts_default(&o->host.hosts);
	o->host.capsule = capsule;
	s->hosts = &o->host;
	s->count = 1;
}

/* How many findings there were, if any, and what has become of the capsule. */
static void
report(const char *file, const struct findings *f, size_t size, bool done)
{
	struct buf out;

	buf_init(&out);
	if (f->count[DIAG_ERROR] + f->count[DIAG_WARNING] +
		f->count[DIAG_HINT] >
	    0) {
		tally_findings(&out, f->count);
		buf_char(&out, '\n');
	}
	if (done) {
		log_escape(&out, str_of(file));
		buf_add(&out, STR(": "));
		tally_served(&out, &f->counts);
		buf_add(&out, STR("; "));
		tally_size(&out, size);
		buf_char(&out, '\n');
	}
	if (out.len > 0)
		fwrite(out.at, 1, out.len, stderr);
	buf_release(&out);
}

static bool
build(struct options *o, size_t host)
{
	struct vhost_settings *is = &o->settings.hosts[host];
	struct findings findings = { .out = stderr };
	struct buf image;
	bool done;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		if (o->host.public_port[v] != 0)
			is->public_port[v] = o->host.public_port[v];
	if (o->host.web.len > 0)
		is->web = o->host.web;
	doors_assume(&o->settings.doors);
	buf_init(&image);
	done = vhost_build(&o->settings, host, NULL, &findings, &image) &&
	       replace_file(o->file, buf_str(&image));
	report(o->file, &findings, image.len, done);
	buf_release(&image);
	return done;
}

static int
run(struct options *o, const char *capsule)
{
	int host = 0;

	if (o->config == NULL)
		make_host(o, capsule);
	else if (!read_config(o) || (host = find_host(o)) < 0)
		return 1;
	return build(o, (size_t)host) ? 0 : 1;
}

int
build_main(int argc, char **argv)
{
	struct options o = { 0 };
	int status;

	settings_init(&o.settings);
	status = parse_options(argc, argv, &o) ? run(&o, argv[optind])
					       : usage();
	settings_release(&o.settings);
	return status;
}
