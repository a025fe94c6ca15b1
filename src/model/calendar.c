/* SPDX-License-Identifier: ISC */
#include "model/calendar.h"

#include "model/words.h"

static const struct str months[] = {
	STR_INIT("jan january januar jänner janvier enero ene"),
	STR_INIT("feb february februar feber février févr fev febrero"),
	STR_INIT("mar march märz maerz mrz mars marzo"),
	STR_INIT("apr april avril avr abril abr"),
	STR_INIT("may mai mayo"),
	STR_INIT("jun june juni juin junio"),
	STR_INIT("jul july juli juillet juil julio"),
	STR_INIT("aug august août aout agosto ago"),
	STR_INIT("sep sept september septembre septiembre setiembre"),
	STR_INIT("oct october okt oktober octobre octubre"),
	STR_INIT("nov november novembre noviembre"),
	STR_INIT("dec december dez dezember décembre déc diciembre dic"),
};

static const struct str seasons[] = {
	[SEASON_NONE] = STR_INIT(""),
	[SEASON_SPRING] = STR_INIT("spring frühling frühjahr printemps "
				   "primavera"),
	[SEASON_SUMMER] = STR_INIT("summer sommer été verano"),
	[SEASON_AUTUMN] = STR_INIT("autumn fall herbst automne otoño"),
	[SEASON_WINTER] = STR_INIT("winter hiver invierno"),
};

static const struct str of = STR_INIT("of de del");
static const struct str until = STR_INIT("to until till bis à au a al hasta");
static const struct str and = STR_INIT("and und et y &");
static const struct str today = STR_INIT(
    "present now today date current ongoing heute jetzt présent "
    "aujourd'hui aujourd’hui hoy presente actualidad actualmente");
static const struct str since = STR_INIT("since seit depuis desde");
static const struct str from = STR_INIT("from von de du");

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* É is the one capital beyond ASCII that one of these words begins with. */
static bool
is_in(struct str word, struct str list)
{
	if (word.len > 1 && str_ends(word, STR(".")))
		word.len--;
	if (str_starts(word, STR("É")))
		return str_eq(word, STR("Été")) && word_in(STR("été"), list);
	return word.len > 0 && word_in(word, list);
}

unsigned
calendar_month(struct str word)
{
	for (unsigned i = 0; i < COUNT(months); i++)
		if (is_in(word, months[i]))
			return i + 1;
	return 0;
}

enum season
calendar_season(struct str word)
{
	for (int i = SEASON_SPRING; i <= SEASON_WINTER; i++)
		if (is_in(word, seasons[i]))
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
