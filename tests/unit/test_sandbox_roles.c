/* SPDX-License-Identifier: ISC */
#include "unit/confined.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <time.h>

#include "base/folder.h"
#include "base/frozen.h"
#include "base/log.h"
#include "net/control.h"
#include "net/loop.h"
#include "site/load.h"
#include "site/search.h"
#include "site/image.h"

/*
 * What roles do need works in their sandboxes, and what libraries do on the
 * side ends none of them.
 */
static struct confined confined;
static int pair[2]; /* a control pair */
static EVP_PKEY *key;
static EVP_PKEY *rsa_key;

/* A block large enough for a mapping of its own, and thousands that are not. */
static int
use_memory(const struct confined *c)
{
	enum { LARGE = 64 << 20,
		SMALL = 5000 };
	char *large = malloc(LARGE);
	char *larger;
	char *small[SMALL];

	(void)c;
	if (large == NULL)
		return ENOMEM;
	memset(large, 1, LARGE);
	larger = realloc(large, (size_t)2 * LARGE);
	assert_non_null(larger);
	for (size_t i = 0; i < SMALL; i++)
		small[i] = malloc(i + 1);
	for (size_t i = 0; i < SMALL; i++)
		free(small[i]);
	free(larger);
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int
use_library(const struct confined *c)
{
	enum { MANY = 100000 };
	int *numbers = calloc(MANY, sizeof(*numbers));
	time_t now = time(NULL);
	struct timespec monotonic;
	struct tm utc, here;
	char day[32];

	(void)c;
	if (numbers == NULL)
		return ENOMEM;
	qsort(numbers, MANY, sizeof(*numbers), by_number);
	free(numbers);
	clock_gettime(CLOCK_MONOTONIC, &monotonic);
	if (gmtime_r(&now, &utc) == NULL || localtime_r(&now, &here) == NULL ||
	    strftime(day, sizeof(day), "%Y-%m-%d %Z", &here) == 0)
		return EINVAL;
	log_line("a line of the log: %s: %s", strerror(ENOENT), day);
	return isatty(STDERR_FILENO) < 0;
}

/* It is told to stop, and what is registered with atexit() runs. */
static int
end_in_order(const struct confined *c)
{
	(void)c;
	fflush(NULL);
	exit(0);
}

struct turns {
	const struct confined *c;
	struct loop *loop;
	struct watch *door;
	struct watch *timer;
	int signals;
	int accepted;
};

static void
on_signal(void *arg, int number)
{
	struct turns *t = arg;

	t->signals += number == SIGTERM;
	watch_want(t->door, LOOP_READ);
}

/* As connections are served: taken, asked who they are, read and written. */
static void
on_door(void *arg, unsigned what)
{
	struct turns *t = arg;
	struct sockaddr_storage peer;
	socklen_t len = sizeof(peer);
	int one = 1;
	int fd = accept4(t->c->listener, (struct sockaddr *)&peer, &len,
	    SOCK_CLOEXEC | SOCK_NONBLOCK);
	char byte;

	(void)what;
	if (fd < 0)
		return;
	setsockopt(fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &one, sizeof(one));
	getsockname(fd, (struct sockaddr *)&peer, &len);
	if (recv(fd, &byte, 1, MSG_PEEK) == 1 && read(fd, &byte, 1) == 1 &&
	    send(fd, "fine", 4, MSG_NOSIGNAL) == 4)
		t->accepted = 1;
	shutdown(fd, SHUT_WR);
	close(fd);
	watch_deadline(t->timer, loop_now(t->loop) + 1);
}

static void
on_timer(void *arg, unsigned what)
{
	struct turns *t = arg;

	(void)what;
	loop_stop(t->loop);
}

static int
run_loop(const struct confined *c)
{
	struct turns t = { .c = c, .loop = loop_new() };

	if (t.loop == NULL)
		return ENOMEM;
	t.door = watch_new(t.loop, c->listener, on_door, &t);
	t.timer = watch_new(t.loop, -1, on_timer, &t);
	loop_on_signal(t.loop, SIGTERM, on_signal, &t);
	raise(SIGTERM);
	loop_run(t.loop);
	watch_free(t.door);
	watch_free(t.timer);
	loop_free(t.loop);
	return t.signals == 1 && t.accepted ? 0 : EPROTO;
}

static void
a_worker_serves(void **state)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char reply[8];

	(void)state;
	assert_int_equal(connect(fd, (struct sockaddr *)&confined.there,
			     sizeof(confined.there)),
	    0);
	assert_int_equal(send(fd, "x", 1, 0), 1);
	assert_int_equal(confined_as(&confined, ROLE_WORKER, run_loop), 0);
	assert_int_equal(recv(fd, reply, sizeof(reply), 0), 4);
	close(fd);
}

static int
open_large_file(const struct confined *c)
{
	struct folder folder;
	struct folder_file file;
	char path[128];

	(void)path;
	(void)c;
	folder = *(const struct folder *)confined.extra;
	if (folder.open(&folder, STR("page"), &file) != FOLDER_OK)
		return EISCONN;
	return close(file.fd);
}

static void
a_worker_opens_large_files(void **state)
{
	char path[128];
	struct folder folder;

	(void)state;
	snprintf(path, sizeof(path), "%s/served", confined.root);
	assert_true(folder_open(&folder, path));
	confined.extra = &folder;
	assert_int_equal(confined_as(&confined, ROLE_WORKER, open_large_file),
	    0);
	folder_close(&folder);
}

static void
keep_bytes(void *arg, struct control *message)
{
	*(size_t *)arg = message->bytes.len;
}

static int
hear_and_tell(const struct confined *c)
{
	const struct control answer = { .what = CONTROL_BUILT, .handle = -1 };
	struct frozen frozen;
	size_t heard = 0;
	int fd = control_seal(STR("an answer"));

	(void)c;
	if (control_take(pair[1], keep_bytes, &heard) != CONTROLLED ||
	    heard != 9)
		return EPROTO;
	if (fd < 0 || !control_send(pair[1], &answer, fd))
		return errno;
	return frozen_copy(&frozen, STR("an image")) ? 0 : EPROTO;
}

static void
every_role_hears_and_tells(void **state)
{
	const struct control question = { .what = CONTROL_MEMBERS,
		.handle = -1 };

	(void)state;
	for (int role = 0; role < ROLES; role++) {
		size_t heard = 0;
		int fd = control_seal(STR("a message"));

		assert_true(control_pair(pair));
		assert_true(control_send(pair[0], &question, fd));
		assert_int_equal(confined_as(&confined, (enum role)role,
				     hear_and_tell),
		    0);
		assert_int_equal(control_take(pair[0], keep_bytes, &heard),
		    CONTROLLED);
		assert_int_equal(heard, 9);
		close(fd);
		close(pair[0]);
		close(pair[1]);
	}
}

static int
sign_with(EVP_PKEY *with)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	unsigned char signature[1024];
	size_t len = sizeof(signature);
	bool fine = EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL,
			with) == 1 &&
		    EVP_DigestSign(context, signature, &len,
			(const unsigned char *)"text", 4) == 1;

	EVP_MD_CTX_free(context);
	return fine ? 0 : EPROTO;
}

static int
sign(const struct confined *c)
{
	(void)c;
	return sign_with(key) != 0 ? EPROTO : sign_with(rsa_key);
}

static int
make_keys(const struct confined *c)
{
	(void)c;
	return EVP_EC_gen("P-256") != NULL ? 0 : EPROTO;
}

static void
the_signer_signs(void **state)
{
	(void)state;
	assert_int_equal(confined_as(&confined, ROLE_SIGNER, sign), 0);
	/* With `signer = no` a worker does; and it has keys for exchanges. */
	assert_int_equal(confined_as(&confined, ROLE_WORKER, sign), 0);
	assert_int_equal(confined_as(&confined, ROLE_WORKER, make_keys), 0);
}

/* With a type that only libmagic knows, and an index for the search. */
static int
compile(const struct confined *c)
{
	const struct str host = STR("localhost");
	struct origin origin = { .host = host };
	struct load load = {
		.folder = c->extra,
		.origin = origin,
		.hosts = &host,
		.host_count = 1,
		.stream = true,
	};
	struct resource found;
	struct image opened;
	struct arena a;
	struct diags d;
	struct buf image;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&image);
	if (!load_image(&load, &d, &image) ||
	    image_open(buf_str(&image), &opened) != NULL)
		return EPROTO;
	if (!image_find(&opened, VIEW_GEMINI, STR("/unknown.kind"), &found) ||
	    !str_starts(found.media, STR("text/plain")))
		return EISCONN;
	return search_open(opened.search) != NULL ? 0 : EISCONN;
}

static int
watch_folder(const struct confined *c)
{
	char name[64];
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	snprintf(name, sizeof(name), "/proc/self/fd/%d/within", c->served);
	if (fd < 0 || inotify_add_watch(fd, name, IN_CLOSE_WRITE) < 0)
		return errno;
	return 0;
}

static void
the_builder_builds(void **state)
{
	char path[128];
	struct folder folder;

	(void)state;
	snprintf(path, sizeof(path), "%s/served/index.gmi", confined.root);
	confined_file(confined.root, "served/index.gmi", 0644);
	confined_file(confined.root, "served/unknown.kind", 0644);
	snprintf(path, sizeof(path), "%s/served", confined.root);
	assert_true(folder_open(&folder, path));
	confined.extra = &folder;
	assert_int_equal(confined_as(&confined, ROLE_BUILDER, compile), 0);
	assert_int_equal(confined_as(&confined, ROLE_BUILDER, watch_folder),
	    0);
	folder_close(&folder);
}

static void
libraries_go_on_working(void **state)
{
	static const struct {
		const char *why;
		confined_try *try;
	} rows[] = {
		{ "memory", use_memory },
		{ "times, sorting, the log", use_library },
		{ "the end", end_in_order },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int role = 0; role < ROLES; role++)
			check_row(confined_as(&confined, (enum role)role,
				      rows[i].try) == 0,
			    rows[i].why);
}

static int
fail_an_assertion(const struct confined *c)
{
	struct sandbox sandbox = confined_sandbox(c, ROLE_WORKER);
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		if (sandbox_enter(&sandbox))
			abort();
		_exit(1);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* An error of ours is told from what an attacker tries. */
static void
an_assertion_ends_by_its_own_signal(void **state)
{
	(void)state;
	assert_int_equal(fail_an_assertion(&confined), SIGABRT);
}

static int
setup(void **state)
{
	(void)state;
	confined_init(&confined);
	key = EVP_EC_gen("P-256");
	rsa_key = EVP_RSA_gen(2048);
	return key == NULL || rsa_key == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	EVP_PKEY_free(key);
	EVP_PKEY_free(rsa_key);
	confined_release(&confined);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker_serves),
		cmocka_unit_test(a_worker_opens_large_files),
		cmocka_unit_test(every_role_hears_and_tells),
		cmocka_unit_test(the_signer_signs),
		cmocka_unit_test(the_builder_builds),
		cmocka_unit_test(libraries_go_on_working),
		cmocka_unit_test(an_assertion_ends_by_its_own_signal),
	};

	return cmocka_run_group_tests_name("sandbox_roles", tests, setup,
	    teardown);
}
