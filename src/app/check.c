/* SPDX-License-Identifier: ISC */
#include "app/check.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/capsule.h"
#include "app/config.h"
#include "app/mount.h"
#include "app/tally.h"
#include "app/vhost.h"
#include "site/image.h"
#include "site/search.h"

struct options {
	struct settings settings;
	struct vhost_settings host; /* of the command line */
	const char *config;
};

enum {
	OPT_MOUNT = 256,
};

static int
usage(void)
{
	fputs("usage: vitae check [--mount /PATH=DIR]... CAPSULE\n"
	      "       vitae check FILE\n"
	      "       vitae check -c FILE\n",
	    stderr);
	return 2;
}

/* What has been found in all of them, and what of each would be served. */
struct result {
	size_t count[DIAG_ERROR + 1];
	struct buf served;
};

static void
print_result(const struct result *r)
{
	struct buf found;

	buf_init(&found);
	tally_findings(&found, r->count);
	fprintf(stderr, "%.*s\n%.*s", STR_ARG(buf_str(&found)),
	    STR_ARG(buf_str(&r->served)));
	buf_release(&found);
}

static int
check_file(const char *path)
{
	struct image image;
	struct buf bytes;
	const char *why;

	buf_init(&bytes);
	why = capsule_read(path, &bytes);
	if (why == NULL)
		why = image_open(buf_str(&bytes), &image);
	if (why == NULL && !search_is_sound(image.search))
		why = SEARCH_DAMAGED;
	if (why != NULL)
		printf("%s: error: %s [bad-image]\n", path, why);
	else
		fprintf(stderr, "%s: an image with %u resources for %.*s\n",
		    path, image.resources, STR_ARG(image.origin.host));
	buf_release(&bytes);
	return why == NULL ? 0 : 1;
}

/* Of several hosts, each by its name. */
static void
add_served(struct result *r, const struct settings *s, size_t host,
    const struct eyes_counts *counts, size_t size)
{
	if (s->file != NULL)
		buf_printf(&r->served, "%.*s: ",
		    STR_ARG(s->hosts[host].hosts.at[0]));
	tally_served(&r->served, counts);
	buf_add(&r->served, STR("; "));
	tally_size(&r->served, size);
	buf_add(&r->served, STR(" image\n"));
}

/* A capsule with what the configuration says about it. */
static void
check_host(const struct settings *s, size_t host, struct result *r)
{
	struct findings findings = { .out = stdout };
	struct roots roots = { 0 };
	struct buf image;

	if (capsule_is_file(s->hosts[host].capsule)) {
		r->count[DIAG_ERROR] +=
		    check_file(s->hosts[host].capsule) != 0;
		return;
	}
	buf_init(&image);
	if (vhost_build(s, host, &roots, &findings, &image))
		add_served(r, s, host, &findings.counts, image.len);
	buf_release(&image);
	roots_close(&roots);
	for (int level = 0; level <= DIAG_ERROR; level++)
		r->count[level] += findings.count[level];
}

static int
check_hosts(struct settings *s, struct result *r)
{
	buf_init(&r->served);
	doors_assume(&s->doors);
	for (size_t i = 0; i < s->count; i++)
		check_host(s, i, r);
	fflush(stdout);
	print_result(r);
	buf_release(&r->served);
	return r->count[DIAG_ERROR] == 0 ? 0 : 1;
}

static int
check_config(struct options *o)
{
	struct result result = { 0 };
	struct diags d;
	struct arena a;

	arena_init(&a);
	diags_init(&d, &a);
	if (!config_read(&o->settings, o->config, &d))
		o->settings.count = 0;
	diags_print(&d, stdout);
	memcpy(result.count, d.count, sizeof(result.count));
	arena_release(&a);
	return check_hosts(&o->settings, &result);
}

/* The names and ports of its links do not matter to what is found. */
static int
check_folder(struct options *o, const char *path)
{
	struct result result = { 0 };

	hosts_default(&o->host.hosts);
	o->host.capsule = path;
	o->settings.hosts = &o->host;
	o->settings.count = 1;
	return check_hosts(&o->settings, &result);
}

static bool
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "mount", required_argument, NULL, OPT_MOUNT },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "c:", known, NULL)) != -1) {
		if (option == 'c')
			o->config = optarg;
		else if (option != OPT_MOUNT ||
			 !mount_option(&o->host, &o->settings.arena, optarg))
			return false;
	}
	if (o->config != NULL && o->host.mount_count > 0)
		return false;
	return argc - optind == (o->config == NULL);
}

static int
run(struct options *o, const char *path)
{
	if (o->config != NULL)
		return check_config(o);
	if (!capsule_is_file(path))
		return check_folder(o, path);
	return o->host.mount_count > 0 ? usage() : check_file(path);
}

int
check_main(int argc, char **argv)
{
	struct options o = { 0 };
	int status;

	settings_init(&o.settings);
	status = parse_options(argc, argv, &o) ? run(&o, argv[optind])
					       : usage();
	settings_release(&o.settings);
	return status;
}
