/* SPDX-License-Identifier: ISC */
#include "app/cert.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cert_folder.h"
#include "app/cert_look.h"
#include "app/read.h"
#include "base/log.h"
#include "proto/uri.h"

struct tls_pair
cert_tls_pair(const struct cert_pair *pair)
{
	const struct cert_files *files = &pair->files;
	bool one = strcmp(files->chain, files->key) == 0;

	return (struct tls_pair){
		.chain = buf_str(&pair->chain),
		.key = buf_str(one ? &pair->chain : &pair->key),
		.chain_name = files->chain,
		.key_name = files->key,
	};
}

static bool
fits(int len)
{
	return len > 0 && len < CERT_PATH_MAX;
}

static bool
name_file(const struct cert_want *want, const char *suffix,
    char path[CERT_PATH_MAX])
{
	return fits(snprintf(path, CERT_PATH_MAX, "%s/%.*s.%s", want->folder,
	    STR_ARG(uri_host_bare(want->names[0])), suffix));
}

static bool
name_files(const struct cert_want *want, struct cert_files *files)
{
	const char *key = want->key != NULL ? want->key : want->chain;

	if (want->chain == NULL)
		return name_file(want, "crt", files->chain) &&
		       name_file(want, "key", files->key);
	return fits(snprintf(files->chain, CERT_PATH_MAX, "%s", want->chain)) &&
	       fits(snprintf(files->key, CERT_PATH_MAX, "%s", key));
}

bool
cert_files(const struct cert_want *want, struct cert_files *files,
    struct diags *d)
{
	const char *given = want->chain != NULL ? want->chain : want->folder;

	if (name_files(want, files))
		return true;
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(given) },
	    "cert-path", "the path is too long");
	return false;
}

enum cert_there
cert_there(const struct cert_files *files)
{
	bool chain = access(files->chain, F_OK) == 0;
	bool key = access(files->key, F_OK) == 0;

	if (chain && key)
		return CERT_BOTH;
	return chain || key ? CERT_HALF : CERT_MISSING;
}

static bool
read_one(const char *path, struct buf *text, struct diags *d)
{
	const char *why = read_file(path, CERT_FILE_MAX, text);

	if (why != NULL)
		diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
		    "cert-read", "cannot be read: %s", why);
	return why == NULL;
}

static bool
read_pair(struct cert_pair *pair, struct diags *d)
{
	const struct cert_files *files = &pair->files;

	return read_one(files->chain, &pair->chain, d) &&
	       (strcmp(files->chain, files->key) == 0 ||
		   read_one(files->key, &pair->key, d));
}

bool
cert_read(const struct cert_want *want, const struct cert_files *files,
    struct cert_pair *pair, struct diags *d)
{
	buf_init(&pair->chain);
	buf_init(&pair->key);
	pair->files = *files;
	if (!read_pair(pair, d) || !cert_look_usable(pair, d))
		return false;
	cert_look(pair, want->names, want->count, d);
	return true;
}

bool
cert_find(const struct cert_want *want, struct cert_files *files,
    struct diags *d)
{
	bool made = false;

	if (!cert_files(want, files, d) ||
	    (want->chain == NULL && !cert_folder_make(want, files, &made, d)))
		return false;
	if (made)
		log_line("made a new certificate: %s", files->chain);
	return true;
}

bool
cert_load(const struct cert_want *want, struct cert_pair *pair,
    struct diags *d)
{
	struct cert_files files;

	*pair = (struct cert_pair){ 0 };
	return cert_find(want, &files, d) && cert_read(want, &files, pair, d);
}

bool
cert_check(const struct cert_want *want, struct diags *d)
{
	struct cert_files files;
	struct cert_pair pair;
	bool fine;

	if (!cert_files(want, &files, d))
		return false;
	if (want->chain == NULL && cert_there(&files) == CERT_MISSING)
		return true;
	fine = cert_read(want, &files, &pair, d);
	cert_release(&pair);
	return fine;
}

static void
forget(struct buf *secret)
{
	OPENSSL_cleanse(secret->at, secret->len);
	buf_release(secret);
}

void
cert_release(struct cert_pair *pair)
{
	forget(&pair->chain);
	forget(&pair->key);
}
