/* SPDX-License-Identifier: ISC */
/* The page that all began with, as it is and as it might be retyped. */
#include "base/wrap.h"
#include "unit/guesses.h"

#define SEED "tests/fuzz/corpus/profile/seed.txt"

/* What is said of it. */
#define GAP                                                              \
	"profile.txt:29:88: hint: space before '.'; is an address or a " \
	"link missing here? [gap]\n"
#define ANNOUNCED \
	HINT(57, "3 lines after this one read as students; put '*" SURE)

static struct str
seed(struct arena *a)
{
	FILE *file = fopen(SEED, "rb");
	char bytes[32 * 1024];
	size_t len;

	assert_non_null(file);
	len = fread(bytes, 1, sizeof(bytes), file);
	assert_true(feof(file));
	fclose(file);
	return arena_str(a, (struct str){ bytes, len });
}

static void
assert_students(const struct profile *p)
{
	static const struct {
		struct str name, project, now;
	} want[] = {
		{ STR_INIT("Lynn Liu"), STR_INIT("HyperAPX"),
		    STR_INIT("Ph.D. in CS at UC Berkeley") },
		{ STR_INIT("Rui Pan"), STR_INIT("Shockwave"),
		    STR_INIT("Ph.D. in CS at Princeton University") },
		{ STR_INIT("Calvin Ma"), STR_INIT("Hound"),
		    STR_INIT("Software Engineer at Goldman Sachs") },
	};
	const struct section *s = profile_section(p, SECTION_STUDENTS);
	const struct node *node;

	assert_non_null(s);
	node = s->nodes;
	assert_int_equal(node->kind, NODE_TEXT);
	assert_str(node->text, STR("I had been supervising the following "
				   "students on multiple research projects:"));
	for (size_t i = 0; i < COUNT(want); i++) {
		node = node->next;
		assert_non_null(node);
		assert_int_equal(node->kind, NODE_ITEM);
		assert_str(node->student->name, want[i].name);
		assert_str(node->student->project, want[i].project);
		assert_str(node->student->now, want[i].now);
	}
	assert_null(node->next);
}

static void
assert_seed_header(const struct profile *p)
{
	static const struct {
		enum key key;
		struct str value;
	} want[] = {
		{ KEY_NAME, STR_INIT("Pengfei Zheng") },
		{ KEY_POSITION, STR_INIT("Staff Researcher") },
		{ KEY_INSTITUTION, STR_INIT("Huawei Technologies") },
		{ KEY_DEGREE, STR_INIT("Ph.D. in Computer Science") },
		{ KEY_FIELD, STR_INIT("Machine Learning and AI Systems") },
	};
	const struct field *field = p->fields;

	for (size_t i = 0; i < COUNT(want); i++) {
		assert_non_null(field);
		assert_int_equal(field->key, want[i].key);
		assert_str(field->value, want[i].value);
		field = field->next;
	}
	assert_null(field);
}

/* What the seed says, however its lines are broken. */
static void
assert_seed(const struct profile *p)
{
	static const char *const about[] = {
		"I am a full-time",
		"I work in the area",
		"In the other direction",
		"I received my PhD",
		"From September 2020",
		"As a research intern",
		"I was a research intern",
		"Before joining Duke",
	};
	const struct section *s;
	const struct node *node;

	assert_true(p->raw);
	assert_seed_header(p);
	assert_students(p);
	s = profile_section(p, SECTION_NEWS);
	assert_non_null(s);
	assert_int_equal(section_count(s, NODE_ITEM), 2);
	assert_true(str_starts(s->nodes->text, STR("Mirage: MOE")));
	assert_true(str_ends(s->nodes->next->text, STR("at NSDI'23!")));
	s = profile_section(p, SECTION_ABOUT);
	assert_non_null(s);
	node = s->nodes;
	for (size_t i = 0; i < COUNT(about); i++) {
		assert_non_null(node);
		assert_int_equal(node->kind, NODE_TEXT);
		assert_true(str_starts(node->text, str_of(about[i])));
		node = node->next;
	}
	assert_null(node);
	assert_int_equal(s->next->id, SECTION_STUDENTS);
	assert_null(s->next->next);
}

static void
the_seed_is_read_as_it_is(void **state)
{
	struct arena arena;
	struct parsed t;
	struct str source;

	(void)state;
	arena_init(&arena);
	source = seed(&arena);
	parsed_init(&t, source);
	assert_non_null(t.profile);
	assert_seed(t.profile);
	assert_null(props_words(&t.arena, source, t.profile, &t.diags));
	assert_str(t.findings,
	    STR(NO_EMAIL UNDATED(21) UNDATED(25) GAP ANNOUNCED));
	parsed_release(&t);
	arena_release(&arena);
}

/* How a page was retyped. */
struct retyping {
	size_t width;  /* prose is wrapped at it; 0 = not at all */
	bool thin;     /* single blank lines only */
	bool together; /* no blank lines between students */
	bool header;   /* nor between the lines at the top */
};

static bool
is_student(struct str line)
{
	return str_find(line, STR(" (on ")) < line.len;
}

static void
retype_line(struct arena *a, const struct retyping *how, struct str line,
    struct buf *out)
{
	struct lines wrapped = { &line, 1 };

	if (how->width > 0 && !is_student(line))
		wrapped = wrap_text(a, line, how->width);
	for (size_t i = 0; i < wrapped.count; i++) {
		buf_add(out, wrapped.at[i]);
		buf_char(out, '\n');
	}
}

/* Whether no blank lines are left between two lines. */
static bool
is_close(const struct retyping *how, struct str above, struct str line,
    size_t lines)
{
	if (how->header && lines > 0 && lines < 5)
		return true;
	return how->together && is_student(line) &&
	       (is_student(above) || str_ends(above, STR(":")));
}

/* The seed has one paragraph a line, and blank ones between, some of NBSP. */
static void
retype(struct arena *a, const struct retyping *how, struct str source,
    struct buf *out)
{
	struct str above = STR("");
	size_t blanks = 0;
	size_t lines = 0;
	struct str line;

	while (source.len > 0) {
		str_cut(source, '\n', &line, &source);
		if (line.len < 4) {
			blanks++;
			continue;
		}
		if (how->thin && blanks > 1)
			blanks = 1;
		if (is_close(how, above, line, lines))
			blanks = 0;
		for (; blanks > 0; blanks--)
			buf_char(out, '\n');
		retype_line(a, how, line, out);
		above = line;
		lines++;
	}
}

static void
check_retyping(const struct retyping *how)
{
	struct arena arena;
	struct parsed t;
	struct buf text;

	arena_init(&arena);
	buf_init(&text);
	retype(&arena, how, seed(&arena), &text);
	parsed_init(&t, buf_str(&text));
	assert_non_null(t.profile);
	assert_seed(t.profile);
	parsed_release(&t);
	buf_release(&text);
	arena_release(&arena);
}

static void
the_seed_is_read_however_it_is_typed(void **state)
{
	static const size_t widths[] = { 0, 40, 50, 60, 72, 80 };

	(void)state;
	for (size_t i = 0; i < COUNT(widths); i++) {
		for (unsigned bits = 0; bits < 8; bits++) {
			const struct retyping how = {
				.width = widths[i],
				.thin = (bits & 1) != 0,
				.together = (bits & 2) != 0,
				.header = (bits & 4) != 0,
			};

			check_retyping(&how);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_seed_is_read_as_it_is),
		cmocka_unit_test(the_seed_is_read_however_it_is_typed),
	};

	return cmocka_run_group_tests_name("seed", tests, NULL, NULL);
}
