/* SPDX-License-Identifier: ISC */
#include "model/phrase.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str line;
	enum key want;
} kinds[] = {
	{ "G19 seed", STR_INIT("Staff Researcher"), KEY_POSITION },
	{ "G19 seed", STR_INIT("Huawei Technologies"), KEY_INSTITUTION },
	{ "G19 seed", STR_INIT("Ph.D. in Computer Science"), KEY_DEGREE },
	{ "G19 seed", STR_INIT("Machine Learning and AI Systems"), KEY_FIELD },
	{ "G19 without dots", STR_INIT("PhD, Physics"), KEY_DEGREE },
	{ "G19 M.Sc.", STR_INIT("M.Sc. Mathematics"), KEY_DEGREE },
	{ "G19 dots make it a degree", STR_INIT("M.S."), KEY_DEGREE },
	{ "G19 a state is none", STR_INIT("Cambridge, MA"), KEY_FIELD },
	{ "G19 degree before role", STR_INIT("PhD student"), KEY_DEGREE },
	{ "G19 role before institution",
	    STR_INIT("Professor at Duke University"), KEY_POSITION },
	{ "G19 post-doc", STR_INIT("Post-Doc"), KEY_POSITION },
	{ "G19 Research at the end", STR_INIT("Lenovo Research"),
	    KEY_INSTITUTION },
	{ "G19 Research elsewhere", STR_INIT("Research on whales"), KEY_FIELD },
	{ "G19 in brackets", STR_INIT("Nokia (Labs)"), KEY_INSTITUTION },
	{ "G19 other languages", STR_INIT("Technische Universität Wien"),
	    KEY_INSTITUTION },
	{ "G19 not by its beginning", STR_INIT("Incantations"), KEY_FIELD },
	{ "G19 department", STR_INIT("Department of Physics"), KEY_DEPARTMENT },
	{ "G19 institution before department",
	    STR_INIT("Dept. of Physics, Duke University"), KEY_INSTITUTION },
	{ "G19 a postal code", STR_INIT("Durham, NC 27708"), KEY_ADDRESS },
	{ "G19 a country", STR_INIT("Shenzhen, China"), KEY_ADDRESS },
	{ "G19 a room", STR_INIT("Building 4, Room 217"), KEY_ADDRESS },
	{ "G19 a street without a number", STR_INIT("Street art"), KEY_FIELD },
	{ "G19 a country without a town", STR_INIT("Whales of Norway"),
	    KEY_FIELD },
	{ "G19 a year is no postal code", STR_INIT("Reviewer, SC 2023"),
	    KEY_FIELD },
	{ "G19 Chinese role", STR_INIT("副教授"), KEY_POSITION },
	{ "G19 Chinese institution", STR_INIT("华为技术有限公司"),
	    KEY_INSTITUTION },
	{ "G19 Chinese degree", STR_INIT("计算机科学博士"), KEY_DEGREE },
	{ "G19 the longest word counts", STR_INIT("博士后"), KEY_POSITION },
	{ "G19 Chinese role before institution", STR_INIT("北京大学教授"),
	    KEY_POSITION },
	{ "G19 a department ends its word", STR_INIT("计算机科学系"),
	    KEY_DEPARTMENT },
	{ "G19 or is part of another", STR_INIT("计算机科学系统"), KEY_FIELD },
	{ "G19 a house number", STR_INIT("北京市海淀区中关村东路30号"),
	    KEY_ADDRESS },
	{ "G19 Japanese", STR_INIT("東京大学大学院"), KEY_INSTITUTION },
	{ "G19 Japanese", STR_INIT("博士研究員"), KEY_POSITION },
	{ "G19 German", STR_INIT("Wissenschaftliche Mitarbeiterin"),
	    KEY_POSITION },
	{ "G19 French", STR_INIT("Maîtrise de physique"), KEY_DEGREE },
	{ "G19 case beyond ASCII", STR_INIT("ÉCOLE NORMALE"),
	    KEY_INSTITUTION },
	{ "G19 Spanish", STR_INIT("Catedrática de Física"), KEY_POSITION },
	{ "nothing", STR_INIT(""), KEY_FIELD },
};

static void
lines_are_sorted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		check_row(phrase_kind(kinds[i].line) == kinds[i].want,
		    kinds[i].why);
}

static const struct {
	const char *why;
	struct str line;
	bool sentence;
	bool piece;
} prose[] = {
	{ "G19 a title", STR_INIT("Professor of IT"), false, false },
	{ "I", STR_INIT("I am Ada"), true, false },
	{ "a numeral", STR_INIT("Lecturer, Analysis I"), false, false },
	{ "a pronoun", STR_INIT("My work"), true, false },
	{ "within the line", STR_INIT("Duke is where"), true, false },
	{ "capitals stand for something", STR_INIT("Center for IS"), false,
	    false },
	{ "small first", STR_INIT("and more"), false, true },
	{ "wants another word", STR_INIT("Professor of"), false, true },
	{ "a capital at the end", STR_INIT("Group A"), false, false },
	{ "Chinese", STR_INIT("我在华为工作"), true, false },
	{ "Chinese without a verb", STR_INIT("机器学习系统"), false, false },
	{ "Japanese", STR_INIT("研究しています"), true, false },
	{ "German", STR_INIT("Willkommen auf meiner Seite"), true, false },
	{ "French", STR_INIT("Professeur à l'université de"), false, true },
	{ "nothing", STR_INIT(""), false, false },
};

static void
running_text_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(prose) / sizeof(prose[0]); i++) {
		check_row(phrase_is_sentence(prose[i].line) ==
			      prose[i].sentence,
		    prose[i].why);
		check_row(phrase_is_piece(prose[i].line) == prose[i].piece,
		    prose[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_sorted),
		cmocka_unit_test(running_text_is_told),
	};

	return cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}
