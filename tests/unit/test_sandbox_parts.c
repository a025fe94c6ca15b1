/* SPDX-License-Identifier: ISC */
#include "unit/confined.h"

#include <linux/capability.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/un.h>

/*
 * Each of the things a sandbox is made of, without the others: what one lets
 * through another holds, and a kernel may lack any of them.
 */
static struct confined confined;

/* What stays if the sandbox is off: the user, the limits, no way back. */
static int
as_another_user(enum role role, confined_try *try)
{
	struct sandbox sandbox = confined_sandbox(&confined, role);

	sandbox.off = true;
	return confined_run(&confined, sandbox_enter, &sandbox, try);
}

static bool
enter_files(const struct sandbox *sandbox)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       files_confine(sandbox);
}

/* As the user we are, with all rights, but for Landlock. */
static int
beneath_folders(enum role role, confined_try *try)
{
	const struct sandbox sandbox = confined_sandbox(&confined, role);

	return confined_run(&confined, enter_files, &sandbox, try);
}

static int
try_root_again(const struct confined *c)
{
	(void)c;
	return confined_result(setuid(0));
}

static int
try_root_group(const struct confined *c)
{
	(void)c;
	return confined_result(setgid(0));
}

static int
try_file_of_root(const struct confined *c)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/outside/of-root", c->root);
	return confined_result(open(path, O_RDONLY));
}

static int
try_end_of_parent(const struct confined *c)
{
	return confined_result(kill(c->parent, 0));
}

static int
try_fork(const struct confined *c)
{
	pid_t pid = fork();

	(void)c;
	if (pid == 0)
		_exit(0);
	return confined_result(pid);
}

static int
try_tracing(const struct confined *c)
{
	return confined_result(
	    syscall(SYS_ptrace, 16 /* attach */, c->parent, 0, 0));
}

static int
try_mounting(const struct confined *c)
{
	return confined_result(syscall(SYS_mount, "none", c->root, "tmpfs",
	    0, NULL));
}

static int
try_chroot(const struct confined *c)
{
	return confined_result(chroot(c->root));
}

static int
try_core(const struct confined *c)
{
	struct rlimit limit = { 1, 1 };

	(void)c;
	return confined_result(setrlimit(RLIMIT_CORE, &limit));
}

/* EISCONN is for what the table cannot say: it is not as it should be. */
static int
see_state(const struct confined *c)
{
	gid_t group;
	uid_t real, effective, saved;

	(void)c;
	if (getresuid(&real, &effective, &saved) < 0 || real == 0 ||
	    effective == 0 || saved == 0 || getgroups(1, &group) != 0)
		return EISCONN;
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return EISCONN;
	for (int right = 0; right <= CAP_LAST_CAP; right++)
		if (prctl(PR_CAPBSET_READ, right, 0, 0, 0) != 0)
			return EISCONN;
	return 0;
}

/* Without them whoever has the same user could read its memory. */
static int
see_dumpable(const struct confined *c)
{
	(void)c;
	return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

static int
see_signal_of_death(const struct confined *c)
{
	int number = 0;

	(void)c;
	prctl(PR_GET_PDEATHSIG, &number);
	return number;
}

struct row {
	const char *why;
	confined_try *try;
	int result;
};

static void
nobody_gets_root_back(void **state)
{
	static const struct row rows[] = {
		{ "no group, no capability", see_state, 0 },
		{ "setuid", try_root_again, EPERM },
		{ "setgid", try_root_group, EPERM },
		{ "a file of root", try_file_of_root, EACCES },
		{ "the supervisor's end", try_end_of_parent, EPERM },
		{ "to trace the supervisor", try_tracing, EPERM },
		{ "mount", try_mounting, EPERM },
		{ "chroot", try_chroot, EPERM },
		{ "core files", try_core, EPERM },
	};

	(void)state;
	if (geteuid() != 0)
		skip();
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int role = 0; role < ROLES; role++)
			check_row(as_another_user((enum role)role,
				      rows[i].try) == rows[i].result,
			    rows[i].why);
}

static void
no_process_has_children(void **state)
{
	(void)state;
	if (SANDBOX_SANITIZED || geteuid() != 0)
		skip();
	for (int role = 0; role < ROLES; role++)
		assert_int_equal(as_another_user((enum role)role, try_fork),
		    EAGAIN);
}

static void
only_the_builder_can_be_looked_at(void **state)
{
	(void)state;
	if (SANDBOX_SANITIZED)
		skip();
	assert_int_equal(as_another_user(ROLE_SIGNER, see_dumpable), 0);
	assert_int_equal(as_another_user(ROLE_WORKER, see_dumpable), 0);
	assert_int_equal(as_another_user(ROLE_BUILDER, see_dumpable), 1);
}

/* Who changes the user loses it, unless it is set again. */
static int
see_it_still(const struct confined *c)
{
	const struct sandbox sandbox = {
		.role = ROLE_WORKER,
		.off = true,
		.account = &c->account,
	};

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	return sandbox_enter(&sandbox) ? see_signal_of_death(c) : 255;
}

static bool
enter_nothing(const struct sandbox *sandbox)
{
	(void)sandbox;
	return true;
}

static void
the_end_of_the_supervisor_is_still_told(void **state)
{
	(void)state;
	assert_int_equal(confined_run(&confined, enter_nothing, NULL,
			     see_it_still),
	    SIGTERM);
}

static int
try_secret(const struct confined *c)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/outside/secret", c->root);
	return confined_result(open(path, O_RDONLY));
}

static int
try_served(const struct confined *c)
{
	return confined_result(openat(c->served, "page", O_RDONLY));
}

static int
try_served_for_writing(const struct confined *c)
{
	return confined_result(openat(c->served, "page", O_WRONLY));
}

static int
try_removing(const struct confined *c)
{
	return confined_result(unlinkat(c->served, "page", 0));
}

static int
try_executing(const struct confined *c)
{
	char *const none[] = { NULL };

	(void)c;
	return confined_result(execve("/bin/true", none, none));
}

static int
try_connecting(const struct confined *c)
{
	return confined_result(connect(c->fresh,
	    (const struct sockaddr *)&c->there, sizeof(c->there)));
}

static int
try_binding(const struct confined *c)
{
	struct sockaddr_in any = { .sin_family = AF_INET };

	return confined_result(
	    bind(c->fresh, (const struct sockaddr *)&any, sizeof(any)));
}

static void
files_are_shut_off(void **state)
{
	static const struct row rows[] = {
		{ "a served file", try_served, 0 },
		{ "to write it", try_served_for_writing, EACCES },
		{ "to remove it", try_removing, EACCES },
		{ "another file", try_secret, EACCES },
		{ "a program", try_executing, EACCES },
		{ "another process", try_tracing, EPERM },
	};

	(void)state;
	if (files_version() == 0)
		skip();
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(beneath_folders(ROLE_WORKER, rows[i].try) ==
			      rows[i].result,
		    rows[i].why);
}

static void
the_signer_has_no_file_at_all(void **state)
{
	(void)state;
	if (files_version() == 0)
		skip();
	assert_int_equal(beneath_folders(ROLE_SIGNER, try_served), EACCES);
	assert_int_equal(beneath_folders(ROLE_SIGNER, try_secret), EACCES);
}

static void
nobody_connects_out(void **state)
{
	(void)state;
	if (files_version() < 4)
		skip();
	assert_int_equal(beneath_folders(ROLE_WORKER, try_connecting), EACCES);
	assert_int_equal(beneath_folders(ROLE_WORKER, try_binding), EACCES);
	assert_int_equal(beneath_folders(ROLE_BUILDER, try_connecting),
	    EACCES);
}

/* As D-Bus and others have them, where no path is in the way. */
static int
try_abstract_socket(const struct confined *c)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int len = snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1, "%s",
	    c->root);

	return confined_result(connect(fd, (struct sockaddr *)&name,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1) +
		(socklen_t)len));
}

static void
no_process_outside_is_reached(void **state)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int len = snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1, "%s",
	    confined.root);

	(void)state;
	if (files_version() < 6)
		skip();
	assert_int_equal(bind(fd, (struct sockaddr *)&name,
			     (socklen_t)(offsetof(struct sockaddr_un,
					     sun_path) +
					 1) +
				 (socklen_t)len),
	    0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(beneath_folders(ROLE_WORKER, try_abstract_socket),
	    EPERM);
	assert_int_equal(beneath_folders(ROLE_WORKER, try_end_of_parent),
	    EPERM);
	close(fd);
}

static bool
enter_supervisor(const struct sandbox *sandbox)
{
	(void)sandbox;
	return sandbox_supervisor();
}

/* It starts others, reads what only root may, and lets go of the rest. */
static int
see_supervisor(const struct confined *c)
{
	const struct sandbox sandbox = {
		.role = ROLE_WORKER,
		.account = &c->account,
		.folders = &c->served,
		.folder_count = 1,
	};
	pid_t pid;

	if (try_file_of_root(c) != 0 || try_mounting(c) != EPERM ||
	    try_chroot(c) != EPERM ||
	    prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN, 0, 0, 0) != 0 ||
	    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return EISCONN;
	pid = fork();
	if (pid == 0)
		_exit(sandbox_enter(&sandbox) ? 0 : 1);
	return confined_end(pid);
}

static int
see_child_killed(const struct confined *c)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		const struct sandbox sandbox = {
			.role = ROLE_SIGNER,
			.off = true,
			.account = &c->account,
		};

		_exit(sandbox_enter(&sandbox) ? pause() : 1);
	}
	if (kill(pid, SIGTERM) < 0)
		return errno;
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 0 : EISCONN;
}

static void
the_supervisor_keeps_what_it_needs(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(confined_run(&confined, enter_supervisor, NULL,
			     see_supervisor),
	    0);
	assert_int_equal(confined_run(&confined, enter_supervisor, NULL,
			     see_child_killed),
	    0);
}

static void
an_account_is_found(void **state)
{
	struct account account;

	(void)state;
	assert_false(account_find(&account, "no-such-user-here"));
	if (geteuid() != 0)
		skip();
	assert_true(account_find(&account, NULL));
	assert_true(account.change);
	assert_int_not_equal(account.user, 0);
	assert_true(account_find(&account, "root"));
	assert_false(account.change);
	assert_true(account_find(&account, "nobody"));
	assert_string_equal(account.name, "nobody");
}

static void
what_there_is_can_be_said(void **state)
{
	(void)state;
	assert_non_null(strstr(sandbox_describe(), "Landlock"));
	assert_non_null(strstr(sandbox_describe(), "seccomp"));
	print_message("sandbox: %s\n", sandbox_describe());
}

static int
setup(void **state)
{
	(void)state;
	confined_init(&confined);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	confined_release(&confined);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_gets_root_back),
		cmocka_unit_test(no_process_has_children),
		cmocka_unit_test(only_the_builder_can_be_looked_at),
		cmocka_unit_test(the_end_of_the_supervisor_is_still_told),
		cmocka_unit_test(files_are_shut_off),
		cmocka_unit_test(the_signer_has_no_file_at_all),
		cmocka_unit_test(nobody_connects_out),
		cmocka_unit_test(no_process_outside_is_reached),
		cmocka_unit_test(the_supervisor_keeps_what_it_needs),
		cmocka_unit_test(an_account_is_found),
		cmocka_unit_test(what_there_is_can_be_said),
	};

	return cmocka_run_group_tests_name("sandbox_parts", tests, setup,
	    teardown);
}
