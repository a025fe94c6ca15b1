/* SPDX-License-Identifier: ISC */
#include "net/tls_alpn.h"

#include "net/tls_hosts.h"

int
tls_alpn_choose(SSL *ssl, const unsigned char **out, unsigned char *len,
    const unsigned char *in, unsigned in_len, void *arg)
{
	struct str wanted = tls_choice_of(ssl)->alpn;
	struct str offers = { (const char *)in, in_len };

	(void)arg;
	while (wanted.len > 0 && offers.len > 0) {
		size_t length = (unsigned char)offers.at[0];
		struct str offer = str_take(str_skip(offers, 1), length);

		offers = str_skip(offers, 1 + length);
		if (!str_eq(offer, wanted))
			continue;
		*out = (const unsigned char *)offer.at;
		*len = (unsigned char)offer.len;
		return SSL_TLSEXT_ERR_OK;
	}
	return SSL_TLSEXT_ERR_NOACK;
}
