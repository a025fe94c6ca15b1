/* SPDX-License-Identifier: ISC */
#include "app/stamp.h"

#include <getopt.h>
#include <stdio.h>

#include "app/replace.h"
#include "app/source.h"
#include "app/today.h"
#include "base/log.h"
#include "site/rewrite.h"

enum {
	OPT_DATE = 256,
};

static int
usage(void)
{
	fputs("usage: vitae stamp [--date YYYY-MM-DD] CAPSULE|FILE\n", stderr);
	return 2;
}

/* Of that file, unless day says it already. */
static bool
find_day(const struct source *s, char day[TODAY_SIZE])
{
	struct arena a;
	struct str zone;
	bool known;

	if (day[0] != '\0')
		return true;
	arena_init(&a);
	zone = rewrite_timezone(&a, buf_str(&s->text));
	known = today_in(zone, day);
	if (!known)
		log_line("%s: no time zone is known as '%.*s'; give --date",
		    s->path, STR_ARG(zone));
	arena_release(&a);
	return known;
}

static bool
stamp(const struct source *s, struct str day, size_t *count)
{
	struct arena a;
	struct diags d;
	struct buf text;
	bool done;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&text);
	done = rewrite_stamp(buf_str(&s->text), str_of(s->path), day, &d, &text,
	    count);
	if (!done)
		diags_print(&d, stderr);
	else if (*count > 0)
		done = replace_file(s->path, buf_str(&text));
	buf_release(&text);
	arena_release(&a);
	return done;
}

static bool
run(const char *given, char day[TODAY_SIZE])
{
	struct source s;
	size_t count = 0;
	bool done = source_read(&s, given) && find_day(&s, day) &&
		    stamp(&s, str_of(day), &count);

	if (done)
		printf("%s: %zu item%s of news stamped %s\n", s.path, count,
		    count == 1 ? "" : "s", day);
	source_release(&s);
	return done && fflush(stdout) == 0;
}

int
stamp_main(int argc, char **argv)
{
	static const struct option known[] = {
		{ "date", required_argument, NULL, OPT_DATE },
		{ 0 },
	};
	char day[TODAY_SIZE] = "";
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option != OPT_DATE || !rewrite_is_day(str_of(optarg)))
			return usage();
		snprintf(day, sizeof(day), "%s", optarg);
	}
	if (argc - optind != 1)
		return usage();
	return run(argv[optind], day) ? 0 : 1;
}
