/* SPDX-License-Identifier: ISC */
#include "app/cert_main.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/cert.h"
#include "app/cert_client.h"
#include "app/cert_hosts.h"
#include "app/cert_renew.h"
#include "app/cert_show.h"
#include "app/read.h"
#include "base/count.h"
#include "base/log.h"

#define DAYS_MAX 36500

struct options {
	struct cert_scope scope;
	const char *output;
	uint64_t days;
};

static int
usage(void)
{
	fputs("usage: vitae cert make|show|renew [-c FILE] [--certs DIR]"
	      " [--host NAME]...\n"
	      "       vitae cert client NAME -o FILE [--days N]\n",
	    stderr);
	return 2;
}

static bool
show_text(const char *path, struct diags *d)
{
	const char *why;
	struct buf chain, text;

	buf_init(&chain);
	buf_init(&text);
	why = read_file(path, CERT_FILE_MAX, &chain);
	if (why == NULL) {
		cert_show(buf_str(&chain), &text);
		if (text.len == 0)
			why = "no PEM certificate";
	}
	if (why == NULL)
		printf("%s\n%.*s\n", path, STR_ARG(buf_str(&text)));
	else
		diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
		    "cert-read", "%s", why);
	buf_release(&chain);
	buf_release(&text);
	return why == NULL;
}

/* Its files, if there are any. */
static bool
find_made(const struct cert_want *want, struct cert_files *files,
    struct diags *d)
{
	if (!cert_files(want, files, d))
		return false;
	if (want->chain != NULL || cert_there(files) != CERT_MISSING)
		return true;
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(files->chain) },
	    "cert-read", "not made yet: vitae cert make makes it");
	return false;
}

static bool
show_one(const struct cert_want *want, struct diags *d)
{
	struct cert_files files;

	return find_made(want, &files, d) && show_text(files.chain, d) &&
	       cert_check(want, d);
}

static bool
make_one(const struct cert_want *want, struct diags *d)
{
	struct cert_files files;
	bool there;
	struct cert_pair pair;
	bool made;

	if (!cert_files(want, &files, d))
		return false;
	there = cert_there(&files) == CERT_BOTH;
	made = cert_load(want, &pair, d);
	cert_release(&pair);
	if (made && there)
		log_line("%s: is there already", files.chain);
	return made;
}

static bool
renew_one(const struct cert_want *want, struct diags *d)
{
	struct cert_files files;

	if (!find_made(want, &files, d) || !cert_renew(want, d))
		return false;
	log_line("%s: a new certificate for the same key", files.chain);
	return show_text(files.chain, d);
}

/* What is done to the pair of one host. */
static const struct action {
	const char *name;
	bool (*act)(const struct cert_want *want, struct diags *d);
} actions[] = {
	{ "make", make_one },
	{ "show", show_one },
	{ "renew", renew_one },
};

static const struct action *
find_action(const char *name)
{
	for (size_t i = 0; i < COUNT(actions); i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	return NULL;
}

static int
do_client(const struct options *o, const char *name)
{
	struct diags d;
	struct arena a;
	struct buf line;
	bool made;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&line);
	made = cert_client(o->output, name, (long)o->days, &line, &d);
	if (made)
		printf("%.*s", STR_ARG(buf_str(&line)));
	diags_print(&d, stderr);
	buf_release(&line);
	arena_release(&a);
	return made ? 0 : 1;
}

static bool
add_name(struct options *o, struct arena *a, const char *name)
{
	const char *why = hosts_add(&o->scope.names, a, str_of(name));

	if (why != NULL)
		log_line("%s: %s", name, why);
	return why == NULL;
}

static bool
take_option(struct options *o, struct arena *a, int option, const char *value)
{
	switch (option) {
	case 'c':
		o->scope.config = value;
		return true;
	case 'd':
		o->scope.certs = value;
		return true;
	case 'h':
		return add_name(o, a, value);
	case 'o':
		o->output = value;
		return true;
	case 'n':
		return str_number(str_of(value), DAYS_MAX, &o->days) &&
		       o->days > 0;
	default:
		return false;
	}
}

static bool
parse_options(int argc, char **argv, struct arena *a, struct options *o)
{
	static const struct option known[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "certs", required_argument, NULL, 'd' },
		{ "host", required_argument, NULL, 'h' },
		{ "output", required_argument, NULL, 'o' },
		{ "days", required_argument, NULL, 'n' },
		{ 0 },
	};
	int next;

	while ((next = getopt_long(argc, argv, "c:o:", known, NULL)) != -1)
		if (!take_option(o, a, next, optarg))
			return false;
	return true;
}

static int
run(int argc, char **argv, struct settings *s)
{
	struct options o = { .days = CERT_CLIENT_DAYS };
	const struct action *action;

	if (!parse_options(argc, argv, &s->arena, &o) || optind == argc)
		return usage();
	action = find_action(argv[optind]);
	if (action != NULL && argc - optind == 1 && o.output == NULL)
		return cert_each(s, &o.scope, action->act) ? 0 : 1;
	if (strcmp(argv[optind], "client") == 0 && argc - optind == 2 &&
	    o.output != NULL)
		return do_client(&o, argv[optind + 1]);
	return usage();
}

int
cert_main(int argc, char **argv)
{
	struct settings s;
	int status;

	settings_init(&s);
	status = run(argc, argv, &s);
	settings_release(&s);
	return status;
}
