/* SPDX-License-Identifier: ISC */
#include "parse/settings.h"

#include "base/count.h"
#include "base/utf8.h"

#define VALUE_SHOWN 60 /* columns of it in a message */

/* The protocols that value names, or 0 if it names anything else. */
static unsigned
audience_of(struct str value)
{
	static const struct {
		struct str name;
		enum audience bit;
	} names[] = {
		{ STR_INIT("gemini"), AUDIENCE_GEMINI },
		{ STR_INIT("gopher"), AUDIENCE_GOPHER },
		{ STR_INIT("web"), AUDIENCE_WEB },
	};
	unsigned audience = 0;
	struct str word;

	while (value.len > 0) {
		unsigned bit = 0;

		str_cut(value, ' ', &word, &value);
		if (str_ends(word, STR(",")))
			word.len--;
		for (size_t i = 0; i < COUNT(names); i++)
			if (str_eq_nocase(word, names[i].name))
				bit = names[i].bit;
		if (bit == 0)
			return 0;
		audience |= bit;
	}
	return audience;
}

static bool
set_audience(struct section *s, enum key key, struct str value)
{
	unsigned audience = audience_of(value);

	if (audience == 0)
		return false;
	s->audience &= key == KEY_ONLY ? audience : ~audience;
	return true;
}

static bool
set_home(struct section *s, struct str value)
{
	uint64_t count;

	if (str_eq_nocase(value, STR("yes")))
		s->home = SECTION_HOME_ALL;
	else if (str_eq_nocase(value, STR("no")))
		s->home = 0;
	else if (str_number(value, SECTION_HOME_ALL, &count))
		s->home = (int)count;
	else
		return false;
	return true;
}

static bool
set_order(struct section *s, struct str value)
{
	if (str_eq_nocase(value, STR("newest")))
		s->order = ORDER_NEWEST;
	else if (str_eq_nocase(value, STR("given")))
		s->order = ORDER_GIVEN;
	else
		return false;
	return true;
}

static bool
set_slug(struct draft *d, const struct line *line)
{
	struct chapter *chapter = d->open;
	struct str value = line->text;

	for (size_t i = 0; i < value.len; i++)
		if (!char_is_letter(value.at[i]) &&
		    !char_is_digit(value.at[i]) && value.at[i] != '-')
			return false;
	if (chapter->id.len > 0 && !str_eq_nocase(chapter->id, value))
		diag_add(d->diags, DIAG_WARNING, line->at, "two-slugs",
		    "the heading says {%.*s}; that is the address",
		    STR_ARG(chapter->id));
	else
		chapter->id = value;
	return true;
}

static bool
set(struct draft *d, enum key key, const struct line *line)
{
	struct section *s = d->open->section;

	switch (key) {
	case KEY_ONLY:
	case KEY_NOT:
		return set_audience(s, key, line->text);
	case KEY_HOME:
		return set_home(s, line->text);
	case KEY_ORDER:
		return set_order(s, line->text);
	default:
		return set_slug(d, line);
	}
}

static const char *
wanted(enum key key)
{
	switch (key) {
	case KEY_ONLY:
	case KEY_NOT:
		return "gemini, gopher or web";
	case KEY_HOME:
		return "yes, no or a number";
	case KEY_ORDER:
		return "newest or given";
	default:
		return "letters, digits and hyphens";
	}
}

static void
warn_value(struct draft *d, enum key key, const struct line *line)
{
	struct str shown = str_take(line->text,
	    utf8_fit(line->text, VALUE_SHOWN));

	diag_add(d->diags, DIAG_WARNING, line->at, "bad-setting",
	    "'%.*s: %.*s' is text here; the value may be %s",
	    STR_ARG(line->extra), STR_ARG(shown), wanted(key));
}

/* A key of the header or of entries is text below a heading, and no slip. */
static void
hint_key(struct draft *d, const struct line *line)
{
	struct str near = word_nearest(line->extra, SCOPE_SECTION);

	if (near.len > 0 &&
	    line->key == KEY_NONE &&
	    word_key(line->extra, SCOPE_ENTRY) == KEY_NONE)
		diag_add(d->diags, DIAG_HINT, line->at, "unknown-key",
		    "'%.*s' is text here; did you mean %.*s?",
		    STR_ARG(line->extra), STR_ARG(near));
}

size_t
settings_read(struct draft *d, const struct line *line, size_t rest)
{
	size_t count = 0;

	for (; count < rest && line[count].kind == LINE_FIELD; count++) {
		const struct line *at = &line[count];
		enum key key = word_key(at->extra, SCOPE_SECTION);

		if (key == KEY_NONE) {
			hint_key(d, at);
			break;
		}
		if (at->text.len == 0 || !set(d, key, at)) {
			warn_value(d, key, at);
			break;
		}
	}
	return count;
}
