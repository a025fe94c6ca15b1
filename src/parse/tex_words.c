/* SPDX-License-Identifier: ISC */
#include "parse/tex_words.h"

#include "base/count.h"

static const struct tex_accent accents[] = {
	{ '`', "\u0300", "`" },
	{ '\'', "\u0301", "'" },
	{ '^', "\u0302", "^" },
	{ '~', "\u0303", "~" },
	{ '=', "\u0304", "\u00af" },
	{ '.', "\u0307", "\u02d9" },
	{ '"', "\u0308", "\"" },
	{ 'u', "\u0306", "\u02d8" },
	{ 'v', "\u030c", "\u02c7" },
	{ 'H', "\u030b", "\u02dd" },
	{ 'c', "\u0327", "\u00b8" },
	{ 'd', "\u0323", "." },
	{ 'b', "\u0331", "_" },
	{ 'k', "\u0328", "\u02db" },
	{ 'r', "\u030a", "\u02da" },
	{ 't', "\u0361", "" },
};

static const struct tex_word letters[] = {
	{ STR_INIT("i"), STR_INIT("\u0131") },
	{ STR_INIT("j"), STR_INIT("\u0237") },
	{ STR_INIT("ss"), STR_INIT("\u00df") },
	{ STR_INIT("SS"), STR_INIT("\u1e9e") },
	{ STR_INIT("ae"), STR_INIT("\u00e6") },
	{ STR_INIT("AE"), STR_INIT("\u00c6") },
	{ STR_INIT("oe"), STR_INIT("\u0153") },
	{ STR_INIT("OE"), STR_INIT("\u0152") },
	{ STR_INIT("aa"), STR_INIT("\u00e5") },
	{ STR_INIT("AA"), STR_INIT("\u00c5") },
	{ STR_INIT("o"), STR_INIT("\u00f8") },
	{ STR_INIT("O"), STR_INIT("\u00d8") },
	{ STR_INIT("l"), STR_INIT("\u0142") },
	{ STR_INIT("L"), STR_INIT("\u0141") },
	{ STR_INIT("dh"), STR_INIT("\u00f0") },
	{ STR_INIT("DH"), STR_INIT("\u00d0") },
	{ STR_INIT("th"), STR_INIT("\u00fe") },
	{ STR_INIT("TH"), STR_INIT("\u00de") },
	{ STR_INIT("dj"), STR_INIT("\u0111") },
	{ STR_INIT("DJ"), STR_INIT("\u0110") },
	{ STR_INIT("ng"), STR_INIT("\u014b") },
	{ STR_INIT("NG"), STR_INIT("\u014a") },
	{ STR_INIT("S"), STR_INIT("\u00a7") },
	{ STR_INIT("P"), STR_INIT("\u00b6") },
	{ STR_INIT("copyright"), STR_INIT("\u00a9") },
	{ STR_INIT("pounds"), STR_INIT("\u00a3") },
	{ STR_INIT("euro"), STR_INIT("\u20ac") },
	{ STR_INIT("dag"), STR_INIT("\u2020") },
	{ STR_INIT("ddag"), STR_INIT("\u2021") },
	{ STR_INIT("ldots"), STR_INIT("\u2026") },
	{ STR_INIT("dots"), STR_INIT("\u2026") },
	{ STR_INIT("textellipsis"), STR_INIT("\u2026") },
	{ STR_INIT("textendash"), STR_INIT("\u2013") },
	{ STR_INIT("textemdash"), STR_INIT("\u2014") },
	{ STR_INIT("textquoteleft"), STR_INIT("'") },
	{ STR_INIT("textquoteright"), STR_INIT("'") },
	{ STR_INIT("textquotedblleft"), STR_INIT("\u201c") },
	{ STR_INIT("textquotedblright"), STR_INIT("\u201d") },
	{ STR_INIT("guillemotleft"), STR_INIT("\u00ab") },
	{ STR_INIT("guillemotright"), STR_INIT("\u00bb") },
	{ STR_INIT("textregistered"), STR_INIT("\u00ae") },
	{ STR_INIT("texttrademark"), STR_INIT("\u2122") },
	{ STR_INIT("textdegree"), STR_INIT("\u00b0") },
	{ STR_INIT("textmu"), STR_INIT("\u00b5") },
	{ STR_INIT("textbackslash"), STR_INIT("\\") },
	{ STR_INIT("textasciitilde"), STR_INIT("~") },
	{ STR_INIT("textasciicircum"), STR_INIT("^") },
	{ STR_INIT("textunderscore"), STR_INIT("_") },
	{ STR_INIT("textbar"), STR_INIT("|") },
	{ STR_INIT("textless"), STR_INIT("<") },
	{ STR_INIT("textgreater"), STR_INIT(">") },
	{ STR_INIT("TeX"), STR_INIT("TeX") },
	{ STR_INIT("LaTeX"), STR_INIT("LaTeX") },
	{ STR_INIT("BibTeX"), STR_INIT("BibTeX") },
};

static const struct str looks[] = {
	STR_INIT("emph"),
	STR_INIT("mbox"),
	STR_INIT("hbox"),
	STR_INIT("textbf"),
	STR_INIT("textit"),
	STR_INIT("textmd"),
	STR_INIT("textnormal"),
	STR_INIT("textrm"),
	STR_INIT("textsc"),
	STR_INIT("textsf"),
	STR_INIT("textsl"),
	STR_INIT("textsubscript"),
	STR_INIT("textsuperscript"),
	STR_INIT("texttt"),
	STR_INIT("textup"),
	STR_INIT("underline"),
	STR_INIT("uppercase"),
	STR_INIT("MakeUppercase"),
	STR_INIT("lowercase"),
	STR_INIT("MakeLowercase"),
	STR_INIT("bf"),
	STR_INIT("bfseries"),
	STR_INIT("em"),
	STR_INIT("it"),
	STR_INIT("itshape"),
	STR_INIT("rm"),
	STR_INIT("sc"),
	STR_INIT("scshape"),
	STR_INIT("sf"),
	STR_INIT("sl"),
	STR_INIT("tt"),
	STR_INIT("small"),
	STR_INIT("footnotesize"),
	STR_INIT("protect"),
	STR_INIT("relax"),
	STR_INIT("noopsort"),
};

/* Signs that mean more than themselves where they stand together. */
static const struct tex_word signs[] = {
	{ STR_INIT("---"), STR_INIT("\u2014") },
	{ STR_INIT("--"), STR_INIT("\u2013") },
	{ STR_INIT("``"), STR_INIT("\u201c") },
	{ STR_INIT("''"), STR_INIT("\u201d") },
	{ STR_INIT("?`"), STR_INIT("\u00bf") },
	{ STR_INIT("!`"), STR_INIT("\u00a1") },
	{ STR_INIT("`"), STR_INIT("'") },
	{ STR_INIT("~"), STR_INIT(" ") },
};

const struct tex_accent *
tex_accent(struct str name)
{
	for (size_t i = 0; i < COUNT(accents); i++)
		if (name.len == 1 && accents[i].sign == name.at[0])
			return &accents[i];
	return NULL;
}

const struct tex_word *
tex_letter(struct str name)
{
	for (size_t i = 0; i < COUNT(letters); i++)
		if (str_eq(letters[i].name, name))
			return &letters[i];
	return NULL;
}

const struct tex_word *
tex_sign(struct str rest)
{
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_starts(rest, signs[i].name))
			return &signs[i];
	return NULL;
}

bool
tex_is_look(struct str name)
{
	for (size_t i = 0; i < COUNT(looks); i++)
		if (str_eq(looks[i], name))
			return true;
	return false;
}
