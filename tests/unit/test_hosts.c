/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "app/hosts.h"

static void
names_become_canonical_G22_G38(void **state)
{
	static const struct {
		const char *given;
		struct str want;
	} rows[] = {
		{ "Example.ORG", STR_INIT("example.org") },
		{ "example.org.", STR_INIT("example.org") },
		{ "caf\xc3\xa9.example", STR_INIT("xn--caf-dma.example") },
		{ "127.0.0.1", STR_INIT("127.0.0.1") },
		{ "::1", STR_INIT("[::1]") },
		{ "[::1]", STR_INIT("[::1]") },
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hosts hosts = { 0 };

		check_row(hosts_add(&hosts, a, str_of(rows[i].given)) == NULL,
		    rows[i].given);
		assert_str(hosts.at[0], rows[i].want);
	}
}

static void
what_could_be_no_host_is_refused(void **state)
{
	static const char *const rows[] = {
		"",
		".",
		"a b",
		"a/b",
		"../x",
		"a,IP:1.2.3.4",
		"a\nb",
		"[::g]",
		"x:y",
		"%61",
		"*",
		"*.example",
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hosts hosts = { 0 };

		check_row(hosts_add(&hosts, a, str_of(rows[i])) != NULL,
		    rows[i]);
		assert_int_equal(hosts.count, 0);
	}
}

static void
patterns_stand_behind_a_name(void **state)
{
	static const struct {
		const char *given;
		struct str want; /* empty = none */
	} rows[] = {
		{ "*", STR_INIT("*") },
		{ "*.Example.org", STR_INIT("*.example.org") },
		{ "*.caf\xc3\xa9.example", STR_INIT("*.xn--caf-dma.example") },
		{ "*.", STR_INIT("") },
		{ "**", STR_INIT("") },
		{ "*x.example", STR_INIT("") },
		{ "*.*.example", STR_INIT("") },
		{ "x.*.example", STR_INIT("") },
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hosts hosts = { 0 };

		assert_non_null(hosts_add(&hosts, a, str_of(rows[i].given)));
		assert_null(hosts_add(&hosts, a, STR("a.example")));
		hosts_add(&hosts, a, str_of(rows[i].given));
		assert_int_equal(hosts.count, rows[i].want.len > 0 ? 2 : 1);
		assert_str(hosts.at[1], rows[i].want);
	}
}

static void
too_many_are_refused_and_none_means_localhost(void **state)
{
	struct hosts hosts = { 0 };
	struct arena *a = *state;

	hosts_default(&hosts);
	assert_str(hosts.at[0], STR("localhost"));
	for (int i = 1; i < HOSTS_MAX; i++)
		assert_null(hosts_add(&hosts, a, STR("example.org")));
	assert_non_null(hosts_add(&hosts, a, STR("example.org")));
	hosts_default(&hosts);
	assert_int_equal(hosts.count, HOSTS_MAX);
}

static void
ports_are_1_to_65535(void **state)
{
	uint16_t port = 7;

	(void)state;
	assert_true(hosts_port("65535", &port));
	assert_int_equal(port, 65535);
	assert_false(hosts_port("0", &port));
	assert_false(hosts_port("65536", &port));
	assert_false(hosts_port("70x", &port));
	assert_false(hosts_port("", &port));
	assert_int_equal(port, 65535);
}

static void
a_web_site_gets_its_slash_X15(void **state)
{
	struct str web = STR("kept");
	struct arena *a = *state;

	assert_true(hosts_web(a, STR("https://e.example/~a"), &web));
	assert_str(web, STR("https://e.example/~a/"));
	assert_true(hosts_web_option(a, "http://e.example/", &web));
	assert_str(web, STR("http://e.example/"));
	assert_false(hosts_web_option(a, "e.example", &web));
	assert_false(hosts_web(a, STR("https://e.example/?a"), &web));
	assert_false(hosts_web(a, STR(""), &web));
	assert_str(web, STR("http://e.example/"));
}

static int
set_up(void **state)
{
	static struct arena a;

	arena_init(&a);
	*state = &a;
	return 0;
}

static int
tear_down(void **state)
{
	arena_release(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_become_canonical_G22_G38),
		cmocka_unit_test(what_could_be_no_host_is_refused),
		cmocka_unit_test(patterns_stand_behind_a_name),
		cmocka_unit_test(too_many_are_refused_and_none_means_localhost),
		cmocka_unit_test(ports_are_1_to_65535),
		cmocka_unit_test(a_web_site_gets_its_slash_X15),
	};

	return cmocka_run_group_tests_name("hosts", tests, set_up, tear_down);
}
