/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "base/wrap.h"
#include "unit/profile_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define SEED "tests/fuzz/corpus/profile/seed.txt"

#define NO_EMAIL                                                         \
	"profile.txt: warning: no Email; the contact page has no address " \
	"[no-email]\n"

/* A name and an address, and what they give. */
#define HEAD "A B\nEmail: a@b\n\n"
#define HEADER "Name=A B\nEmail=a@b\n"

/* What is said of guesses, by line. */
#define HINT(line, text) "profile.txt:" #line ":1: hint: " text "\n"
#define SURE " ' before them to be sure [guess-list]"
#define GUESSED(line, count, as, mark) \
	HINT(line, #count " lines from here read as " as "; put '" mark SURE)
#define AS_TEXT(line, count)                                                \
	HINT(line, #count " lines from here are read as text; put a blank " \
			  "line below each that says who you are [guess-text]")
#define LATE(line, key)                                              \
	HINT(line, "'" key "' is text here; put the line above all " \
		   "text to make it a field [late-field]")
#define LIST(line, count) GUESSED(line, count, "a list", "*")
#define STUDENTS(line, count) GUESSED(line, count, "students", "*")
#define LINKS(line, count) GUESSED(line, count, "links", "=>")
#define TITLE(line)                                                           \
	"profile.txt:" #line ":1: hint: read as the title of a section; put " \
	"'# ' before it to be sure [guess-title]\n"

static const struct parsing pages[] = {
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

/* Pages as people paste them, and what they would expect. */
static const struct parsing pasted[] = {
	{ "a block below the name",
	    STR_INIT(
		"Ada Example\n"
		"\n"
		"Staff Researcher\n"
		"Huawei Technologies\n"
		"Email: ada@example.org\n"
		"\n"
		"I work on storage.\n"),
	    "Name=Ada Example\n"
	    "Position=Staff Researcher\n"
	    "Institution=Huawei Technologies\n"
	    "Email=ada@example.org\n"
	    "[about] About\n"
	    ". I work on storage.\n",
	    "" },
	{ "no blank line, and a second one without any width to spare",
	    STR_INIT(
		"Ada Example\n"
		"Staff Researcher\n"
		"Example Research\n"
		"Email: ada@example.org\n"),
	    "Name=Ada Example\n"
	    "Position=Staff Researcher\n"
	    "Institution=Example Research\n"
	    "Email=ada@example.org\n",
	    "" },
	{ "an address, and values without keys",
	    STR_INIT(
		"Ada Example\n"
		"Staff Researcher\n"
		"Huawei Technologies\n"
		"Shenzhen 518129, China\n"
		"ada@example.org\n"
		"+86 755 2878 0808\n"
		"\n"
		"I am a researcher who works on storage systems and on the\n"
		"machines below them.\n"),
	    "Name=Ada Example\n"
	    "Position=Staff Researcher\n"
	    "Institution=Huawei Technologies\n"
	    "Address=Shenzhen 518129, China\n"
	    "Email=ada@example.org\n"
	    "Phone=+86 755 2878 0808\n"
	    "[about] About\n"
	    ". I am a researcher who works on storage systems and on the "
	    "machines below them.\n",
	    "" },
	{ "commas at the ends of lines, and titles",
	    STR_INIT(
		"Dr. Ada Example\n"
		"Associate Professor,\n"
		"Department of Computer Science,\n"
		"National University of Singapore\n"
		"COM1, 13 Computing Drive, Singapore 117417\n"
		"Office: COM1 03-22\n"
		"Email: ada (at) example (dot) org\n"
		"https://orcid.org/0000-0002-1825-0097\n"
		"\n"
		"Research\n"
		"I am interested in databases, and in whatever\n"
		"makes them slow.\n"
		"\n"
		"Teaching\n"
		"CS2102 Database Systems\n"
		"CS5421 Database Tuning and More\n"),
	    "Name=Dr. Ada Example\n"
	    "Position=Associate Professor\n"
	    "Department=Department of Computer Science\n"
	    "Institution=National University of Singapore\n"
	    "Address=COM1, 13 Computing Drive, Singapore 117417\n"
	    "Office=COM1 03-22\n"
	    "Email=ada (at) example (dot) org\n"
	    "ORCID=https://orcid.org/0000-0002-1825-0097\n"
	    "[research] Research\n"
	    ". I am interested in databases, and in whatever makes them "
	    "slow.\n"
	    "[teaching] Teaching\n"
	    "* CS2102 Database Systems\n"
	    "* CS5421 Database Tuning and More\n",
	    TITLE(10)
		TITLE(14)
		    LIST(15, 2) },
	{ "keys of the page's own, publications and news in lines",
	    STR_INIT(
		"Ada Example, Ph.D.\n"
		"\n"
		"Postdoctoral Researcher, Example University\n"
		"\n"
		"Contact: ada@example.org\n"
		"Google Scholar: "
		"https://scholar.google.com/citations?user=x\n"
		"GitHub: https://github.com/ada\n"
		"\n"
		"About me\n"
		"I am a postdoc.\n"
		"\n"
		"Publications\n"
		"A. Example and B. Sample. A title. In Proc. NSDI, 2023.\n"
		"A. Example. Another. SC, 2022.\n"
		"\n"
		"News\n"
		"2023-04-17: Our paper appears at NSDI.\n"
		"2022-11-02: I have moved to Example University.\n"),
	    "Name=Ada Example, Ph.D.\n"
	    "Position=Postdoctoral Researcher, Example University\n"
	    "Email=ada@example.org\n"
	    "Scholar=https://scholar.google.com/citations?user=x\n"
	    "Code=https://github.com/ada\n"
	    "[about] About me\n"
	    ". I am a postdoc.\n"
	    "[publications] Publications\n"
	    "* A. Example and B. Sample. A title. In Proc. NSDI, 2023.\n"
	    "* A. Example. Another. SC, 2022.\n"
	    "[news] News\n"
	    "* {2023-04-17} Our paper appears at NSDI.\n"
	    "* {2022-11-02} I have moved to Example University.\n",
	    TITLE(9) TITLE(12)
		LIST(13, 2)
		    TITLE(16)
			LIST(17, 2) },
	{ "the menu of the site comes first",
	    STR_INIT(
		"Home | Publications | Teaching | Contact\n"
		"\n"
		"Ada Example\n"
		"PhD Student\n"
		"Duke University\n"
		"ada@example.org\n"),
	    "Name=Home | Publications | Teaching | Contact\n"
	    "Field=Ada Example\n"
	    "Degree=PhD Student\n"
	    "Institution=Duke University\n"
	    "Email=ada@example.org\n",
	    "profile.txt:1:1: warning: this line is read as the name; put "
	    "one above it [guess-name]\n" },
	{ "the menu comes second",
	    STR_INIT(
		"Ada Example\n"
		"Home | Publications | Teaching | CV\n"
		"Professor\n"
		"Duke University\n"
		"ada@example.org\n"
		"\n"
		"Hi, I'm Ada\n"
		"\n"
		"I study.\n"),
	    "Name=Ada Example\n"
	    "Position=Professor\n"
	    "Institution=Duke University\n"
	    "Email=ada@example.org\n"
	    "[about] About\n"
	    ". Home | Publications | Teaching | CV\n"
	    ". Hi, I'm Ada\n"
	    ". I study.\n",
	    "profile.txt:2:1: hint: read as text; if it is the menu of a web "
	    "site, delete it [guess-text]\n" },
	{ "the menu has its titles in lines",
	    STR_INIT(
		"Ada Example\n"
		"Home\n"
		"Publications\n"
		"Contact\n"
		"\n"
		"Professor\n"
		"Duke University\n"
		"ada@example.org\n"),
	    "Name=Ada Example\n"
	    "Position=Professor\n"
	    "Institution=Duke University\n"
	    "Email=ada@example.org\n"
	    "[about] About\n"
	    ". Home Publications Contact\n",
	    "profile.txt:3:1: hint: read as text; if it is the menu of a web "
	    "site, delete it [guess-text]\n" },
	{ "text right below, bracketed dates, students, URLs",
	    STR_INIT(
		"Ada Example\n"
		"Assistant Professor, Duke University\n"
		"I lead the storage group at Duke. We build\n"
		"systems that do not lose data.\n"
		"Email: ada@example.org\n"
		"\n"
		"Recent news\n"
		"[Apr 2023] Paper accepted at NSDI.\n"
		"[Nov 2022] I have moved.\n"
		"\n"
		"Students\n"
		"Lynn Liu (on HyperAPX, now Ph.D. at UC Berkeley)\n"
		"Rui Pan (on Shockwave, now Ph.D. at Princeton University)\n"
		"\n"
		"Links\n"
		"https://github.com/ada\n"
		"https://social.example/@ada\n"),
	    "Name=Ada Example\n"
	    "Position=Assistant Professor, Duke University\n"
	    "[about] About\n"
	    ". I lead the storage group at Duke. We build systems that do "
	    "not lose data. Email: ada@example.org\n"
	    "[news] Recent news\n"
	    "* {Apr 2023} Paper accepted at NSDI.\n"
	    "* {Nov 2022} I have moved.\n"
	    "[students] Students\n"
	    "* Lynn Liu (on HyperAPX, now Ph.D. at UC Berkeley)\n"
	    "* Rui Pan (on Shockwave, now Ph.D. at Princeton University)\n"
	    "[links] Links\n"
	    "=> \n"
	    "  => https://github.com/ada \n"
	    "=> \n"
	    "  => https://social.example/@ada \n",
	    "profile.txt: warning: no Email; the contact page has no address "
	    "[no-email]\n"
	    "profile.txt:5:1: hint: 'Email' is text here; put the line above "
	    "all text to make it a field [late-field]\n" TITLE(7) LIST(8, 2)
		NO_DAY(8) NO_DAY(9) TITLE(11)
		    STUDENTS(12, 2)
			TITLE(15)
			    LINKS(16, 2) },
	{ "values below their keys",
	    STR_INIT(
		"Ada Example's Homepage\n"
		"\n"
		"Research Scientist\n"
		"Lab for Machine Intelligence\n"
		"Example Corp.\n"
		"\n"
		"Email:\n"
		"ada@example.org\n"
		"\n"
		"Address:\n"
		"1 Example Street\n"
		"12345 Example Town\n"
		"Germany\n"
		"\n"
		"Research Interests\n"
		"Machine learning, systems, and databases\n"),
	    "Name=Ada Example's Homepage\n"
	    "Position=Research Scientist\n"
	    "Institution=Lab for Machine Intelligence\n"
	    "Institution=Example Corp.\n"
	    "Email=ada@example.org\n"
	    "Address=1 Example Street, 12345 Example Town, Germany\n"
	    "[research] Research Interests\n"
	    ". Machine learning, systems, and databases\n",
	    "profile.txt:1:1: hint: the whole line is read as the name; put "
	    "what is none on the next line [guess-name]\n" TITLE(15) },
	{ "links and numbers of all kinds",
	    STR_INIT(
		"Ada Example\n"
		"Researcher at Example Labs\n"
		"Systems and networks\n"
		"www.example.org/~ada\n"
		"ada@example.org\n"
		"https://github.com/ada\n"
		"LinkedIn: https://www.linkedin.com/in/ada\n"
		"Fax: +49 30 1234567\n"
		"\n"
		"Experience:\n"
		"2021 - now: Researcher, Example Labs\n"
		"2019 - 2021: Postdoc, Duke University\n"),
	    "Name=Ada Example\n"
	    "Position=Researcher at Example Labs\n"
	    "Field=Systems and networks\n"
	    "Link=www.example.org/~ada\n"
	    "Email=ada@example.org\n"
	    "Code=https://github.com/ada\n"
	    "Link=https://www.linkedin.com/in/ada\n"
	    "Phone=+49 30 1234567\n"
	    "[positions] Experience\n"
	    "* {2021 - now} Researcher, Example Labs\n"
	    "* {2019 - 2021} Postdoc, Duke University\n",
	    "profile.txt:4:1: warning: 'www.example.org/~ada' is shown "
	    "without a link; write https:// in front [no-scheme]\n" TITLE(10)
		LIST(11, 2) },
	{ "capitals",
	    STR_INIT(
		"ADA EXAMPLE\n"
		"PROFESSOR OF PHYSICS\n"
		"EXAMPLE UNIVERSITY\n"
		"ADA@EXAMPLE.ORG\n"
		"\n"
		"PUBLICATIONS\n"
		"\n"
		"[1] A. Example. Paper one. 2020.\n"
		"[2] A. Example. Paper two. 2021.\n"),
	    "Name=ADA EXAMPLE\n"
	    "Position=PROFESSOR OF PHYSICS\n"
	    "Institution=EXAMPLE UNIVERSITY\n"
	    "Email=ADA@EXAMPLE.ORG\n"
	    "[publications] PUBLICATIONS\n"
	    "* [1] A. Example. Paper one. 2020.\n"
	    "* [2] A. Example. Paper two. 2021.\n",
	    TITLE(6) LIST(8, 2) },
	{ "small letters",
	    STR_INIT(
		"ada example\n"
		"\n"
		"staff researcher\n"
		"\n"
		"huawei technologies\n"
		"\n"
		"ada@example.org\n"
		"\n"
		"i work on storage.\n"),
	    "Name=ada example\n"
	    "Position=staff researcher\n"
	    "Institution=huawei technologies\n"
	    "Email=ada@example.org\n"
	    "[about] About\n"
	    ". i work on storage.\n",
	    "" },
	{ "what is doubtful stays text, and the fields below are found",
	    STR_INIT(
		"Ada Example\n"
		"Distinguished Professor of Computer\n"
		"Science at the University of\n"
		"Example\n"
		"Email: ada@example.org\n"
		"\n"
		"Duke University\n"
		"\n"
		"I study.\n"),
	    "Name=Ada Example\n"
	    "Email=ada@example.org\n"
	    "Institution=Duke University\n"
	    "[about] About\n"
	    ". Distinguished Professor of Computer Science at the University "
	    "of Example\n"
	    ". I study.\n",
	    AS_TEXT(2, 3) },
	{ "no blank line at all",
	    STR_INIT(
		"Ada Example\n"
		"Professor\n"
		"Duke University\n"
		"About\n"
		"I am a professor of computing at Duke University.\n"
		"My work is on storage.\n"
		"Publications\n"
		"A. Example. Paper one. 2020.\n"
		"A. Example. Paper two. 2021.\n"
		"Contact\n"
		"Email: ada@example.org\n"
		"Office: D101\n"),
	    "Name=Ada Example\n"
	    "Position=Professor\n"
	    "Institution=Duke University\n"
	    "[about] About\n"
	    ". I am a professor of computing at Duke University. My work is "
	    "on storage.\n"
	    "[publications] Publications\n"
	    "* A. Example. Paper one. 2020.\n"
	    "* A. Example. Paper two. 2021.\n"
	    "[contact] Contact\n"
	    "* Email: ada@example.org\n"
	    "* Office: D101\n",
	    TITLE(4)
		TITLE(7) LIST(8, 2)
		    TITLE(10) LATE(11, "Email") LIST(11, 2) },
	{ "more than a name in the first line, years in the lists",
	    STR_INIT(
		"Ada Example, Staff Researcher\n"
		"\n"
		"Huawei Technologies\n"
		"ada@example.org\n"
		"\n"
		"Education\n"
		"Ph.D. in Physics, Duke University, 2019 - present\n"
		"B.Sc. in Mathematics, Example College, 2015 - 2019\n"
		"\n"
		"Awards\n"
		"Best Paper Award, NSDI 2023\n"
		"Google PhD Fellowship, 2022\n"),
	    "Name=Ada Example, Staff Researcher\n"
	    "Institution=Huawei Technologies\n"
	    "Email=ada@example.org\n"
	    "[education] Education\n"
	    "* Ph.D. in Physics, Duke University, 2019 - present\n"
	    "* B.Sc. in Mathematics, Example College, 2015 - 2019\n"
	    "[awards] Awards\n"
	    "* Best Paper Award, NSDI 2023\n"
	    "* Google PhD Fellowship, 2022\n",
	    "profile.txt:1:1: hint: the whole line is read as the name; put "
	    "what is none on the next line [guess-name]\n" TITLE(6) LIST(7, 2)
		TITLE(10)
		    LIST(11, 2) },
	{ "another script",
	    STR_INIT(
		"李明\n"
		"副教授\n"
		"西安交通大学\n"
		"邮箱: liming@example.org\n"
		"\n"
		"我研究大规模计算机系统。\n"),
	    "Name=李明\n"
	    "Position=副教授\n"
	    "Institution=西安交通大学\n"
	    "Email=liming@example.org\n"
	    "[about] About\n"
	    ". 我研究大规模计算机系统。\n",
	    "profile.txt:6:1: hint: section 'About' is in another language "
	    "than its page, which says 'en'; see Lang [mixed-language]\n" },
};

static void
pages_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pasted); i++)
		check_parsing(&pasted[i]);
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
	    NO_EMAIL UNDATED(21) UNDATED(25)
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
		cmocka_unit_test(pages_are_read),
		cmocka_unit_test(prose_is_no_header),
		cmocka_unit_test(the_seed_is_read_as_it_is),
		cmocka_unit_test(the_seed_is_read_however_it_is_typed),
	};

	return cmocka_run_group_tests_name("raw", tests, NULL, NULL);
}
