/* SPDX-License-Identifier: ISC */
#include "model/calendar.h"

#include "base/count.h"
#include "model/words.h"

static const struct str months[] = {
	STR_INIT("ene enero jan januar january janvier jänner"),
	STR_INIT("feb feber febrero februar february fev févr février"),
	STR_INIT("maerz mar march mars marzo mrz märz"),
	STR_INIT("abr abril apr april avr avril"),
	STR_INIT("mai may mayo"),
	STR_INIT("juin jun june juni junio"),
	STR_INIT("juil juillet jul juli julio july"),
	STR_INIT("ago agosto aout août aug august"),
	STR_INIT("sep sept september septembre septiembre setiembre"),
	STR_INIT("oct october octobre octubre okt oktober"),
	STR_INIT("nov november novembre noviembre"),
	STR_INIT("dec december dez dezember dic diciembre déc décembre"),
};

static const struct str seasons[] = {
	[SEASON_NONE] = STR_INIT(""),
	[SEASON_SPRING] = STR_INIT("frühjahr frühling primavera "
				   "printemps spring"),
	[SEASON_SUMMER] = STR_INIT("sommer summer verano été"),
	[SEASON_AUTUMN] = STR_INIT("automne autumn fall herbst otoño"),
	[SEASON_WINTER] = STR_INIT("hiver invierno winter"),
};

static const struct str of = STR_INIT("de del of");
static const struct str until = STR_INIT("a al au bis hasta till to until à");
static const struct str and = STR_INIT("& and et und y");
static const struct str today = STR_INIT(
    "actualidad actualmente aujourd'hui aujourd’hui current date heute hoy "
    "jetzt now ongoing present presente présent today");
static const struct str since = STR_INIT("depuis desde seit since");
static const struct str from = STR_INIT("de du from von");

/* É is the one capital beyond ASCII that one of these words begins with. */
static struct str
plain(struct str word)
{
	if (word.len > 1 && word.at[word.len - 1] == '.')
		word.len--;
	if (str_starts(word, STR("É")))
		return str_eq(word, STR("Été")) ? STR("été") : STR("");
	return word;
}

static bool
is_in(struct str word, struct str list)
{
	return word_in(plain(word), list);
}

unsigned
calendar_month(struct str word)
{
	word = plain(word);
	for (unsigned i = 0; i < COUNT(months); i++)
		if (word_in(word, months[i]))
			return i + 1;
	return 0;
}

enum season
calendar_season(struct str word)
{
	word = plain(word);
	for (int i = SEASON_SPRING; i <= SEASON_WINTER; i++)
		if (word_in(word, seasons[i]))
			return (enum season)i;
	return SEASON_NONE;
}

bool
calendar_is_of(struct str word)
{
	return is_in(word, of);
}

bool
calendar_is_until(struct str word)
{
	return is_in(word, until);
}

bool
calendar_is_and(struct str word)
{
	return is_in(word, and);
}

bool
calendar_is_today(struct str word)
{
	return is_in(word, today);
}

bool
calendar_is_since(struct str word)
{
	return is_in(word, since);
}

bool
calendar_is_from(struct str word)
{
	return is_in(word, from);
}
