/* SPDX-License-Identifier: ISC */
#include "app/export.h"

#include <stdio.h>

#include "app/compiled.h"
#include "app/plant.h"
#include "app/tally.h"
#include "app/vhost.h"
#include "base/log.h"

struct options {
	struct compiled what;
	bool html;
	const char *to;
};

enum {
	OPT_HTML = COMPILED_END,
	OPT_TO,
};

static int
usage(void)
{
	fputs("usage: vitae export --html --to DIR [--web URL]"
	      " [--host NAME]...\n"
	      "                    [--gemini-port N] [--gopher-port N]\n"
	      "                    [--mount /PATH=DIR]... CAPSULE\n"
	      "       vitae export --html --to DIR -c FILE --host NAME\n",
	    stderr);
	return 2;
}

static bool
take_option(struct options *o, int option, const char *value)
{
	switch (option) {
	case OPT_HTML:
		o->html = true;
		return true;
	case OPT_TO:
		o->to = value;
		return true;
	default:
		return compiled_option(&o->what, option, value);
	}
}

static bool
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		COMPILED_OPTIONS,
		{ "html", no_argument, NULL, OPT_HTML },
		{ "to", required_argument, NULL, OPT_TO },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "c:", known, NULL)) != -1)
		if (!take_option(o, option, optarg))
			return false;
	return compiled_fits(&o->what, argc - optind) && o->html &&
	       o->to != NULL;
}

static void
report(const char *folder, const struct findings *f,
    const struct plant_counts *counts, bool done)
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
		log_escape(&out, str_of(folder));
		buf_printf(&out, ": %zu written, %zu as they were, %zu removed",
		    counts->written, counts->same, counts->removed);
		buf_char(&out, '\n');
	}
	if (out.len > 0)
		fwrite(out.at, 1, out.len, stderr);
	buf_release(&out);
}

static bool export(const struct options *o, size_t host)
{
	struct findings findings = { .out = stderr };
	struct plant_counts counts = { 0 };
	struct exported tree;
	struct arena a;
	struct buf image;
	bool done;

	arena_init(&a);
	buf_init(&image);
	exported_init(&tree, &a);
	done = vhost_export(&o->what.settings, host, &tree, &findings,
		   &image) &&
	       plant_tree(o->to, &tree, &counts);
	report(o->to, &findings, &counts, done);
	buf_release(&image);
	arena_release(&a);
	return done;
}

static int
run(struct options *o, const char *capsule)
{
	int host = compiled_find(&o->what, capsule);

	return host >= 0 && export(o, (size_t)host) ? 0 : 1;
}

int
export_main(int argc, char **argv)
{
	struct options o = { .to = NULL };
	int status;

	compiled_init(&o.what);
	status = parse_options(argc, argv, &o) ? run(&o, argv[optind])
					       : usage();
	compiled_release(&o.what);
	return status;
}
