/* SPDX-License-Identifier: ISC */
/* Handshakes whose signatures are made by another process. */
#include "unit/signer_house.h"

#include <sys/resource.h>

#include "net/tls_visitor.h"

#define CROWD ((size_t)SIGNING_JOBS + 8)

/* A worker's things, with a signer that has one host's key. */
struct office {
	struct signer_house house;
	struct papers papers;
	struct signing *signing;
	struct tls *tls;
	SSL_CTX *context;
};

static void
office_show(struct office *o, const struct papers *papers)
{
	const struct tls_pair pair = {
		.chain = buf_str(&papers->chain),
		.chain_name = "chain.pem",
		.key_name = "key.pem",
	};

	assert_true(tls_use(o->tls, 0, &pair, false));
}

static void
office_connect(struct office *o)
{
	assert_true(signing_use(o->signing, signer_client(&o->house)));
}

static void
office_open(struct office *o, const char *kind, int version)
{
	papers_make(&o->papers, kind);
	signer_start(&o->house);
	papers_give(&o->papers, &o->house);
	o->signing = signing_new();
	office_connect(o);
	o->tls = tls_new(1, NULL, NULL, NULL);
	assert_true(tls_sign_by(o->tls, o->signing));
	office_show(o, &o->papers);
	o->context = client_context(version);
}

static void
office_close(struct office *o)
{
	tls_free(o->tls);
	signing_free(o->signing);
	SSL_CTX_free(o->context);
	papers_release(&o->papers);
	assert_int_equal(signer_end(&o->house, 0), 0);
}

static void
woken(void *arg)
{
	struct meeting *m = arg;

	assert_int_equal(m->opened, STREAM_WANT_WAKE);
	m->opened = STREAM_WANT_READ;
}

/* Until the server waits for its signature. */
static void
begin(struct meeting *m, struct office *o)
{
	meeting_init(m, o->tls, o->context, NULL);
	m->stream.wake = woken;
	m->stream.arg = m;
	for (int i = 0; i < 3; i++) {
		ERR_clear_error();
		SSL_connect(m->client);
		meeting_serve(m);
	}
	assert_int_equal(m->opened, STREAM_WANT_WAKE);
}

/* What a loop would do: send, wait, take. */
static void
turn(struct office *o)
{
	struct pollfd there = { .fd = signing_fd(o->signing),
		.events = POLLIN };

	signing_flush(o->signing);
	assert_int_equal(poll(&there, 1, 5000), 1);
	signing_take(o->signing);
}

static void
finish(struct meeting *m, struct office *o)
{
	while (m->opened == STREAM_WANT_WAKE)
		turn(o);
	meeting_shake(m);
	assert_true(m->shaken);
	assert_int_equal(m->opened, STREAM_DONE);
	assert_true(meeting_talk(m, STR("hello")));
}

static const char *const kinds[] = { "P-256", "P-384", "RSA", "ED25519" };

static void
keys_of_many_kinds_sign(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds) * COUNT(tls_versions); i++) {
		struct meeting m;
		struct office o;

		office_open(&o, kinds[i / COUNT(tls_versions)],
		    tls_versions[i % COUNT(tls_versions)]);
		begin(&m, &o);
		finish(&m, &o);
		assert_true(meeting_showed(&m, o.papers.cert));
		assert_int_equal(signing_count(o.signing), 1);
		meeting_end(&m);
		office_close(&o);
	}
}

/* As in a process that has no loop: nobody is woken, nobody has to be. */
static void
without_a_loop_a_signature_is_waited_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct meeting m;
		struct office o;

		office_open(&o, "P-256", tls_versions[i]);
		meeting_whole(&m, o.tls, o.context, NULL);
		meeting_end(&m);
		office_close(&o);
	}
}

static void
without_a_signer_none_is_waited_for(void **state)
{
	struct meeting m;
	struct office o;

	(void)state;
	office_open(&o, "P-256", 0);
	assert_int_equal(signer_end(&o.house, SIGKILL), SIGKILL);
	meeting_init(&m, o.tls, o.context, NULL);
	meeting_shake(&m);
	assert_int_equal(m.opened, STREAM_FAILED);
	meeting_end(&m);
	signer_start(&o.house);
	office_close(&o);
}

/* what was asked of the one that died is asked of the next. */
static void
a_signer_that_dies_costs_no_handshake(void **state)
{
	struct meeting meetings[40];
	struct office o;

	(void)state;
	office_open(&o, "P-256", 0);
	for (size_t i = 0; i < COUNT(meetings); i++) {
		begin(&meetings[i], &o);
		if (i == 30)
			kill(o.house.pid, SIGSTOP);
		if (i == 10 || i == 35)
			signing_flush(o.signing);
	}
	signer_end(&o.house, SIGKILL);
	while (signing_fd(o.signing) >= 0)
		turn(&o);
	signer_start(&o.house);
	papers_give(&o.papers, &o.house);
	office_connect(&o);
	for (size_t i = 0; i < COUNT(meetings); i++) {
		finish(&meetings[i], &o);
		meeting_end(&meetings[i]);
	}
	office_close(&o);
}

/* Handshakes under way are signed with the key they began with. */
static void
a_new_key_costs_no_handshake(void **state)
{
	struct papers next, last;
	struct meeting before, after, late;
	struct office o;

	(void)state;
	office_open(&o, "P-256", 0);
	papers_make(&next, "RSA");
	papers_make(&last, "P-384");
	begin(&before, &o);
	begin(&late, &o);
	papers_give(&next, &o.house);
	office_show(&o, &next);
	begin(&after, &o);
	finish(&before, &o);
	finish(&after, &o);
	assert_true(meeting_showed(&before, o.papers.cert));
	assert_true(meeting_showed(&after, next.cert));
	finish(&late, &o);
	meeting_end(&late);
	/* Two changes later its key is gone: it fails, and nothing else. */
	office_show(&o, &o.papers);
	begin(&late, &o);
	papers_give(&last, &o.house);
	while (late.opened == STREAM_WANT_WAKE)
		turn(&o);
	meeting_shake(&late);
	assert_int_equal(late.opened, STREAM_FAILED);
	meeting_end(&before);
	meeting_end(&after);
	meeting_end(&late);
	papers_release(&next);
	papers_release(&last);
	office_close(&o);
}

/* Some not asked for yet, some asked for, all others as if nothing were. */
static void
a_connection_may_close_while_it_waits(void **state)
{
	struct meeting meetings[48];
	struct office o;

	(void)state;
	office_open(&o, "P-256", 0);
	for (size_t i = 0; i < COUNT(meetings); i++) {
		begin(&meetings[i], &o);
		if (i == 24)
			signing_flush(o.signing);
	}
	for (size_t i = 0; i < COUNT(meetings); i += 2)
		meeting_end(&meetings[i]);
	for (size_t i = 1; i < COUNT(meetings); i += 2) {
		finish(&meetings[i], &o);
		meeting_end(&meetings[i]);
	}
	office_close(&o);
}

/* Jobs have stacks, so there is an end to them; who has none waits, too. */
static void
more_may_wait_than_there_are_jobs(void **state)
{
	static struct meeting meetings[CROWD];
	struct rlimit limit = { 3 * CROWD, 3 * CROWD };
	struct office o;

	(void)state;
	setrlimit(RLIMIT_NOFILE, &limit);
	office_open(&o, "P-256", TLS1_3_VERSION);
	for (size_t i = 0; i < CROWD; i++)
		begin(&meetings[i], &o);
	/* One of those in line leaves. */
	meeting_end(&meetings[CROWD - 4]);
	for (size_t i = 0; i < CROWD; i++) {
		if (i == CROWD - 4)
			continue;
		while (meetings[i].opened != STREAM_DONE) {
			if (meetings[i].opened == STREAM_WANT_WAKE)
				turn(&o);
			meeting_shake(&meetings[i]);
		}
		meeting_end(&meetings[i]);
	}
	office_close(&o);
}

/* One message for what one turn asks, up to SIGNING_BATCH. */
static void
what_a_turn_asks_goes_out_together(void **state)
{
	struct meeting meetings[SIGNING_BATCH + 3];
	char message[SIGN_WIRE_MAX];
	struct sign_request request;
	size_t counts[2] = { 0, 0 };
	struct office o;
	int ends[2];

	(void)state;
	office_open(&o, "P-256", 0);
	assert_true(control_pair(ends));
	assert_true(signing_use(o.signing, ends[0]));
	for (size_t i = 0; i < COUNT(meetings); i++)
		begin(&meetings[i], &o);
	assert_true(signing_is_due(o.signing));
	signing_flush(o.signing);
	assert_false(signing_is_due(o.signing));
	for (size_t i = 0; i < 2; i++) {
		ssize_t len = recv(ends[1], message, sizeof(message), 0);
		struct str rest = { message, (size_t)len };

		assert_true(len > 0);
		while (sign_wire_next_request(&rest, &request))
			counts[i]++;
	}
	assert_int_equal(counts[0], SIGNING_BATCH);
	assert_int_equal(counts[1], 3);
	assert_int_equal(recv(ends[1], message, sizeof(message), 0), -1);
	for (size_t i = 0; i < COUNT(meetings); i++)
		meeting_end(&meetings[i]);
	close(ends[1]);
	office_close(&o);
}

/* A certificate without a key is one of somebody else's, without a signer. */
static void
a_key_is_needed_where_nobody_signs(void **state)
{
	struct tls *tls = tls_new(1, NULL, NULL, NULL);
	struct tls_pair pair = { .chain_name = "chain", .key_name = "key" };
	struct papers papers;

	(void)state;
	papers_make(&papers, "P-256");
	pair.chain = buf_str(&papers.chain);
	assert_false(tls_use(tls, 0, &pair, false));
	papers_release(&papers);
	tls_free(tls);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_many_kinds_sign),
		cmocka_unit_test(without_a_loop_a_signature_is_waited_for),
		cmocka_unit_test(without_a_signer_none_is_waited_for),
		cmocka_unit_test(a_signer_that_dies_costs_no_handshake),
		cmocka_unit_test(a_new_key_costs_no_handshake),
		cmocka_unit_test(a_connection_may_close_while_it_waits),
		cmocka_unit_test(more_may_wait_than_there_are_jobs),
		cmocka_unit_test(what_a_turn_asks_goes_out_together),
		cmocka_unit_test(a_key_is_needed_where_nobody_signs),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("signing", tests, NULL, NULL);
}
