/* SPDX-License-Identifier: ISC */
#include "net/sign_key.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/tls_visitor.h"

#define MADE "vitae-key" /* a parameter: a struct sign_key to be like */

static void *
key_new(const char *kind)
{
	struct sign_key *key = mem_new(1, sizeof(*key));

	key->kind = kind;
	return key;
}

static void *
new_ec(void *context)
{
	(void)context;
	return key_new("EC");
}

static void *
new_rsa(void *context)
{
	(void)context;
	return key_new("RSA");
}

static void *
new_pss(void *context)
{
	(void)context;
	return key_new("RSA-PSS");
}

static void *
new_ed25519(void *context)
{
	(void)context;
	return key_new("ED25519");
}

static void *
new_ed448(void *context)
{
	(void)context;
	return key_new("ED448");
}

static void
key_free(void *data)
{
	struct sign_key *key = data;

	EVP_PKEY_free(key->public);
	free(key);
}

/* There is no private half; but libssl may ask before it signs. */
static int
key_has(const void *data, int selection)
{
	const struct sign_key *key = data;
	bool secret = (selection & OSSL_KEYMGMT_SELECT_PRIVATE_KEY) != 0;

	return key->public != NULL && (!secret || key->signing != NULL);
}

static int
key_match(const void *data1, const void *data2, int selection)
{
	const struct sign_key *a = data1;
	const struct sign_key *b = data2;

	(void)selection;
	return a->public != NULL && b->public != NULL &&
	       EVP_PKEY_eq(a->public, b->public) == 1;
}

static int
key_get(void *data, OSSL_PARAM params[])
{
	struct sign_key *key = data;

	return key->public != NULL && EVP_PKEY_get_params(key->public, params);
}

static const OSSL_PARAM *
key_gettable(void *context)
{
	static const OSSL_PARAM list[] = {
		OSSL_PARAM_int(OSSL_PKEY_PARAM_BITS, NULL),
		OSSL_PARAM_int(OSSL_PKEY_PARAM_SECURITY_BITS, NULL),
		OSSL_PARAM_int(OSSL_PKEY_PARAM_MAX_SIZE, NULL),
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, NULL, 0),
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_DEFAULT_DIGEST, NULL, 0),
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_MANDATORY_DIGEST, NULL,
		    0),
		OSSL_PARAM_END,
	};

	(void)context;
	return list;
}

/* Of a key of another provider; of its private half nothing is taken. */
static bool
import_public(struct sign_key *key, const OSSL_PARAM params[])
{
	EVP_PKEY_CTX *maker = EVP_PKEY_CTX_new_from_name(NULL, key->kind, NULL);
	/* It only reads them. */
	OSSL_PARAM *given = (OSSL_PARAM *)(uintptr_t)params;
	bool made = maker != NULL && EVP_PKEY_fromdata_init(maker) == 1 &&
		    EVP_PKEY_fromdata(maker, &key->public, EVP_PKEY_PUBLIC_KEY,
			given) == 1;

	EVP_PKEY_CTX_free(maker);
	return made;
}

static int
key_import(void *data, int selection, const OSSL_PARAM params[])
{
	const OSSL_PARAM *given = OSSL_PARAM_locate_const(params, MADE);
	struct sign_key *key = data;
	const char *kind = key->kind;
	const void *like;
	size_t len;

	(void)selection;
	if (given == NULL)
		return import_public(key, params);
	if (OSSL_PARAM_get_octet_ptr(given, &like, &len) != 1 ||
	    len != sizeof(*key))
		return 0;
	*key = *(const struct sign_key *)like;
	key->kind = kind;
	return EVP_PKEY_up_ref(key->public);
}

static const OSSL_PARAM *
key_import_types(int selection)
{
	static const OSSL_PARAM list[] = {
		OSSL_PARAM_octet_ptr(MADE, NULL, 0),
		OSSL_PARAM_END,
	};

	(void)selection;
	return list;
}

/* Otherwise it is called like the key. */
static const char *
sign_name_ec(int operation)
{
	return operation == OSSL_OP_SIGNATURE ? "ECDSA" : NULL;
}

static const char *
sign_name_rsa(int operation)
{
	return operation == OSSL_OP_SIGNATURE ? "RSA" : NULL;
}

/*
 * There is no export: if there were one, the default provider would take the
 * public half, find that it can sign, and fail.
 */
#define FUNCTION(of, as)                   \
	{                                  \
		(of), (void (*)(void))(as) \
	}
#define COMMON                                                         \
	FUNCTION(OSSL_FUNC_KEYMGMT_FREE, key_free),                    \
	    FUNCTION(OSSL_FUNC_KEYMGMT_HAS, key_has),                  \
	    FUNCTION(OSSL_FUNC_KEYMGMT_MATCH, key_match),              \
	    FUNCTION(OSSL_FUNC_KEYMGMT_GET_PARAMS, key_get),           \
	    FUNCTION(OSSL_FUNC_KEYMGMT_GETTABLE_PARAMS, key_gettable), \
	    FUNCTION(OSSL_FUNC_KEYMGMT_IMPORT, key_import),            \
	    FUNCTION(OSSL_FUNC_KEYMGMT_IMPORT_TYPES, key_import_types)
#define NAMED(as) FUNCTION(OSSL_FUNC_KEYMGMT_QUERY_OPERATION_NAME, as)
#define END             \
	{               \
		0, NULL \
	}

static const OSSL_DISPATCH ec[] = {
	FUNCTION(OSSL_FUNC_KEYMGMT_NEW, new_ec),
	NAMED(sign_name_ec),
	COMMON,
	END,
};
static const OSSL_DISPATCH rsa[] = {
	FUNCTION(OSSL_FUNC_KEYMGMT_NEW, new_rsa),
	NAMED(sign_name_rsa),
	COMMON,
	END,
};
static const OSSL_DISPATCH pss[] = {
	FUNCTION(OSSL_FUNC_KEYMGMT_NEW, new_pss),
	NAMED(sign_name_rsa),
	COMMON,
	END,
};
static const OSSL_DISPATCH ed25519[] = {
	FUNCTION(OSSL_FUNC_KEYMGMT_NEW, new_ed25519),
	COMMON,
	END,
};
static const OSSL_DISPATCH ed448[] = {
	FUNCTION(OSSL_FUNC_KEYMGMT_NEW, new_ed448),
	COMMON,
	END,
};

const OSSL_ALGORITHM *
sign_key_algorithms(void)
{
	/* All names: libssl knows a key by more than one of them. */
	static const OSSL_ALGORITHM list[] = {
		{ "EC:id-ecPublicKey:1.2.840.10045.2.1", "provider=vitae", ec,
		    NULL },
		{ "RSA:rsaEncryption:1.2.840.113549.1.1.1", "provider=vitae",
		    rsa, NULL },
		{ "RSA-PSS:RSASSA-PSS:1.2.840.113549.1.1.10", "provider=vitae",
		    pss, NULL },
		{ "ED25519:1.3.101.112", "provider=vitae", ed25519, NULL },
		{ "ED448:1.3.101.113", "provider=vitae", ed448, NULL },
		{ NULL, NULL, NULL, NULL },
	};

	return list;
}

EVP_PKEY *
sign_key_of(OSSL_LIB_CTX *context, struct signing *signing, X509 *cert)
{
	struct sign_key like = { .signing = signing };
	void *at = &like;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_ptr(MADE, &at, sizeof(like)),
		OSSL_PARAM_construct_end(),
	};
	EVP_PKEY_CTX *maker = NULL;
	EVP_PKEY *key = NULL;

	like.public = X509_get0_pubkey(cert);
	if (like.public != NULL && tls_visitor_key(cert, like.name))
		maker = EVP_PKEY_CTX_new_from_name(context,
		    EVP_PKEY_get0_type_name(like.public), NULL);
	if (maker != NULL && EVP_PKEY_fromdata_init(maker) == 1)
		EVP_PKEY_fromdata(maker, &key, EVP_PKEY_KEYPAIR, params);
	EVP_PKEY_CTX_free(maker);
	return key;
}
