/* SPDX-License-Identifier: ISC */
/* Pages as people paste them, and what they would expect. */
#include "unit/guesses.h"

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
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_read),
	};

	return cmocka_run_group_tests_name("pasted", tests, NULL, NULL);
}
