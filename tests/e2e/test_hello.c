/* SPDX-License-Identifier: ISC */
/* How a client may begin a handshake, and it does no harm. */
#include <fcntl.h>

#include "e2e/harness.h"
#include "e2e/wire.h"

#define HOME "gemini://localhost/\r\n"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

#define RECORD_HEAD ((size_t)5)

/* A ClientHello record for "localhost"; release with buf_release. */
static struct buf
client_hello(void)
{
	SSL_CTX *context = wire_context(0);
	SSL *ssl = SSL_new(context);
	BIO *out = BIO_new(BIO_s_mem());
	char name[] = "localhost";
	struct buf hello;
	char *at;
	long len;

	buf_init(&hello);
	SSL_set_bio(ssl, BIO_new(BIO_s_mem()), out);
	assert_int_equal(SSL_set_tlsext_host_name(ssl, name), 1);
	SSL_connect(ssl);
	len = BIO_get_mem_data(out, &at);
	assert_true(len > (long)RECORD_HEAD);
	buf_add(&hello, (struct str){ at, (size_t)len });
	SSL_free(ssl);
	SSL_CTX_free(context);
	return hello;
}

/* Send bytes instead of a handshake; what comes first stands in *reply. */
static enum wire_end
throw_at(const struct server *s, struct str bytes, char *reply)
{
	const struct wire_kind plain = { .port = s->gemini };
	enum wire_end end;
	struct wire w;

	wire_open(&w, &plain);
	fcntl(w.fd, F_SETFL, 0);
	wire_send(&w, bytes);
	fcntl(w.fd, F_SETFL, O_NONBLOCK);
	wire_hear(&w, 300);
	*reply = '\0';
	if (w.heard.len > 0)
		*reply = w.heard.at[0];
	end = w.end;
	wire_abort(&w);
	return end;
}

#define HANDSHAKE '\x16'

static void
x29_a_hello_in_records_of_one_byte(void **state)
{
	struct buf hello = client_hello();
	struct str bytes = str_skip(buf_str(&hello), RECORD_HEAD);
	struct buf pieces;
	char reply;

	buf_init(&pieces);
	for (size_t i = 0; i < bytes.len; i++) {
		buf_add(&pieces, STR("\x16\x03\x01\0\x01"));
		buf_char(&pieces, bytes.at[i]);
	}
	assert_int_equal(throw_at(*state, buf_str(&pieces), &reply), WIRE_OPEN);
	assert_int_equal(reply, HANDSHAKE);
	buf_release(&pieces);
	buf_release(&hello);
}

static const struct {
	const char *why;
	const char *name; /* of nine bytes, or nothing */
	struct str head;
	size_t filler; /* bytes behind it */
} hellos[] = {
	{ "NUL in the SNI", "local\0ost", { 0 }, 0 },
	{ "no host name in the SNI", "\xff\x01 \n\r/..\\", { 0 }, 0 },
	{ "record above the limit", NULL, STR_INIT("\x16\x03\x01\xff\xff"),
	    70000 },
	{ "16 MB announced", NULL,
	    STR_INIT("\x16\x03\x01\x40\x00\x01\xff\xff\xff"), 100000 },
	{ "128 kB announced, and nearly sent", NULL,
	    STR_INIT("\x16\x03\x01\x40\x00\x01\x01\xff\xff"), 16380 },
	{ "empty records", NULL, STR_INIT("\x16\x03\x01\0\0\x16\x03\x01\0\0"),
	    0 },
	{ "SSL 2", NULL, STR_INIT("\x80\x2e\x01\0\x02\0\x15\0\0\0\x10"), 40 },
};

/* The same with another name in the place of that one. */
static struct buf
hello_naming(const char *name)
{
	struct buf hello = client_hello();
	size_t at = str_find(buf_str(&hello), STR("localhost"));

	assert_true(at < hello.len);
	memcpy(hello.at + at, name, strlen("localhost"));
	return hello;
}

static void
x29_odd_hellos_do_no_harm(void **state)
{
	static const char filler[100000];
	const struct wire_kind usual = wire_gemini(*state);

	for (size_t i = 0; i < COUNT(hellos); i++) {
		struct buf hello;
		char reply;

		if (hellos[i].name != NULL) {
			hello = hello_naming(hellos[i].name);
		} else {
			buf_init(&hello);
			buf_add(&hello, hellos[i].head);
			buf_add(&hello,
			    (struct str){ filler, hellos[i].filler });
		}
		throw_at(*state, buf_str(&hello), &reply);
		buf_release(&hello);
		wire_must(&usual, HOME, "20 ");
	}
}

static void
x29_the_longest_name_is_served(void **state)
{
	struct wire_kind kind = wire_gemini(*state);
	char name[256];

	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	kind.sni = name;
	wire_must(&kind, HOME, "20 ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x29_a_hello_in_records_of_one_byte),
		cmocka_unit_test(x29_odd_hellos_do_no_harm),
		cmocka_unit_test(x29_the_longest_name_is_served),
	};

	return cmocka_run_group_tests_name("hello", tests, setup,
	    server_after_group);
}
