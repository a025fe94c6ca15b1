/* SPDX-License-Identifier: ISC */
#include "parse/check.h"

#include "base/charset.h"
#include "base/count.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "model/value.h"
#include "model/zone.h"
#include "parse/date.h"

#define VALUE_SHOWN 60 /* columns of it in a message */
#define NOW_YEARS 2    /* so long does "Now:" hold, counted from its As-of */

static void
check_name(const struct profile *p, struct diags *d)
{
	struct place file = { .file = p->file };

	if (profile_value(p, KEY_NAME).len > 0)
		return;
	if (p->raw)
		diag_add(d, DIAG_ERROR, file, "no-name",
		    "no name in the first line; put 'Name: ' and it there");
	else
		diag_add(d, DIAG_ERROR, file, "no-name",
		    "no Name field; add a line such as 'Name: Ada Example'");
}

/* Where a URL is wanted; other words are text, and may be meant as such. */
static bool
lacks_scheme(const struct field *field)
{
	return (field->key == KEY_HOMEPAGE || field->key == KEY_SCHOLAR ||
		   field->key == KEY_CODE || field->key == KEY_ORCID ||
		   field->key == KEY_LINK) &&
	       value_is_bare_url(field->value);
}

static bool
is_mail(struct str value)
{
	return value_is_mail(value) || value_is_hidden_mail(value) ||
	       value_is_url(value) || str_starts(value, STR("mailto:"));
}

static bool
is_answer(struct str value)
{
	return str_eq_nocase(value, STR("yes")) ||
	       str_eq_nocase(value, STR("no"));
}

/* "+08:00", or the name of a place, which is enough to say what day it is. */
static bool
is_timezone(struct str value)
{
	int minutes;

	return zone_read(value, &minutes) ||
	       (str_index(value, '/') < value.len &&
		   str_index(value, ' ') == value.len);
}

static bool
is_width(struct str value)
{
	return value_width(value) != 0;
}

static bool
is_charset(struct str value)
{
	enum charset charset;

	return charset_parse(value, &charset);
}

/* What fields must look like, and what a message says of one that does not. */
static const struct {
	enum key key;
	bool (*fits)(struct str value);
	enum diag_level level;
	const char *code;
	const char *fault;
} forms[] = {
	{ KEY_LANG, lang_is_tag, DIAG_ERROR, "bad-lang",
	    "is no language tag such as en or zh-Hans" },
	{ KEY_EMAIL, is_mail, DIAG_WARNING, "bad-email",
	    "is no mail address; shown without a link" },
	{ KEY_TIMEZONE, is_timezone, DIAG_WARNING, "bad-timezone",
	    "is not used; write a difference to UTC such as +08:00" },
	{ KEY_TINYLOG, is_answer, DIAG_WARNING, "bad-tinylog",
	    "is neither yes nor no; there is no tinylog" },
	{ KEY_WIDTH, is_width, DIAG_WARNING, "bad-width",
	    "is no number of columns from 30 to 200; not used" },
	{ KEY_CHARSET, is_charset, DIAG_WARNING, "bad-charset",
	    "is none of UTF-8, Latin-1 and ASCII; Gopher gets UTF-8" },
	{ KEY_ASCII, is_answer, DIAG_WARNING, "bad-ascii",
	    "is neither yes nor no; there are no pages in ASCII" },
};

static void
check_field(const struct field *f, struct diags *d)
{
	struct str shown = str_take(f->value, utf8_fit(f->value, VALUE_SHOWN));

	for (size_t i = 0; i < COUNT(forms); i++)
		if (f->key == forms[i].key && !forms[i].fits(f->value))
			diag_add(d, forms[i].level, f->at, forms[i].code,
			    "'%.*s' %s", STR_ARG(shown), forms[i].fault);
	if (lacks_scheme(f))
		diag_add(d, DIAG_WARNING, f->at, "no-scheme",
		    "'%.*s' is shown without a link; write https:// in front",
		    STR_ARG(shown));
}

static void
check_email(const struct profile *p, struct diags *d)
{
	struct place file = { .file = p->file };

	if (profile_value(p, KEY_EMAIL).len == 0 &&
	    profile_section(p, SECTION_CONTACT) == NULL)
		diag_add(d, DIAG_WARNING, file, "no-email",
		    "no Email; the contact page has no address");
}

static void
check_date(const struct field *f, struct diags *d)
{
	struct str shown = str_take(f->value, utf8_fit(f->value, VALUE_SHOWN));
	struct date date;

	if (date_read(f->value, &date) && !date_exists(&date))
		diag_add(d, DIAG_WARNING, f->at, "bad-date",
		    "'%.*s' is kept as text: there is no such date",
		    STR_ARG(shown));
}

/* Only what has a day can stand in a feed (G17). */
static void
check_news(const struct section *s, struct diags *d)
{
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		const char *what = n->when.text.len > 0 ? "gives no single day"
							: "has no date";

		if (n->kind == NODE_ITEM && n->slug.len == 0)
			diag_add(d, DIAG_WARNING, n->at, "news-undated",
			    "news item %s; shown, but not in the feeds", what);
	}
}

/* What the clocks of a place show changes with the season and with laws. */
static void
check_times(const struct profile *p, const struct section *s, struct diags *d)
{
	struct str zone = profile_value(p, KEY_TIMEZONE);
	int minutes;

	if (zone.len == 0 || zone_read(zone, &minutes))
		return;
	for (const struct node *n = s->nodes; n != NULL; n = n->next)
		if (n->when.first.timed)
			diag_add(d, DIAG_HINT, n->at, "zone-name",
			    "feeds take this time for one of UTC; they would "
			    "need a Timezone such as +08:00");
}

/* Lines of signs rather than of words. */
static bool
is_art(struct str text)
{
	size_t words = 0;
	size_t signs = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_word(point))
			words++;
		else if (!utf8_is_blank(point) && point != '\n')
			signs++;
		text = str_skip(text, len);
	}
	return signs > words;
}

static void
check_node(const struct node *n, struct diags *d)
{
	if (n->kind == NODE_PRE && n->alt.len == 0 && is_art(n->text))
		diag_add(d, DIAG_WARNING, n->at, "art-alt",
		    "say behind the ``` what this shows, for those who cannot "
		    "see it");
	for (const struct field *f = n->fields; f != NULL; f = f->next)
		if (f->key == KEY_AS_OF)
			check_date(f, d);
}

static void
check_section(const struct profile *p, const struct section *s,
    struct diags *d)
{
	if (s->id == SECTION_NEWS) {
		check_news(s, d);
		check_times(p, s, d);
	}
	for (const struct node *n = s->nodes; n != NULL; n = n->next)
		check_node(n, d);
}

/* The banner is described by a field of its own. */
static void
check_banner(const struct profile *p, struct diags *d)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_BANNER &&
		    profile_value(p, KEY_BANNER_ALT).len == 0)
			diag_add(d, DIAG_WARNING, f->at, "art-alt",
			    "say in a field Banner-Alt what it shows, for "
			    "those who cannot see it");
}

void
check_profile(const struct profile *p, struct diags *d)
{
	check_name(p, d);
	for (const struct field *f = p->fields; f != NULL; f = f->next) {
		check_field(f, d);
		if (f->key == KEY_UPDATED)
			check_date(f, d);
	}
	check_email(p, d);
	check_banner(p, d);
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		check_section(p, s, d);
}

static void
check_future(const struct date *date, struct place at, const struct date *today,
    struct diags *d)
{
	struct date day = *date;

	day.hour = 0;
	day.minute = 0;
	if (day.year != 0 && date_cmp(&day, today) > 0)
		diag_add(d, DIAG_HINT, at, "future-date",
		    "this date lies in the future");
}

static const struct field *
field_of(const struct node *n, enum key key)
{
	const struct field *f = n->fields;

	while (f != NULL && f->key != key)
		f = f->next;
	return f;
}

/* What "now" was said of may have been said at the end of a month or year. */
static struct date
as_exact_as(struct date date, const struct date *other)
{
	if (other->day == 0)
		date.day = 0;
	if (other->month == 0 && other->season == SEASON_NONE)
		date.month = 0;
	return date;
}

static void
check_now(const struct node *n, const struct date *today, struct diags *d)
{
	const struct field *as_of = field_of(n, KEY_AS_OF);
	struct date date, day;

	if (as_of == NULL || n->student->now.len == 0 ||
	    !date_read(as_of->value, &date) || !date_exists(&date))
		return;
	date.year += NOW_YEARS;
	day = as_exact_as(*today, &date);
	if (date_cmp(&date, &day) < 0)
		diag_add(d, DIAG_HINT, as_of->at, "now-old",
		    "more than %d years ago; is it still so?", NOW_YEARS);
}

void
check_today(const struct profile *p, const struct date *today, struct diags *d)
{
	if (today->year == 0)
		return;
	for (const struct section *s = p->posts; s != NULL; s = s->next)
		check_future(&s->date, s->at, today, d);
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next) {
			if (s->id == SECTION_NEWS)
				check_future(&n->when.first, n->at, today, d);
			if (n->student != NULL)
				check_now(n, today, d);
		}
}
