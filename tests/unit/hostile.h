/* SPDX-License-Identifier: ISC */
#ifndef UNIT_HOSTILE_H
#define UNIT_HOSTILE_H

/*
 * hostile -- clean text that would like to be more than text.
 */

#include "base/str.h"

struct hostile {
	const char *why;
	struct str text;
};

static const struct hostile hostile_texts[] = {
	{ "T-06 a link", STR_INIT("=> gemini://evil.example/ click") },
	{ "T-06 a link without a blank", STR_INIT("=>gemini://evil/") },
	{ "T-06 an arrow", STR_INIT("=>") },
	{ "T-07 a heading", STR_INIT("# heading") },
	{ "T-07 a tag", STR_INIT("#tag") },
	{ "T-07 a third level", STR_INIT("### heading") },
	{ "T-08 an item", STR_INIT("* item") },
	{ "T-09 a quote", STR_INIT("> quote") },
	{ "T-09 a quote without a blank", STR_INIT(">quote") },
	{ "T-10 a fence", STR_INIT("```") },
	{ "T-33 a long fence", STR_INIT("`````alt") },
	{ "T-11 a Spartan prompt", STR_INIT("=: /upload") },
	{ "O-37 the end of a menu", STR_INIT(".") },
	{ "O-36 a dot in front", STR_INIT(".profile") },
	{ "O-36 a folded ellipsis", STR_INIT("\xe2\x80\xa6 and so on") },
	{ "O-11 an item of a menu", STR_INIT("1Free money /win evil 70") },
	{ "gopher rule 24 a rule", STR_INIT("---------------- cut here") },
	{ "gopher rule 24 code", STR_INIT("call f([{x}]) --> ((y))") },
	{ "gopher rule 24 a scream", STR_INIT("Aaaaaaaaaaaaaaaaaaaargh") },
	{ "gopher rule 24 a drawn box",
	    STR_INIT("\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x80\xe2\x94\x90 box") },
};

#define HOSTILE_COUNT (sizeof(hostile_texts) / sizeof(hostile_texts[0]))

#endif
