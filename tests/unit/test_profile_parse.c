/* SPDX-License-Identifier: ISC */

#include "base/mem.h"
#include "unit/profile_text.h"

#define MEGABYTE ((size_t)1 << 20)

/* A header without findings, and what it gives. */
#define HEAD "Name: A\nEmail: a@b\n"
#define HEADER "Name=A\nEmail=a@b\n"

#define NO_NAME                                                             \
	"profile.txt: error: no Name field; add a line such as 'Name: Ada " \
	"Example' [no-name]\n"

#define NEAR_LABEL(line)                                                    \
	"profile.txt:" #line ":1: hint: this is text; a label is 'News: ' " \
	"or 'News 2023-04-17: ' [bad-label]\n"

static const struct parsing headers[] = {
	{ "G10 keys in any spelling",
	    STR_INIT("% c\n\nNAME: A\ne-mail: a@b\n\nField: X\nField: Y\n"),
	    "Name=A\nEmail=a@b\nField=X\nField=Y\n", "" },
	{ "a value goes on below, indented",
	    STR_INIT("Name: A\nEmail: a@b\nAddress: 1 Street\n"
		     "  Town: X\n    * Land\n"),
	    "Name=A\nEmail=a@b\nAddress=1 Street Town: X * Land\n", "" },
	{ "text before a heading is about",
	    STR_INIT(HEAD "We are.\n# News\n* x\n"),
	    HEADER "[about] About\n. We are.\n[news] News\n* x\n",
	    UNDATED(5) },
	{ "... in front of the section that has the heading",
	    STR_INIT(HEAD "\nWe are.\n# News\n* x\n# About\nMe.\n"),
	    HEADER "[news] News\n* x\n[about] About\n. We are.\n. Me.\n",
	    UNDATED(6) },
	{ "G10 keys of other languages, wide colons",
	    STR_INIT("姓名：A\n电子邮件：a@b\nEinrichtung: X\n"
		     "Domaine de recherche : Y\n"),
	    HEADER "Institution=X\nField=Y\n", "" },
	{ "unknown key", STR_INIT("Name: A\nFoo: x\n  y\nEmail: a@b\n"),
	    HEADER "[about] About\n. Foo: x y\n",
	    "profile.txt:2:1: warning: unknown field 'Foo', kept as text "
	    "[unknown-key]\n" },
	{ "did you mean", STR_INIT(HEAD "\nDegere: x\n"),
	    HEADER "[about] About\n. Degere: x\n",
	    "profile.txt:4:1: warning: unknown field 'Degere', kept as text; "
	    "did you mean Degree? [unknown-key]\n" },
	{ "G10 a title with a colon is text",
	    STR_INIT(HEAD "\nShockwave: Fair and\nefficient.\n"),
	    HEADER "[about] About\n. Shockwave: Fair and efficient.\n", "" },
	{ "G10 ... also in one line", STR_INIT(HEAD "\nShockwave: Fair.\n"),
	    HEADER "[about] About\n. Shockwave: Fair.\n", "" },
	{ "G10 a known key is one at the top only",
	    STR_INIT(HEAD "Text.\n\nPhone: 1\n"),
	    HEADER "[about] About\n. Text.\n. Phone: 1\n",
	    "profile.txt:5:1: hint: 'Phone' is text here; put the line above "
	    "all text to make it a field [late-field]\n" },
	{ "a field that says nothing", STR_INIT(HEAD "Phone:\n"), HEADER,
	    "profile.txt:3:1: warning: 'Phone' says nothing; left out "
	    "[empty-field]\n" },
	{ "no name", STR_INIT("Email: a@b\n"), "", NO_NAME },
	{ "no name, only sections", STR_INIT("# About\na.\n"), "",
	    NO_NAME
	    "profile.txt: warning: no Email; the contact page has no address "
	    "[no-email]\n" },
	{ "no name, only a section by its id", STR_INIT("# {about}\na.\n"),
	    "",
	    NO_NAME
	    "profile.txt: warning: no Email; the contact page has no address "
	    "[no-email]\n" },
	{ "G14 links without a scheme",
	    STR_INIT(HEAD "Homepage: example.org\nCode: git.example/x\n"
			  "Scholar: ask me\nORCID: 0000-0002-1825-0097\n"),
	    HEADER "Homepage=example.org\nCode=git.example/x\n"
		   "Scholar=ask me\nORCID=0000-0002-1825-0097\n",
	    "profile.txt:3:1: warning: 'example.org' is shown without a link; "
	    "write https:// in front [no-scheme]\n"
	    "profile.txt:4:1: warning: 'git.example/x' is shown without a "
	    "link; write https:// in front [no-scheme]\n" },
	{ "G14 an address that is none",
	    STR_INIT("Name: A\nEmail: a@b, c@d\nEmail: a (at) b\n"
		     "Email: mailto:a@b\n"),
	    "Name=A\nEmail=a@b, c@d\nEmail=a (at) b\nEmail=mailto:a@b\n",
	    "profile.txt:2:1: warning: 'a@b, c@d' is no mail address; shown "
	    "without a link [bad-email]\n" },
	{ "M-06 tag", STR_INIT(HEAD "Lang: zh-Hans-CN\n"),
	    HEADER "Lang=zh-Hans-CN\n", "" },
	{ "M-06 no tag", STR_INIT(HEAD "  \n Lang: en_US\n"), "",
	    "profile.txt:4:2: error: 'en_US' is no language tag such as en or "
	    "zh-Hans [bad-lang]\n" },
	{ "M-06 digits first", STR_INIT(HEAD "Lang: 1a\n"), "", NULL },
	{ "M-06 nine letters", STR_INIT(HEAD "Lang: abcdefghi\n"), "", NULL },
	{ "M-06 hyphen last", STR_INIT(HEAD "Lang: en-\n"), "", NULL },
	{ "no address", STR_INIT("Name: A\n"), "Name=A\n",
	    "profile.txt: warning: no Email; the contact page has no address "
	    "[no-email]\n" },
	{ "an address of another kind",
	    STR_INIT("Name: A\n# Contact\nBy pigeon.\n"),
	    "Name=A\n[contact] Contact\n. By pigeon.\n", "" },
	{ "no text at all", STR_INIT(""), "", NULL },
	{ "errors of the lines end all", STR_INIT("Name: \x01\n"), "",
	    "profile.txt:1:7: error: control character U+0001; remove it "
	    "[control]\n" },
};

static const struct parsing bodies[] = {
	{ "G11 joined with a space",
	    STR_INIT(HEAD "# T\na long line of prose\nin two.\n\nb.\n"),
	    HEADER "[t] T\n. a long line of prose in two.\n. b.\n", "" },
	{ "G11 hyphen", STR_INIT(HEAD "# T\nblack-\nbox, a - b -\nc.\n"),
	    HEADER "[t] T\n. black-box, a - b - c.\n", "" },
	{ "G11 no space in CJK",
	    STR_INIT(HEAD "# T\n\xe4\xb8\xad\xe6\x96\x87\n\xe5\xad\x97"
			  "\xe3\x80\x82\n"),
	    HEADER "[t] T\n. \xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97"
		   "\xe3\x80\x82\n",
	    "" },
	{ "G11 a list of lines", STR_INIT(HEAD "# T\nOne\nTwo words\nThree\n"),
	    HEADER "[t] T\n* One\n* Two words\n* Three\n",
	    "profile.txt:4:1: hint: 3 lines from here read as a list; put "
	    "'* ' before them to be sure [guess-list]\n" },
	{ "G11 ':' splits", STR_INIT(HEAD "# T\nMy\nthings:\nOne\nTwo words\n"),
	    HEADER "[t] T\n. My things:\n* One\n* Two words\n",
	    "profile.txt:5:1: hint: 2 lines after this one read as a list; "
	    "put '* ' before them to be sure [guess-list]\n" },
	{ "G11 a comma is prose", STR_INIT(HEAD "# T\nOne,\nTwo words\n"),
	    HEADER "[t] T\n. One, Two words\n", "" },
	{ "G11 abbreviations are no ends",
	    STR_INIT(HEAD "# T\nX, Ph.D.\nY of Example Inc.\nZ\n"),
	    HEADER "[t] T\n* X, Ph.D.\n* Y of Example Inc.\n* Z\n", NULL },
	{ "G12 a group",
	    STR_INIT(HEAD "# T\nI like:\n\nOne\n=> u l\n\nTwo things in a "
			  "very\nlong line\n\n\nThree\n"),
	    HEADER "[t] T\n. I like:\n* One\n  => u l\n"
		   "* Two things in a very long line\n. Three\n",
	    "profile.txt:4:1: hint: 2 lines after this one read as a list; "
	    "put '* ' before them to be sure [guess-list]\n" },
	{ "G12 ends where another list is announced",
	    STR_INIT(HEAD "# T\nI like:\n\nOne\n\nI hate:\n* x\n* y\n"),
	    HEADER "[t] T\n. I like:\n* One\n. I hate:\n* x\n* y\n", NULL },
	{ "G12 ends where another list is announced in its first line",
	    STR_INIT(HEAD "# T\nI like:\n\nOne\n\n"
			  "I hate:\nL L (on X)\nR P (on Y)\n"),
	    HEADER "[t] T\n. I like:\n* One\n"
		   ". I hate:\n* L L (on X)\n* R P (on Y)\n",
	    NULL },
	{ "G12 a sentence is none", STR_INIT(HEAD "# T\nSo:\n\nIt is.\n"),
	    HEADER "[t] T\n. So:\n. It is.\n", "" },
	{ "G7 belongs to what is above",
	    STR_INIT(HEAD "# T\na.\n=> u one two\n=>v\n* i\n=> w\n\n=> x y\n"),
	    HEADER "[t] T\n. a.\n  => u one two\n  => v \n* i\n  => w \n"
		   "=> \n  => x y\n",
	    "" },
	{ "G7 below a heading or another link: of its own",
	    STR_INIT(HEAD "# T\n=> u\n=> v\n"),
	    HEADER "[t] T\n=> \n  => u \n=> \n  => v \n", "" },
	{ "G8 markers", STR_INIT(HEAD "# T\n* a\n- b\n1. c\n2) d\n"),
	    HEADER "[t] T\n* a\n* b\n* c\n* d\n", "" },
	{ "G8 one level", STR_INIT(HEAD "# T\n* a\n  - b\n  - c\n* d\n"),
	    HEADER "[t] T\n* a\n* b\n* c\n* d\n",
	    "profile.txt:5:3: hint: lists have one level; this item stands "
	    "beside the one above [nested-item]\n" },
	{ "G9 text, fields, note",
	    STR_INIT(HEAD "# T\n* a\n  b\n  Mentors: c;\n     d\n  Link: u v\n"
			  "  e\n     f\n  Now: g\n  => w\n  h\n"),
	    HEADER "[t] T\n* a b\n  => w \n  Mentor=c; d\n  Link=u v\n"
		   "  Now=g\n  e f h\n",
	    "" },
	{ "G9 no field of that name",
	    STR_INIT(HEAD "# T\n* a\n  Memtor: b\n  City: c\n"),
	    HEADER "[t] T\n* a Memtor: b City: c\n",
	    "profile.txt:5:3: hint: 'Memtor' is text here; did you mean "
	    "Mentor? [unknown-key]\n" },
	{ "G9 not directly below", STR_INIT(HEAD "# T\n* a\n\n  Now: b.\n"),
	    HEADER "[t] T\n* a\n. Now: b.\n", "" },
	{ "G9 a field that says nothing",
	    STR_INIT(HEAD "# T\n* a\n  Now:\n"), HEADER "[t] T\n* a\n",
	    "profile.txt:5:3: warning: 'Now' says nothing; left out "
	    "[empty-field]\n" },
	{ "G9 quotes", STR_INIT(HEAD "# T\n> a\n>\n> b\n"),
	    HEADER "[t] T\n> a\n> \n> b\n", "" },
	{ "G9 an empty line parts two of a quotation, no more",
	    STR_INIT(HEAD "# T\n>\n> a\n>\n>\n> b\n>\n\n> c\n"),
	    HEADER "[t] T\n> a\n> \n> b\n> c\n", "" },
	{ "G10 news anywhere",
	    STR_INIT(HEAD "# T\na.\nNews: b\nc\n=> u\n\n"
			  "Update 2023-04-17 09:30: d\nNews Apr 2023: e\n"),
	    HEADER "[t] T\n. a.\n[news] News\n* b c\n  => u \n"
		   "* {2023-04-17 09:30} d\n* {Apr 2023} e\n",
	    UNDATED(5) NO_DAY(10) },
	{ "G10 news of the section",
	    STR_INIT(HEAD "News: a\n# Recent news\n* b\n# T\nNews: c\n\nd.\n"),
	    HEADER "[news] Recent news\n* a\n* b\n* c\n[t] T\n. d.\n",
	    UNDATED(3) UNDATED(5) UNDATED(7) },
	{ "G10 labels of other languages",
	    STR_INIT(HEAD "# T\na.\n新闻2026年4月17日：b\nNeuigkeiten: c\n"
			  "Actualité : d\n"),
	    HEADER "[t] T\n. a.\n[news] News\n* {2026\xe5\xb9\xb4"
		   "4\xe6\x9c\x88"
		   "17\xe6\x97\xa5} b\n"
		   "* c\n* d\n",
	    UNDATED(6) UNDATED(7) },
	{ "G10 no label", STR_INIT(HEAD "# T\nNews of old: a.\n\nNews:\n* b\n"),
	    HEADER "[t] T\n. News of old: a.\n. News:\n* b\n", "" },
	{ "G10 news of one day in words",
	    STR_INIT(HEAD "Update 17.4.2023: a\n\nNews Apr 17, 2023: b\n"),
	    HEADER "[news] News\n* {17.4.2023} a\n* {Apr 17, 2023} b\n",
	    "" },
	{ "G17 news on no day", STR_INIT(HEAD "News 2023-02-30: a\n"),
	    HEADER "[news] News\n* 2023-02-30 a\n",
	    "profile.txt:3:1: warning: '2023-02-30' is kept as text: there "
	    "is no such date [bad-date]\n" UNDATED(3) },
	{ "G10 nearly a label",
	    STR_INIT(HEAD "News: a\nNews foo: b\nUpdate 17/4: c\n\n"
			  "Nwes: d\n"),
	    HEADER "[news] News\n* a News foo: b Update 17/4: c\n"
		   "[about] About\n. Nwes: d\n",
	    UNDATED(3) NEAR_LABEL(4) NEAR_LABEL(5) NEAR_LABEL(7) },
	{ "G11 a blank behind an ASCII comma",
	    STR_INIT(HEAD "# T\n\xe4\xb8\xad,\n\xe5\xad\x97\xe3\x80\x82\n"),
	    HEADER "[t] T\n. \xe4\xb8\xad, \xe5\xad\x97\xe3\x80\x82\n", "" },
	{ "G11 lines that begin with dates",
	    STR_INIT(HEAD "# T\n[Apr 2023] It was.\n2022-11: It is.\n"),
	    HEADER "[t] T\n* [Apr 2023] It was.\n* 2022-11: It is.\n",
	    "profile.txt:4:1: hint: 2 lines from here read as a list; put "
	    "'* ' before them to be sure [guess-list]\n" },
	{ "G11 lines that begin with known keys",
	    STR_INIT(HEAD "# Contact\nOffice: D101\nAddress: 1 Street.\n"),
	    HEADER "[contact] Contact\n* Office: D101\n"
		   "* Address: 1 Street.\n",
	    "profile.txt:4:1: hint: 2 lines from here read as a list; put "
	    "'* ' before them to be sure [guess-list]\n" },
	{ "G11 a year in each line, where lists are",
	    STR_INIT(HEAD "# Papers\nA. One. 2020.\nA. Two. 2021.\n"),
	    HEADER "[publications] Papers\n* A. One. 2020.\n"
		   "* A. Two. 2021.\n",
	    "profile.txt:4:1: hint: 2 lines from here read as a list; put "
	    "'* ' before them to be sure [guess-list]\n" },
	{ "... and elsewhere",
	    STR_INIT(HEAD "# About\nI was in 2020.\nI am in 2021.\n"),
	    HEADER "[about] About\n. I was in 2020. I am in 2021.\n", "" },
	{ "... and without one",
	    STR_INIT(HEAD "# Projects\nA is.\nB was in 2021.\n"),
	    HEADER "[projects] Projects\n. A is. B was in 2021.\n", "" },
	{ "lines that are URLs",
	    STR_INIT(HEAD "# T\nhttps://a\nhttps://b\n\nMine:\nhttps://c\n"
			  "=> d\n\nMore:\n\nhttps://e\n=> f\n"),
	    HEADER "[t] T\n=> \n  => https://a \n=> \n  => https://b \n"
		   ". Mine: https://c\n  => d \n. More:\n=> \n"
		   "  => https://e \n=> \n  => f \n",
	    "profile.txt:4:1: hint: 2 lines from here read as links; put "
	    "'=> ' before them to be sure [guess-list]\n"
	    "profile.txt:11:1: hint: 1 line after this one reads as a link; "
	    "put '=> ' before it to be sure [guess-list]\n" },
	{ "G13", STR_INIT(HEAD "# T\n\\* a.\n\n\\News: b.\n"),
	    HEADER "[t] T\n. * a.\n. News: b.\n", "" },
	{ "G5 fence", STR_INIT(HEAD "# T\na\n```art\n# b\n```\nc\n"),
	    HEADER "[t] T\n. a\n| art# b\n\n. c\n", "" },
	{ "G5 a fence of nothing", STR_INIT(HEAD "# T\n```art\n```\n"),
	    HEADER "[t] T\n. art\n", "" },
	{ "G6 below", STR_INIT(HEAD "# T\n## a {b}\n### c\n"),
	    HEADER "[t] T\n## a\n## c\n", "" },
	{ "a section without anything", STR_INIT(HEAD "# T x\n# U\na.\n"),
	    HEADER "[u] U\n. a.\n",
	    "profile.txt:3:1: warning: section 'T x' is empty and not shown "
	    "[empty-section]\n" },
};

static const struct parsing slugs[] = {
	{ "known title", STR_INIT(HEAD "# Biography\na.\n"),
	    HEADER "[about] Biography\n. a.\n", "" },
	{ "id", STR_INIT(HEAD "# X {Students}\na.\n# News {my-news}\na.\n"),
	    HEADER "[students] X\n. a.\n[my-news] News\n. a.\n", "" },
	{ "G6 an id alone has its usual title",
	    STR_INIT(HEAD "# {about}\na.\n# {trips}\nb.\n"),
	    HEADER "[about] About\n. a.\n[trips] trips\n. b.\n", "" },
	{ "G6 no id", STR_INIT(HEAD "# About {x y}\na.\n"),
	    HEADER "[about-x-y] About {x y}\n. a.\n",
	    "profile.txt:3:1: hint: the braces are part of the title here; an "
	    "address has letters, digits and hyphens only [bad-id]\n" },
	{ "folded", STR_INIT(HEAD "# Caf\xc3\xa9 \xc5\x81\xc3\xb3"
				  "d\xc5\xba, what's 2!\na.\n"),
	    HEADER "[cafe-lodz-whats-2] Caf\xc3\xa9 \xc5\x81\xc3\xb3"
		   "d\xc5\xba, what's 2!\n. a.\n",
	    "" },
	{ "no letters",
	    STR_INIT(HEAD "# \xe4\xb8\xad\na.\n# 2\na.\n# Section-2\na.\n"),
	    HEADER "[section] \xe4\xb8\xad\n. a.\n[section-2] 2\n. a.\n"
		   "[section-2-2] Section-2\n. a.\n",
	    "" },
	{ "same title", STR_INIT(HEAD "# News\n* a\n# News\n* b\n"),
	    HEADER "[news] News\n* a\n[news-2] News\n* b\n",
	    UNDATED(4) UNDATED(6) },
	{ "reserved", STR_INIT(HEAD "# Files\na.\n# Search\na.\n"),
	    HEADER "[files-2] Files\n. a.\n[search-2] Search\n. a.\n", "" },
	{ "long titles are cut",
	    STR_INIT(HEAD "# abcdefghij abcdefghij abcdefghij abcdefghij "
			  "abc xyz\na.\n"),
	    HEADER "[abcdefghij-abcdefghij-abcdefghij-abcdefghij-abc] "
		   "abcdefghij abcdefghij abcdefghij abcdefghij abc xyz\n"
		   ". a.\n",
	    "" },
};

static void
headers_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(headers); i++)
		check_parsing(&headers[i]);
}

static void
bodies_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++)
		check_parsing(&bodies[i]);
}

static void
slugs_are_unique(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(slugs); i++)
		check_parsing(&slugs[i]);
}

static void
students_have_their_parts(void **state)
{
	const struct section *s;
	struct parsed t;

	(void)state;
	parsed_init(&t,
	    STR(HEAD "# Students\nThey are:\n* B C (on X, now Y)\n"
		     "* D\n  Project: Z\n# Talks\n* E F (on X)\n"));
	s = profile_section(t.profile, SECTION_STUDENTS);
	assert_null(s->nodes->student);
	assert_str(s->nodes->next->student->project, STR("X"));
	assert_str(s->nodes->next->text, STR("B C (on X, now Y)"));
	assert_str(s->nodes->next->next->student->name, STR("D"));
	assert_str(s->nodes->next->next->student->project, STR("Z"));
	s = profile_section(t.profile, SECTION_TALKS);
	assert_null(s->nodes->student);
	parsed_release(&t);
}

static void
model_answers(void **state)
{
	const struct section *s;
	struct parsed t;

	(void)state;
	parsed_init(&t, STR(HEAD "Field: X\nField: Y\n# News\n* a\nb.\n* c\n"));
	assert_str(profile_value(t.profile, KEY_FIELD), STR("X"));
	assert_str(profile_value(t.profile, KEY_PHONE), STR(""));
	assert_str(profile_lang(t.profile), STR("en"));
	assert_null(profile_section(t.profile, SECTION_LOG));
	s = profile_section(t.profile, SECTION_NEWS);
	assert_int_equal(section_count(s, NODE_ITEM), 2);
	assert_int_equal(section_count(s, NODE_PRE), 0);
	assert_int_equal(s->at.line, 5);
	assert_int_equal(s->nodes->next->at.line, 7);
	parsed_release(&t);
	parsed_init(&t, STR(HEAD "Lang: de\n"));
	assert_str(profile_lang(t.profile), STR("de"));
	parsed_release(&t);
}

/* One megabyte that begins with head and then repeats unit; in at. */
static struct str
megabyte(char *at, size_t size, const char *head, const char *unit)
{
	size_t len = strlen(head);

	memcpy(at, head, len);
	while (len + strlen(unit) <= size) {
		memcpy(at + len, unit, strlen(unit));
		len += strlen(unit);
	}
	return (struct str){ at, len };
}

/* What is quadratic in a megabyte takes hours, which no runner grants. */
static void
time_is_linear(void **state)
{
	static const struct {
		const char *head;
		const char *unit;
	} inputs[] = {
		{ HEAD, "a:\n" },
		{ HEAD, "a: b\n" },
		{ HEAD, "a:\n\n" },
		{ HEAD, "Filed: x\n" },
		{ HEAD, "Field: x\n" },
		{ HEAD "x\n", "a\n" },
		{ HEAD "x\n", "a\n\n" },
		{ HEAD "# T\n* a\n", "   a\n" },
		{ HEAD "# T\n* a\n  Now: b\n", "    c\n" },
		{ HEAD "# T\n* a\n", "  Now: b\n  c\n" },
		{ HEAD "# T\n* a\n", "  * b\n" },
		{ HEAD, "# a\nb\n" },
		{ HEAD, "# {a}\n" },
		{ HEAD, "News: a\n" },
		{ HEAD "# Students\n", "* A (on B, PhD, 2019, now C)\n" },
		{ HEAD "# Students\n* A (on B\n", "  , on C, PhD\n" },
		{ "A\n", "B C (on D)\n" },
		{ "A\n", "B:\n\nC (on D)\n" },
		{ "A\n", "a\nEmail: x\n" },
		{ "A\n", "Dean\nEmail:\n" },
		{ "A\n", "Whales and\nsea lions\n\n" },
		{ "A\n", "Research\nText\n" },
		{ "A\n", "Research\n" },
		{ "A\n", "Home | News | Research\n" },
		{ HEAD, "https://a\n" },
		{ HEAD, "2023 a.\n" },
		{ HEAD, "Nwes: a\n" },
		{ HEAD, "> a\n>\n" },
		{ "A\n", "e\xcc\x81\xc2\xa0\t \n" },
		{ "A\n", "\n" },
		{ "A\n```\n```\n", "=> a\n" },
	};
	char *room = mem_new(MEGABYTE, 1);

	(void)state;
	for (size_t i = 0; i < COUNT(inputs); i++) {
		struct str source = megabyte(room, MEGABYTE, inputs[i].head,
		    inputs[i].unit);
		struct arena arena;
		struct diags diags;

		arena_init(&arena);
		diags_init(&diags, &arena);
		assert_non_null(
		    profile_parse(&arena, source, STR("p"), &diags));
		arena_release(&arena);
	}
	free(room);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_read),
		cmocka_unit_test(bodies_are_read),
		cmocka_unit_test(slugs_are_unique),
		cmocka_unit_test(students_have_their_parts),
		cmocka_unit_test(model_answers),
		cmocka_unit_test(time_is_linear),
	};

	return cmocka_run_group_tests_name("profile_parse", tests, NULL, NULL);
}
