/* SPDX-License-Identifier: ISC */
/*
 * The signer of a running server: keys are nowhere else, and what becomes of it
 * costs no reader a reply.
 */

#include "e2e/start.h"

#include <signal.h>
#include <unistd.h>

#include "e2e/storm.h"
#include "e2e/wire.h"
#include "unit/secret_scan.h"

#define CHILDREN_MAX 16
#define LIMIT_S 20
#define AGAIN_MS 15000
#define CLIENTS 8
#define EARLY 50
#define KEY "certs/localhost.key"

static const struct source sources[] = {
	{ "index.gmi", "# Home\n" },
};

struct process {
	pid_t pid;
	char name[32];
};

static void
name_of(struct process *p)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/comm", (int)p->pid);
	file = fopen(path, "r");
	p->name[0] = '\0';
	if (file == NULL)
		return;
	if (fgets(p->name, sizeof(p->name), file) != NULL)
		p->name[strcspn(p->name, "\n")] = '\0';
	fclose(file);
}

/* All children of the supervisor; how many. */
static size_t
children_of(const struct server *s, struct process all[CHILDREN_MAX])
{
	char path[64];
	size_t count = 0;
	FILE *file;
	int pid;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)s->pid,
	    (int)s->pid);
	file = fopen(path, "r");
	assert_non_null(file);
	while (count < CHILDREN_MAX && fscanf(file, "%d", &pid) == 1) {
		all[count].pid = pid;
		name_of(&all[count++]);
	}
	fclose(file);
	return count;
}

/* 0 = there is none now. */
static pid_t
signer_of(const struct server *s)
{
	struct process all[CHILDREN_MAX];
	size_t count = children_of(s, all);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].name, "vitae-signer") == 0)
			return all[i].pid;
	return 0;
}

static bool
is_home(void *arg, struct str reply)
{
	(void)arg;
	return str_starts(reply, STR("20 ")) &&
	       str_ends(reply, STR("# Home\n"));
}

static struct storm *
storm_of(const struct server *s)
{
	static struct storm_target target; /* outlives the storm */

	target = (struct storm_target){
		.port = s->gemini,
		.tls = true,
		.request = STR("gemini://localhost/\r\n"),
		.clients = CLIENTS,
		.right = is_home,
	};

	return storm_new(&target, 1);
}

/* Nobody but the signer, in any form: not before, not after handshakes. */
static void
x41_a_key_is_in_the_signer_alone(void **state)
{
	const struct server *s = *state;
	struct process all[CHILDREN_MAX];
	struct storm *storm;
	char path[128];
	size_t count;

	if (!secret_can_be_sought())
		skip();
	storm = storm_of(s);
	storm_ask(storm, 100);
	storm_calm(storm);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
	snprintf(path, sizeof(path), "%s/" KEY, s->folder);
	assert_false(secret_is_in(s->pid, path));
	count = children_of(s, all);
	for (size_t i = 0; i < count; i++) {
		bool signer = strcmp(all[i].name, "vitae-signer") == 0;

		check_row(secret_is_in(all[i].pid, path) == signer,
		    all[i].name);
	}
	assert_true(signer_of(s) != 0);
}

static void
await_another(const struct server *s, pid_t before, struct storm *storm)
{
	int64_t limit = now_ms() + AGAIN_MS;
	pid_t pid;

	do {
		storm_turn(storm, 20);
		pid = signer_of(s);
	} while ((pid == 0 || pid == before) && now_ms() < limit);
	assert_true(pid != 0 && pid != before);
}

/* Handshakes wait for the next one, and fail no more than they wait. */
static void
x41_a_killed_signer_costs_no_handshake(void **state)
{
	const struct server *s = *state;
	struct storm *storm = storm_of(s);

	for (int i = 0; i < 4; i++) {
		pid_t signer = signer_of(s);

		storm_ask(storm, 200);
		assert_true(signer != 0);
		kill(signer, SIGKILL);
		await_another(s, signer, storm);
		storm_ask(storm, 50);
	}
	storm_calm(storm);
	storm_print(storm);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
}

static void
replace_pair(const struct server *s)
{
	ran_must(run(LIMIT_S,
		     "cd %s/certs && openssl req -x509 -newkey ec -pkeyopt"
		     " ec_paramgen_curve:P-256 -nodes -days 99 -keyout k.new"
		     " -out c.new -subj /CN=localhost -addext"
		     " subjectAltName=DNS:localhost 2>/dev/null && chmod 600"
		     " k.new && mv k.new localhost.key && mv c.new"
		     " localhost.crt && echo made",
		     s->folder),
	    0, "made");
}

/* with another key, and the signer killed right behind it. */
static void
x43_a_new_key_costs_no_handshake(void **state)
{
	const struct server *s = *state;
	struct storm *storm = storm_of(s);
	char path[128];

	for (int i = 0; i < 3; i++) {
		pid_t signer = signer_of(s);

		storm_ask(storm, 100);
		replace_pair(s);
		kill(s->pid, SIGHUP);
		storm_ask(storm, 100);
		kill(signer, SIGKILL);
		await_another(s, signer, storm);
		storm_ask(storm, 100);
	}
	storm_calm(storm);
	storm_print(storm);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
	snprintf(path, sizeof(path), "%s/" KEY, s->folder);
	if (secret_can_be_sought()) {
		assert_true(secret_is_in(signer_of(s), path));
		assert_false(secret_is_in(s->pid, path));
	}
	assert_true(server_log_says(s, "another key"));
}

/* Say hello to the server, and nothing more. */
static void
begin(const struct server *s, struct wire *w)
{
	const struct wire_kind plain = { .port = s->gemini };
	SSL_CTX *context = wire_context(0);
	SSL *ssl = SSL_new(context);
	char hello[2048];
	int len;

	SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
	SSL_connect(ssl);
	len = BIO_read(SSL_get_wbio(ssl), hello, sizeof(hello));
	assert_true(len > 0);
	wire_open(w, &plain);
	wire_send(w, (struct str){ hello, (size_t)len });
	SSL_free(ssl);
	SSL_CTX_free(context);
}

/* Who goes away in the middle of a handshake leaves nothing behind. */
static void
clients_that_leave_early_harm_nobody(void **state)
{
	const struct server *s = *state;
	struct storm *storm = storm_of(s);
	struct wire early[EARLY];
	pid_t signer = signer_of(s);

	kill(signer, SIGSTOP);
	for (size_t i = 0; i < EARLY; i++)
		begin(s, &early[i]);
	/* So that the server has got that far with them. */
	pause_ms(300);
	for (size_t i = 0; i < EARLY; i++)
		wire_abort(&early[i]);
	kill(signer, SIGCONT);
	storm_ask(storm, 100);
	storm_calm(storm);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
}

static void
without_a_signer_workers_have_the_keys(void **state)
{
	const struct server *s = *state;
	struct process all[CHILDREN_MAX];
	struct storm *storm = storm_of(s);
	char path[128];
	size_t count;

	storm_ask(storm, 50);
	storm_calm(storm);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
	assert_int_equal(signer_of(s), 0);
	if (!secret_can_be_sought())
		return;
	snprintf(path, sizeof(path), "%s/" KEY, s->folder);
	count = children_of(s, all);
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].name, "vitae-worker") == 0)
			assert_true(secret_is_in(all[i].pid, path));
}

static int
start(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

static int
start_without(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	server_run(&s, "--no-signer", "capsule");
	*state = &s;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest with[] = {
		cmocka_unit_test(x41_a_key_is_in_the_signer_alone),
		cmocka_unit_test(x41_a_killed_signer_costs_no_handshake),
		cmocka_unit_test(x43_a_new_key_costs_no_handshake),
		cmocka_unit_test(clients_that_leave_early_harm_nobody),
	};
	const struct CMUnitTest without[] = {
		cmocka_unit_test(without_a_signer_workers_have_the_keys),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("signer", with, start,
		   server_after_group) +
	       cmocka_run_group_tests_name("no signer", without,
		   start_without, server_after_group);
}
