/* SPDX-License-Identifier: ISC */
#include "net/sign_provider.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/mem.h"
#include "net/sign_key.h"
#include "net/sign_operation.h"

#define NAME "vitae"

struct sign_provider {
	OSSL_LIB_CTX *context;
	OSSL_PROVIDER *provider;
	struct signing *signing;
};

static const OSSL_ALGORITHM *
query(void *context, int operation, int *no_cache)
{
	(void)context;
	*no_cache = 0;
	if (operation == OSSL_OP_KEYMGMT)
		return sign_key_algorithms();
	if (operation == OSSL_OP_SIGNATURE)
		return sign_operation_algorithms();
	return NULL;
}

static int
init(const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *in,
    const OSSL_DISPATCH **out, void **context)
{
	static const OSSL_DISPATCH functions[] = {
		{ OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))query },
		{ 0, NULL },
	};

	(void)in;
	*out = functions;
	/* A handle of which nothing is asked, but one there must be. */
	*context = (void *)(uintptr_t)handle;
	return 1;
}

struct sign_provider *
sign_provider_new(struct signing *signing)
{
	struct sign_provider *p = mem_new(1, sizeof(*p));

	ERR_clear_error();
	p->signing = signing;
	p->context = OSSL_LIB_CTX_new();
	if (p->context != NULL &&
	    OSSL_PROVIDER_add_builtin(p->context, NAME, init) == 1)
		p->provider = OSSL_PROVIDER_load(p->context, NAME);
	if (p->provider != NULL)
		return p;
	sign_provider_free(p);
	return NULL;
}

void
sign_provider_free(struct sign_provider *p)
{
	if (p == NULL)
		return;
	if (p->provider != NULL)
		OSSL_PROVIDER_unload(p->provider);
	OSSL_LIB_CTX_free(p->context);
	free(p);
}

EVP_PKEY *
sign_provider_key(struct sign_provider *p, X509 *cert)
{
	ERR_clear_error();
	return sign_key_of(p->context, p->signing, cert);
}
