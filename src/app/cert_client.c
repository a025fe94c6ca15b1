/* SPDX-License-Identifier: ISC */
#include "app/cert_client.h"

#include <openssl/crypto.h>

#include "app/cert_folder.h"
#include "app/cert_make.h"
#include "app/cert_show.h"
#include "net/tls_why.h"
#include "site/members.h"

#define NAME_MAX_BYTES 64 /* of a common name: RFC 5280, appendix A.1 */

static bool
make(struct str name, long days, struct buf *cert, struct buf *key)
{
	return cert_make_key(key) &&
	       cert_make_client(buf_str(key), name, days, cert);
}

static void
write_line(struct str name, struct str cert, struct buf *line)
{
	struct cert_facts facts;
	char text[CERT_PRINT_SIZE];

	if (!cert_facts(cert, &facts))
		return;
	cert_print(facts.key, text);
	buf_printf(line, "%.*s\t%s\n", STR_ARG(name), text);
}

/* Both in one file, as `vitae get --cert` and other clients take it. */
static bool
make_file(const char *path, struct str name, long days, struct buf *line,
    struct diags *d)
{
	struct buf text, key;
	bool made;

	buf_init(&text);
	buf_init(&key);
	made = make(name, days, &text, &key);
	buf_add(&text, buf_str(&key));
	if (!made)
		diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
		    "cert-make", "cannot be made: %s", tls_reason());
	made = made && cert_folder_write(path, 0600, buf_str(&text), d);
	if (made)
		write_line(name, buf_str(&text), line);
	OPENSSL_cleanse(key.at, key.len);
	OPENSSL_cleanse(text.at, text.len);
	buf_release(&key);
	buf_release(&text);
	return made;
}

bool
cert_client(const char *path, const char *name, long days, struct buf *line,
    struct diags *d)
{
	struct str text = str_of(name);

	if (members_is_name(text) && text.len <= NAME_MAX_BYTES)
		return make_file(path, text, days, line, d);
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
	    "client-name",
	    "'%s' is no name for it: up to %d bytes, and no blanks", name,
	    NAME_MAX_BYTES);
	return false;
}
