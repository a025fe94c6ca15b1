/* SPDX-License-Identifier: ISC */
#include "app/cert_renew.h"

#include "app/cert_make.h"
#include "app/cert_show.h"
#include "app/replace.h"
#include "net/tls_why.h"

#define BEGIN STR("-----BEGIN CERTIFICATE-----")
#define END STR("-----END CERTIFICATE-----\n")

static bool
fail(struct diags *d, const char *path, const char *code, const char *why)
{
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) }, code,
	    "%s", why);
	return false;
}

/* old with another certificate in it; false if it has none in common form. */
static bool
splice(struct str old, struct str cert, struct buf *out)
{
	size_t from = str_find(old, BEGIN);
	struct str rest = str_skip(old, from);
	size_t len = str_find(rest, END);

	if (len == rest.len)
		return false;
	buf_add(out, str_take(old, from));
	buf_add(out, cert);
	buf_add(out, str_skip(rest, len + END.len));
	return true;
}

/* One file may have two names, of which one is that of the key. */
static bool
holds_key(const struct cert_pair *pair)
{
	struct str text = buf_str(&pair->chain);

	return str_find(text, STR("PRIVATE KEY-----")) < text.len;
}

/* A file that holds a key as well must keep it. */
static bool
replace(const struct cert_pair *pair, struct str cert, struct diags *d)
{
	const struct cert_files *files = &pair->files;
	struct buf text;
	bool done;

	if (!holds_key(pair))
		return replace_file(files->chain, cert);
	buf_init(&text);
	done = splice(buf_str(&pair->chain), cert, &text);
	if (done)
		done = replace_file(files->chain, buf_str(&text));
	else
		fail(d, files->chain, "cert-form",
		    "no certificate between the usual lines");
	buf_release(&text);
	return done;
}

static bool
renew(const struct cert_want *want, const struct cert_pair *pair,
    struct diags *d)
{
	struct tls_pair texts = cert_tls_pair(pair);
	struct buf cert;
	bool done;

	if (!cert_is_self_signed(texts.chain))
		return fail(d, texts.chain_name, "cert-signed",
		    "not signed by itself: whoever signed it renews it, with a"
		    " client such as certbot");
	buf_init(&cert);
	done = cert_make_server(texts.key, want->names, want->count, &cert);
	if (done)
		done = replace(pair, buf_str(&cert), d);
	else
		fail(d, texts.chain_name, "cert-make", tls_reason());
	buf_release(&cert);
	return done;
}

bool
cert_renew(const struct cert_want *want, struct diags *d)
{
	struct cert_want nothing = { 0 }; /* what it lacks is to be mended */
	struct cert_files files;
	struct cert_pair pair;
	bool done;

	if (!cert_files(want, &files, d))
		return false;
	done = cert_read(&nothing, &files, &pair, d) && renew(want, &pair, d);
	cert_release(&pair);
	return done;
}
