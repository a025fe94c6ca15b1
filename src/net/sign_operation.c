/* SPDX-License-Identifier: ISC */
#include "net/sign_operation.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/count.h"
#include "base/mem.h"
#include "net/sign_key.h"

struct operation {
	const struct sign_key *key; /* borrowed: the caller's context has it */
	enum sign_digest digest;
	enum sign_padding padding;
};

static void *
operation_new(void *context, const char *query)
{
	(void)context, (void)query;
	return mem_new(1, sizeof(struct operation));
}

static void
operation_free(void *data)
{
	free(data);
}

static bool
find_digest(const char *name, enum sign_digest *digest)
{
	static const char *const also[SIGN_DIGESTS] = {
		[SIGN_SHA224] = "SHA2-224",
		[SIGN_SHA256] = "SHA2-256",
		[SIGN_SHA384] = "SHA2-384",
		[SIGN_SHA512] = "SHA2-512",
	};

	*digest = SIGN_PURE;
	if (name == NULL || name[0] == '\0')
		return true;
	for (int i = SIGN_PURE + 1; i < SIGN_DIGESTS; i++) {
		*digest = (enum sign_digest)i;
		if (strcasecmp(name, sign_digest_name(*digest)) == 0 ||
		    strcasecmp(name, also[i]) == 0)
			return true;
	}
	return false;
}

/* By number or by name, as callers of either age say it. */
static bool
says(const OSSL_PARAM *param, int number, const char *name)
{
	int value;

	if (param->data_type == OSSL_PARAM_UTF8_STRING)
		return strcmp(param->data, name) == 0;
	return OSSL_PARAM_get_int(param, &value) == 1 && value == number;
}

static bool
set_padding(struct operation *o, const OSSL_PARAM *param)
{
	if (says(param, RSA_PKCS1_PSS_PADDING, OSSL_PKEY_RSA_PAD_MODE_PSS))
		o->padding = SIGN_PSS;
	else if (says(param, RSA_PKCS1_PADDING, OSSL_PKEY_RSA_PAD_MODE_PKCSV15))
		o->padding = SIGN_PKCS1;
	else
		return false;
	return o->key != NULL && o->key->kind[0] == 'R';
}

/* What TLS does not have is refused: the signer would sign something else. */
static int
operation_set(void *data, const OSSL_PARAM params[])
{
	struct operation *o = data;
	const OSSL_PARAM *param;

	if (params == NULL)
		return 1;
	param = OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_PAD_MODE);
	if (param != NULL && !set_padding(o, param))
		return 0;
	param = OSSL_PARAM_locate_const(params,
	    OSSL_SIGNATURE_PARAM_PSS_SALTLEN);
	return param == NULL || says(param, RSA_PSS_SALTLEN_DIGEST,
				    OSSL_PKEY_RSA_PSS_SALT_LEN_DIGEST);
}

static const OSSL_PARAM *
operation_settable(void *data, void *context)
{
	static const OSSL_PARAM list[] = {
		OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, NULL, 0),
		OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, NULL,
		    0),
		OSSL_PARAM_END,
	};

	(void)data, (void)context;
	return list;
}

static int
operation_begin(void *data, const char *digest, void *key,
    const OSSL_PARAM params[])
{
	struct operation *o = data;

	if (key != NULL)
		o->key = key;
	if (o->key == NULL || o->key->signing == NULL ||
	    !find_digest(digest, &o->digest))
		return 0;
	o->padding = SIGN_UNPADDED;
	if (o->key->kind[0] == 'R')
		o->padding = strcmp(o->key->kind, "RSA") == 0 ? SIGN_PKCS1
							      : SIGN_PSS;
	return operation_set(data, params);
}

static int
operation_sign(void *data, unsigned char *to, size_t *len, size_t size,
    const unsigned char *tbs, size_t tbs_len)
{
	const struct operation *o = data;
	const struct sign_key *key = o->key;
	size_t most = (size_t)EVP_PKEY_get_size(key->public);
	unsigned char signature[SIGNING_MAX];
	struct sign_request request = {
		.digest = o->digest,
		.padding = o->padding,
		.tbs = { (const char *)tbs, tbs_len },
	};

	if (to == NULL) {
		*len = most;
		return 1;
	}
	if (tbs_len == 0 || tbs_len > SIGNING_TBS_MAX)
		return 0;
	memcpy(request.key, key->name, sizeof(key->name));
	if (!signing_ask(key->signing, &request, signature, len) ||
	    *len > size || *len > most)
		return 0;
	memcpy(to, signature, *len);
	return 1;
}

const OSSL_ALGORITHM *
sign_operation_algorithms(void)
{
#define FUNCTION(of, as)                   \
	{                                  \
		(of), (void (*)(void))(as) \
	}
	static const OSSL_DISPATCH functions[] = {
		FUNCTION(OSSL_FUNC_SIGNATURE_NEWCTX, operation_new),
		FUNCTION(OSSL_FUNC_SIGNATURE_FREECTX, operation_free),
		FUNCTION(OSSL_FUNC_SIGNATURE_DIGEST_SIGN_INIT, operation_begin),
		FUNCTION(OSSL_FUNC_SIGNATURE_DIGEST_SIGN, operation_sign),
		FUNCTION(OSSL_FUNC_SIGNATURE_SET_CTX_PARAMS, operation_set),
		FUNCTION(OSSL_FUNC_SIGNATURE_SETTABLE_CTX_PARAMS,
		    operation_settable),
		{ 0, NULL },
	};
	static const OSSL_ALGORITHM list[] = {
		{ "ECDSA", "provider=vitae", functions, NULL },
		{ "RSA:rsaEncryption:1.2.840.113549.1.1.1", "provider=vitae",
		    functions, NULL },
		{ "ED25519:1.3.101.112", "provider=vitae", functions, NULL },
		{ "ED448:1.3.101.113", "provider=vitae", functions, NULL },
		{ NULL, NULL, NULL, NULL },
	};

	return list;
}
