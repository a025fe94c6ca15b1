/* SPDX-License-Identifier: ISC */
#include "net/tls_wire.h"

#include <stdlib.h>

/*
 * What a client may send until its request is there. A line that comes byte by
 * byte in records of TLS 1.2 takes half of it, a client's certificate with its
 * chain at most another quarter; key updates and renegotiations could otherwise
 * come without end, and OpenSSL would not return meanwhile.
 */
#define INPUT_MAX ((uint64_t)64 * 1024)

/* OpenSSL writes record by record; collecting them saves system calls. */
static int
out_write(BIO *bio, const char *at, size_t len, size_t *written)
{
	struct buf *out = BIO_get_data(bio);

	buf_add(out, (struct str){ at, len });
	*written = len;
	return 1;
}

static long
out_ctrl(BIO *bio, int command, long number, void *arg)
{
	(void)bio, (void)number, (void)arg;
	return command == BIO_CTRL_FLUSH;
}

BIO_METHOD *
tls_wire_output(void)
{
	BIO_METHOD *method = BIO_meth_new(
	    BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "vitae output");

	if (method != NULL) {
		BIO_meth_set_write_ex(method, out_write);
		BIO_meth_set_ctrl(method, out_ctrl);
	}
	return method;
}

static long
limit_input(BIO *bio, int event, const char *at, size_t len, int number,
    long more, int result, size_t *done)
{
	(void)at, (void)len, (void)number, (void)more, (void)done;
	if (event != BIO_CB_READ || BIO_number_read(bio) < INPUT_MAX)
		return result;
	/* What is left from the read before would say: try again. */
	BIO_clear_retry_flags(bio);
	return 0;
}

void
tls_wire_attach(SSL *ssl, const BIO_METHOD *output, int fd, struct buf *out)
{
	BIO *from = BIO_new_socket(fd, BIO_NOCLOSE);
	BIO *to = BIO_new(output);

	if (from == NULL || to == NULL)
		abort(); /* out of memory, and nothing else */
	BIO_set_callback_ex(from, limit_input);
	BIO_set_data(to, out);
	BIO_set_init(to, 1);
	SSL_set_bio(ssl, from, to);
}

bool
tls_wire_spent(const SSL *ssl)
{
	return BIO_number_read(SSL_get_rbio(ssl)) >= INPUT_MAX;
}
