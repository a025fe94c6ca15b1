/* SPDX-License-Identifier: ISC */
#include "app/cert_client.h"

#include <unistd.h>

#include "unit/cert_place.h"

static void
a_clients_certificate_is_a_file_and_a_line(void **state)
{
	struct cert_place *p = *state;
	struct cert_facts facts;
	char path[128], print[CERT_PRINT_SIZE], wanted[160];
	struct cert_want want = { hosts, 1, path, NULL, NULL };
	struct cert_pair pair;
	struct stat st;
	struct buf line;

	umask(0);
	buf_init(&line);
	snprintf(path, sizeof(path), "%s/alice.pem", p->root);
	assert_true(cert_client(path, "alice", 730, &line, &p->d));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(cert_load(&want, &pair, &p->d)); /* a pair in one file */
	assert_true(cert_facts(buf_str(&pair.chain), &facts));
	cert_release(&pair);
	assert_in_range(facts.days_left, 729, 730);
	cert_print(facts.key, print);
	snprintf(wanted, sizeof(wanted), "alice\t%s\n", print);
	assert_str(buf_str(&line), str_of(wanted));
	assert_false(cert_client(path, "alice", 730, &line, &p->d));
	assert_int_equal(cert_place_found(p, "cert-write"), 1);
	assert_str(buf_str(&line), str_of(wanted));
	buf_release(&line);
}

static void
a_member_has_a_name_of_one_word(void **state)
{
	static const char *const names[] = { "", "a b", "a\tb", "#a", "a\nb",
		"\xff", "a\xe2\x80\xaez" };
	struct cert_place *p = *state;
	char path[128];
	struct buf line;

	buf_init(&line);
	snprintf(path, sizeof(path), "%s/x.pem", p->root);
	for (size_t i = 0; i < COUNT(names); i++) {
		check_row(!cert_client(path, names[i], 1, &line, &p->d),
		    names[i]);
		check_row(access(path, F_OK) != 0, names[i]);
	}
	assert_int_equal(line.len, 0);
	buf_release(&line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(a_clients_certificate_is_a_file_and_a_line),
		WITH_FOLDER(a_member_has_a_name_of_one_word),
	};

	return cmocka_run_group_tests_name("cert_client", tests, NULL, NULL);
}
