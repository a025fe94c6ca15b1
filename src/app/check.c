/* SPDX-License-Identifier: ISC */
#include "app/check.h"

#include <getopt.h>
#include <stdio.h>

#include "app/capsule.h"
#include "app/hosts.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "site/image.h"
#include "site/search.h"

static int
usage(void)
{
	fputs("usage: vitae check CAPSULE|FILE\n", stderr);
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
	struct findings findings = { .out = stdout };
	struct hosts hosts = { 0 };
	struct origin origin = { .port = { GEMINI_PORT, GOPHER_PORT } };
	struct buf image;
	bool built;

	hosts_default(&hosts);
	origin.host = hosts.at[0];
	buf_init(&image);
	built = capsule_build(path, &origin, hosts.at, hosts.count, &findings,
	    &image);
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

int
check_main(int argc, char **argv)
{
	static const struct option none[] = { { 0 } };

	if (getopt_long(argc, argv, "", none, NULL) != -1 || argc - optind != 1)
		return usage();
	if (capsule_is_file(argv[optind]))
		return check_file(argv[optind]);
	return check_folder(argv[optind]);
}
