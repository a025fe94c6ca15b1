/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "net/tls_sni.h"

static const struct {
	const char *why;
	struct str data; /* of the extension */
	const char *want;
} rows[] = {
	{ "G-92 a name", STR_INIT("\0\x0a\0\0\x07one.org"), "one.org" },
	{ "G-92 letter case", STR_INIT("\0\x0a\0\0\x07oNe.ORG"), "one.org" },
	{ "a final dot is none of its own", STR_INIT("\0\x0b\0\0\x08one.org."),
	    "one.org" },
	{ "two dots are not one", STR_INIT("\0\x0c\0\0\x09one.org.."),
	    "one.org." },
	{ "an address is a name like others", STR_INIT("\0\x0b\0\0\x08"
						       "10.0.0.1"),
	    "10.0.0.1" },
	{ "X-29 nothing", STR_INIT(""), NULL },
	{ "X-29 half a length", STR_INIT("\0"), NULL },
	{ "X-29 an empty list", STR_INIT("\0\0"), NULL },
	{ "X-29 a type and no more", STR_INIT("\0\x01\0"), NULL },
	{ "X-29 half a length of a name", STR_INIT("\0\x02\0\0"), NULL },
	{ "X-29 an empty name", STR_INIT("\0\x03\0\0\0"), NULL },
	{ "X-29 a dot alone", STR_INIT("\0\x04\0\0\x01."), NULL },
	{ "X-29 the list is longer than it can be",
	    STR_INIT("\xff\xff\0\0\x07one.org"), NULL },
	{ "X-29 the name is longer than the list",
	    STR_INIT("\0\x0a\0\xff\xffone.org"), NULL },
	{ "X-29 the list ends within the name",
	    STR_INIT("\0\x09\0\0\x07one.org"), NULL },
	{ "X-29 bytes behind the list", STR_INIT("\0\x0a\0\0\x07one.orgx"),
	    NULL },
	{ "X-29 two names", STR_INIT("\0\x08\0\0\x01"
				     "a\0\0\x01"
				     "b"),
	    NULL },
	{ "X-29 no host name", STR_INIT("\0\x0a\x01\0\x07one.org"), NULL },
	{ "X-29 NUL", STR_INIT("\0\x0a\0\0\x07one\0org"), NULL },
	{ "X-29 a blank", STR_INIT("\0\x0a\0\0\x07one org"), NULL },
	{ "X-29 a line end", STR_INIT("\0\x0a\0\0\x07one\norg"), NULL },
	{ "X-29 beyond ASCII", STR_INIT("\0\x0a\0\0\x07one\xe9org"), NULL },
	{ "a pattern is no name", STR_INIT("\0\x08\0\0\x05*.org"), NULL },
};

static void
names_are_read_with_care_G92_X29(void **state)
{
	char storage[TLS_SNI_MAX];
	struct str name;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool is = tls_sni_name(rows[i].data, storage, &name);

		check_row(is == (rows[i].want != NULL), rows[i].why);
		if (is)
			check_row(str_eq(name, str_of(rows[i].want)),
			    rows[i].why);
	}
}

/* A name of len letters, as an extension has it. */
static bool
long_name(size_t len)
{
	char data[512], storage[TLS_SNI_MAX];
	struct str name;

	memset(data, 'a', sizeof(data));
	data[0] = (char)((len + 3) >> 8);
	data[1] = (char)(len + 3);
	data[2] = 0;
	data[3] = (char)(len >> 8);
	data[4] = (char)len;
	return tls_sni_name((struct str){ data, len + 5 }, storage, &name) &&
	       name.len == len;
}

static void
a_name_has_255_bytes_at_most_X29(void **state)
{
	(void)state;
	assert_true(long_name(TLS_SNI_MAX));
	assert_false(long_name(TLS_SNI_MAX + 1));
	assert_false(long_name(500));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_read_with_care_G92_X29),
		cmocka_unit_test(a_name_has_255_bytes_at_most_X29),
	};

	return cmocka_run_group_tests_name("tls_sni", tests, NULL, NULL);
}
