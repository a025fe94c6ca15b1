/* SPDX-License-Identifier: ISC */
#include "app/build.h"

#include <stdio.h>

#include "app/compiled.h"
#include "app/replace.h"
#include "app/tally.h"
#include "app/vhost.h"
#include "base/log.h"

struct options {
	struct compiled what;
	const char *file;
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
parse_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		COMPILED_OPTIONS,
		{ "output", required_argument, NULL, 'o' },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "c:o:", known, NULL)) != -1)
		if (option == 'o')
			o->file = optarg;
		else if (!compiled_option(&o->what, option, optarg))
			return false;
	return compiled_fits(&o->what, argc - optind) && o->file != NULL;
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
build(const struct options *o, size_t host)
{
	struct findings findings = { .out = stderr };
	struct buf image;
	bool done;

	buf_init(&image);
	done = vhost_build(&o->what.settings, host, NULL, &findings, &image) &&
	       replace_file(o->file, buf_str(&image));
	report(o->file, &findings, image.len, done);
	buf_release(&image);
	return done;
}

static int
run(struct options *o, const char *capsule)
{
	int host = compiled_find(&o->what, capsule);

	return host >= 0 && build(o, (size_t)host) ? 0 : 1;
}

int
build_main(int argc, char **argv)
{
	struct options o = { .file = NULL };
	int status;

	compiled_init(&o.what);
	status = parse_options(argc, argv, &o) ? run(&o, argv[optind])
					       : usage();
	compiled_release(&o.what);
	return status;
}
