/* SPDX-License-Identifier: ISC */
/* Certificates and lists that change while a server uses them. */
#include <signal.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 20000
#define HEAR_MS 5000
#define WORKERS 2
#define IN_A_ROW 12 /* connections; each worker has taken some of so many */

#define CHAIN "certs/localhost.crt"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
	{ "members/list.gmi", "# For members\n" },
};

static void
must(const struct server *s, const char *command)
{
	must_run("D=%s; cd $D; %s", s->folder, command);
}

/* A server with a zone, of WORKERS workers, from a file of its own. */
static void
begin(struct server *s, const char *host_lines)
{
	char command[1024];

	server_make(s, sources, COUNT(sources));
	snprintf(command, sizeof(command),
	    "printf 'gemini = 127.0.0.1:0\\ngopher = none\\nworkers = %d\\n"
	    "[host localhost]\\ncapsule = capsule\\n%s' >vitae.conf;"
	    " : >list",
	    WORKERS, host_lines);
	must(s, command);
}

static void
end(struct server *s)
{
	server_stop(s);
	server_remove(s);
}

/* What this connection is served with, as 64 digits. */
static void
print_served(const struct server *s, char print[65])
{
	struct wire_kind kind = wire_gemini(s);
	struct wire w;

	wire_open(&w, &kind);
	assert_true(w.shaken);
	snprintf(print, 65, "%s", w.fingerprint);
	wire_close(&w);
}

/* Until no worker serves the old one any more. */
static void
wait_for_another(const struct server *s, const char *old, char print[65])
{
	int64_t latest = now_ms() + LIMIT_MS;

	for (int seen = 0; seen < IN_A_ROW; seen++) {
		assert_true(now_ms() < latest);
		print_served(s, print);
		if (strcmp(print, old) == 0) {
			seen = -1;
			pause_ms(20);
		}
	}
}

static void
expect_unchanged(const struct server *s, const char *old)
{
	char print[65];

	for (int i = 0; i < IN_A_ROW; i++) {
		print_served(s, print);
		assert_string_equal(print, old);
	}
}

static size_t
log_count(const struct server *s, const char *text)
{
	struct buf log = server_log(s);
	struct str rest = buf_str(&log);
	size_t count = 0;

	for (;;) {
		rest = str_skip(rest, str_find(rest, str_of(text)));
		if (rest.len == 0)
			break;
		rest = str_skip(rest, 1);
		count++;
	}
	buf_release(&log);
	return count;
}

static void
wait_for_log(const struct server *s, const char *text, size_t count)
{
	int64_t latest = now_ms() + LIMIT_MS;

	while (log_count(s, text) < count) {
		assert_true(now_ms() < latest);
		pause_ms(20);
	}
}

/* The line of a kind that vitae cert show has. */
static struct buf
shown(const struct server *s, const char *kind)
{
	struct ran r = run(LIMIT_S,
	    "cd %s; \"$VITAE\" cert show -c vitae.conf | grep '^%s'",
	    s->folder, kind);

	assert_int_equal(r.status, 0);
	return r.out;
}

static void
g100_a_renewed_certificate_keeps_its_key_and_is_served(void **state)
{
	struct server s;
	char before[65], after[65];
	struct buf key_before, key_after;
	struct wire_kind kind;
	struct wire open;

	(void)state;
	begin(&s, "");
	server_run_file(&s);
	print_served(&s, before);
	key_before = shown(&s, "public key");
	kind = wire_gemini(&s);
	wire_open(&open, &kind);
	wire_send(&open, STR("gemini://loc"));
	must(&s, "$VITAE cert renew -c vitae.conf");
	wait_for_another(&s, before, after);
	key_after = shown(&s, "public key");
	assert_str(buf_str(&key_after), buf_str(&key_before));
	/* Who began before ends as if nothing had been. */
	wire_send(&open, STR("alhost/\r\n"));
	wire_hear(&open, HEAR_MS);
	assert_int_equal(open.end, WIRE_ENDED);
	assert_true(str_starts(wire_heard(&open), STR("20 text/gemini")));
	assert_string_equal(open.fingerprint, before);
	wire_close(&open);
	assert_int_equal(log_count(&s, "localhost.crt: a new certificate"), 1);
	buf_release(&key_before);
	buf_release(&key_after);
	end(&s);
}

/* As Let's Encrypt's clients leave it: links to the newest of many. */
static const char two_generations[] =
    "mkdir live old new; cd old;"
    " openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    " -keyout ca.key -out ca.crt -subj '/CN=Test CA' -days 99 2>/dev/null;"
    " echo subjectAltName=DNS:localhost >names; for dir in . ../new; do"
    " openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    " -keyout $dir/key.pem -out request -subj /CN=localhost 2>/dev/null &&"
    " openssl x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial"
    " -days 90 -extfile names -out leaf 2>/dev/null &&"
    " cat leaf ca.crt >$dir/chain.pem && chmod 600 $dir/key.pem || exit 1;"
    " done; cd ../live; ln -s ../old/chain.pem ../old/key.pem .";

static void
a_chain_that_links_lead_to_is_followed(void **state)
{
	struct server s;
	char before[65], after[65];
	struct ran r;

	(void)state;
	begin(&s, "cert = live/chain.pem\\nkey = live/key.pem\\n");
	must(&s, two_generations);
	server_run_file(&s);
	print_served(&s, before);
	must(&s, "cd live; for i in chain key; do"
		 " ln -s ../new/$i.pem next && mv -T next $i.pem; done");
	wait_for_another(&s, before, after);
	r = run(LIMIT_S,
	    "openssl s_client -connect 127.0.0.1:%u -servername localhost"
	    " -showcerts </dev/null | grep -c BEGIN",
	    s.gemini);
	assert_true(ran_says(&r, "2\n")); /* the CA's goes with it */
	ran_release(&r);
	r = run(LIMIT_S, "cd %s; \"$VITAE\" cert renew -c vitae.conf",
	    s.folder);
	ran_must(r, 1, "not signed by itself");
	end(&s);
}

static void
x43_a_broken_certificate_changes_nothing(void **state)
{
	struct server s;
	char before[65], after[65];

	(void)state;
	begin(&s, "");
	server_run_file(&s);
	print_served(&s, before);
	must(&s, "cp " CHAIN " good; echo broken >" CHAIN);
	assert_int_equal(kill(s.pid, SIGHUP), 0);
	wait_for_log(&s, "localhost.crt: what was in use before stays", 1);
	expect_unchanged(&s, before);
	assert_int_equal(kill(s.pid, SIGHUP), 0); /* says it no second time */
	expect_unchanged(&s, before);
	must(&s, "mv good " CHAIN "; $VITAE cert renew -c vitae.conf");
	wait_for_another(&s, before, after);
	assert_int_equal(log_count(&s, "what was in use before stays"), 1);
	end(&s);
}

/* Without SIGHUP, the whole way: a broken one is told of at a second look. */
static void
x43_a_missing_certificate_changes_nothing(void **state)
{
	struct server s;
	char before[65];

	(void)state;
	begin(&s, "");
	server_run_file(&s);
	print_served(&s, before);
	must(&s, "mv " CHAIN " away");
	wait_for_log(&s, "localhost.crt: what was in use before stays", 1);
	expect_unchanged(&s, before);
	must(&s, "mv away " CHAIN);
	wait_for_log(&s, "localhost.crt: a new certificate", 1);
	expect_unchanged(&s, before);
	end(&s);
}

/* The header of a reply to a member, or to somebody else. */
static struct ran
visit(const struct server *s, const char *cert)
{
	return run(LIMIT_S,
	    "cd %s; \"$VITAE\" get -h %s --connect 127.0.0.1:%u"
	    " gemini://localhost:%u/members/list.gmi",
	    s->folder, cert, s->gemini, s->gemini);
}

static void
wait_for_status(const struct server *s, const char *cert, const char *status)
{
	int64_t latest = now_ms() + LIMIT_MS;

	for (int seen = 0; seen < IN_A_ROW; seen++) {
		struct ran r = visit(s, cert);

		assert_true(now_ms() < latest);
		if (!str_starts(buf_str(&r.out), str_of(status)))
			seen = -1;
		ran_release(&r);
	}
}

static void
a_new_member_is_let_in_and_an_old_one_is_not(void **state)
{
	struct server s;

	(void)state;
	begin(&s, "zone = /members/ list\\n");
	must(&s, "$VITAE cert client alice -o alice.pem >alice");
	server_run_file(&s);
	ran_must(visit(&s, ""), 1, "60 ");
	ran_must(visit(&s, "--cert alice.pem"), 1, "61 ");
	must(&s, "cat alice >>list");
	wait_for_status(&s, "--cert alice.pem", "20 ");
	wait_for_log(&s, "list: a new list, members: 1", 1);
	/* A list with an error is not taken. */
	must(&s, "echo 'bob 12:34' >list");
	assert_int_equal(kill(s.pid, SIGHUP), 0);
	wait_for_log(&s, "list: what was in use before stays in use", 1);
	wait_for_status(&s, "--cert alice.pem", "20 ");
	must(&s, ": >list");
	assert_int_equal(kill(s.pid, SIGHUP), 0);
	wait_for_status(&s, "--cert alice.pem", "61 ");
	end(&s);
}

static void
wait_for_others(const struct server *s, const pid_t before[WORKERS])
{
	int64_t latest = now_ms() + LIMIT_MS;

	for (int i = 0; i < WORKERS; i++)
		while (kill(before[i], 0) == 0) {
			assert_true(now_ms() < latest);
			pause_ms(5);
		}
	wait_for_log(s, "was ended by signal 9", WORKERS);
}

static void
a_worker_that_comes_later_has_what_is_new(void **state)
{
	struct server s;
	char before[65], after[65];
	pid_t workers[WORKERS];

	(void)state;
	begin(&s, "zone = /members/ list\\n");
	server_run_file(&s);
	print_served(&s, before);
	must(&s, "$VITAE cert renew -c vitae.conf;"
		 " $VITAE cert client alice -o alice.pem >list");
	assert_int_equal(kill(s.pid, SIGHUP), 0);
	wait_for_another(&s, before, after);
	wait_for_status(&s, "--cert alice.pem", "20 ");
	server_workers(&s, workers, WORKERS);
	for (int i = 0; i < WORKERS; i++)
		assert_int_equal(kill(workers[i], SIGKILL), 0);
	wait_for_others(&s, workers);
	expect_unchanged(&s, after);
	wait_for_status(&s, "--cert alice.pem", "20 ");
	end(&s);
}

static const struct {
	const char *why;
	const char *command; /* behind "vitae cert", in a folder */
	int status;
	const char *says;
} commands[] = {
	{ "made", "make --certs c --host a.example --host b.example", 0,
	    "made a new certificate: c/a.example.crt" },
	{ "made once", "make --certs c --host a.example", 0,
	    "c/a.example.crt: is there already" },
	{ "shown", "show --certs c --host a.example", 0,
	    "names        a.example, b.example\n" },
	{ "lacks a name", "show --certs c --host a.example --host x.example",
	    0, "warning: does not name x.example" },
	{ "not there", "show --certs c --host x.example", 1,
	    "c/x.example.crt: error: not made yet" },
	{ "renewed", "renew --certs c --host a.example --host x.example", 0,
	    "names        a.example, x.example\n" },
	{ "not there to renew", "renew --certs c --host x.example", 1,
	    "c/x.example.crt: error: not made yet" },
	{ "all of a file", "make -c two.conf", 0, "certs/two.example.crt" },
	{ "one of a file", "show -c two.conf --host two.example", 0,
	    "certs/two.example.crt\n" },
	{ "none of a file", "show -c two.conf --host x.example", 1,
	    "two.conf: no host has such a name" },
	{ "no such file", "show -c none.conf", 1, "none.conf: " },
	{ "a client's", "client alice -o alice.pem", 0, "alice\t" },
	{ "never replaced", "client alice -o alice.pem", 1, "File exists" },
	{ "a short one", "client bob -o bob.pem --days 1", 0, "bob\t" },
	{ "no days", "client eve -o eve.pem --days 0", 2, "usage:" },
	{ "no name", "client -o eve.pem", 2, "usage:" },
	{ "no file", "client eve", 2, "usage:" },
	{ "no host name", "make --host 'a b'", 2, "a b: " },
	{ "nothing", "", 2, "usage:" },
	{ "no such thing", "forge", 2, "usage:" },
};

static void
commands_say_what_they_did(void **state)
{
	struct server s; /* a folder, nothing else */

	(void)state;
	server_make(&s, NULL, 0);
	must(&s, "printf '[host one.example]\\ncapsule = c\\n"
		 "[host two.example]\\ncapsule = c\\n' >two.conf");
	for (size_t i = 0; i < COUNT(commands); i++) {
		struct ran r = run(LIMIT_S, "cd %s && \"$VITAE\" cert %s",
		    s.folder, commands[i].command);

		if (!ran_says(&r, commands[i].says))
			print_error("%.*s\n", STR_ARG(buf_str(&r.out)));
		check_row(ran_says(&r, commands[i].says), commands[i].why);
		check_row(r.status == commands[i].status, commands[i].why);
		ran_release(&r);
	}
	server_remove(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_say_what_they_did),
		cmocka_unit_test(
		    g100_a_renewed_certificate_keeps_its_key_and_is_served),
		cmocka_unit_test(a_chain_that_links_lead_to_is_followed),
		cmocka_unit_test(x43_a_broken_certificate_changes_nothing),
		cmocka_unit_test(x43_a_missing_certificate_changes_nothing),
		cmocka_unit_test(a_new_member_is_let_in_and_an_old_one_is_not),
		cmocka_unit_test(a_worker_that_comes_later_has_what_is_new),
	};

	return cmocka_run_group_tests_name("certs", tests, NULL, NULL);
}
