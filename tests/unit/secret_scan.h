/* SPDX-License-Identifier: ISC */
#ifndef UNIT_SECRET_SCAN_H
#define UNIT_SECRET_SCAN_H

/*
 * secret_scan -- whether a key is anywhere in the memory of a process.
 *
 * Looked for are the private number of an EC key as standards write it and as
 * OpenSSL's numbers have it, and the lines of its PEM file that hold it. The
 * key is read in a child: whoever looks must not be whoever is looked at.
 */

#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "unit/unit.h"

#define SECRET_FORMS 4
#define SECRET_SCALAR 32

struct secret_forms {
	unsigned char at[SECRET_FORMS][64];
	size_t len[SECRET_FORMS];
};

/* The second and third line of the file: the first is "-----BEGIN ...". */
static inline bool
secret_lines(FILE *file, struct secret_forms *forms)
{
	char line[128];

	rewind(file);
	if (fgets(line, sizeof(line), file) == NULL)
		return false;
	for (size_t i = 2; i < SECRET_FORMS; i++) {
		if (fgets(line, sizeof(line), file) == NULL)
			return false;
		forms->len[i] = strcspn(line, "\n");
		if (forms->len[i] > sizeof(forms->at[i]))
			return false;
		memcpy(forms->at[i], line, forms->len[i]);
	}
	return true;
}

static inline bool
secret_read(const char *path, struct secret_forms *forms)
{
	FILE *file = fopen(path, "r");
	BIGNUM *number = NULL;
	EVP_PKEY *key = NULL;
	bool known;

	if (file == NULL)
		return false;
	key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
	known = key != NULL &&
		EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY,
		    &number) == 1 &&
		BN_bn2binpad(number, forms->at[0], SECRET_SCALAR) > 0 &&
		BN_bn2lebinpad(number, forms->at[1], SECRET_SCALAR) > 0 &&
		secret_lines(file, forms);
	forms->len[0] = forms->len[1] = SECRET_SCALAR;
	BN_clear_free(number);
	EVP_PKEY_free(key);
	fclose(file);
	return known;
}

static inline bool
secret_in_range(int memory, unsigned long from, unsigned long to,
    const struct secret_forms *forms)
{
	char *bytes = malloc(to - from);
	ssize_t got = pread(memory, bytes, to - from, (off_t)from);
	bool found = false;

	for (size_t i = 0; got > 0 && i < SECRET_FORMS; i++)
		found = found || memmem(bytes, (size_t)got, forms->at[i],
				     forms->len[i]) != NULL;
	free(bytes);
	return found;
}

static inline bool
secret_in_memory(pid_t pid, const struct secret_forms *forms)
{
	char path[64], line[4352];
	bool found = false;
	FILE *maps;
	int memory;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	memory = open(path, O_RDONLY | O_CLOEXEC);
	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		unsigned long from, to;
		char access[8];

		if (sscanf(line, "%lx-%lx %7s", &from, &to, access) == 3 &&
		    access[0] == 'r')
			found = secret_in_range(memory, from, to, forms) ||
				found;
	}
	if (maps != NULL)
		fclose(maps);
	close(memory);
	return found;
}

/* For root; a sanitizer has more memory than there is to read. */
static inline bool
secret_can_be_sought(void)
{
	return geteuid() == 0 && !SANDBOX_SANITIZED;
}

/* Whether the key in a file is in the memory of a process. */
static inline bool
secret_is_in(pid_t process, const char *path)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct secret_forms forms;

		if (!secret_read(path, &forms))
			_exit(2);
		_exit(secret_in_memory(process, &forms) ? 1 : 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
	return WEXITSTATUS(status) == 1;
}

#endif
