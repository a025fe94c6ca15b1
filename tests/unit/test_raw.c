/* SPDX-License-Identifier: ISC */
/* How a page without headings is divided: its lines at the top, its text. */
#include "base/wrap.h"
#include "unit/guesses.h"

/* A name and an address, and what they give. */
#define HEAD "A B\nEmail: a@b\n\n"
#define HEADER "Name=A B\nEmail=a@b\n"

/* What of its first lines says who somebody is (G19). */
static const struct parsing headers[] = {
	{ "G19 a kind may be there twice",
	    STR_INIT("\n\nA B\n\nProfessor\n\nDean\n\nDuke University\n\n"
		     "PhD\n\nPhysics\n\nI am.\n\nEmail: a@b\n"),
	    "Name=A B\nPosition=Professor\nPosition=Dean\n"
	    "Institution=Duke University\nDegree=PhD\nField=Physics\n"
	    "[about] About\n. I am.\n. Email: a@b\n",
	    NO_EMAIL
	    "profile.txt:17:1: hint: 'Email' is text here; put the line above "
	    "all text to make it a field [late-field]\n" },
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
	    HEADER "[news] News\n* x\n[about] About\n. Physics\n",
	    UNDATED(4) },
	{ "G19 up to a heading", STR_INIT(HEAD "# T\nPhysics\n"),
	    HEADER "[t] T\n. Physics\n", "" },
	{ "G19 up to what announces something",
	    STR_INIT(HEAD "I like:\n\nPhysics\n"),
	    HEADER "[about] About\n. I like:\n* Physics\n",
	    "profile.txt:4:1: hint: 1 line after this one reads as a list; "
	    "put '* ' before it to be sure [guess-list]\n" },
	{ "G19 up to a section's title", STR_INIT(HEAD "About me\n\nX\n"),
	    HEADER "[about] About me\n. X\n", TITLE(4) },
	{ "G19 a full line, and one of no kind",
	    STR_INIT(HEAD "Dean\nWhalesandothermammals\n"),
	    HEADER "[about] About\n. Dean Whalesandothermammals\n",
	    AS_TEXT(4, 2) },
	{ "G19 an address in lines",
	    STR_INIT(HEAD "Address:\n1 Way,\nRome\nItaly\n\nI am.\n"),
	    HEADER "Address=1 Way, Rome, Italy\n[about] About\n. I am.\n",
	    "" },
	{ "G19 two of a kind, the first of them wider",
	    STR_INIT(HEAD "National University of Singapore\n"
			  "School of Computing\n"),
	    HEADER "Institution=National University of Singapore\n"
		   "Institution=School of Computing\n",
	    "" },
	{ "G19 ... and as wide as text is",
	    STR_INIT(HEAD "The National University of Singapore and the Great\n"
			  "School of Computing and Whale Academy\n"),
	    HEADER "[about] About\n. The National University of Singapore "
		   "and the Great School of Computing and Whale Academy\n",
	    AS_TEXT(4, 2) },
	{ "G19 nearly a label", STR_INIT(HEAD "Nwes: a\n"),
	    HEADER "[about] About\n. Nwes: a\n",
	    "profile.txt:4:1: hint: this is text; a label is 'News: ' or "
	    "'News 2023-04-17: ' [bad-label]\n" },
	{ "G19 a sentence without an end", STR_INIT(HEAD "I do physics\n"),
	    HEADER "[about] About\n. I do physics\n", "" },
	{ "G19 what has no value has none", STR_INIT("A B\nEmail:\n\nX\n"),
	    "Name=A B\nField=X\n",
	    NO_EMAIL "profile.txt:2:1: warning: 'Email' says nothing; left "
		     "out [empty-field]\n" },
	{ "G19 lines above running text",
	    STR_INIT(HEAD "Dean\nDuke is a university of some size\n"
			  "in Durham.\n"),
	    HEADER "Position=Dean\n[about] About\n"
		   ". Duke is a university of some size in Durham.\n",
	    "" },
	{ "G19 a line that may be one of them",
	    STR_INIT(HEAD "The School of Computing at Duke\nUniversity has "
			  "a door.\n"),
	    HEADER "[about] About\n. The School of Computing at Duke "
		   "University has a door.\n",
	    AS_TEXT(4, 2) },
	{ "G19 prose of two lines",
	    STR_INIT(HEAD "I am a professor of many\nwords\n"),
	    HEADER "[about] About\n. I am a professor of many words\n", "" },
	{ "a link below keeps its paragraph",
	    STR_INIT(HEAD "Physics\n=> u\n"),
	    HEADER "[about] About\n. Physics\n  => u \n", "" },
	{ "no name", STR_INIT("```\nart\n```\n"), "",
	    "profile.txt: error: no name in the first line; put 'Name: ' and "
	    "it there [no-name]\n" NO_EMAIL },
	{ "an odd name", STR_INIT("I am A.\nEmail: a@b\n"),
	    "Name=I am A.\nEmail=a@b\n",
	    "profile.txt:1:1: warning: this line is read as the name; put one "
	    "above it [guess-name]\n" },
};

static void
headers_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(headers); i++)
		check_parsing(&headers[i]);
}

/* What divides the rest (G20). */
static const struct parsing texts[] = {
	{ "G20 a title in a paragraph",
	    STR_INIT(HEAD "I am.\nNews:\nA paper appeared in a journal.\n"),
	    HEADER "[about] About\n. I am.\n[news] News\n"
		   ". A paper appeared in a journal.\n",
	    TITLE(5) },
	{ "G20 no title at the end of a filled line",
	    STR_INIT(HEAD "I am a person who likes to do all\nResearch\n"
			  "that one possibly can do and more.\n"),
	    HEADER "[about] About\n. I am a person who likes to do all "
		   "Research that one possibly can do and more.\n",
	    "" },
	{ "G20 no title without a text",
	    STR_INIT(HEAD "I am.\n\nResearch\n\nTeaching\n\n# X\na.\n"),
	    HEADER "[about] About\n. I am.\n. Research\n. Teaching\n"
		   "[x] X\n. a.\n",
	    "" },
	{ "G20 no title below an item",
	    STR_INIT(HEAD "* I do\n  Research\n  And more.\n"),
	    HEADER "[about] About\n* I do Research And more.\n", "" },
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
};

static void
texts_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		check_parsing(&texts[i]);
}

/* Running text with the words that headers have. */
static const struct str prose[] = {
	STR_INIT("The Department of Computer Science at Duke University is "
		 "where I work, as a Professor of Computing."),
	STR_INIT("Professor Smith of Duke University and the Institute for "
		 "Advanced Study founded the Laboratory for Whales."),
	STR_INIT("Huawei Technologies and Lenovo Research hired Ada Example, "
		 "a PhD student of Xi'an Jiaotong University in China."),
	STR_INIT("I am a Staff Researcher at Huawei Technologies in Shenzhen, "
		 "China, and a Fellow of the Royal Society of London"),
	STR_INIT("Research at the Institute of Computing Technology, Chinese "
		 "Academy of Sciences, and at the School of Computing"),
};

static void
check_prose(struct str text, size_t width, const char *gap)
{
	struct arena arena;
	struct parsed t;
	struct buf page;
	struct lines wrapped;

	arena_init(&arena);
	buf_init(&page);
	buf_printf(&page, "Ada Example\n%s", gap);
	wrapped = wrap_text(&arena, text, width);
	for (size_t i = 0; i < wrapped.count; i++)
		buf_printf(&page, "%.*s\n", STR_ARG(wrapped.at[i]));
	parsed_init(&t, buf_str(&page));
	assert_non_null(t.profile);
	if (wrapped.count > 1 && t.profile->fields->next != NULL)
		fail_msg("a field:\n%.*s", STR_ARG(buf_str(&t.text)));
	if (wrapped.count > 1)
		assert_str(t.profile->sections->nodes->text, text);
	parsed_release(&t);
	buf_release(&page);
	arena_release(&arena);
}

/* G19, at any width. */
static void
prose_is_no_header(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(prose); i++) {
		for (size_t width = 20; width <= 110; width++) {
			check_prose(prose[i], width, "");
			check_prose(prose[i], width, "\n");
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_read),
		cmocka_unit_test(texts_are_read),
		cmocka_unit_test(prose_is_no_header),
	};

	return cmocka_run_group_tests_name("raw", tests, NULL, NULL);
}
