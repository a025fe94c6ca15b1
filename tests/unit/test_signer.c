/* SPDX-License-Identifier: ISC */
/* What the signer signs, and what it does not. */
#include "unit/signer_house.h"

#include <errno.h>

#include "net/tls_visitor.h"

#define BLANKS16 "                "
#define BLANKS BLANKS16 BLANKS16 BLANKS16 BLANKS16
#define CONTEXT "TLS 1.3, server CertificateVerify\0"
#define HASH "0123456789abcdef0123456789abcdef"
#define RANDOMS HASH HASH
#define X25519 "\x03\x00\x1d\x20" HASH

/* As a TLS server asks it, and as nobody should. */
static const struct {
	const char *why;
	const char *kind; /* of the key */
	enum sign_digest digest;
	enum sign_padding padding;
	struct str tbs;
	bool is_signed;
} rows[] = {
	{ "TLS 1.3", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(BLANKS CONTEXT HASH), true },
	{ "TLS 1.3, SHA-384", "P-256", SIGN_SHA384, SIGN_UNPADDED,
	    STR_INIT(BLANKS CONTEXT HASH "0123456789abcdef"), true },
	{ "TLS 1.3, RSA", "RSA", SIGN_SHA256, SIGN_PSS,
	    STR_INIT(BLANKS CONTEXT HASH), true },
	{ "TLS 1.3, Ed25519", "ED25519", SIGN_PURE, SIGN_UNPADDED,
	    STR_INIT(BLANKS CONTEXT HASH), true },
	{ "TLS 1.2", "P-256", SIGN_SHA512, SIGN_UNPADDED,
	    STR_INIT(RANDOMS X25519), true },
	{ "TLS 1.2, RSA", "RSA", SIGN_SHA224, SIGN_PKCS1,
	    STR_INIT(RANDOMS X25519), true },
	{ "TLS 1.2, PSS", "RSA", SIGN_SHA256, SIGN_PSS,
	    STR_INIT(RANDOMS X25519), true },

	{ "a client's context, RFC 8446 4.4.3", "P-256", SIGN_SHA256,
	    SIGN_UNPADDED,
	    STR_INIT(BLANKS "TLS 1.3, client CertificateVerify\0" HASH),
	    false },
	{ "no NUL behind the context", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(BLANKS "TLS 1.3, server CertificateVerify " HASH), false },
	{ "a blank too few", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(BLANKS16 BLANKS16 BLANKS16 "               " CONTEXT HASH),
	    false },
	{ "a hash of no suite", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(BLANKS CONTEXT HASH "x"), false },
	{ "no hash", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(BLANKS CONTEXT), false },
	{ "PKCS #1 in TLS 1.3", "RSA", SIGN_SHA256, SIGN_PKCS1,
	    STR_INIT(BLANKS CONTEXT HASH), false },
	{ "a text", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT("I owe you a beer"), false },
	{ "a certificate's length, RFC 5280", "P-256", SIGN_SHA256,
	    SIGN_UNPADDED,
	    STR_INIT("\x30\x82\x01\x00" RANDOMS RANDOMS RANDOMS RANDOMS),
	    false },
	{ "explicit curve, RFC 8422 5.4", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS "\x01\x00\x1d\x20" HASH), false },
	{ "a point that ends early", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS "\x03\x00\x1d\x21" HASH), false },
	{ "bytes behind the point", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS X25519 "x"), false },
	{ "an empty point", "P-256", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS "\x03\x00\x1d\x00"), false },
	{ "RSA without padding", "RSA", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS X25519), false },
	{ "RSA without a digest", "RSA", SIGN_PURE, SIGN_PKCS1,
	    STR_INIT(RANDOMS X25519), false },
	{ "EC without a digest: bytes of one's choice", "P-256", SIGN_PURE,
	    SIGN_UNPADDED, STR_INIT(BLANKS CONTEXT HASH), false },
	{ "EC with padding", "P-256", SIGN_SHA256, SIGN_PSS,
	    STR_INIT(RANDOMS X25519), false },
	{ "Ed25519 of a digest", "ED25519", SIGN_SHA256, SIGN_UNPADDED,
	    STR_INIT(RANDOMS X25519), false },
};

static struct signer_house house;

static int
open_house(void **state)
{
	(void)state;
	signer_start(&house);
	return 0;
}

static int
close_house(void **state)
{
	(void)state;
	return signer_end(&house, 0);
}

static size_t
send_and_hear(int fd, struct str message, char *answer, size_t cap)
{
	struct pollfd there = { .fd = fd, .events = POLLIN };
	ssize_t len;

	assert_int_equal(send(fd, message.at, message.len, 0), message.len);
	assert_int_equal(poll(&there, 1, 5000), 1);
	len = recv(fd, answer, cap, 0);
	return len > 0 ? (size_t)len : 0;
}

/* The signature over request, empty = refused. */
static struct str
sign(int fd, const struct sign_request *request, char *answer, size_t cap)
{
	struct sign_answer said;
	struct str rest = { answer, 0 };
	struct buf message;

	buf_init(&message);
	sign_wire_request(&message, request);
	rest.len = send_and_hear(fd, buf_str(&message), answer, cap);
	assert_true(sign_wire_next_answer(&rest, &said));
	assert_int_equal(rest.len, 0);
	assert_true(said.id == request->id);
	buf_release(&message);
	return said.signature;
}

/* With what OpenSSL alone thinks of it. */
static bool
is_right(EVP_PKEY *key, const struct sign_request *request, struct str got)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY_CTX *how;
	bool right;

	assert_int_equal(EVP_DigestVerifyInit_ex(md, &how,
			     sign_digest_name(request->digest), NULL, NULL, key,
			     NULL),
	    1);
	if (request->padding == SIGN_PSS) {
		EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING);
		EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST);
	}
	right = EVP_DigestVerify(md, (const unsigned char *)got.at, got.len,
		    (const unsigned char *)request->tbs.at,
		    request->tbs.len) == 1;
	EVP_MD_CTX_free(md);
	return right;
}

static void
handshakes_are_signed_and_nothing_else(void **state)
{
	int fd = signer_client(&house);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sign_request request = {
			.id = i,
			.digest = rows[i].digest,
			.padding = rows[i].padding,
			.tbs = rows[i].tbs,
		};
		char answer[SIGN_WIRE_MAX];
		struct papers papers;
		struct str got;

		papers_make(&papers, rows[i].kind);
		papers_give(&papers, &house);
		assert_true(tls_visitor_key(papers.cert, request.key));
		got = sign(fd, &request, answer, sizeof(answer));
		check_row((got.len > 0) == rows[i].is_signed, rows[i].why);
		check_row(got.len == 0 || is_right(papers.key, &request, got),
		    rows[i].why);
		papers_release(&papers);
	}
	close(fd);
}

static struct sign_request
sound_request(void)
{
	return (struct sign_request){
		.id = 7,
		.digest = SIGN_SHA256,
		.tbs = STR(BLANKS CONTEXT HASH),
	};
}

static void
a_key_it_does_not_have_is_not_used(void **state)
{
	const struct sign_request request = sound_request();
	int fd = signer_client(&house);
	char answer[SIGN_WIRE_MAX];

	(void)state;
	assert_int_equal(sign(fd, &request, answer, sizeof(answer)).len, 0);
	close(fd);
}

/* Whoever sends one is not answered any more; the others are. */
static void
what_is_no_batch_ends_the_client(void **state)
{
	struct sign_request request = sound_request();
	char answer[SIGN_WIRE_MAX], longer[SIGNING_TBS_MAX + 1] = { 0 };
	struct buf messages[6];
	int other = signer_client(&house);

	(void)state;
	for (size_t i = 0; i < COUNT(messages); i++)
		buf_init(&messages[i]);
	sign_wire_request(&messages[0], &request);
	messages[0].len--; /* cut short */
	sign_wire_request(&messages[1], &request);
	buf_char(&messages[1], 'x'); /* more than one, less than two */
	for (size_t i = 0; i <= SIGNING_BATCH; i++)
		sign_wire_request(&messages[2], &request);
	request.tbs = (struct str){ longer, sizeof(longer) };
	sign_wire_request(&messages[3], &request);
	request.tbs.len = 0;
	sign_wire_request(&messages[4], &request);
	request = sound_request();
	request.digest = SIGN_DIGESTS;
	sign_wire_request(&messages[5], &request);
	for (size_t i = 0; i < COUNT(messages); i++) {
		int fd = signer_client(&house);

		assert_int_equal(send_and_hear(fd, buf_str(&messages[i]),
				     answer, sizeof(answer)),
		    0);
		close(fd);
		buf_release(&messages[i]);
	}
	request = sound_request();
	assert_int_equal(sign(other, &request, answer, sizeof(answer)).len, 0);
	close(other);
}

/* It goes on with the others, and with this one when it takes its answers. */
static void
a_worker_that_takes_no_answers_holds_up_nobody(void **state)
{
	const struct sign_request request = sound_request();
	int deaf = signer_client(&house), fd = signer_client(&house);
	char answer[SIGN_WIRE_MAX];
	struct pollfd there = { .fd = deaf, .events = POLLIN };
	struct buf batch;
	size_t sent = 0, heard = 0;

	(void)state;
	buf_init(&batch);
	for (size_t i = 0; i < SIGNING_BATCH; i++)
		sign_wire_request(&batch, &request);
	for (;;) {
		struct pollfd room = { .fd = deaf, .events = POLLOUT };

		while (send(deaf, batch.at, batch.len, 0) > 0)
			sent++;
		assert_int_equal(errno, EAGAIN);
		if (poll(&room, 1, 200) == 0)
			break;
	}
	assert_int_equal(sign(fd, &request, answer, sizeof(answer)).len, 0);
	while (heard < sent) {
		assert_int_equal(poll(&there, 1, 5000), 1);
		assert_true(recv(deaf, answer, sizeof(answer), 0) > 0);
		heard++;
	}
	buf_release(&batch);
	close(deaf);
	close(fd);
}

/* What of a pair is said: all certificates, and nothing that is secret. */
static void
a_pair_is_answered_by_its_certificates(void **state)
{
	struct papers papers;
	struct said said;
	struct buf both;

	(void)state;
	papers_make(&papers, "P-256");
	buf_init(&both);
	buf_add(&both, STR("words\n"));
	buf_add(&both, buf_str(&papers.secret));
	buf_add(&both, buf_str(&papers.chain));
	buf_add(&both, buf_str(&papers.chain));
	signer_give(&house, 9, buf_str(&both), buf_str(&both), &said);
	assert_int_equal(said.says, SIGNER_FINE);
	buf_clear(&both);
	buf_add(&both, buf_str(&papers.chain));
	buf_add(&both, buf_str(&papers.chain));
	assert_str(((struct str){ said.text, said.len }), buf_str(&both));
	buf_release(&both);
	papers_release(&papers);
}

static void
what_is_wrong_with_a_pair_is_said(void **state)
{
	struct papers papers, other;
	struct said said;
	struct str cert, key;

	(void)state;
	papers_make(&papers, "P-256");
	papers_make(&other, "P-256");
	cert = buf_str(&papers.chain);
	key = buf_str(&papers.secret);
	signer_give(&house, 9, key, key, &said);
	assert_int_equal(said.says, SIGNER_BAD_CHAIN);
	assert_true(said.len > 0);
	signer_give(&house, 9, cert, cert, &said);
	assert_int_equal(said.says, SIGNER_BAD_KEY);
	signer_give(&house, 9, cert, STR(""), &said);
	assert_int_equal(said.says, SIGNER_BAD_KEY);
	signer_give(&house, 9, cert, buf_str(&other.secret), &said);
	assert_int_equal(said.says, SIGNER_OTHER_KEY);
	signer_send(&house, CONTROL_PAIR, 9, SIGNER_KEY, house.control);
	signer_hear(&house, &said);
	assert_int_equal(said.says, SIGNER_UNREAD);
	papers_release(&papers);
	papers_release(&other);
}

/* workers that finish what they have begun still need it. */
static void
it_stays_as_long_as_a_worker(void **state)
{
	const struct sign_request request = sound_request();
	char answer[SIGN_WIRE_MAX];
	struct signer_house own;
	int fd;

	(void)state;
	signer_start(&own);
	fd = signer_client(&own);
	assert_int_equal(sign(fd, &request, answer, sizeof(answer)).len, 0);
	kill(own.pid, SIGTERM);
	assert_int_equal(sign(fd, &request, answer, sizeof(answer)).len, 0);
	close(fd);
	assert_int_equal(signer_end(&own, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(handshakes_are_signed_and_nothing_else),
		cmocka_unit_test(a_key_it_does_not_have_is_not_used),
		cmocka_unit_test(what_is_no_batch_ends_the_client),
		cmocka_unit_test(
		    a_worker_that_takes_no_answers_holds_up_nobody),
		cmocka_unit_test(a_pair_is_answered_by_its_certificates),
		cmocka_unit_test(what_is_wrong_with_a_pair_is_said),
		cmocka_unit_test(it_stays_as_long_as_a_worker),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("signer", tests, open_house,
	    close_house);
}
