/* SPDX-License-Identifier: ISC */
#ifndef APP_GET_CALL_H
#define APP_GET_CALL_H

/*
 * get_call -- what `vitae get` sends, and to whom: from a URL to a call.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "net/client.h"
#include "proto/uri.h"

#define GET_REQUEST_MAX 2048 /* bytes */

/* As they stand on the command line; empty or NULL = not there. Borrowed. */
struct get_options {
	bool header;
	struct str connect; /* ADDR:PORT */
	struct str fingerprint;
	const char *cert;
	const char *key;
	struct str sni;
	uint64_t timeout; /* seconds, from 1 on */
	struct str url;
};

/* What the views in a call point to, beside the options. */
struct get_storage {
	char host[URI_HOST_MAX + 1];
	char plain[GET_REQUEST_MAX];
	char selector[GET_REQUEST_MAX];
	char request[GET_REQUEST_MAX];
	char fingerprint[CLIENT_FINGERPRINT_LEN];
};

/*
 * Fill in *call, which must be zero, but for who takes the reply, and say
 * whether a Gemini server is called. NULL, or what is wrong with the options,
 * in words for a message.
 */
const char *get_call(const struct get_options *o, struct get_storage *s,
    struct client_call *call, bool *gemini);

#endif
