/* SPDX-License-Identifier: ISC */
#include "base/charset.h"

#include "base/utf8.h"
#include "unit/unit.h"

static const struct {
	const char *name;
	bool known;
	enum charset charset;
} names[] = {
	{ "UTF-8", true, CHARSET_UTF8 },
	{ "utf-8", true, CHARSET_UTF8 },
	{ "utf8", true, CHARSET_UTF8 },
	{ "ISO-8859-1", true, CHARSET_LATIN1 },
	{ "iso-8859-1", true, CHARSET_LATIN1 },
	{ "Latin-1", true, CHARSET_LATIN1 },
	{ "latin1", true, CHARSET_LATIN1 },
	{ "US-ASCII", true, CHARSET_ASCII },
	{ "ascii", true, CHARSET_ASCII },
	{ "", false, CHARSET_COUNT },
	{ "UTF-16", false, CHARSET_COUNT },
	{ "ISO-8859-15", false, CHARSET_COUNT },
	{ "Latin-2", false, CHARSET_COUNT },
	{ " ASCII", false, CHARSET_COUNT },
	{ "ASCI", false, CHARSET_COUNT },
};

static void
names_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		enum charset charset = CHARSET_COUNT;

		check_row(charset_parse(str_of(names[i].name), &charset) ==
			      names[i].known,
		    names[i].name);
		check_row(charset == names[i].charset, names[i].name);
	}
}

static void
own_names_are_read(void **state)
{
	(void)state;
	for (enum charset c = 0; c < CHARSET_COUNT; c++) {
		enum charset charset = CHARSET_COUNT;

		assert_true(charset_parse(charset_name(c), &charset));
		assert_int_equal(charset, c);
	}
	assert_str(charset_name(CHARSET_UTF8), STR("UTF-8"));
	assert_str(charset_name(CHARSET_LATIN1), STR("ISO-8859-1"));
	assert_str(charset_name(CHARSET_ASCII), STR("US-ASCII"));
}

/* Every character, encoded alone behind bytes that must stay. */
static void
check_point(struct buf *out, uint32_t point, enum charset charset)
{
	char room[UTF8_CHAR_MAX];
	const struct str text = utf8_char(room, point);
	unsigned char last;

	buf_clear(out);
	buf_add(out, STR("\xff\xc3\xa9"));
	buf_add(out, text);
	charset_encode(out, 3, charset);
	assert_memory_equal(out->at, "\xff\xc3\xa9", 3);
	if (charset == CHARSET_UTF8) {
		assert_str(str_skip(buf_str(out), 3), text);
		return;
	}
	assert_int_equal(out->len, 4);
	last = (unsigned char)out->at[3];
	assert_int_equal(last, charset_has(charset, point) ? point : '?');
}

static void
every_character_is_a_byte_or_unknown(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (enum charset c = 0; c < CHARSET_COUNT; c++)
		for (uint32_t point = 0; point <= 0x10ffff; point++)
			if (point < 0xd800 || point > 0xdfff)
				check_point(&out, point, c);
	buf_release(&out);
}

static void
charsets_end_where_they_should(void **state)
{
	(void)state;
	assert_true(charset_has(CHARSET_ASCII, 0x7f));
	assert_false(charset_has(CHARSET_ASCII, 0x80));
	assert_false(charset_has(CHARSET_LATIN1, 0x80));
	assert_false(charset_has(CHARSET_LATIN1, 0x9f));
	assert_true(charset_has(CHARSET_LATIN1, 0xa0));
	assert_true(charset_has(CHARSET_LATIN1, 0xff));
	assert_false(charset_has(CHARSET_LATIN1, 0x100));
	assert_true(charset_has(CHARSET_UTF8, 0x10ffff));
}

static const struct {
	const char *why;
	struct str text;
	enum charset charset;
	struct str want;
} encoded[] = {
	{ "nothing", STR_INIT(""), CHARSET_ASCII, STR_INIT("") },
	{ "plain text", STR_INIT("a\tb\r\n"), CHARSET_ASCII,
	    STR_INIT("a\tb\r\n") },
	{ "letters of Latin-1", STR_INIT("caf\u00e9 na\u00efve"),
	    CHARSET_LATIN1, STR_INIT("caf\xe9 na\xefve") },
	{ "no letters of ASCII", STR_INIT("caf\u00e9!"), CHARSET_ASCII,
	    STR_INIT("caf?!") },
	{ "no letters of Latin-1", STR_INIT("\u0141\u00f3d\u017a"),
	    CHARSET_LATIN1, STR_INIT("?\xf3"
				     "d?") },
	{ "one for four bytes", STR_INIT("\U0001f680!"), CHARSET_LATIN1,
	    STR_INIT("?!") },
	{ "X-37 no commands of a terminal", STR_INIT("a\xc2\x9bzmb"),
	    CHARSET_LATIN1, STR_INIT("a?zmb") },
	{ "one for each byte that is none", STR_INIT("a\xff\xfe"
						     "b"),
	    CHARSET_LATIN1, STR_INIT("a??b") },
	{ "a character cut off", STR_INIT("a\xe4\xb8"), CHARSET_ASCII,
	    STR_INIT("a??") },
	{ "an overlong slash", STR_INIT("\xc0\xaf"), CHARSET_LATIN1,
	    STR_INIT("??") },
	{ "UTF-8 stays what it is", STR_INIT("\xff\u00e9"), CHARSET_UTF8,
	    STR_INIT("\xff\u00e9") },
};

/* In a fixed one as well, which shows that it takes no room. */
static void
bytes_are_encoded_in_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(encoded); i++) {
		char room[32];
		struct buf out;

		buf_fixed(&out, room, encoded[i].text.len);
		buf_add(&out, encoded[i].text);
		charset_encode(&out, 0, encoded[i].charset);
		check_row(str_eq(buf_str(&out), encoded[i].want),
		    encoded[i].why);
		check_row(out.at == room && !out.cut, encoded[i].why);
	}
}

static void
guess_reads_what_was_encoded(void **state)
{
	struct arena a;
	struct str text = STR("caf\u00e9");

	(void)state;
	arena_init(&a);
	assert_ptr_equal(charset_guess(&a, text).at, text.at);
	assert_str(charset_guess(&a, STR("caf\xe9")), text);
	assert_int_equal(charset_guess(&a, STR("")).len, 0);
	for (unsigned byte = 0x80; byte <= 0xff; byte++) {
		const char one = (char)byte;
		uint32_t point = 0;
		struct str got = charset_guess(&a, (struct str){ &one, 1 });

		assert_int_equal(utf8_next(got, &point), got.len);
		assert_int_equal(point, byte);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_read),
		cmocka_unit_test(own_names_are_read),
		cmocka_unit_test(every_character_is_a_byte_or_unknown),
		cmocka_unit_test(charsets_end_where_they_should),
		cmocka_unit_test(bytes_are_encoded_in_place),
		cmocka_unit_test(guess_reads_what_was_encoded),
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
