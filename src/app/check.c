/* SPDX-License-Identifier: ISC */
#include "app/check.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/capsule.h"
#include "app/config.h"
#include "app/vhost.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "site/image.h"
#include "site/search.h"

static int
usage(void)
{
	fputs("usage: vitae check CAPSULE|FILE\n"
	      "       vitae check -c FILE\n",
	    stderr);
	return 2;
}

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void
print_summary(const size_t count[])
{
	fprintf(stderr, "%zu error%s, %zu warning%s, %zu hint%s\n",
	    count[DIAG_ERROR], plural(count[DIAG_ERROR]),
	    count[DIAG_WARNING], plural(count[DIAG_WARNING]),
	    count[DIAG_HINT], plural(count[DIAG_HINT]));
}

/* The names and ports of its links do not matter to what is found. */
static int
check_folder(const char *path)
{
	const struct str host = STR("localhost");
	const struct load how = {
		.origin = {
		    .host = host,
		    .port = { GEMINI_PORT, GOPHER_PORT },
		},
		.hosts = &host,
		.host_count = 1,
	};
	struct findings findings = { .out = stdout };
	struct buf image;
	bool built;

	buf_init(&image);
	built = capsule_build(path, &how, &findings, &image);
	buf_release(&image);
	fflush(stdout);
	print_summary(findings.count);
	return built ? 0 : 1;
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

/* A capsule with what the configuration says about it. */
static void
check_host(const struct settings *s, size_t host, size_t count[])
{
	struct findings findings = { .out = stdout };
	struct buf image;

	if (capsule_is_file(s->hosts[host].capsule)) {
		count[DIAG_ERROR] += check_file(s->hosts[host].capsule) != 0;
		return;
	}
	buf_init(&image);
	vhost_build(s, host, &findings, &image);
	buf_release(&image);
	for (int level = 0; level <= DIAG_ERROR; level++)
		count[level] += findings.count[level];
}

static int
check_config(const char *path)
{
	size_t count[DIAG_ERROR + 1];
	struct settings s;
	struct diags d;
	struct arena a;

	arena_init(&a);
	diags_init(&d, &a);
	settings_init(&s);
	if (config_read(&s, path, &d))
		doors_assume(&s.doors);
	else
		s.count = 0;
	diags_print(&d, stdout);
	memcpy(count, d.count, sizeof(count));
	for (size_t i = 0; i < s.count; i++)
		check_host(&s, i, count);
	fflush(stdout);
	print_summary(count);
	settings_release(&s);
	arena_release(&a);
	return count[DIAG_ERROR] == 0 ? 0 : 1;
}

int
check_main(int argc, char **argv)
{
	static const struct option known[] = {
		{ "config", required_argument, NULL, 'c' },
		{ 0 },
	};
	const char *config = NULL;
	int option;

	while ((option = getopt_long(argc, argv, "c:", known, NULL)) == 'c')
		config = optarg;
	if (option != -1 || argc - optind != (config == NULL))
		return usage();
	if (config != NULL)
		return check_config(config);
	if (capsule_is_file(argv[optind]))
		return check_file(argv[optind]);
	return check_folder(argv[optind]);
}
