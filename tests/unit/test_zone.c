/* SPDX-License-Identifier: ISC */
#include "model/zone.h"

#include "unit/unit.h"

#define NONE 9999

static const struct {
	const char *why;
	struct str text;
	int minutes; /* NONE = it is no zone */
} rows[] = {
	{ "as RFC 3339 has it", STR_INIT("+08:00"), 480 },
	{ "without the colon", STR_INIT("+0530"), 330 },
	{ "hours alone", STR_INIT("+8"), 480 },
	{ "two digits of hours", STR_INIT("-10"), -600 },
	{ "one digit and minutes", STR_INIT("-3:30"), -210 },
	{ "a minus sign of typography", STR_INIT("\u221205:00"), -300 },
	{ "UTC", STR_INIT("UTC"), 0 },
	{ "GMT", STR_INIT("GMT"), 0 },
	{ "Z", STR_INIT("Z"), 0 },
	{ "UTC and a difference", STR_INIT("UTC+8"), 480 },
	{ "the same with a blank", STR_INIT("UTC +08:00"), 480 },
	{ "the most to the east", STR_INIT("+14:00"), 840 },
	{ "the most to the west", STR_INIT("-12:00"), -720 },
	{ "nothing", STR_INIT(""), NONE },
	{ "no sign", STR_INIT("08:00"), NONE },
	{ "a sign alone", STR_INIT("+"), NONE },
	{ "three digits", STR_INIT("+800"), NONE },
	{ "five digits", STR_INIT("+08000"), NONE },
	{ "minutes of one digit", STR_INIT("+8:0"), NONE },
	{ "no minutes", STR_INIT("+8:"), NONE },
	{ "sixty minutes", STR_INIT("+08:60"), NONE },
	{ "too far to the east", STR_INIT("+14:01"), NONE },
	{ "too far to the west", STR_INIT("-12:01"), NONE },
	{ "a name of a place", STR_INIT("Asia/Shanghai"), NONE },
	{ "a name with several meanings", STR_INIT("CST"), NONE },
	{ "UTC and words", STR_INIT("UTC or so"), NONE },
};

static void
zones_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int minutes = NONE;
		bool read = zone_read(rows[i].text, &minutes);

		check_row(read == (rows[i].minutes != NONE), rows[i].why);
		check_row(minutes == rows[i].minutes, rows[i].why);
	}
}

static void
zones_are_written_S13(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_str(zone_text(&a, 0), STR("+00:00"));
	assert_str(zone_text(&a, 330), STR("+05:30"));
	assert_str(zone_text(&a, -210), STR("-03:30"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zones_are_read),
		cmocka_unit_test(zones_are_written_S13),
	};

	return cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
