/* SPDX-License-Identifier: ISC */
#include "net/tls_why.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stddef.h>

#include "base/count.h"

#define NOT_TLS "plain text on the TLS port"
#define TOO_OLD "TLS older than 1.2"
#define NOTHING_SHARED "no shared cipher"
#define REFUSED "the client refused our certificate"

static const struct {
	int reason;
	const char *words;
} known[] = {
	{ SSL_R_HTTP_REQUEST, NOT_TLS },
	{ SSL_R_HTTPS_PROXY_REQUEST, NOT_TLS },
	{ SSL_R_WRONG_VERSION_NUMBER, NOT_TLS },
	{ SSL_R_UNSUPPORTED_PROTOCOL, TOO_OLD },
	{ SSL_R_VERSION_TOO_LOW, TOO_OLD },
	{ SSL_R_NO_SHARED_CIPHER, NOTHING_SHARED },
	{ SSL_R_NO_SUITABLE_KEY_SHARE, NOTHING_SHARED },
	{ SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS, NOTHING_SHARED },
	{ SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM, NOTHING_SHARED },
	{ SSL_R_EXCESSIVE_MESSAGE_SIZE, "a message that is too long" },
	{ SSL_R_BAD_SIGNATURE, "a certificate without its key" },
	{ SSL_R_SSLV3_ALERT_BAD_CERTIFICATE, REFUSED },
	{ SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE, REFUSED },
	{ SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED, REFUSED },
	{ SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED, REFUSED },
	{ SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN, REFUSED },
	{ SSL_R_TLSV1_ALERT_UNKNOWN_CA, REFUSED },
	{ SSL_R_UNEXPECTED_EOF_WHILE_READING, NULL },
};

const char *
tls_why(void)
{
	unsigned long error = ERR_peek_last_error();
	int reason = ERR_GET_REASON(error);

	if (error == 0)
		return NULL;
	for (size_t i = 0; i < COUNT(known); i++)
		if (ERR_GET_LIB(error) == ERR_LIB_SSL &&
		    known[i].reason == reason)
			return known[i].words;
	if (ERR_GET_LIB(error) == ERR_LIB_SSL && reason > SSL_AD_REASON_OFFSET)
		return "the client gave up with an alert";
	return "malformed";
}

const char *
tls_reason(void)
{
	const char *text = ERR_reason_error_string(ERR_peek_last_error());

	return text != NULL ? text : "unknown reason";
}
