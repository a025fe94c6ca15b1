/* SPDX-License-Identifier: ISC */
#include "page/reference.h"

#include "base/count.h"
#include "base/utf8.h"
#include "model/phrase.h"
#include "model/terms.h"
#include "page/sentence.h"

#define SHORT_TITLE 40 /* columns */
#define SHORT_VENUE 24
#define ACRONYM 16

struct str
reference_year(struct arena *a, struct str lang, const struct bib_entry *e)
{
	unsigned year = bib_year(e);

	return year > 0 ? arena_printf(a, "%u", year)
			: term_of(lang, TERM_NO_YEAR);
}

struct str
reference_path(struct arena *a, const struct bib_entry *e)
{
	return arena_printf(a, "/publications/%.*s", STR_ARG(e->slug));
}

struct bib_list
reference_list(struct arena *a, const struct profile *p, struct str path)
{
	struct bib_list list = bib_by_year(a, p->bib);
	unsigned zone = guarded_zone(p->guarded, path);
	size_t kept = 0;

	for (size_t i = 0; i < list.count; i++)
		if (list.at[i]->zone == 0 || list.at[i]->zone == zone)
			list.at[kept++] = list.at[i];
	list.count = kept;
	return list;
}

struct str
reference_title(const struct bib_entry *e)
{
	struct str title = bib_text(e, STR("title"));

	return title.len > 0 ? title : e->key.len > 0 ? e->key
						      : e->slug;
}

/* Where it appeared, in full. */
static struct str
venue_of(const struct bib_entry *e)
{
	static const struct str names[] = {
		STR_INIT("booktitle"),
		STR_INIT("journal"),
		STR_INIT("journaltitle"),
		STR_INIT("school"),
		STR_INIT("institution"),
		STR_INIT("howpublished"),
		STR_INIT("publisher"),
	};
	struct str venue = { NULL, 0 };

	for (size_t i = 0; i < COUNT(names) && venue.len == 0; i++)
		venue = bib_text(e, names[i]);
	return venue;
}

/* "NeurIPS" of "Neural Information Processing Systems (NeurIPS)" */
static struct str
acronym_of(struct str venue)
{
	size_t open = venue.len;
	struct str inner;

	if (!str_ends(venue, STR(")")))
		return (struct str){ NULL, 0 };
	while (open > 0 && venue.at[open - 1] != '(')
		open--;
	inner = str_skip(str_take(venue, venue.len - 1), open);
	if (open == 0 || utf8_width(inner) > ACRONYM)
		return (struct str){ NULL, 0 };
	return str_trim(inner);
}

/* "NSDI'23", "NSDI 2023" and "NSDI2023" without the year. */
static struct str
without_year(struct str venue, unsigned year)
{
	uint64_t number;
	struct str end;
	size_t digits = 0;

	while (digits < venue.len &&
	       char_is_digit(venue.at[venue.len - digits - 1]))
		digits++;
	end = str_skip(venue, venue.len - digits);
	if (digits == venue.len || (digits != 2 && digits != 4) ||
	    !str_number(end, 9999, &number) ||
	    number != (digits == 2 ? year % 100 : year))
		return venue;
	venue = str_take(venue, venue.len - digits);
	if (str_ends(venue, STR("'")))
		venue.len--;
	else if (str_ends(venue, STR("\u2019")))
		venue.len -= STR("\u2019").len;
	else if (digits == 2)
		return (struct str){ venue.at, venue.len + digits };
	return str_trim(venue);
}

/* Its abbreviation, its acronym, or all of it; without the year. */
static struct str
venue_name(const struct bib_entry *e)
{
	struct str name = bib_text(e, STR("abbr"));

	if (name.len == 0)
		name = acronym_of(venue_of(e));
	if (name.len == 0)
		name = venue_of(e);
	return without_year(name, bib_year(e));
}

/* "Shockwave" of "Shockwave: Fair and Efficient Scheduling ..." */
static struct str
short_title(struct arena *a, const struct bib_entry *e)
{
	struct str title = reference_title(e);
	struct str name, rest;

	if (str_cut(title, ':', &name, &rest) && name.len > 0 &&
	    utf8_width(name) <= SHORT_TITLE)
		return str_trim(name);
	if (utf8_width(title) <= SHORT_TITLE)
		return title;
	name = str_take(title, utf8_fit(title, SHORT_TITLE));
	while (name.len > 0 && name.at[name.len - 1] != ' ')
		name.len--;
	if (name.len == 0)
		name = str_take(title, utf8_fit(title, SHORT_TITLE));
	return arena_printf(a, "%.*s ...", STR_ARG(str_trim(name)));
}

struct str
reference_short(struct arena *a, const struct bib_entry *e)
{
	struct str title = short_title(a, e);
	struct str venue = venue_name(e);
	unsigned year = bib_year(e);

	if (utf8_width(venue) > SHORT_VENUE)
		venue.len = 0;
	if (venue.len > 0 && year > 0 && str_index(venue, ' ') < venue.len)
		return arena_printf(a, "%.*s (%.*s %u)", STR_ARG(title),
		    STR_ARG(venue), year);
	if (venue.len > 0 && year > 0)
		return arena_printf(a, "%.*s (%.*s'%02u)", STR_ARG(title),
		    STR_ARG(venue), year % 100);
	if (year > 0)
		return arena_printf(a, "%.*s (%u)", STR_ARG(title), year);
	if (venue.len > 0)
		return arena_printf(a, "%.*s (%.*s)", STR_ARG(title),
		    STR_ARG(venue));
	return title;
}

struct str
reference_work(struct arena *a, const struct bib_entry *e)
{
	struct buf work;

	buf_init(&work);
	buf_add(&work, reference_title(e));
	sentence_join(&work, STR(", "), venue_name(e));
	return buf_keep(&work, a);
}

struct str
reference_line(struct arena *a, const struct bib_entry *e)
{
	unsigned year = bib_year(e);
	struct str work = reference_work(a, e);

	return year > 0 ? arena_printf(a, "%u %.*s", year, STR_ARG(work))
			: work;
}

/* The letters of a name, so that dots and marks of equal share do not count. */
static struct str
letters_of(struct arena *a, struct str name)
{
	struct buf letters;
	uint32_t point;
	size_t len;

	name = utf8_fold(a, name);
	buf_init(&letters);
	while ((len = utf8_next(name, &point)) > 0) {
		if (utf8_is_word(point))
			buf_add(&letters, str_take(name, len));
		else if (letters.len > 0 && str_skip(name, len).len > 0 &&
			 letters.at[letters.len - 1] != ' ')
			buf_char(&letters, ' ');
		name = str_skip(name, len);
	}
	return str_trim(buf_keep(&letters, a));
}

/* "Example, Ada" as "Ada Example" */
static struct str
turned(struct arena *a, struct str name)
{
	struct str last, first;

	if (!str_cut(name, ',', &last, &first))
		return str_trim(name);
	return arena_printf(a, "%.*s %.*s", STR_ARG(str_trim(first)),
	    STR_ARG(str_trim(last)));
}

/* A name of the owner: a field has several, divided by semicolons. */
struct spelling {
	struct str letters;
	struct spelling *next;
};

static const struct spelling *
spellings_of(struct arena *a, const struct profile *p)
{
	struct spelling *list = NULL;
	struct str one, rest;

	for (const struct field *f = p->fields; f != NULL; f = f->next) {
		if (f->key != KEY_ME && f->key != KEY_NAME)
			continue;
		for (rest = f->value; rest.len > 0;) {
			struct spelling *s = arena_new(a, struct spelling);

			str_cut(rest, ';', &one, &rest);
			s->letters = letters_of(a, turned(a, one));
			s->next = list;
			list = s;
		}
	}
	return list;
}

/* The last word of *name, which is taken off it. */
static struct str
take_last(struct str *name)
{
	size_t start = name->len;
	struct str last;

	while (start > 0 && name->at[start - 1] != ' ')
		start--;
	last = str_skip(*name, start);
	*name = str_trim(str_take(*name, start));
	return last;
}

static bool
is_initial(struct str word, struct str of)
{
	uint32_t point;

	return utf8_next(word, &point) == word.len && str_starts(of, word);
}

/* "p zheng" of "pengfei zheng", "a example" of "ada b example" */
static bool
is_short_form(struct str name, struct str of)
{
	struct str word, full;

	if (!str_eq(take_last(&name), take_last(&of)) || name.len == 0)
		return false;
	while (name.len > 0) {
		str_cut(name, ' ', &word, &name);
		str_cut(of, ' ', &full, &of);
		if (!str_eq(word, full) && !is_initial(word, full))
			return false;
	}
	return true;
}

enum likeness {
	LIKE_NONE,
	LIKE_SHORT,
	LIKE_SAME,
};

static enum likeness
likeness_of(struct str letters, const struct spelling *s)
{
	enum likeness like = LIKE_NONE;

	for (; s != NULL && like != LIKE_SAME; s = s->next) {
		if (str_eq(letters, s->letters))
			like = LIKE_SAME;
		else if (is_short_form(letters, s->letters))
			like = LIKE_SHORT;
	}
	return like;
}

/*
 * How a name of that list must be like the owner's to be it. Two short forms
 * are nobody's: whose initials are they?
 */
static enum likeness
likeness_wanted(struct arena *a, const struct bib_people *people,
    const struct spelling *spellings)
{
	size_t count[LIKE_SAME + 1] = { 0 };

	for (const struct bib_person *i = people->first; i != NULL; i = i->next)
		count[likeness_of(letters_of(a, i->name), spellings)]++;
	return count[LIKE_SAME] == 0 && count[LIKE_SHORT] == 1 ? LIKE_SHORT
							       : LIKE_SAME;
}

/* What parts a name from the one in front: "A and B", "甲、乙". */
static struct str
sign_before(struct str name, bool last)
{
	if (phrase_is_cjk(name))
		return STR("\u3001");
	return last ? STR(" and ") : STR(", ");
}

static void
add_person(struct buf *text, struct str name, bool owner)
{
	if (owner)
		buf_char(text, '_');
	buf_add(text, name);
	if (owner)
		buf_char(text, '_');
}

struct str
reference_people(struct arena *a, const struct bib_people *people,
    const struct profile *p)
{
	const struct spelling *spellings = spellings_of(a, p);
	enum likeness wanted = likeness_wanted(a, people, spellings);
	struct buf text;

	buf_init(&text);
	for (const struct bib_person *i = people->first; i != NULL;
	     i = i->next) {
		bool last = i->next == NULL && !people->others;

		if (i != people->first)
			buf_add(&text, sign_before(i->name, last));
		add_person(&text, i->name,
		    likeness_of(letters_of(a, i->name), spellings) >= wanted);
	}
	if (people->others)
		sentence_join(&text, STR(" and "), STR("others"));
	return buf_keep(&text, a);
}

struct str
reference_own(struct str people)
{
	struct str before, name, behind;

	if (!str_cut(people, '_', &before, &behind) ||
	    !str_cut(behind, '_', &name, &behind))
		return (struct str){ NULL, 0 };
	return name;
}

/* The kind of a thesis or report, which no field says. */
static struct str
kind_of(const struct bib_entry *e)
{
	struct str type = bib_text(e, STR("type"));

	if (type.len > 0)
		return type;
	if (str_eq(e->type, STR("phdthesis")))
		return STR("PhD thesis");
	if (str_eq(e->type, STR("mastersthesis")))
		return STR("Master's thesis");
	if (str_eq(e->type, STR("techreport")))
		return STR("Technical report");
	return type;
}

static struct str
date_of(struct arena *a, const struct bib_entry *e)
{
	struct str year = bib_text(e, STR("year"));
	struct str month = bib_text(e, STR("month"));

	if (year.len == 0)
		year = bib_text(e, STR("date"));
	if (month.len == 0)
		return year;
	return arena_printf(a, "%.*s %.*s", STR_ARG(month), STR_ARG(year));
}

struct str
reference_venue(struct arena *a, const struct bib_entry *e)
{
	static const struct {
		struct str name;
		struct str label;
	} parts[] = {
		{ STR_INIT("booktitle"), STR_INIT("") },
		{ STR_INIT("journal"), STR_INIT("") },
		{ STR_INIT("journaltitle"), STR_INIT("") },
		{ STR_INIT("howpublished"), STR_INIT("") },
		{ STR_INIT("series"), STR_INIT("") },
		{ STR_INIT("edition"), STR_INIT("edition ") },
		{ STR_INIT("volume"), STR_INIT("volume ") },
		{ STR_INIT("number"), STR_INIT("number ") },
		{ STR_INIT("chapter"), STR_INIT("chapter ") },
		{ STR_INIT("pages"), STR_INIT("pp. ") },
		{ STR_INIT("school"), STR_INIT("") },
		{ STR_INIT("institution"), STR_INIT("") },
		{ STR_INIT("organization"), STR_INIT("") },
		{ STR_INIT("publisher"), STR_INIT("") },
		{ STR_INIT("address"), STR_INIT("") },
		{ STR_INIT("location"), STR_INIT("") },
	};
	struct buf text;

	buf_init(&text);
	sentence_join(&text, STR(", "), kind_of(e));
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct str part = bib_text(e, parts[i].name);

		if (part.len == 0)
			continue;
		sentence_join(&text, STR(", "), parts[i].label);
		if (parts[i].label.len == 0)
			sentence_join(&text, STR(", "), part);
		else
			buf_add(&text, part);
	}
	sentence_join(&text, STR(", "), date_of(a, e));
	return buf_keep(&text, a);
}
