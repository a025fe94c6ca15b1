/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CONFINED_H
#define UNIT_CONFINED_H

/*
 * confined -- a process of a role, in its sandbox, that tries something.
 *
 * Beside it there is a folder that is served and that everybody may write, so
 * that nothing but the sandbox is in the way, another that is not served, and
 * sockets from before.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/sandbox.h"
#include "app/sandbox_part.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

#define CONFINED_KILLED (-1) /* by SIGSYS */

struct confined {
	char root[64];
	int served; /* a folder with "page", "within/" and links out of it */
	struct account account;
	int listener; /* on a port of the loopback */
	struct sockaddr_in there;
	int fresh; /* a TCP socket that is nowhere yet */
	pid_t parent;
	const void *extra; /* what a test has beside this */
};

/* 0 = that worked; else errno, or how else it was refused. */
typedef int confined_try(const struct confined *c);

static inline void
confined_file(const char *root, const char *name, mode_t mode)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "secret\n", 7), 7);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static inline void
confined_folder(const char *root, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_int_equal(chmod(path, 0777), 0);
}

static inline void
confined_listen(struct confined *c)
{
	socklen_t len = sizeof(c->there);

	c->there = (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	c->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	c->fresh = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(c->listener >= 0 && c->fresh >= 0);
	assert_int_equal(bind(c->listener, (struct sockaddr *)&c->there, len),
	    0);
	assert_int_equal(listen(c->listener, 8), 0);
	assert_int_equal(getsockname(c->listener, (struct sockaddr *)&c->there,
			     &len),
	    0);
}

static inline void
confined_init(struct confined *c)
{
	char path[128];

	snprintf(c->root, sizeof(c->root), "/tmp/vitae-confined-XXXXXX");
	assert_non_null(mkdtemp(c->root));
	assert_int_equal(chmod(c->root, 0777), 0);
	confined_folder(c->root, "served");
	confined_folder(c->root, "served/within");
	confined_folder(c->root, "outside");
	confined_file(c->root, "served/page", 0666);
	confined_file(c->root, "outside/secret", 0666);
	confined_file(c->root, "outside/of-root", 0600);
	snprintf(path, sizeof(path), "%s/served/link", c->root);
	assert_int_equal(symlink("../outside/secret", path), 0);
	snprintf(path, sizeof(path), "%s/served", c->root);
	c->served = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(c->served >= 0);
	assert_true(account_find(&c->account, NULL));
	confined_listen(c);
	c->parent = getpid();
}

static inline void
confined_release(struct confined *c)
{
	close(c->served);
	close(c->listener);
	close(c->fresh);
	remove_tree(c->root);
}

static inline int
confined_end(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
	return CONFINED_KILLED;
}

/* In a child that is confined by enter: how the try ends there. */
static inline int
confined_run(const struct confined *c, bool (*enter)(const struct sandbox *),
    const struct sandbox *sandbox, confined_try *try)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		if (!enter(sandbox))
			_exit(255);
		_exit(try(c));
	}
	return confined_end(pid);
}

static inline struct sandbox
confined_sandbox(const struct confined *c, enum role role)
{
	return (struct sandbox){
		.role = role,
		.account = &c->account,
		.folders = &c->served,
		.folder_count = role == ROLE_SIGNER ? 0 : 1,
	};
}

/* Entirely, as that role. */
static inline int
confined_as(const struct confined *c, enum role role, confined_try *try)
{
	const struct sandbox sandbox = confined_sandbox(c, role);

	return confined_run(c, sandbox_enter, &sandbox, try);
}

static inline int
confined_result(long result)
{
	return result < 0 ? errno : 0;
}

#endif
