/* SPDX-License-Identifier: ISC */
/*
 * Everything that Gopher gets of whole capsules, line by line. What authors
 * wrote for Gopher, maps and files of text, is sent as it is: of it is asked
 * what clients need to find each line, and terminals to be left alone.
 */
#include "base/charset.h"
#include "proto/gopher.h"
#include "unit/capsules.h"
#include "unit/menu_lines.h"

#define TYPES "01789IThi3s"
/* With those that authors of maps use (O-19, O-20). */
#define ALL_TYPES TYPES "2456+gdpPcMrwX:;<"
#define SELECTOR "abcdefghijklmnopqrstuvwxyz0123456789/._-"
#define SELECTOR_MAX 64

static int
load_all(void **state)
{
	static struct capsules capsules;

	capsules_load(&capsules);
	assert_true(capsules.count > 2);
	*state = &capsules;
	return 0;
}

static int
unload_all(void **state)
{
	capsules_unload(*state);
	return 0;
}

/* A reply of a capsule, and the line of it that is looked at. */
struct found {
	const struct capsule *in;
	struct str key;
	struct str body;
	struct str text; /* of that line */
	bool first;
	bool authored;
};

#define check_found(condition, f)                             \
	do {                                                  \
		if (!(condition))                             \
			fail_msg("%s: /%.*s: \"%.*s\": %s",   \
			    (f)->in->name, STR_ARG((f)->key), \
			    STR_ARG((f)->text), #condition);  \
	} while (0)

typedef void check_line(const struct found *, const struct menu_line *);
typedef void check_text(struct found *);

/* The i-th of a capsule's resources in UTF-8, if Gopher has it as that item. */
static bool
find_body(struct arena *a, const struct capsule *in, uint32_t i, char item,
    struct found *f)
{
	struct resource r;
	enum view v;

	*f = (struct found){ .in = in, .authored = in->authored[i] };
	image_at(&in->loaded.image, i, &v, &f->key, &r);
	f->body = charset_guess(a, r.body);
	return v == VIEW_GOPHER && r.kind == RESOURCE_BODY && r.item == item;
}

static void
check_menu(struct found *f, check_line *check)
{
	struct str rest = f->body;
	struct menu_line line = { 0 };

	check_found(str_ends(rest, STR("\r\n.\r\n")), f);
	rest.len -= 3;
	for (f->first = true; rest.len > 0; f->first = false) {
		f->text = str_take(rest, str_index(rest, '\r'));
		check_found(menu_line_parse(&rest, &line), f);
		f->text = line.field[MENU_TEXT];
		check(f, &line);
	}
}

static void
each_line(const struct capsules *c, check_line *check)
{
	struct found f;
	struct arena a;

	arena_init(&a);
	for (size_t n = 0; n < c->count; n++)
		for (uint32_t i = 0; i < c->at[n].loaded.image.resources; i++)
			if (find_body(&a, &c->at[n], i, '1', &f))
				check_menu(&f, check);
	arena_release(&a);
}

static void
each_text(const struct capsules *c, check_text *check)
{
	struct found f;
	struct arena a;

	arena_init(&a);
	for (size_t n = 0; n < c->count; n++)
		for (uint32_t i = 0; i < c->at[n].loaded.image.resources; i++)
			if (find_body(&a, &c->at[n], i, '0', &f))
				check(&f);
	arena_release(&a);
}

static bool
is_own(const struct menu_line *line)
{
	return str_eq(line->field[MENU_HOST], STR("example.org")) &&
	       str_eq(line->field[MENU_PORT], STR("70"));
}

static bool
is_all_of(struct str s, const char *allowed)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr(allowed, s.at[i]) == NULL)
			return false;
	return true;
}

/* A file keeps its name, encoded; menus and the search are all ours. */
static void
check_selector(const struct found *f, const struct menu_line *line)
{
	struct str selector = line->field[MENU_SELECTOR];

	if (!is_own(line) || line->type == 'h' || f->authored)
		return;
	check_found(str_starts(selector, STR("/")), f);
	check_found(str_is_ascii(selector), f);
	check_found(is_all_of(selector, SELECTOR "%"
						 "ABCDEFGHIJKLMNOPQRSTUVWXYZ~"),
	    f);
	if (line->type != '1' && line->type != '7')
		return;
	check_found(is_all_of(selector, SELECTOR), f);
	check_found(selector.len <= SELECTOR_MAX, f);
}

static void
rule16_selectors_survive_every_client(void **state)
{
	each_line(*state, check_selector);
}

static void
check_fields(const struct found *f, const struct menu_line *line)
{
	uint64_t port;

	check_found(line->type != '\0', f);
	check_found(strchr(f->authored ? ALL_TYPES : TYPES, line->type) != NULL,
	    f);
	check_found(line->field[MENU_HOST].len > 0, f);
	check_found(str_number(line->field[MENU_PORT], UINT16_MAX, &port), f);
}

static void
rule17_lines_have_a_known_type_and_four_fields(void **state)
{
	each_line(*state, check_fields);
}

/* "!title" of a map, as gophernicus sends it. */
static bool
is_title(const struct found *f, const struct menu_line *line)
{
	return f->authored && f->first &&
	       str_eq(line->field[MENU_SELECTOR], STR("TITLE"));
}

static void
check_dummies(const struct found *f, const struct menu_line *line)
{
	if (line->type != 'i')
		return;
	check_found(line->field[MENU_SELECTOR].len == 0 ||
			is_title(f, line),
	    f);
	check_found(str_eq(line->field[MENU_HOST], STR("null.host")), f);
	check_found(str_eq(line->field[MENU_PORT], STR("1")), f);
}

static void
rule22_info_leads_nowhere(void **state)
{
	each_line(*state, check_dummies);
}

static void
check_width(const struct found *f, const struct menu_line *line)
{
	if (!f->authored)
		check_found(utf8_width(line->field[MENU_TEXT]) <= GOPHER_WIDTH,
		    f);
}

static void
rule23_text_fits_every_client(void **state)
{
	each_line(*state, check_width);
}

/* Blanks in other scripts look like three in a row; we have only one. */
static bool
looks_drawn(struct str text)
{
	return menu_line_is_drawn(text) ||
	       str_find(text, STR("   ")) < text.len;
}

/* What stands between fences on Gemini, and URLs, which stay whole. */
static void
check_prose(const struct found *f, const struct menu_line *line)
{
	struct str text = line->field[MENU_TEXT];
	struct str art = buf_str(&f->in->art);

	if (line->type != 'i' || f->authored)
		return;
	check_found(!str_starts(text, STR("=>")), f);
	check_found(!str_starts(text, STR("```")), f);
	if (str_find(art, str_trim(text)) < art.len ||
	    str_find(text, STR("://")) < text.len)
		return;
	check_found(!menu_line_is_markup(text), f);
	check_found(!looks_drawn(text), f);
}

static void
rule24_prose_is_neither_markup_nor_drawn(void **state)
{
	each_line(*state, check_prose);
}

static void
check_url(const struct found *f, const struct menu_line *line)
{
	struct str selector = line->field[MENU_SELECTOR];

	if (line->type != 'h' || f->authored)
		return;
	check_found(is_own(line), f);
	check_found(str_starts(selector, STR("URL:")), f);
	check_found(!str_starts(selector, STR("URL:gopher:")), f);
	check_found(str_index(selector, ' ') == selector.len, f);
}

static void
rule25_links_out_are_urls(void **state)
{
	each_line(*state, check_url);
}

/* A TAB is no danger; in menus it divides fields, so that none holds one. */
static void
check_controls(const struct found *f, struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		check_found(point == '\t' || !utf8_is_control(point), f);
		text = str_skip(text, len);
	}
	check_found(text.len == 0, f);
}

static void
check_clean(const struct found *f, const struct menu_line *line)
{
	for (size_t i = 0; i < MENU_FIELDS; i++)
		check_controls(f, line->field[i]);
}

/*
 * Whole lines, none of which any client takes for an end: ours do not begin
 * with a dot, that of a file which is a dot has a blank behind it (rule 18).
 */
static void
check_lines(struct found *f)
{
	struct str rest = f->body;

	while (rest.len > 0) {
		size_t end = str_find(rest, STR("\r\n"));

		f->text = str_take(rest, end);
		check_found(end < rest.len, f);
		check_found(!str_starts(f->text, STR(".")) ||
				str_eq(f->text, STR(". ")) ||
				(f->authored && f->text.len > 1),
		    f);
		check_controls(f, f->text);
		rest = str_skip(rest, end + 2);
	}
}

static void
rule28_nothing_can_reach_the_terminal(void **state)
{
	each_line(*state, check_clean);
	each_text(*state, check_lines);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rule16_selectors_survive_every_client),
		cmocka_unit_test(
		    rule17_lines_have_a_known_type_and_four_fields),
		cmocka_unit_test(rule22_info_leads_nowhere),
		cmocka_unit_test(rule23_text_fits_every_client),
		cmocka_unit_test(rule24_prose_is_neither_markup_nor_drawn),
		cmocka_unit_test(rule25_links_out_are_urls),
		cmocka_unit_test(rule28_nothing_can_reach_the_terminal),
	};

	return cmocka_run_group_tests_name("gopher_shape", tests, load_all,
	    unload_all);
}
