/* SPDX-License-Identifier: ISC */
#ifndef UNIT_PROFILE_PROPS_H
#define UNIT_PROFILE_PROPS_H

/*
 * profile_props -- what must hold for every profile, whatever its source.
 *
 * For unit tests and the fuzz target alike: each function returns NULL, or
 * what is wrong. The reading of sources here is a second, simpler one than
 * that of parse/.
 */

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/profile.h"

typedef void props_visit(void *state, struct str text, bool pre);

/* Every text of the profile, in the order of the model. */
static inline void
props_each_node(const struct node *n, props_visit *visit, void *state)
{
	visit(state, n->when.text, false);
	visit(state, n->text, n->kind == NODE_PRE);
	visit(state, n->alt, false);
	visit(state, n->note, false);
	for (const struct link *l = n->links; l != NULL; l = l->next) {
		visit(state, l->target, false);
		visit(state, l->label, false);
	}
	for (const struct field *f = n->fields; f != NULL; f = f->next) {
		visit(state, f->label, false);
		visit(state, f->value, false);
	}
}

static inline void
props_each(const struct profile *p, props_visit *visit, void *state)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next) {
		visit(state, f->label, false);
		visit(state, f->value, false);
	}
	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		visit(state, s->title, false);
		visit(state, s->slug, false);
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			props_each_node(n, visit, state);
	}
}

static inline void
props_add(void *state, struct str text, bool pre)
{
	(void)pre;
	buf_add(state, text);
	buf_char(state, '\n');
}

/* The whole model as bytes: equal models give equal bytes. */
static inline void
props_dump(const struct profile *p, struct buf *out)
{
	props_each(p, props_add, out);
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			buf_printf(out, "%d %d %d %zu:%zu\n", (int)s->id,
			    (int)n->kind, n->level, n->at.line, n->at.column);
}

static inline const char *
props_line(struct str text, bool pre)
{
	bool blank = true;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_control(point) || utf8_is_bidi(point))
			return "a control or bidi mark";
		if (!pre && utf8_is_blank(point) && (blank || point != ' '))
			return "blanks that are not single";
		blank = utf8_is_blank(point);
		text = str_skip(text, len);
	}
	return blank && !pre ? "a blank at the end" : NULL;
}

struct props_cleanness {
	struct arena *arena;
	const char *wrong;
};

static inline void
props_check_text(void *state, struct str text, bool pre)
{
	struct props_cleanness *clean = state;
	struct str line;

	if (utf8_valid(text) < text.len)
		clean->wrong = "invalid UTF-8";
	else if (!str_eq(utf8_nfc(clean->arena, text), text))
		clean->wrong = "not NFC";
	else if (pre && !str_ends(text, STR("\n")))
		clean->wrong = "a last line without LF";
	while (clean->wrong == NULL && text.len > 0) {
		if (pre)
			str_cut(text, '\n', &line, &text);
		else
			line = text;
		text = pre ? text : STR("");
		clean->wrong = props_line(line, pre);
	}
}

/* All text is clean in the sense of model/profile.h. */
static inline const char *
props_clean(struct arena *a, const struct profile *p)
{
	struct props_cleanness clean = { a, NULL };

	props_each(p, props_check_text, &clean);
	return clean.wrong;
}

static inline bool
props_is_slug(struct str slug)
{
	for (size_t i = 0; i < slug.len; i++)
		if (!char_is_digit(slug.at[i]) && slug.at[i] != '-' &&
		    (slug.at[i] < 'a' || slug.at[i] > 'z'))
			return false;
	return slug.len > 0;
}

static inline const char *
props_date(const struct node *n)
{
	if (n->when.text.len == 0)
		return n->when.first.year != 0 || n->slug.len > 0
			   ? "a date without its words"
			   : NULL;
	if (n->kind != NODE_ITEM || n->text.len == 0)
		return "a date without an entry";
	return date_exists(&n->when.first) && date_exists(&n->when.last)
		   ? NULL
		   : "a date that does not exist";
}

/* Dates exist, and stand with an entry. */
static inline const char *
props_dates(const struct profile *p)
{
	const char *wrong = NULL;

	for (const struct section *s = p->sections; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			wrong = wrong != NULL ? wrong : props_date(n);
	return wrong;
}

/* Every section has nodes, or may get some, and a slug of its own. */
static inline const char *
props_sections(const struct profile *p)
{
	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		if (s->nodes == NULL && s->id != SECTION_PUBLICATIONS)
			return "an empty section";
		if (!props_is_slug(s->slug))
			return "a slug that is none";
		for (const struct section *t = s->next; t != NULL; t = t->next)
			if (str_eq(s->slug, t->slug))
				return "a slug given twice";
	}
	return NULL;
}

/* The next run of letters and digits of *text, or sign of Chinese or kana. */
static inline struct str
props_word(struct str *text)
{
	struct str word;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(*text, &point)) > 0 && !utf8_is_word(point))
		*text = str_skip(*text, len);
	word = str_take(*text, 0);
	while ((len = utf8_next(*text, &point)) > 0 && utf8_is_word(point) &&
	       (word.len == 0 || !utf8_is_cjk(point))) {
		word.len += len;
		*text = str_skip(*text, len);
		if (utf8_is_cjk(point))
			break;
	}
	return word;
}

static inline size_t
props_occurs(struct str word, struct str text)
{
	size_t count = 0;
	size_t at;

	while ((at = str_find(text, word)) < text.len) {
		count++;
		text = str_skip(text, at + word.len);
	}
	return count;
}

/* Where the first colon stands, a wide one or not; the end without one. */
static inline size_t
props_colon(struct str line)
{
	size_t narrow = str_index(line, ':');
	size_t wide = str_find(line, STR("\uff1a"));

	return wide < narrow ? wide : narrow;
}

/* The word of a label of news that line begins with, or nothing. */
static inline struct str
props_label(struct str line)
{
	struct str word, rest;

	str_cut(str_trim(str_take(line, props_colon(line))), ' ', &word, &rest);
	if (word.len > 0 && !char_is_letter(word.at[0]))
		for (size_t i = 0; i < word.len; i++)
			if (char_is_digit(word.at[i]))
				word.len = i;
	return word_is_news(word) ? word : STR("");
}

/* What of a line outside fences need not be in the model goes. */
static inline struct str
props_text(struct str line)
{
	size_t colon = props_colon(line);
	struct str word = str_trim(str_take(line, colon));
	struct str number = line;

	if (str_starts(line, STR("#")) && str_ends(line, STR("}")))
		while (line.len > 0 && line.at[line.len - 1] != '{')
			line.len--;
	while (number.len > 0 && char_is_digit(number.at[0]))
		number = str_skip(number, 1);
	if (line.len - number.len < 4 &&
	    (str_starts(number, STR(". ")) || str_starts(number, STR(") "))))
		return number;
	if (props_label(line).len > 0)
		return str_skip(line, props_label(line).len);
	if (colon < line.len && word_key(word, SCOPE_SECTION) != KEY_NONE)
		return STR(""); /* it says where the section is, not what */
	if (colon < line.len && (word_key(word, SCOPE_PROFILE) != KEY_NONE ||
				    word_key(word, SCOPE_ENTRY) != KEY_NONE))
		return str_skip(line, colon);
	return line;
}

static inline void
props_add_clean(struct arena *a, struct str raw, struct buf *out)
{
	struct str text = utf8_nfc(a, raw);
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (!utf8_is_blank(point))
			buf_add(out, str_take(text, len));
		else if (out->len == 0 || out->at[out->len - 1] != ' ')
			buf_char(out, ' ');
		text = str_skip(text, len);
	}
}

static inline bool
props_is_empty_section(size_t line, const struct diags *d)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (i->at.line == line && strcmp(i->code, "empty-section") == 0)
			return true;
	return false;
}

/* The source without comments, markers, keys and titles of empty sections. */
static inline void
props_source(struct arena *a, struct str source, const struct diags *d,
    struct buf *out)
{
	bool fenced = false;
	struct str raw, text;
	struct buf line;

	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	buf_init(&line);
	for (size_t number = 1; source.len > 0; number++) {
		str_cut(source, '\n', &raw, &source);
		buf_clear(&line);
		props_add_clean(a, raw, &line);
		text = buf_str(&line);
		if (str_starts(raw, STR("```")))
			fenced = !fenced;
		if (fenced || str_starts(raw, STR("```")))
			buf_add(out, text);
		else if (!props_is_empty_section(number, d) &&
			 !str_starts(text, STR("% ")) &&
			 !str_eq(str_trim(text), STR("%")))
			buf_add(out, props_text(str_trim(text)));
		buf_char(out, '\n');
	}
	buf_release(&line);
}

/*
 * No word of the source is lost: each is in the model, as often as in the
 * source. d holds the findings of the parse.
 */
static inline const char *
props_words(struct arena *a, struct str source, const struct profile *p,
    const struct diags *d)
{
	struct buf model, wanted;
	const char *wrong = NULL;
	struct str rest, word;

	buf_init(&model);
	buf_init(&wanted);
	props_each(p, props_add, &model);
	props_source(a, source, d, &wanted);
	rest = buf_str(&wanted);
	while (wrong == NULL && (word = props_word(&rest)).len > 0) {
		struct str all = buf_str(&wanted);
		struct str other;
		size_t count = 0;

		while ((other = props_word(&all)).len > 0)
			count += str_eq(other, word);
		if (props_occurs(word, buf_str(&model)) < count)
			wrong = "a word is lost";
	}
	buf_release(&model);
	buf_release(&wanted);
	return wrong;
}

#endif
