/* SPDX-License-Identifier: ISC */
/* What pages are to programs that subscribe to them. */
#include "page/feeds.h"

#include "parse/date.h"
#include "unit/feed_files.h"

/* A link line as the companion specification reads one. */
struct subscribed {
	struct str url;
	struct str day;
	struct str title;
};

/* The next one of *page with a day in front; S-04: others are passed over. */
static bool
next_subscribed(struct str *page, struct subscribed *s)
{
	struct str line, label;

	while (page->len > 0) {
		struct date day;

		str_cut(*page, '\n', &line, page);
		if (!str_starts(line, STR("=> ")))
			continue;
		str_cut(str_skip(line, 3), ' ', &s->url, &label);
		s->day = str_take(label, 10);
		s->title = str_trim(str_skip(label, 10));
		if (date_read(s->day, &day) && date_is_day(&day))
			return true;
	}
	return false;
}

static const struct {
	const char *why;
	struct str page;
	struct str atom;
	struct str title;
} indexes[] = {
	{ "news", STR_INIT("/news"), NEWS, STR_INIT("# News\n") },
	{ "posts", STR_INIT("/log"), LOG, STR_INIT("# Log\n") },
};

/* S-16: the same entries, the same days, the same order. */
static void
check_index(struct loaded *l, size_t i)
{
	struct str page = body_at(l, VIEW_GEMINI, indexes[i].page);
	struct str atom = body_at(l, VIEW_GEMINI, indexes[i].atom);
	struct str titles = entries_of(&l->arena, atom, "title");
	struct str dates = entries_of(&l->arena, atom, "published");
	struct str title, date, before = { NULL, 0 };
	struct subscribed s;

	check_row(str_starts(page, indexes[i].title), "S-02 T-27");
	while (next_subscribed(&page, &s)) {
		str_cut(titles, '|', &title, &titles);
		str_cut(dates, '|', &date, &dates);
		check_row(str_eq(s.title, title), "S-05 S-16");
		check_row(str_starts(date, s.day), "S-06 S-16");
		check_row(s.title.len > 0 && !char_is_digit(s.title.at[0]),
		    "S-07");
		check_row(before.len == 0 || str_cmp(before, s.day) >= 0,
		    "S-08");
		check_row(body_at(l, VIEW_GEMINI, s.url).len > 0, "S-06");
		s.url = arena_printf(&l->arena, "=> %.*s ", STR_ARG(s.url));
		check_row(str_find(page, s.url) == page.len, "S-06");
		before = s.day;
	}
	check_row(titles.len == 0 && before.len > 0, "S-16");
}

static void
pages_can_be_subscribed_to(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	for (size_t i = 0; i < COUNT(indexes); i++)
		check_index(&l, i);
	unload(&l);
}

/* S-01: what is subscribed to answers at once, without a redirect. */
static void
indexes_are_no_redirects(void **state)
{
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	for (size_t i = 0; i < COUNT(indexes); i++) {
		assert_true(image_find(&l.image, VIEW_GEMINI, indexes[i].page,
		    &r));
		check_row(r.kind == RESOURCE_BODY, indexes[i].why);
	}
	unload(&l);
}

/* S-09: on these pages only entries begin with a day. */
static void
only_entries_begin_with_days(void **state)
{
	struct subscribed s;
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	for (size_t i = 0; i < COUNT(indexes); i++) {
		struct str path = indexes[i].page;
		struct str page = body_at(&l, VIEW_GEMINI, path);

		while (next_subscribed(&page, &s))
			check_row(str_starts(s.url, path), indexes[i].why);
	}
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_can_be_subscribed_to),
		cmocka_unit_test(indexes_are_no_redirects),
		cmocka_unit_test(only_entries_begin_with_days),
	};

	return cmocka_run_group_tests_name("subscriptions", tests, NULL, NULL);
}
