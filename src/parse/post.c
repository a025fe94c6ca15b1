/* SPDX-License-Identifier: ISC */
#include "parse/post.h"

#include "parse/body.h"
#include "parse/date.h"
#include "parse/draft.h"
#include "parse/settings.h"

/* The top of the file, while it is taken apart. */
struct top {
	struct draft draft;
	struct line title;
	struct line *settings; /* of the section, in order */
	size_t setting_count;
	struct date date;
};

static bool
is_title(const struct line *line)
{
	if (line->kind == LINE_FIELD)
		return str_eq_nocase(line->extra, STR("Title")) &&
		       line->text.len > 0;
	return line->kind == LINE_HEADING && line->level == 1;
}

static bool
read_title(struct top *top, const struct line *line)
{
	if (top->title.kind == LINE_HEADING || !is_title(line))
		return false;
	top->title = *line;
	if (line->kind == LINE_FIELD)
		top->title.extra = STR("");
	top->title.kind = LINE_HEADING;
	top->title.key = KEY_NONE;
	top->title.level = 1;
	return true;
}

static bool
read_date(struct top *top, const struct line *line)
{
	struct date date;

	if (line->kind != LINE_FIELD ||
	    !str_eq_nocase(line->extra, STR("Date")))
		return false;
	if (date_read(line->text, &date) && date_exists(&date)) {
		top->date = date;
		return true;
	}
	diag_add(top->draft.diags, DIAG_WARNING, line->at, "bad-date",
	    "'%.*s' is kept as text; write a date such as 2026-04-17",
	    STR_ARG(line->whole));
	return false;
}

static bool
read_setting(struct top *top, const struct line *line)
{
	if (line->kind != LINE_FIELD ||
	    word_key(line->extra, SCOPE_SECTION) == KEY_NONE)
		return false;
	top->settings[top->setting_count++] = *line;
	return true;
}

/* Returns how many of the lines belong to the top. */
static size_t
read_top(struct top *top, const struct line_list *lines)
{
	size_t count = 0;

	top->settings = arena_array(top->draft.arena, lines->count + 1,
	    sizeof(*top->settings));
	while (count < lines->count) {
		const struct line *line = &lines->at[count];

		if (line->kind != LINE_BLANK && !read_title(top, line) &&
		    !read_date(top, line) && !read_setting(top, line))
			break;
		count++;
	}
	return count;
}

static void
name_title(struct top *top, struct str file, struct str name)
{
	if (top->title.kind == LINE_HEADING)
		return;
	top->title = (struct line){
		.kind = LINE_HEADING,
		.level = 1,
		.text = name,
		.whole = name,
		.at = { .file = file, .line = 1, .column = 1 },
	};
	diag_add(top->draft.diags, DIAG_HINT, top->title.at, "no-title",
	    "called by the name of its file; put '# ' and a title in front");
}

/* A page has one title; what was meant as another is a part of it. */
static void
lower_headings(struct line_list *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->at[i].kind == LINE_HEADING &&
		    lines->at[i].level == 1)
			lines->at[i].level = 2;
}

static void
read_all(struct top *top, struct line_list *lines, struct str file,
    struct str name)
{
	struct draft *draft = &top->draft;
	size_t done = read_top(top, lines);
	size_t set;

	name_title(top, file, name);
	lower_headings(lines);
	draft_heading(draft, &top->title);
	draft->open->section->id = SECTION_FREE;
	draft->news = draft->open;
	set = settings_read(draft, top->settings, top->setting_count);
	/* Those with a value that is none are text. */
	body_read(draft, top->settings + set, top->setting_count - set);
	body_read(draft, lines->at + done, lines->count - done);
}

struct section *
post_parse(struct arena *a, struct str source, struct str file, struct str name,
    struct diags *d)
{
	struct top top = { .title.kind = LINE_BLANK };
	size_t errors = d->count[DIAG_ERROR];
	struct line_list lines;
	struct section *post;
	bool named;

	if (!lines_split(a, source, file, d, &lines))
		return NULL;
	draft_init(&top.draft, a, d, file);
	read_all(&top, &lines, file, name);
	named = top.draft.open->id.len > 0;
	draft_finish(&top.draft);
	post = top.draft.profile->sections;
	if (post == NULL || d->count[DIAG_ERROR] != errors)
		return NULL;
	if (!named)
		post->slug = STR("");
	post->date = top.date;
	return post;
}
