/* SPDX-License-Identifier: ISC */
#include "e2e/start.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "e2e/inside.h"
#include "e2e/wire.h"

/*
 * The processes of a running server: what the system says that they may do, and
 * what becomes of one that tries more. docs/security.md promises it.
 */

#define CHILDREN_MAX 16
#define SCALAR 32 /* bytes of a private key of P-256 */
#define SERVING_MS 10000

static const struct source sources[] = {
	{ "index.gmi", "# Home\n" },
	{ "note.txt", "A note.\n" },
};

struct child {
	pid_t pid;
	char name[32];
};

struct children {
	struct child at[CHILDREN_MAX];
	size_t count;
};

static bool
read_file(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t len;

	if (file == NULL)
		return false;
	len = fread(text, 1, size - 1, file);
	text[len] = '\0';
	fclose(file);
	return true;
}

/*
 * What stands in a line of /proc/PID/status, cut off at its end; false if there
 * is no such process any more.
 */
static bool
find_field(pid_t pid, const char *name, char *value, size_t size)
{
	char path[64], text[4096], wanted[32];
	char *at;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	snprintf(wanted, sizeof(wanted), "\n%s:\t", name);
	/* Of one that ends right now the file is there, and empty. */
	if (!read_file(path, text + 1, sizeof(text) - 1) || text[1] == '\0')
		return false;
	text[0] = '\n';
	at = strstr(text, wanted);
	assert_non_null(at);
	at += strlen(wanted);
	at[strcspn(at, "\n")] = '\0';
	snprintf(value, size, "%s", at);
	return true;
}

static void
field_of(pid_t pid, const char *name, char *value, size_t size)
{
	assert_true(find_field(pid, name, value, size));
}

static void
find_children(const struct server *s, struct children *children)
{
	char path[64], text[1024];
	char *at = text;

	children->count = 0;
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)s->pid,
	    (int)s->pid);
	assert_true(read_file(path, text, sizeof(text)));
	for (;;) {
		struct child *c = &children->at[children->count];
		char *end;

		c->pid = (pid_t)strtol(at, &end, 10);
		if (end == at || children->count == CHILDREN_MAX - 1)
			break;
		at = end;
		if (find_field(c->pid, "Name", c->name, sizeof(c->name)))
			children->count++;
	}
}

/* The first of a role; its absence is a failure. */
static pid_t
process_of(const struct server *s, const char *name)
{
	struct children children;

	find_children(s, &children);
	for (size_t i = 0; i < children.count; i++)
		if (strcmp(children.at[i].name, name) == 0)
			return children.at[i].pid;
	fail_msg("no process is called %s", name);
	return 0;
}

/* It is there, and as confined as it will be. */
static bool
is_at_work(const struct child *c)
{
	char value[16];

	return !calls_available() ||
	       (find_field(c->pid, "Seccomp", value, sizeof(value)) &&
		   strcmp(value, "2") == 0);
}

static bool
all_work(const struct server *s)
{
	static const char *const wanted[] = { "vitae-signer", "vitae-builder",
		"vitae-worker" };
	struct children children;
	size_t found = 0;

	find_children(s, &children);
	for (size_t i = 0; i < children.count; i++)
		if (!is_at_work(&children.at[i]))
			return false;
	for (size_t w = 0; w < COUNT(wanted); w++)
		for (size_t i = 0; i < children.count; i++)
			if (strcmp(children.at[i].name, wanted[w]) == 0) {
				found++;
				break;
			}
	return found == COUNT(wanted);
}

/*
 * One that was ended is replaced, after the pause of those that keep dying; and
 * each takes a moment to give up its rights.
 */
static void
wait_for_all(const struct server *s)
{
	int64_t end = now_ms() + RESTART_MS_MAX + SERVING_MS;

	while (now_ms() < end && !all_work(s))
		pause_ms(10);
}

static void
every_role_has_a_process(void **state)
{
	process_of(*state, "vitae-signer");
	process_of(*state, "vitae-builder");
	process_of(*state, "vitae-worker");
}

static void
expect_field(const struct child *c, const char *name, const char *wanted)
{
	char value[128];

	field_of(c->pid, name, value, sizeof(value));
	if (strcmp(value, wanted) != 0)
		fail_msg("%s of %s: \"%s\", not \"%s\"", name, c->name, value,
		    wanted);
}

static void
expect_unprivileged(const struct child *c)
{
	static const char *const sets[] = { "CapInh", "CapPrm", "CapEff",
		"CapBnd", "CapAmb" };
	unsigned real, effective, saved, files;
	char value[128];

	field_of(c->pid, "Uid", value, sizeof(value));
	assert_int_equal(sscanf(value, "%u %u %u %u", &real, &effective, &saved,
			     &files),
	    4);
	assert_true(real != 0 && effective == real && saved == real &&
		    files == real);
	field_of(c->pid, "Gid", value, sizeof(value));
	assert_int_equal(sscanf(value, "%u %u", &real, &effective), 2);
	assert_true(real != 0 && effective == real);
	expect_field(c, "Groups", " ");
	for (size_t i = 0; i < COUNT(sets); i++)
		expect_field(c, sets[i], "0000000000000000");
}

static void
no_child_has_a_privilege(void **state)
{
	struct children children;

	if (geteuid() != 0)
		skip();
	find_children(*state, &children);
	assert_true(children.count >= 3);
	for (size_t i = 0; i < children.count; i++)
		expect_unprivileged(&children.at[i]);
}

static void
every_child_is_confined(void **state)
{
	struct children children;

	find_children(*state, &children);
	for (size_t i = 0; i < children.count; i++) {
		expect_field(&children.at[i], "NoNewPrivs", "1");
		if (calls_available())
			expect_field(&children.at[i], "Seccomp", "2");
	}
}

/* Root, but not with what makes root the master of the machine. */
static void
the_supervisor_has_few_capabilities(void **state)
{
	const struct server *s = *state;
	char value[64];
	uint64_t set;

	field_of(s->pid, "NoNewPrivs", value, sizeof(value));
	assert_string_equal(value, "1");
	if (geteuid() != 0)
		skip();
	field_of(s->pid, "CapPrm", value, sizeof(value));
	set = strtoull(value, NULL, 16);
	assert_int_equal(set & ~rights_of_supervisor(), 0);
	field_of(s->pid, "CapBnd", value, sizeof(value));
	set = strtoull(value, NULL, 16);
	assert_int_equal(set & ~rights_of_supervisor(), 0);
}

/* Calls take for each open descriptor of a process what it is of. */
static void
each_descriptor(pid_t pid, void (*look)(const struct child *, const char *),
    const struct child *child)
{
	char path[64], target[PATH_MAX];
	struct dirent *entry;
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	folder = opendir(path);
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		ssize_t len = readlinkat(dirfd(folder), entry->d_name, target,
		    sizeof(target) - 1);

		if (len < 0)
			continue;
		target[len] = '\0';
		look(child, target);
	}
	closedir(folder);
}

static void
expect_no_secret(const struct child *c, const char *target)
{
	struct stat st;

	if (strstr(target, ".key") != NULL || strstr(target, "/certs") != NULL)
		fail_msg("%s has %s open", c->name, target);
	if (strcmp(c->name, "vitae-signer") == 0 && target[0] == '/' &&
	    stat(target, &st) == 0 && S_ISDIR(st.st_mode))
		fail_msg("the signer has the folder %s open", target);
}

static void
nobody_holds_a_file_of_a_key(void **state)
{
	struct children children;

	find_children(*state, &children);
	for (size_t i = 0; i < children.count; i++)
		each_descriptor(children.at[i].pid, expect_no_secret,
		    &children.at[i]);
}

/* Of those that hold keys or visitors' data, nothing is for the same user. */
static void
memory_is_for_nobody_else(void **state)
{
	static const char *const names[] = { "vitae-signer", "vitae-worker" };
	char path[64];
	struct stat st;

	if (SANDBOX_SANITIZED)
		skip();
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "/proc/%d/mem",
		    (int)process_of(*state, names[i]));
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_uid, 0);
	}
}

static void
no_memory_is_code_that_can_be_written(void **state)
{
	struct children children;

	if (SANDBOX_SANITIZED)
		skip();
	find_children(*state, &children);
	for (size_t i = 0; i < children.count; i++) {
		char path[64], line[PATH_MAX + 128];
		FILE *maps;

		snprintf(path, sizeof(path), "/proc/%d/maps",
		    (int)children.at[i].pid);
		maps = fopen(path, "r");
		assert_non_null(maps);
		while (fgets(line, sizeof(line), maps) != NULL)
			assert_null(strstr(line, " rwx"));
		fclose(maps);
	}
}

/* The number that is the server's private key, as bytes in both orders. */
static void
read_key(const struct server *s, unsigned char forward[SCALAR],
    unsigned char backward[SCALAR])
{
	char path[128];
	BIGNUM *number = NULL;
	EVP_PKEY *key;
	FILE *file;

	snprintf(path, sizeof(path), "%s/certs/localhost.key", s->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
	fclose(file);
	assert_non_null(key);
	assert_int_equal(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY,
			     &number),
	    1);
	assert_int_equal(BN_bn2binpad(number, forward, SCALAR), SCALAR);
	for (size_t i = 0; i < SCALAR; i++)
		backward[i] = forward[SCALAR - 1 - i];
	BN_clear_free(number);
	EVP_PKEY_free(key);
}

static bool
range_has(int memory, unsigned long from, unsigned long to,
    const unsigned char *wanted)
{
	size_t len = to - from;
	char *bytes = malloc(len);
	ssize_t got;
	bool found;

	assert_non_null(bytes);
	got = pread(memory, bytes, len, (off_t)from);
	found = got > 0 && memmem(bytes, (size_t)got, wanted, SCALAR) != NULL;
	free(bytes);
	return found;
}

/* Whether these bytes are in what the process can write. */
static bool
memory_has(pid_t pid, const unsigned char *wanted)
{
	char path[64], line[PATH_MAX + 128];
	bool found = false;
	FILE *maps;
	int memory;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	memory = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(maps != NULL && memory >= 0);
	while (fgets(line, sizeof(line), maps) != NULL) {
		unsigned long from, to;
		char access[8];

		if (sscanf(line, "%lx-%lx %7s", &from, &to, access) == 3 &&
		    access[0] == 'r' && access[1] == 'w')
			found = range_has(memory, from, to, wanted) || found;
	}
	fclose(maps);
	close(memory);
	return found;
}

static void
read_a_page(const struct server *s)
{
	const struct wire_kind kind = wire_gemini(s);

	wire_must(&kind, "gemini://localhost/note.txt\r\n", "20 ");
}

/* Only after handshakes: all that a key is used for has happened. */
static void
the_key_is_in_the_signer_alone(void **state)
{
	unsigned char forward[SCALAR], backward[SCALAR];
	struct children children;

	if (SANDBOX_SANITIZED || geteuid() != 0)
		skip();
	for (int i = 0; i < 20; i++)
		read_a_page(*state);
	read_key(*state, forward, backward);
	find_children(*state, &children);
	for (size_t i = 0; i < children.count; i++) {
		const struct child *c = &children.at[i];
		bool has = memory_has(c->pid, forward) ||
			   memory_has(c->pid, backward);

		if (has != (strcmp(c->name, "vitae-signer") == 0))
			fail_msg("%s %s the key", c->name,
			    has ? "has" : "has not");
	}
}

struct attempt {
	const char *why;
	const char *process;
	struct inside call;
	long result; /* if it is not killed */
};

#define FILE_CALL                                  \
	SYS_openat,                                \
	{                                          \
		AT_FDCWD, INSIDE_HERE, O_RDONLY, 0 \
	}

static const struct attempt refused[] = {
	{ "the password file", "vitae-worker",
	    { FILE_CALL, "/etc/passwd", 0, false }, -EACCES },
	{ "the password file", "vitae-builder",
	    { FILE_CALL, "/etc/passwd", 0, false }, -EACCES },
	{ "the password file", "vitae-signer",
	    { FILE_CALL, "/etc/passwd", 0, false }, -EACCES },
	{ "to write in the way of others", "vitae-worker",
	    { SYS_openat, { AT_FDCWD, INSIDE_HERE, O_RDWR | O_CREAT, 0666 },
		"/tmp/vitae-was-here", 0, false },
	    -EACCES },
	{ "processes", "vitae-builder",
	    { FILE_CALL, "/proc/1/environ", 0, false }, -EACCES },
};

static const struct attempt deadly[] = {
	{ "a program", "vitae-worker",
	    { SYS_execve, { INSIDE_HERE, 0, 0, 0 }, "/bin/sh", 0, false }, 0 },
	{ "a program", "vitae-signer",
	    { SYS_execve, { INSIDE_HERE, 0, 0, 0 }, "/bin/sh", 0, false }, 0 },
	{ "a program", "vitae-builder",
	    { SYS_execve, { INSIDE_HERE, 0, 0, 0 }, "/bin/sh", 0, false }, 0 },
	{ "a connection", "vitae-worker",
	    { SYS_socket, { AF_INET, SOCK_STREAM, 0, 0 }, NULL, 0, false }, 0 },
	{ "a connection", "vitae-builder",
	    { SYS_socket, { AF_INET, SOCK_STREAM, 0, 0 }, NULL, 0, false }, 0 },
	{ "to be root", "vitae-worker",
	    { SYS_setuid, { 0, 0, 0, 0 }, NULL, 0, false }, 0 },
	{ "to end the others", "vitae-worker",
	    { SYS_kill, { -1, 9, 0, 0 }, NULL, 0, false }, 0 },
};

/* A process that is at work is waited for: it has been busy with a page. */
static void
attempt(const struct server *s, const struct attempt *what, bool kills)
{
	struct inside call = what->call;

	inside_call(process_of(s, what->process), &call);
	if (call.killed != kills)
		fail_msg("%s, %s: %s", what->process, what->why,
		    kills ? "not killed" : "killed");
	if (!kills && call.result != what->result)
		fail_msg("%s, %s: %ld, not %ld", what->process, what->why,
		    call.result, what->result);
}

static void
no_file_is_opened_from_inside(void **state)
{
	const char *lack = inside_lacks();

	if (SANDBOX_SANITIZED || lack != NULL || files_version() == 0) {
		print_message("skipped: %s\n",
		    lack != NULL ? lack : sandbox_describe());
		skip();
	}
	for (size_t i = 0; i < COUNT(refused); i++)
		attempt(*state, &refused[i], false);
	read_a_page(*state);
}

static void
wait_for_log(const struct server *s, const char *text)
{
	int64_t end = now_ms() + SERVING_MS;

	while (!server_log_says(s, text) && now_ms() < end)
		pause_ms(10);
	assert_true(server_log_says(s, text));
}

static void
what_is_forbidden_ends_the_process_and_is_logged(void **state)
{
	const char *lack = inside_lacks();

	if (lack != NULL || !calls_available()) {
		print_message("skipped: %s\n",
		    lack != NULL ? lack : sandbox_describe());
		skip();
	}
	for (size_t i = 0; i < COUNT(deadly); i++) {
		wait_for_all(*state);
		attempt(*state, &deadly[i], true);
	}
	wait_for_log(*state, "system call");
	wait_for_all(*state);
	read_a_page(*state);
}

static int
setup(void **state)
{
	int made = server_for_group(state, sources, COUNT(sources));

	if (made == 0)
		wait_for_all(*state);
	return made;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_has_a_process),
		cmocka_unit_test(no_child_has_a_privilege),
		cmocka_unit_test(every_child_is_confined),
		cmocka_unit_test(the_supervisor_has_few_capabilities),
		cmocka_unit_test(nobody_holds_a_file_of_a_key),
		cmocka_unit_test(memory_is_for_nobody_else),
		cmocka_unit_test(no_memory_is_code_that_can_be_written),
		cmocka_unit_test(the_key_is_in_the_signer_alone),
		cmocka_unit_test(no_file_is_opened_from_inside),
		cmocka_unit_test(
		    what_is_forbidden_ends_the_process_and_is_logged),
	};

	return cmocka_run_group_tests_name("security", tests, setup,
	    server_after_group);
}
