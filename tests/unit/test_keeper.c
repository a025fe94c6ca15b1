/* SPDX-License-Identifier: ISC */
/* Certificates whose keys the supervisor never sees. */
#include "app/keeper.h"

#include <dirent.h>
#include <signal.h>

#include "app/renew.h"
#include "net/signer.h"
#include "unit/cert_place.h"
#include "unit/handshake.h"
#include "unit/secret_scan.h"

/* A supervisor's things. */
struct shop {
	struct cert_place *place;
	struct keeper *keeper;
	struct signing *signing;
	struct tls *tls;
	struct renew *renew;
	struct renew_host host;
	pid_t signer;
};

static void
start_signer(struct shop *s)
{
	assert_true(keeper_prepare(s->keeper));
	s->signer = fork();
	if (s->signer == 0) {
		signer_guard();
		_exit(keeper_work(s->keeper) ? 0 : 1);
	}
	keeper_started(s->keeper, NULL, 0);
}

static void
kill_signer(struct shop *s)
{
	kill(s->signer, SIGKILL);
	assert_int_equal(waitpid(s->signer, NULL, 0), s->signer);
}

static int
shop_open(void **state)
{
	struct shop *s = calloc(1, sizeof(*s));
	void *place;

	cert_place_make(&place);
	s->place = place;
	s->keeper = keeper_new();
	s->signing = signing_new();
	s->tls = tls_new(1, NULL, NULL, NULL);
	assert_true(tls_sign_by(s->tls, s->signing));
	start_signer(s);
	s->host.cert = s->place->want;
	s->host.keeper = s->keeper;
	*state = s;
	return 0;
}

static int
shop_close(void **state)
{
	struct shop *s = *state;
	void *place = s->place;

	renew_free(s->renew);
	tls_free(s->tls);
	signing_free(s->signing);
	keeper_free(s->keeper);
	assert_int_equal(waitpid(s->signer, NULL, 0), s->signer);
	cert_place_remove(&place);
	free(s);
	return 0;
}

#define IN_SHOP(test) cmocka_unit_test_setup_teardown(test, shop_open, \
    shop_close)

static bool
begin(struct shop *s)
{
	s->renew = renew_new(&s->host, 1, s->tls, &s->place->d);
	return s->renew != NULL;
}

/* A way to the signer, as a worker has it, over which a handshake works. */
static bool
serves(struct shop *s)
{
	SSL_CTX *context = client_context(0);
	struct meeting m;
	bool served;

	meeting_init(&m, s->tls, context, NULL);
	meeting_shake(&m);
	served = m.opened == STREAM_DONE && meeting_talk(&m, STR("hello"));
	meeting_end(&m);
	SSL_CTX_free(context);
	return served;
}

/*
 * What supervise_tell() does with the two ends: this test is the supervisor and
 * a worker in one.
 */
static struct shop *told;

void
supervise_tell(struct crew *crew, enum role role, size_t number,
    const struct control *message)
{
	(void)crew, (void)number;
	assert_int_equal(role, ROLE_WORKER);
	assert_int_equal(message->what, CONTROL_SIGNER);
	assert_true(signing_use(told->signing, dup(message->handle)));
}

void
supervise_tell_all(struct crew *crew, enum role role,
    const struct control *message)
{
	(void)crew;
	assert_int_equal(role, ROLE_WORKER);
	assert_int_equal(message->what, CONTROL_CERTIFICATE);
	assert_int_equal(message->part, message->bytes.len);
	assert_int_equal(str_find(message->bytes, STR("PRIVATE")),
	    message->bytes.len);
}

static void
connect_worker(struct shop *s)
{
	told = s;
	keeper_connect(s->keeper, NULL, 0);
}

static void
key_path(const struct shop *s, char path[CERT_PATH_MAX])
{
	snprintf(path, CERT_PATH_MAX, "%s/example.org.key", s->place->dir);
}

static void
a_new_pair_is_made_where_nobody_stays(void **state)
{
	char path[CERT_PATH_MAX];
	struct shop *s = *state;

	assert_true(begin(s));
	connect_worker(s);
	assert_true(serves(s));
	if (!secret_can_be_sought())
		return;
	key_path(s, path);
	assert_false(secret_is_in(getpid(), path));
	assert_true(secret_is_in(s->signer, path));
}

/* The same pair, with its key used here, shows that the scan finds one. */
static void
without_a_keeper_the_key_is_here(void **state)
{
	char path[CERT_PATH_MAX];
	struct shop *s = *state;

	s->host.keeper = NULL;
	assert_true(begin(s));
	assert_true(serves(s));
	key_path(s, path);
	if (secret_can_be_sought())
		assert_true(secret_is_in(getpid(), path));
}

/* Make the pair anew in the same files. */
static void
make_anew(struct shop *s)
{
	char path[CERT_PATH_MAX];
	struct cert_files files;

	key_path(s, path);
	assert_int_equal(unlink(path), 0);
	memcpy(path + strlen(path) - 3, "crt", 3);
	assert_int_equal(unlink(path), 0);
	assert_true(keeper_find(&s->place->want, &files, &s->place->d));
}

static void
a_new_pair_is_taken_over(void **state)
{
	struct shop *s = *state;
	struct cert_facts before;

	assert_true(begin(s));
	connect_worker(s);
	before = *renew_facts(s->renew, 0);
	make_anew(s);
	renew_tick(s->renew, NULL, true);
	assert_memory_not_equal(before.key, renew_facts(s->renew, 0)->key,
	    sizeof(before.key));
	assert_true(serves(s));
}

/* Another signer gets the keys, though their files have gone since. */
static void
the_next_signer_has_the_same_keys(void **state)
{
	char path[CERT_PATH_MAX];
	struct shop *s = *state;

	assert_true(begin(s));
	connect_worker(s);
	key_path(s, path);
	assert_int_equal(unlink(path), 0);
	kill_signer(s);
	assert_false(serves(s));
	start_signer(s);
	connect_worker(s);
	assert_true(serves(s));
}

/* X-43, and nobody waits for a signer that is not there. */
static void
without_a_signer_the_old_pair_stays(void **state)
{
	struct shop *s = *state;
	struct cert_facts before;

	assert_true(begin(s));
	connect_worker(s);
	before = *renew_facts(s->renew, 0);
	make_anew(s);
	kill_signer(s);
	renew_tick(s->renew, NULL, true);
	renew_tick(s->renew, NULL, false);
	renew_tick(s->renew, NULL, false);
	assert_memory_equal(before.key, renew_facts(s->renew, 0)->key,
	    sizeof(before.key));
	start_signer(s);
	connect_worker(s);
	assert_true(serves(s));
	renew_tick(s->renew, NULL, false);
	assert_memory_not_equal(before.key, renew_facts(s->renew, 0)->key,
	    sizeof(before.key));
	assert_true(serves(s));
}

static const struct {
	const char *why;
	const char *code;
	const char *command; /* on files named example.org.* */
} broken[] = {
	{ "X-43 no PEM", "cert-unusable", "echo x >example.org.crt" },
	{ "X-43 an empty key", "key-unusable", ": >example.org.key" },
	{ "X-43 another's key", "key-other",
	    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"
	    " -out example.org.key 2>/dev/null" },
	{ "X-09 a FIFO", "cert-read",
	    "rm example.org.key && mkfifo example.org.key" },
	{ "G-100 half a pair", NULL, "rm example.org.key" },
	{ "X-42 a key that others can read", "key-mode",
	    "chmod 644 example.org.key" },
};

static void
what_is_wrong_is_said_as_without_a_signer(void **state)
{
	struct shop *s = *state;
	struct cert_files files;

	for (size_t i = 0; i < COUNT(broken); i++) {
		const size_t before = broken[i].code != NULL
					  ? cert_place_found(s->place,
						broken[i].code)
					  : 0;
		bool fine = i + 1 == COUNT(broken);
		char command[512];

		assert_true(keeper_find(&s->place->want, &files, &s->place->d));
		snprintf(command, sizeof(command), "cd %s && { %s; }",
		    s->place->dir, broken[i].command);
		assert_int_equal(system(command), 0);
		check_row(begin(s) == fine, broken[i].why);
		if (broken[i].code != NULL)
			check_row(cert_place_found(s->place, broken[i].code) ==
				      before + 1,
			    broken[i].why);
		snprintf(command, sizeof(command), "rm -rf %s", s->place->dir);
		assert_int_equal(system(command), 0);
	}
}

static size_t
open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t count = 0;

	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count;
}

static void
a_child_can_leave_all_of_it(void **state)
{
	struct shop *s = *state;
	size_t before = open_descriptors();

	assert_true(begin(s));
	assert_int_equal(open_descriptors(), before + 2);
	keeper_leave(s->keeper);
	assert_int_equal(open_descriptors(), before - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SHOP(a_new_pair_is_made_where_nobody_stays),
		IN_SHOP(without_a_keeper_the_key_is_here),
		IN_SHOP(a_new_pair_is_taken_over),
		IN_SHOP(the_next_signer_has_the_same_keys),
		IN_SHOP(without_a_signer_the_old_pair_stays),
		IN_SHOP(what_is_wrong_is_said_as_without_a_signer),
		IN_SHOP(a_child_can_leave_all_of_it),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("keeper", tests, NULL, NULL);
}
