/* SPDX-License-Identifier: ISC */
#ifndef UNIT_PROFILE_TEXT_H
#define UNIT_PROFILE_TEXT_H

/*
 * profile_text -- a source parsed, and the model as text to compare with.
 *
 * One line per thing, in the order of the model:
 *
 *	Name=Jane Doe       a header field
 *	[about] About       a section: slug and title
 *	. text              a node: "." text, "*" item, ">" quote, "|" lines
 *	                    as they are, "##" heading, "=>" link; dates
 *	                    in front, in {braces}
 *	  => target label   what belongs to the node above
 *	  Now=value
 *	  note
 */

#include "base/buf.h"
#include "parse/profile.h"
#include "unit/findings.h"
#include "unit/profile_props.h"
#include "unit/unit.h"

/* The findings of news without a date, and with one but no day. */
#define UNDATED(line)                                               \
	"profile.txt:" #line ":1: warning: news item has no date; " \
	"shown, but not in the feeds [news-undated]\n"
#define NO_DAY(line)                                                        \
	"profile.txt:" #line ":1: warning: news item gives no single day; " \
	"shown, but not in the feeds [news-undated]\n"

struct parsed {
	struct arena arena;
	struct diags diags;
	const struct profile *profile;
	struct buf text;
	struct str findings;
};

static inline void
text_of_node(struct buf *out, const struct node *n)
{
	static const char *const marks[] = {
		[NODE_TEXT] = ".",
		[NODE_ITEM] = "*",
		[NODE_QUOTE] = ">",
		[NODE_PRE] = "|",
		[NODE_HEADING] = "##",
		[NODE_LINK] = "=>",
	};

	buf_printf(out, "%s ", marks[n->kind]);
	if (n->when.text.len > 0)
		buf_printf(out, "{%.*s} ", STR_ARG(n->when.text));
	buf_printf(out, "%.*s%.*s\n", STR_ARG(n->alt), STR_ARG(n->text));
	for (const struct link *l = n->links; l != NULL; l = l->next)
		buf_printf(out, "  => %.*s %.*s\n", STR_ARG(l->target),
		    STR_ARG(l->label));
	for (const struct field *f = n->fields; f != NULL; f = f->next)
		buf_printf(out, "  %.*s=%.*s\n",
		    STR_ARG(word_key_name(f->key)), STR_ARG(f->value));
	if (n->note.len > 0)
		buf_printf(out, "  %.*s\n", STR_ARG(n->note));
}

static inline void
text_of(struct buf *out, const struct profile *p)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		buf_printf(out, "%.*s=%.*s\n", STR_ARG(word_key_name(f->key)),
		    STR_ARG(f->value));
	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		buf_printf(out, "[%.*s] %.*s\n", STR_ARG(s->slug),
		    STR_ARG(s->title));
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			text_of_node(out, n);
	}
}

/* Also checks what must hold for every profile. */
static inline void
parsed_init(struct parsed *t, struct str source)
{
	arena_init(&t->arena);
	diags_init(&t->diags, &t->arena);
	buf_init(&t->text);
	t->profile = profile_parse(&t->arena, source, STR("profile.txt"),
	    &t->diags);
	t->findings = findings_printed(&t->diags);
	assert_true((t->profile == NULL) == (t->diags.count[DIAG_ERROR] > 0));
	if (t->profile == NULL)
		return;
	text_of(&t->text, t->profile);
	assert_null(props_clean(&t->arena, t->profile));
	assert_null(props_sections(t->profile));
	assert_null(props_dates(t->profile));
}

static inline void
parsed_release(struct parsed *t)
{
	buf_release(&t->text);
	arena_release(&t->arena);
}

struct parsing {
	const char *why;
	struct str source;
	const char *text;
	const char *findings; /* NULL: not looked at */
};

/* One table row: the model and the findings, and that no word is lost. */
static inline void
check_parsing(const struct parsing *row)
{
	struct parsed t;

	parsed_init(&t, row->source);
	if (t.profile != NULL) {
		const char *wrong = props_words(&t.arena, row->source,
		    t.profile, &t.diags);

		if (wrong != NULL)
			fail_msg("%s: %s", row->why, wrong);
	}
	if (!str_eq(buf_str(&t.text), str_of(row->text)))
		fail_msg("%s:\n%.*s", row->why, STR_ARG(buf_str(&t.text)));
	if (row->findings != NULL &&
	    !str_eq(t.findings, str_of(row->findings)))
		fail_msg("%s:\n%.*s", row->why, STR_ARG(t.findings));
	parsed_release(&t);
}

#endif
