/* SPDX-License-Identifier: ISC */
#ifndef UNIT_GUESSES_H
#define UNIT_GUESSES_H

/*
 * guesses -- what is said of a raw page, by the lines of it.
 */

#include "unit/profile_text.h"

#define NO_EMAIL                                                           \
	"profile.txt: warning: no Email; the contact page has no address " \
	"[no-email]\n"

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

#endif
