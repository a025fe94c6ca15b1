/* SPDX-License-Identifier: ISC */
#include "app/build.h"

#include <getopt.h>
#include <stdio.h>

#include "app/capsule.h"
#include "app/hosts.h"
#include "app/replace.h"
#include "proto/gemini.h"
#include "proto/gopher.h"

struct options {
	struct hosts hosts;
	struct origin origin;
	const char *capsule;
	const char *file;
};

enum {
	OPT_HOST = 256,
	OPT_GEMINI_PORT,
	OPT_GOPHER_PORT,
};

static int
usage(void)
{
	fputs("usage: vitae build [--host NAME]... [--gemini-port N]"
	      " [--gopher-port N]\n"
	      "                   -o FILE CAPSULE\n",
	    stderr);
	return 2;
}

static bool
take_option(struct options *o, int option, const char *value)
{
	switch (option) {
	case OPT_HOST:
		return hosts_add(&o->hosts, value);
	case OPT_GEMINI_PORT:
		return hosts_port(value, &o->origin.port[VIEW_GEMINI]);
	case OPT_GOPHER_PORT:
		return hosts_port(value, &o->origin.port[VIEW_GOPHER]);
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
		{ "host", required_argument, NULL, OPT_HOST },
		{ "gemini-port", required_argument, NULL, OPT_GEMINI_PORT },
		{ "gopher-port", required_argument, NULL, OPT_GOPHER_PORT },
		{ "output", required_argument, NULL, 'o' },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "o:", known, NULL)) != -1)
		if (!take_option(o, option, optarg))
			return false;
	if (argc - optind != 1 || o->file == NULL)
		return false;
	o->capsule = argv[optind];
	hosts_default(&o->hosts);
	o->origin.host = o->hosts.at[0];
	return true;
}

int
build_main(int argc, char **argv)
{
	struct options o = { .origin.port = { GEMINI_PORT, GOPHER_PORT } };
	struct findings findings = { .out = stderr };
	struct buf image;
	bool done;

	if (!parse_options(argc, argv, &o))
		return usage();
	buf_init(&image);
	done = capsule_build(o.capsule, &o.origin, o.hosts.at, o.hosts.count,
		   &findings, &image) &&
	       replace_file(o.file, buf_str(&image));
	buf_release(&image);
	return done ? 0 : 1;
}
