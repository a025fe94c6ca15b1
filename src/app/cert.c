/* SPDX-License-Identifier: ISC */
#include "app/cert.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "net/tls.h"
#include "proto/uri.h"

#define DAYS_VALID (100L * 365)
#define DAYS_WARNED 30

static bool
is_ip(struct str host)
{
	if (host.len > 0 && host.at[0] == '[')
		return true;
	for (size_t i = 0; i < host.len; i++)
		if (!char_is_digit(host.at[i]) && host.at[i] != '.')
			return false;
	return true;
}

static bool
name_files(const char *directory, struct str host, struct cert_files *files)
{
	struct str stem = uri_host_bare(host);
	int chain = snprintf(files->chain, sizeof(files->chain), "%s/%.*s.crt",
	    directory, STR_ARG(stem));
	int key = snprintf(files->key, sizeof(files->key), "%s/%.*s.key",
	    directory, STR_ARG(stem));

	return chain > 0 && key > 0 && (size_t)chain < sizeof(files->chain) &&
	       (size_t)key < sizeof(files->key);
}

static bool
add_extension(X509 *cert, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *extension;
	bool added;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, cert, cert, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	if (extension == NULL)
		return false;
	added = X509_add_ext(cert, extension, -1) == 1;
	X509_EXTENSION_free(extension);
	return added;
}

static bool
add_names(X509 *cert, const struct str *hosts, size_t count)
{
	struct buf names;
	bool added;

	buf_init(&names);
	for (size_t i = 0; i < count; i++) {
		struct str name = uri_host_bare(hosts[i]);

		buf_printf(&names, "%s%s:%.*s", i > 0 ? "," : "",
		    is_ip(hosts[i]) ? "IP" : "DNS", STR_ARG(name));
	}
	buf_char(&names, '\0');
	added = add_extension(cert, NID_subject_alt_name, names.at);
	buf_release(&names);
	return added;
}

static bool
set_serial(X509 *cert)
{
	ASN1_INTEGER *serial = X509_get_serialNumber(cert);
	BIGNUM *number = BN_new();
	bool set;

	set = number != NULL &&
	      BN_rand(number, 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
	      BN_to_ASN1_INTEGER(number, serial) != NULL;
	BN_free(number);
	return set;
}

/* A common name holds 64 bytes at most; clients look at the SAN anyway. */
static bool
set_subject(X509 *cert, struct str host)
{
	X509_NAME *name = X509_get_subject_name(cert);
	struct str common = str_take(uri_host_bare(host), 64);

	return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
		   (const unsigned char *)common.at, (int)common.len, -1,
		   0) == 1 &&
	       X509_set_issuer_name(cert, name) == 1;
}

/* A day back: not all clocks of readers' machines are right. */
static bool
set_validity(X509 *cert)
{
	ASN1_TIME *from = X509_getm_notBefore(cert);
	ASN1_TIME *to = X509_getm_notAfter(cert);

	return X509_time_adj_ex(from, -1, 0, NULL) != NULL &&
	       X509_time_adj_ex(to, DAYS_VALID, 0, NULL) != NULL;
}

static bool
add_extensions(X509 *cert, const struct str *hosts, size_t count)
{
	return add_extension(cert, NID_basic_constraints,
		   "critical,CA:FALSE") &&
	       add_extension(cert, NID_key_usage,
		   "critical,digitalSignature") &&
	       add_extension(cert, NID_ext_key_usage, "serverAuth") &&
	       add_extension(cert, NID_subject_key_identifier, "hash") &&
	       add_names(cert, hosts, count);
}

static bool
fill(X509 *cert, EVP_PKEY *key, const struct str *hosts, size_t count)
{
	return X509_set_version(cert, X509_VERSION_3) == 1 &&
	       set_serial(cert) && set_subject(cert, hosts[0]) &&
	       set_validity(cert) && X509_set_pubkey(cert, key) == 1 &&
	       add_extensions(cert, hosts, count) &&
	       X509_sign(cert, key, EVP_sha256()) > 0;
}

static bool
write_pem(FILE *file, X509 *cert, EVP_PKEY *key)
{
	if (cert != NULL)
		return PEM_write_X509(file, cert) == 1;
	return PEM_write_PKCS8PrivateKey(file, key, NULL, NULL, 0, NULL,
		   NULL) == 1;
}

/* The one that is not NULL, in a file that must not be there yet. */
static bool
write_new(const char *path, mode_t mode, X509 *cert, EVP_PKEY *key)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool written;

	if (file == NULL) {
		log_line("%s: cannot be written: %s", path, strerror(errno));
		return false;
	}
	written = write_pem(file, cert, key) && fflush(file) == 0 &&
		  fsync(fd) == 0;
	written = fclose(file) == 0 && written;
	if (!written) {
		log_line("%s: cannot be written", path);
		unlink(path);
	}
	return written;
}

/* The key first: a certificate without its key would be an error for ever. */
static bool
make(const struct str *hosts, size_t count, const struct cert_files *files)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *cert = X509_new();
	bool made = key != NULL && cert != NULL &&
		    fill(cert, key, hosts, count);

	if (!made)
		log_line("no certificate could be made: %s", tls_reason());
	made = made && write_new(files->key, 0600, NULL, key);
	if (made && !write_new(files->chain, 0644, cert, NULL)) {
		unlink(files->key);
		made = false;
	}
	if (made)
		log_line("made a new certificate: %s", files->chain);
	X509_free(cert);
	EVP_PKEY_free(key);
	return made;
}

static void
log_fingerprint(const char *what, const unsigned char *digest, unsigned len)
{
	char text[3 * EVP_MAX_MD_SIZE + 1];
	struct buf out;

	buf_fixed(&out, text, sizeof(text));
	for (unsigned i = 0; i < len; i++)
		buf_printf(&out, "%s%02x", i > 0 ? ":" : "", digest[i]);
	log_line("%s SHA-256 %.*s", what, STR_ARG(buf_str(&out)));
}

static void
log_fingerprints(const X509 *cert)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned char *der = NULL;
	unsigned len;
	int size;

	if (X509_digest(cert, EVP_sha256(), digest, &len) == 1)
		log_fingerprint("certificate", digest, len);
	size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
	if (size > 0 && EVP_Digest(der, (size_t)size, digest, &len,
			    EVP_sha256(), NULL) == 1)
		log_fingerprint("public key ", digest, len);
	OPENSSL_free(der);
}

static bool
names(X509 *cert, struct str host)
{
	char text[256];
	struct str plain = uri_host_bare(host);

	snprintf(text, sizeof(text), "%.*s", STR_ARG(plain));
	if (is_ip(host))
		return X509_check_ip_asc(cert, text, 0) == 1;
	return X509_check_host(cert, text, plain.len, 0, NULL) == 1;
}

static void
warn_expiry(const X509 *cert, const char *path)
{
	int days = 0;
	int seconds = 0;

	ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(cert));
	if (days < 0 || seconds < 0)
		log_line("%s: warning: has expired", path);
	else if (days < DAYS_WARNED)
		log_line("%s: warning: expires within %d days", path,
		    days + 1);
}

/* Say what the pair is, and what readers will trip over. */
static bool
look(const struct cert_files *files, const struct str *hosts, size_t count)
{
	FILE *file = fopen(files->chain, "re");
	X509 *cert = NULL;
	struct stat st;

	if (file != NULL) {
		cert = PEM_read_X509(file, NULL, NULL, NULL);
		fclose(file);
	}
	if (cert == NULL) {
		log_line("%s: not a readable PEM certificate", files->chain);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		if (!names(cert, hosts[i]))
			log_line("%s: warning: does not name %.*s; clients"
				 " may refuse it there",
			    files->chain, STR_ARG(hosts[i]));
	warn_expiry(cert, files->chain);
	if (stat(files->key, &st) == 0 && (st.st_mode & 077) != 0)
		log_line("%s: warning: others can read this key; chmod 600",
		    files->key);
	log_fingerprints(cert);
	X509_free(cert);
	return true;
}

/* Find the pair or make it; half a pair is an error. */
static bool
find_or_make(const struct str *hosts, size_t count,
    const struct cert_files *files)
{
	bool has_chain = access(files->chain, F_OK) == 0;
	bool has_key = access(files->key, F_OK) == 0;

	if (has_chain && has_key)
		return true;
	if (!has_chain && !has_key)
		return make(hosts, count, files);
	log_line("%s: missing, while %s is there; restore it, or remove both to"
		 " start anew with a certificate that readers have to accept"
		 " again",
	    has_chain ? files->key : files->chain,
	    has_chain ? files->chain : files->key);
	return false;
}

/* Servers that start at the same time make one certificate, not two. */
static int
lock_directory(const char *directory)
{
	int fd;

	if (mkdir(directory, 0755) < 0 && errno != EEXIST) {
		log_line("%s: cannot be made: %s", directory, strerror(errno));
		return -1;
	}
	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && flock(fd, LOCK_EX) == 0)
		return fd;
	log_line("%s: %s", directory, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
cert_ensure(const char *directory, const struct str *hosts, size_t count,
    struct cert_files *files)
{
	bool found;
	int lock;

	ERR_clear_error();
	if (!name_files(directory, hosts[0], files)) {
		log_line("%s: path too long", directory);
		return false;
	}
	lock = lock_directory(directory);
	if (lock < 0)
		return false;
	found = find_or_make(hosts, count, files);
	close(lock);
	return found && look(files, hosts, count);
}
