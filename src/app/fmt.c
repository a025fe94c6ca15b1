/* SPDX-License-Identifier: ISC */
#include "app/fmt.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/replace.h"
#include "app/source.h"
#include "base/log.h"
#include "site/rewrite.h"

static int
usage(void)
{
	fputs("usage: vitae fmt [-w] CAPSULE|FILE\n", stderr);
	return 2;
}

/* A file that is as it should be keeps its time, too. */
static bool
put(const struct source *s, struct str text, bool in_place)
{
	if (in_place)
		return str_eq(text, buf_str(&s->text)) ||
		       replace_file(s->path, text);
	if (fwrite(text.at, 1, text.len, stdout) == text.len &&
	    fflush(stdout) == 0)
		return true;
	log_line("standard output: %s", strerror(errno));
	return false;
}

static bool
format(const struct source *s, bool in_place)
{
	struct arena a;
	struct diags d;
	struct buf text;
	bool done;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&text);
	done = rewrite_format(buf_str(&s->text), str_of(s->path), &d, &text);
	diags_print(&d, stderr);
	if (done)
		done = put(s, buf_str(&text), in_place);
	buf_release(&text);
	arena_release(&a);
	return done;
}

int
fmt_main(int argc, char **argv)
{
	static const struct option known[] = {
		{ "write", no_argument, NULL, 'w' },
		{ 0 },
	};
	bool in_place = false;
	struct source source;
	bool done;
	int option;

	while ((option = getopt_long(argc, argv, "w", known, NULL)) != -1) {
		if (option != 'w')
			return usage();
		in_place = true;
	}
	if (argc - optind != 1)
		return usage();
	done = source_read(&source, argv[optind]) && format(&source, in_place);
	source_release(&source);
	return done ? 0 : 1;
}
