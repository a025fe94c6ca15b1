/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "base/wrap.h"
#include "unit/profile_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define SEED "tests/fuzz/corpus/profile/seed.txt"

#define NO_EMAIL                                                         \
	"profile.txt: warning: no Email field; readers find no address " \
	"[no-email]\n"

/* A name and an address, and what they give. */
#define HEAD "A B\nEmail: a@b\n\n"
#define HEADER "Name=A B\nEmail=a@b\n"

static const struct parsing pages[] = {
	{ "G19 each kind once",
	    STR_INIT("\n\nA B\n\nProfessor\n\nDean\n\nDuke University\n\n"
		     "PhD\n\nPhysics\n\nI am.\n\nEmail: a@b\n"),
	    "Name=A B\nPosition=Professor\nField=Dean\n"
	    "Institution=Duke University\nDegree=PhD\nField=Physics\n"
	    "[about] About\n. I am.\n. Email: a@b\n",
	    NO_EMAIL },
	{ "G19 run together", STR_INIT("A B\nProfessor\nDuke University\n"),
	    "Name=A B\nPosition=Professor\nInstitution=Duke University\n",
	    NO_EMAIL },
	{ "G19 the name may be a heading", STR_INIT("# A B\nProfessor\n"),
	    "Name=A B\nPosition=Professor\n", NO_EMAIL },
	{ "a field with a known key is one",
	    STR_INIT("A B\nProfessor\nEmail: a@b\nPhone: 1\n  2\n"),
	    "Name=A B\nPosition=Professor\nEmail=a@b\nPhone=1 2\n", "" },
	{ "G19 up to a sentence", STR_INIT(HEAD "I am.\n\nPhysics\n"),
	    HEADER "[about] About\n. I am.\n. Physics\n", "" },
	{ "G19 up to a label", STR_INIT(HEAD "News: x\n\nPhysics\n"),
	    HEADER "[news] News\n* x\n[about] About\n. Physics\n", "" },
	{ "G19 up to a heading", STR_INIT(HEAD "# T\nPhysics\n"),
	    HEADER "[t] T\n. Physics\n", "" },
	{ "G19 up to what announces something",
	    STR_INIT(HEAD "I like:\n\nPhysics\n"),
	    HEADER "[about] About\n. I like:\n* Physics\n",
	    "profile.txt:4:1: hint: 1 line after this one reads as a list; "
	    "put '* ' before it to be sure [guess-list]\n" },
	{ "G19 up to a section's title", STR_INIT(HEAD "About me\n\nX\n"),
	    HEADER "[about] About\n. About me\n. X\n", "" },
	{ "G19 prose of two lines",
	    STR_INIT(HEAD "I am a professor of many\nwords\n"),
	    HEADER "[about] About\n. I am a professor of many words\n", "" },
	{ "a link below keeps its paragraph",
	    STR_INIT(HEAD "Physics\n=> u\n"),
	    HEADER "[about] About\n. Physics\n  => u \n", "" },
	{ "G20 students without an introduction",
	    STR_INIT(HEAD "I am.\n\n* C D (on X)\n* E F (now Y)\n\nEnd.\n"),
	    HEADER "[about] About\n. I am.\n. End.\n[students] Students\n"
		   "* C D (on X)\n* E F (now Y)\n",
	    "" },
	{ "G20 only if all have the form",
	    STR_INIT(HEAD "Some:\n* C D (on X)\n* more\n"),
	    HEADER "[about] About\n. Some:\n* C D (on X)\n* more\n", "" },
	{ "G20 two lists, and a section with a heading",
	    STR_INIT(HEAD "Now:\n* C D (on X)\n\nPast:\n* E F (on Y)\n\n"
			  "# Students\n* G\n"),
	    HEADER "[students] Students\n. Now:\n* C D (on X)\n. Past:\n"
		   "* E F (on Y)\n* G\n",
	    "" },
	{ "G20 one student",
	    STR_INIT(HEAD "I advise:\n\nC D (on X)\n\n\nEnd.\n"),
	    HEADER "[about] About\n. End.\n[students] Students\n"
		   ". I advise:\n* C D (on X)\n",
	    "profile.txt:4:1: hint: 1 line after this one reads as a student; "
	    "put '* ' before it to be sure [guess-list]\n" },
	{ "no name", STR_INIT("```\nart\n```\n"), "",
	    "profile.txt: error: no name in the first line; put 'Name: ' and "
	    "it there [no-name]\n" NO_EMAIL },
	{ "an odd name", STR_INIT("I am A.\nEmail: a@b\n"),
	    "Name=I am A.\nEmail=a@b\n",
	    "profile.txt:1:1: warning: this line is read as the name; put one "
	    "above it [guess-name]\n" },
};

static void
pages_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++)
		check_parsing(&pages[i]);
}

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
	assert_string_equal(t.findings,
	    NO_EMAIL
	    "profile.txt:29:88: hint: space before '.'; is an address or a "
	    "link missing here? [gap]\n"
	    "profile.txt:57:1: hint: 3 lines after this one read as students; "
	    "put '* ' before them to be sure [guess-list]\n");
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
		bool close;

		str_cut(source, '\n', &line, &source);
		if (line.len < 4) {
			blanks++;
			continue;
		}
		close = (how->together && is_student(line) &&
			    (is_student(above) || str_ends(above, STR(":")))) ||
			(how->header && lines > 0 && lines < 5);
		if (close || (how->thin && blanks > 1))
			blanks = close ? 0 : 1;
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
		cmocka_unit_test(pages_are_read),
		cmocka_unit_test(the_seed_is_read_as_it_is),
		cmocka_unit_test(the_seed_is_read_however_it_is_typed),
	};

	return cmocka_run_group_tests_name("raw", tests, NULL, NULL);
}
