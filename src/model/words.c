/* SPDX-License-Identifier: ISC */
#include "model/words.h"

#define WORD_MAX ((size_t)24) /* bytes, more than any key has */

#define PROFILE (1u << SCOPE_PROFILE)
#define ENTRY (1u << SCOPE_ENTRY)

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The first spelling of a key is its usual one. */
static const struct {
	struct str word;
	enum key key;
	unsigned scopes;
} keys[] = {
	{ STR_INIT("Name"), KEY_NAME, PROFILE },
	{ STR_INIT("Pronouns"), KEY_PRONOUNS, PROFILE },
	{ STR_INIT("Position"), KEY_POSITION, PROFILE },
	{ STR_INIT("Positions"), KEY_POSITION, PROFILE },
	{ STR_INIT("Title"), KEY_POSITION, PROFILE },
	{ STR_INIT("Institution"), KEY_INSTITUTION, PROFILE },
	{ STR_INIT("Affiliation"), KEY_INSTITUTION, PROFILE },
	{ STR_INIT("Affiliations"), KEY_INSTITUTION, PROFILE },
	{ STR_INIT("Department"), KEY_DEPARTMENT, PROFILE },
	{ STR_INIT("Degree"), KEY_DEGREE, PROFILE | ENTRY },
	{ STR_INIT("Degrees"), KEY_DEGREE, PROFILE | ENTRY },
	{ STR_INIT("Field"), KEY_FIELD, PROFILE },
	{ STR_INIT("Fields"), KEY_FIELD, PROFILE },
	{ STR_INIT("Interests"), KEY_FIELD, PROFILE },
	{ STR_INIT("Research interests"), KEY_FIELD, PROFILE },
	{ STR_INIT("Email"), KEY_EMAIL, PROFILE },
	{ STR_INIT("Mail"), KEY_EMAIL, PROFILE },
	{ STR_INIT("Email address"), KEY_EMAIL, PROFILE },
	{ STR_INIT("Phone"), KEY_PHONE, PROFILE },
	{ STR_INIT("Telephone"), KEY_PHONE, PROFILE },
	{ STR_INIT("Tel"), KEY_PHONE, PROFILE },
	{ STR_INIT("Office"), KEY_OFFICE, PROFILE },
	{ STR_INIT("Address"), KEY_ADDRESS, PROFILE },
	{ STR_INIT("Homepage"), KEY_HOMEPAGE, PROFILE },
	{ STR_INIT("Website"), KEY_HOMEPAGE, PROFILE },
	{ STR_INIT("Web page"), KEY_HOMEPAGE, PROFILE },
	{ STR_INIT("ORCID"), KEY_ORCID, PROFILE },
	{ STR_INIT("ORCID iD"), KEY_ORCID, PROFILE },
	{ STR_INIT("Scholar"), KEY_SCHOLAR, PROFILE },
	{ STR_INIT("Google Scholar"), KEY_SCHOLAR, PROFILE },
	{ STR_INIT("Code"), KEY_CODE, PROFILE },
	{ STR_INIT("GitHub"), KEY_CODE, PROFILE },
	{ STR_INIT("GitLab"), KEY_CODE, PROFILE },
	{ STR_INIT("Lang"), KEY_LANG, PROFILE },
	{ STR_INIT("Language"), KEY_LANG, PROFILE },
	{ STR_INIT("Licence"), KEY_LICENCE, PROFILE },
	{ STR_INIT("License"), KEY_LICENCE, PROFILE },
	{ STR_INIT("Updated"), KEY_UPDATED, PROFILE },
	{ STR_INIT("Last updated"), KEY_UPDATED, PROFILE },
	{ STR_INIT("Bibliography"), KEY_BIBLIOGRAPHY, PROFILE },
	{ STR_INIT("Bibliographies"), KEY_BIBLIOGRAPHY, PROFILE },
	{ STR_INIT("Me"), KEY_ME, PROFILE },
	{ STR_INIT("Project"), KEY_PROJECT, ENTRY },
	{ STR_INIT("Projects"), KEY_PROJECT, ENTRY },
	{ STR_INIT("Dates"), KEY_DATES, ENTRY },
	{ STR_INIT("Date"), KEY_DATES, ENTRY },
	{ STR_INIT("Now"), KEY_NOW, ENTRY },
	{ STR_INIT("Now at"), KEY_NOW, ENTRY },
	{ STR_INIT("As of"), KEY_AS_OF, ENTRY },
	{ STR_INIT("With"), KEY_WITH, ENTRY },
	{ STR_INIT("Mentor"), KEY_MENTOR, ENTRY },
	{ STR_INIT("Mentors"), KEY_MENTOR, ENTRY },
	{ STR_INIT("Advisor"), KEY_ADVISOR, ENTRY },
	{ STR_INIT("Advisors"), KEY_ADVISOR, ENTRY },
	{ STR_INIT("Adviser"), KEY_ADVISOR, ENTRY },
	{ STR_INIT("Supervisor"), KEY_ADVISOR, ENTRY },
	{ STR_INIT("Thesis"), KEY_THESIS, ENTRY },
	{ STR_INIT("Dissertation"), KEY_THESIS, ENTRY },
	{ STR_INIT("Support"), KEY_SUPPORT, ENTRY },
	{ STR_INIT("Note"), KEY_NOTE, ENTRY },
	{ STR_INIT("Notes"), KEY_NOTE, ENTRY },
	{ STR_INIT("Link"), KEY_LINK, ENTRY },
	{ STR_INIT("Links"), KEY_LINK, ENTRY },
};

static const struct {
	struct str slug;
	struct str title;
} sections[SECTION_COUNT] = {
	[SECTION_FREE] = { STR_INIT("section"), STR_INIT("Section") },
	[SECTION_ABOUT] = { STR_INIT("about"), STR_INIT("About") },
	[SECTION_NEWS] = { STR_INIT("news"), STR_INIT("News") },
	[SECTION_RESEARCH] = { STR_INIT("research"), STR_INIT("Research") },
	[SECTION_PUBLICATIONS] = { STR_INIT("publications"),
	    STR_INIT("Publications") },
	[SECTION_PROJECTS] = { STR_INIT("projects"), STR_INIT("Projects") },
	[SECTION_SOFTWARE] = { STR_INIT("software"), STR_INIT("Software") },
	[SECTION_STUDENTS] = { STR_INIT("students"), STR_INIT("Students") },
	[SECTION_POSITIONS] = { STR_INIT("positions"), STR_INIT("Positions") },
	[SECTION_EDUCATION] = { STR_INIT("education"), STR_INIT("Education") },
	[SECTION_TEACHING] = { STR_INIT("teaching"), STR_INIT("Teaching") },
	[SECTION_TALKS] = { STR_INIT("talks"), STR_INIT("Talks") },
	[SECTION_SERVICE] = { STR_INIT("service"), STR_INIT("Service") },
	[SECTION_AWARDS] = { STR_INIT("awards"), STR_INIT("Awards") },
	[SECTION_CONTACT] = { STR_INIT("contact"), STR_INIT("Contact") },
	[SECTION_LINKS] = { STR_INIT("links"), STR_INIT("Links") },
	[SECTION_LOG] = { STR_INIT("log"), STR_INIT("Log") },
};

/* What else such a section is called. */
static const struct {
	struct str title;
	enum section_id id;
} titles[] = {
	{ STR_INIT("About me"), SECTION_ABOUT },
	{ STR_INIT("Bio"), SECTION_ABOUT },
	{ STR_INIT("Biography"), SECTION_ABOUT },
	{ STR_INIT("Recent news"), SECTION_NEWS },
	{ STR_INIT("Latest news"), SECTION_NEWS },
	{ STR_INIT("Updates"), SECTION_NEWS },
	{ STR_INIT("Research interests"), SECTION_RESEARCH },
	{ STR_INIT("Papers"), SECTION_PUBLICATIONS },
	{ STR_INIT("Selected papers"), SECTION_PUBLICATIONS },
	{ STR_INIT("Selected publications"), SECTION_PUBLICATIONS },
	{ STR_INIT("Recent publications"), SECTION_PUBLICATIONS },
	{ STR_INIT("Research projects"), SECTION_PROJECTS },
	{ STR_INIT("Supervised students"), SECTION_STUDENTS },
	{ STR_INIT("Supervision"), SECTION_STUDENTS },
	{ STR_INIT("Advising"), SECTION_STUDENTS },
	{ STR_INIT("Employment"), SECTION_POSITIONS },
	{ STR_INIT("Experience"), SECTION_POSITIONS },
	{ STR_INIT("Work experience"), SECTION_POSITIONS },
	{ STR_INIT("Positions and internships"), SECTION_POSITIONS },
	{ STR_INIT("Invited talks"), SECTION_TALKS },
	{ STR_INIT("Professional service"), SECTION_SERVICE },
	{ STR_INIT("Honors"), SECTION_AWARDS },
	{ STR_INIT("Honours"), SECTION_AWARDS },
	{ STR_INIT("Awards and honors"), SECTION_AWARDS },
	{ STR_INIT("Awards and honours"), SECTION_AWARDS },
};

static const struct str news = STR_INIT("news update");

static const struct str months = STR_INIT(
    "jan january feb february mar march apr april may jun june "
    "jul july aug august sep sept september oct october nov "
    "november dec december spring summer autumn fall winter");

static const struct str abbreviations = STR_INIT(
    "inc ltd co corp dr prof jr sr dept univ st");

bool
word_in(struct str word, struct str list)
{
	struct str next;

	while (list.len > 0) {
		str_cut(list, ' ', &next, &list);
		if (str_eq_nocase(word, next))
			return true;
	}
	return false;
}

static struct str
skip_gaps(struct str s)
{
	while (s.len > 0 && (s.at[0] == ' ' || s.at[0] == '-'))
		s = str_skip(s, 1);
	return s;
}

/* Letter case, blanks and hyphens aside: "e-mail", "As of" and "as-of". */
static bool
is_spelled(struct str a, struct str b)
{
	for (;;) {
		a = skip_gaps(a);
		b = skip_gaps(b);
		if (a.len == 0 || b.len == 0)
			return a.len == b.len;
		if (char_lower(a.at[0]) != char_lower(b.at[0]))
			return false;
		a = str_skip(a, 1);
		b = str_skip(b, 1);
	}
}

enum key
word_key(struct str text, enum key_scope scope)
{
	if (text.len > WORD_MAX)
		return KEY_NONE;
	for (size_t i = 0; i < COUNT(keys); i++)
		if ((keys[i].scopes & (1u << scope)) != 0 &&
		    is_spelled(text, keys[i].word))
			return keys[i].key;
	return KEY_NONE;
}

struct str
word_key_name(enum key key)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].key == key)
			return keys[i].word;
	return (struct str){ NULL, 0 };
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Edits between words of at most WORD_MAX bytes: letters put in, left out,
 * mistaken, or swapped with their neighbour.
 */
static size_t
edits(struct str a, struct str b)
{
	size_t cost[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= a.len; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= b.len; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		for (size_t j = 1; j <= b.len; j++) {
			bool same = a.at[i - 1] == b.at[j - 1];

			cost[i][j] = least(cost[i - 1][j - 1] + !same,
			    least(cost[i - 1][j], cost[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
			    a.at[i - 2] == b.at[j - 1])
				cost[i][j] = least(cost[i][j],
				    cost[i - 2][j - 2] + 1);
		}
	}
	return cost[a.len][b.len];
}

static struct str
lowered(struct str word, char storage[WORD_MAX])
{
	for (size_t i = 0; i < word.len; i++)
		storage[i] = char_lower(word.at[i]);
	return (struct str){ storage, word.len };
}

/* A short word is too near to too many others. */
static size_t
edits_allowed(struct str word)
{
	if (word.len < 3)
		return 0;
	return word.len < 5 ? 1 : 2;
}

enum key
word_nearest_key(struct str text, enum key_scope scope)
{
	char storage[2][WORD_MAX];
	enum key nearest = KEY_NONE;
	size_t best = WORD_MAX;

	if (text.len > WORD_MAX || word_key(text, scope) != KEY_NONE)
		return KEY_NONE;
	text = lowered(text, storage[0]);
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct str word = keys[i].word;
		size_t limit = edits_allowed(word);
		size_t away;

		if ((keys[i].scopes & (1u << scope)) == 0 ||
		    text.len > word.len + limit || word.len > text.len + limit)
			continue;
		away = edits(text, lowered(word, storage[1]));
		if (away <= limit && away < best) {
			best = away;
			nearest = keys[i].key;
		}
	}
	return nearest;
}

enum section_id
word_section(struct str title)
{
	if (title.len > 2 * WORD_MAX)
		return SECTION_FREE;
	for (size_t i = SECTION_FREE + 1; i < SECTION_COUNT; i++)
		if (is_spelled(title, sections[i].title))
			return (enum section_id)i;
	for (size_t i = 0; i < COUNT(titles); i++)
		if (is_spelled(title, titles[i].title))
			return titles[i].id;
	return SECTION_FREE;
}

bool
word_section_is_list(enum section_id id)
{
	return id != SECTION_FREE && id != SECTION_ABOUT &&
	       id != SECTION_RESEARCH && id != SECTION_CONTACT;
}

struct str
word_section_slug(enum section_id id)
{
	return sections[id].slug;
}

struct str
word_section_title(enum section_id id)
{
	return sections[id].title;
}

bool
word_is_news(struct str word)
{
	return word_in(word, news);
}

bool
word_is_nearly_news(struct str word)
{
	char storage[WORD_MAX];
	struct str list = news;
	struct str next;

	if (word.len > WORD_MAX || word_is_news(word))
		return false;
	word = lowered(word, storage);
	while (list.len > 0) {
		str_cut(list, ' ', &next, &list);
		if (edits(word, next) <= 1)
			return true;
	}
	return false;
}

bool
word_is_month(struct str word)
{
	if (str_ends(word, STR(".")))
		word.len--;
	return word_in(word, months);
}

/* "Ph.D" or "U.S": letters by threes at most, with dots between. */
static bool
is_initials(struct str word)
{
	struct str piece;
	size_t pieces = 0;

	while (word.len > 0) {
		str_cut(word, '.', &piece, &word);
		if (piece.len == 0 || piece.len > 3)
			return false;
		for (size_t i = 0; i < piece.len; i++)
			if (!char_is_letter(piece.at[i]))
				return false;
		pieces++;
	}
	return pieces > 1;
}

bool
word_is_abbreviation(struct str word)
{
	if (!str_ends(word, STR(".")))
		return false;
	word.len--;
	return is_initials(word) || word_in(word, abbreviations);
}
