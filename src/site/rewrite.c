/* SPDX-License-Identifier: ISC */
#include "site/rewrite.h"

#include "parse/date.h"
#include "parse/datescan.h"
#include "parse/profile.h"
#include "parse/stamp.h"
#include "parse/write.h"

/* What another text than the one that was asked about is read as. */
static const struct profile *
parse_again(struct arena *a, struct str text)
{
	struct diags d;

	diags_init(&d, a);
	return profile_parse(a, text, STR(""), &d);
}

static bool
is_readable(struct str text)
{
	struct arena a;
	bool readable;

	arena_init(&a);
	readable = parse_again(&a, text) != NULL;
	arena_release(&a);
	return readable;
}

bool
rewrite_format(struct str source, struct str file, struct diags *d,
    struct buf *out)
{
	struct arena a;
	const struct profile *p;
	bool fine;

	arena_init(&a);
	p = profile_parse(&a, source, file, d);
	fine = p != NULL;
	if (fine && p->raw) {
		profile_write(p, out);
		fine = is_readable(buf_str(out));
	} else if (fine) {
		buf_add(out, source);
	}
	arena_release(&a);
	if (!fine)
		buf_clear(out);
	if (p != NULL && !fine)
		diag_add(d, DIAG_ERROR, (struct place){ .file = file },
		    "line-too-long", "with markers, a line is too long");
	return fine;
}

/* How many items of news, whatever their sections, text has; 0 with errors. */
static size_t
count_news(struct str text)
{
	struct arena a;
	const struct profile *p;
	size_t count = 0;

	arena_init(&a);
	p = parse_again(&a, text);
	if (p != NULL)
		for (const struct section *s = p->sections; s != NULL;
		     s = s->next)
			if (s->id == SECTION_NEWS)
				count += section_count(s, NODE_ITEM);
	arena_release(&a);
	return count;
}

/* A date in front of lines that were a list only by their looks may end it. */
bool
rewrite_stamp(struct str source, struct str file, struct str day,
    struct diags *d, struct buf *out, size_t *count)
{
	struct arena a;
	const struct profile *p;

	arena_init(&a);
	p = profile_parse(&a, source, file, d);
	if (p != NULL) {
		*count = stamp_source(p, source, day, true, out);
		if (count_news(buf_str(out)) != count_news(source)) {
			buf_clear(out);
			*count = stamp_source(p, source, day, false, out);
		}
	}
	arena_release(&a);
	return p != NULL;
}

bool
rewrite_is_day(struct str text)
{
	struct date date;

	return datescan_has_form(text, STR("0000-00-00")) &&
	       date_read(text, &date) && date_exists(&date);
}

struct str
rewrite_timezone(struct arena *a, struct str source)
{
	const struct profile *p = parse_again(a, source);

	return p != NULL ? profile_value(p, KEY_TIMEZONE) : STR("");
}
