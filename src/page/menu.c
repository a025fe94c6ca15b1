/* SPDX-License-Identifier: ISC */
#include "page/menu.h"

#include "page/drawn.h"
#include "page/typed.h"

/* The menu's lines, those with text typed into them and those with items. */
struct making {
	struct arena *arena;
	const struct origin *origin;
	struct doc *doc;
	struct typed_line *lines;
	const struct menu_line **items; /* NULL = text */
	size_t count;
	size_t margin; /* left edge of all that is to be read */
	char type;     /* of the last item that was no '+' */
	bool gap;      /* a blank line, or the beginning, is above */
};

static void
take_lines(struct making *m, const struct menu *menu)
{
	struct arena *a = m->arena;
	const struct menu_line *line = menu->first;

	m->lines = arena_array(a, menu->count + 1, sizeof(*m->lines));
	m->items = arena_array(a, menu->count + 1,
	    sizeof(const struct menu_line *));
	for (; line != NULL; line = line->next) {
		m->lines[m->count] = typed_line_of(a, line->text, line->at);
		m->items[m->count++] = line->type == 'i' ? NULL : line;
	}
}

static bool
is_text(const struct making *m, size_t i)
{
	return i < m->count && m->items[i] == NULL &&
	       m->lines[i].text.len > 0;
}

static bool
is_blank(const struct making *m, size_t i)
{
	return i < m->count && m->items[i] == NULL &&
	       m->lines[i].text.len == 0;
}

/* The text lines from i to the next blank one or item. */
static struct typed
text_at(const struct making *m, size_t i)
{
	struct typed lines = { m->lines + i, 0 };

	while (is_text(m, i + lines.count))
		lines.count++;
	return lines;
}

static void
find_margin(struct making *m)
{
	m->margin = SIZE_MAX;
	for (size_t i = 0; i < m->count;) {
		struct typed lines = text_at(m, i);

		i += lines.count > 0 ? lines.count : 1;
		if (lines.count == 0 || drawn_is(lines))
			continue;
		for (size_t k = 0; k < lines.count; k++)
			if (lines.at[k].margin < m->margin)
				m->margin = lines.at[k].margin;
	}
}

/* How many lines at i are the page's title, which the menu has not. */
static size_t
take_title(struct making *m, size_t i)
{
	struct typed lines = text_at(m, i);
	struct str text;
	int level;
	size_t n;

	if (lines.count == 0)
		return 0;
	n = typed_heading(lines, &text, &level);
	if (n == 0 && lines.count == 1 && !drawn_is(lines) &&
	    typed_is_label(lines.at) && !str_ends(lines.at->text, STR(":"))) {
		text = lines.at->text;
		n = 1;
	}
	if (n > 0)
		m->doc->title = typed_words(m->arena, text);
	return n;
}

/* A drawing may have blank lines in it: one before it goes on. */
static size_t
add_drawn(struct making *m, size_t i, struct typed lines)
{
	struct typed more = text_at(m, i + lines.count + 1);

	while (is_blank(m, i + lines.count) && more.count > 0 &&
	       drawn_is(more)) {
		lines.count += 1 + more.count;
		more = text_at(m, i + lines.count + 1);
	}
	typed_add_drawn(m->arena, m->doc, lines, !m->gap);
	return lines.count;
}

/* One line with blanks above and items right below it is their heading. */
static bool
heads_items(const struct making *m, size_t i, struct typed lines)
{
	struct str text;
	int level;

	return m->gap && lines.count == 1 && i + 1 < m->count &&
	       m->items[i + 1] != NULL && typed_is_label(lines.at) &&
	       typed_heading(lines, &text, &level) == 0;
}

static size_t
add_text(struct making *m, size_t i)
{
	struct typed lines = text_at(m, i);
	struct block *block;

	if (drawn_is(lines))
		return add_drawn(m, i, lines);
	if (heads_items(m, i, lines)) {
		block = doc_add(m->arena, m->doc, BLOCK_HEADING,
		    typed_words(m->arena, lines.at->text));
		block->at = lines.at->at;
	} else {
		typed_add(m->arena, m->doc, lines, m->margin, !m->gap);
	}
	return lines.count;
}

static void
add_item(struct making *m, const struct menu_line *item)
{
	struct str label;
	struct str target;
	struct block *block;

	if (item->type != '+' || m->type == 0)
		m->type = item->type;
	target = menu_target(m->arena, item, m->type, m->origin);
	label = typed_words(m->arena,
	    typed_line_of(m->arena, item->text, item->at).text);
	if (target.len == 0 && label.len == 0)
		return;
	if (target.len > 0)
		block = doc_add_link(m->arena, m->doc, target, label);
	else
		block = doc_add(m->arena, m->doc, BLOCK_TEXT, label);
	block->tight = !m->gap;
	block->at = item->at;
}

static void
add_all(struct making *m, size_t i)
{
	m->gap = true;
	while (i < m->count) {
		size_t n = 1;

		if (is_blank(m, i)) {
			m->gap = true;
		} else {
			if (m->items[i] != NULL)
				add_item(m, m->items[i]);
			else
				n = add_text(m, i);
			m->gap = false;
		}
		i += n;
	}
}

struct doc *
menu_doc(struct arena *a, const struct menu *menu, struct str path,
    const struct origin *o)
{
	struct making m = { .arena = a, .origin = o };
	size_t first = 0;
	struct str text;
	int level;
	struct typed_line title;

	m.doc = doc_new(a, path, STR(""), STR(""));
	m.doc->menu = true;
	take_lines(&m, menu);
	find_margin(&m);
	while (is_blank(&m, first))
		first++;
	title = typed_line_of(a, menu->title, (struct place){ .line = 0 });
	if (typed_heading((struct typed){ &title, 1 }, &text, &level) == 0)
		text = title.text;
	m.doc->title = typed_words(a, text);
	if (m.doc->title.len == 0)
		first += take_title(&m, first);
	add_all(&m, first);
	return m.doc;
}
