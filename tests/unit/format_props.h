/* SPDX-License-Identifier: ISC */
#ifndef UNIT_FORMAT_PROPS_H
#define UNIT_FORMAT_PROPS_H

/*
 * format_props -- what must hold for `vitae fmt`, whatever the source.
 *
 * Says the same as before, without a guess; a second time it changes nothing;
 * every comment is kept; a written profile is not touched.
 */

#include <string.h>

#include "parse/profile.h"
#include "site/rewrite.h"
#include "unit/profile_props.h"
#include "unit/same_profile.h"

/* The errors, and the guesses, among findings. */
static inline bool
format_guesses(const struct diags *d)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (strncmp(i->code, "guess-", 6) == 0)
			return true;
	return false;
}

static inline const char *
format_keeps_comments(const struct profile *p, struct str text)
{
	for (const struct comment *c = p->comments; c != NULL; c = c->next)
		if (str_find(text, c->text) == text.len)
			return "a comment is lost";
	return NULL;
}

static inline const char *
format_of_raw(struct arena *a, struct str source, const struct profile *p,
    const struct diags *d, struct str text)
{
	struct diags again;
	const struct profile *q;
	const char *wrong;

	diags_init(&again, a);
	q = profile_parse(a, text, STR("profile.txt"), &again);
	if (q == NULL || q->raw)
		return "no written profile";
	if (format_guesses(&again))
		return "a guess is left";
	wrong = same_profile(p, q);
	if (wrong == NULL)
		wrong = format_keeps_comments(p, text);
	return wrong != NULL ? wrong : props_words(a, source, q, d);
}

static inline const char *
format_holds_in(struct arena *a, struct str source, struct buf *text,
    struct buf *again)
{
	struct diags d;
	const struct profile *p;

	diags_init(&d, a);
	p = profile_parse(a, source, STR("profile.txt"), &d);
	diags_init(&d, a);
	if (!rewrite_format(source, STR("profile.txt"), &d, text))
		return p == NULL ? NULL : "a good profile has no other form";
	if (p == NULL)
		return "errors pass";
	if (!rewrite_format(buf_str(text), STR("profile.txt"), &d, again) ||
	    !str_eq(buf_str(text), buf_str(again)))
		return "a second time changes it";
	if (p->raw)
		return format_of_raw(a, source, p, &d, buf_str(text));
	return str_eq(buf_str(text), source) ? NULL : "a written one differs";
}

/* NULL, or what is wrong. */
static inline const char *
format_holds(struct str source, struct buf *text)
{
	struct arena a;
	struct buf again;
	const char *wrong;

	arena_init(&a);
	buf_init(&again);
	buf_clear(text);
	wrong = format_holds_in(&a, source, text, &again);
	buf_release(&again);
	arena_release(&a);
	return wrong;
}

#endif
