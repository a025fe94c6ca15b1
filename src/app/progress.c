/* SPDX-License-Identifier: ISC */
#include "app/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/tally.h"
#include "base/buf.h"
#include "base/clock.h"

#define LINE_SIZE 96
#define COLUMNS 80 /* of a terminal that does not say */
#define ERASE "\r\033[K"

/* ECMA-48's sequences are what every terminal but these knows. */
static bool
can_erase(FILE *out)
{
	const char *term = getenv("TERM");

	return isatty(fileno(out)) && term != NULL && term[0] != '\0' &&
	       strcmp(term, "dumb") != 0;
}

static size_t
columns_of(FILE *out)
{
	struct winsize size;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return COLUMNS;
	return size.ws_col;
}

static void
describe(struct buf *line, enum eyes_step step, size_t done, size_t all)
{
	switch (step) {
	case EYES_FILES:
		buf_add(line, STR("reading: "));
		tally_number(line, done);
		buf_add(line, STR(" files and folders"));
		break;
	case EYES_PAGES:
		buf_add(line, STR("pages and files: "));
		tally_number(line, done);
		buf_add(line, STR(" of "));
		tally_number(line, all);
		break;
	case EYES_SEARCH:
		buf_add(line, STR("completing the search"));
		break;
	}
}

/*
 * The last column stays free: some terminals go to the next line from there.
 * Where there is no room, half a number would say something else.
 */
static void
show(struct progress *p, size_t done, size_t all)
{
	char storage[LINE_SIZE];
	struct buf line;

	buf_fixed(&line, storage, sizeof(storage));
	describe(&line, p->step, done, all);
	if (line.len >= p->columns(p->out))
		buf_clear(&line);
	fprintf(p->out, ERASE "%.*s", STR_ARG(buf_str(&line)));
	fflush(p->out);
	p->shown = true;
}

/* A step may be told of once only, so it does not wait for its turn. */
static void
see(void *arg, enum eyes_step step, size_t done, size_t all)
{
	struct progress *p = arg;
	int64_t now = p->now();
	bool begins = p->shown && step != p->step;

	if (now < p->due && !begins)
		return;
	p->due = now + PROGRESS_EVERY_MS;
	p->step = step;
	show(p, done, all);
}

void
progress_begin_on(struct progress *p, FILE *out, int64_t (*now)(void),
    size_t (*columns)(FILE *out))
{
	*p = (struct progress){
		.eyes = { .see = see, .arg = p },
		.out = out,
		.now = now,
		.columns = columns,
		.due = now() + PROGRESS_DELAY_MS,
	};
}

void
progress_begin(struct progress *p, bool quiet)
{
	*p = (struct progress){ 0 };
	if (!quiet && can_erase(stderr))
		progress_begin_on(p, stderr, clock_ms, columns_of);
}

void
progress_end(struct progress *p)
{
	if (p->shown) {
		fputs(ERASE, p->out);
		fflush(p->out);
	}
	p->shown = false;
}
