/* SPDX-License-Identifier: ISC */
#include "app/cert_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cert_make.h"
#include "app/replace.h"
#include "net/tls_why.h"

static bool
fail(struct diags *d, const char *path, const char *code, const char *what)
{
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) }, code,
	    "%s: %s", what, strerror(errno));
	return false;
}

bool
cert_folder_write(const char *path, int mode, struct str text,
    struct diags *d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

	if (fd < 0)
		return fail(d, path, "cert-write", "cannot be written");
	if (replace_fill(fd, text))
		return true;
	fail(d, path, "cert-write", "cannot be written");
	unlink(path);
	return false;
}

/* The key first: a certificate without its key would be an error for ever. */
static bool
write_both(const struct cert_files *files, struct str key, struct str cert,
    struct diags *d)
{
	if (!cert_folder_write(files->key, 0600, key, d))
		return false;
	if (cert_folder_write(files->chain, 0644, cert, d))
		return true;
	unlink(files->key);
	return false;
}

static bool
make(const struct cert_want *want, const struct cert_files *files,
    struct diags *d)
{
	struct place at = { .file = str_of(files->chain) };
	struct buf key, cert;
	bool made;

	buf_init(&key);
	buf_init(&cert);
	made = cert_make_key(&key) && cert_make_server(buf_str(&key),
					  want->names, want->count, &cert);
	if (made)
		made = write_both(files, buf_str(&key), buf_str(&cert), d);
	else
		diag_add(d, DIAG_ERROR, at, "cert-make", "cannot be made: %s",
		    tls_reason());
	OPENSSL_cleanse(key.at, key.len);
	buf_release(&key);
	buf_release(&cert);
	return made;
}

static void
complain_half(const struct cert_files *files, struct diags *d)
{
	bool has_chain = access(files->chain, F_OK) == 0;
	const char *lost = has_chain ? files->key : files->chain;

	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(lost) },
	    "cert-half",
	    "missing, while %s is there; restore it, or remove both to start"
	    " anew with a certificate that readers have to accept again",
	    has_chain ? files->chain : files->key);
}

/* The folder's descriptor, which holds the lock; -1 with an error in d. */
static int
lock(const char *folder, struct diags *d)
{
	int fd;

	if (mkdir(folder, 0755) < 0 && errno != EEXIST) {
		fail(d, folder, "cert-folder", "cannot be made");
		return -1;
	}
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && flock(fd, LOCK_EX) == 0)
		return fd;
	fail(d, folder, "cert-folder", "cannot be used");
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
cert_folder_make(const struct cert_want *want, const struct cert_files *files,
    bool *made, struct diags *d)
{
	int fd = lock(want->folder, d);
	bool fine = false;

	*made = false;
	if (fd < 0)
		return false;
	switch (cert_there(files)) {
	case CERT_BOTH:
		fine = true;
		break;
	case CERT_HALF:
		complain_half(files, d);
		break;
	case CERT_MISSING:
		fine = *made = make(want, files, d);
		break;
	}
	close(fd);
	return fine;
}
