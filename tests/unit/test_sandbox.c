/* SPDX-License-Identifier: ISC */
#include "unit/confined.h"

#include <linux/openat2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>

static struct confined confined;

static const char *
role_text(enum role role)
{
	static const char *const text[ROLES] = { "signer", "builder",
		"worker" };

	return text[role];
}

/*
 * System calls that no role may make, by number, as whoever has broken in would
 * make them. Their arguments are such that most would succeed for root.
 */
struct raw {
	const char *why;
	long number;
	long argument[4];
	bool of_sanitizers; /* who may, and then nothing is shown */
};

#define ROW(call, ...)                                    \
	{                                                 \
#call, SYS_##call, { __VA_ARGS__ }, false \
	}
#define LOOSE(call, ...)                                 \
	{                                                \
#call, SYS_##call, { __VA_ARGS__ }, true \
	}

static const struct raw raws[] = {
	/* Other programs and processes. */
	ROW(execve, 0),
	ROW(execveat, AT_FDCWD),
	LOOSE(clone, SIGCHLD),
	ROW(clone3, 0),
	ROW(kill, 0, 0),
	ROW(tkill, 1, 0),
	ROW(tgkill, 1, 1, 0),
	ROW(rt_sigqueueinfo, 1, 0),
	ROW(pidfd_open, 1, 0),
	ROW(pidfd_getfd, 0, 0),
	ROW(pidfd_send_signal, 0, 0),
	LOOSE(ptrace, 16, 1),
	ROW(process_vm_readv, 1),
	ROW(process_vm_writev, 1),
	ROW(process_madvise, 0),
	ROW(kcmp, 1, 1),
	ROW(setpriority, 0, 1, 0),
	ROW(sched_setscheduler, 1),
	ROW(setsid, 0),
	ROW(setpgid, 0, 0),
	/* Sockets: there are none but those of before. */
	ROW(socket, AF_INET, SOCK_STREAM),
	ROW(socket, AF_INET6, SOCK_DGRAM),
	ROW(socket, AF_UNIX, SOCK_STREAM),
	ROW(socket, AF_NETLINK, SOCK_RAW),
	ROW(socket, AF_PACKET, SOCK_RAW),
	ROW(socketpair, AF_UNIX, SOCK_STREAM),
	ROW(listen, 0, 1),
	ROW(setsockopt, 0, IPPROTO_IP, 1),
	ROW(sendmmsg, 0),
	/* Who one is. */
	ROW(setuid, 0),
	ROW(setgid, 0),
	ROW(setreuid, 0, 0),
	ROW(setresuid, 0, 0, 0),
	ROW(setresgid, 0, 0, 0),
	ROW(setfsuid, 0),
	ROW(setgroups, 0, 0),
	ROW(capset, 0, 0),
	LOOSE(prctl, PR_SET_DUMPABLE, 1),
	LOOSE(prctl, PR_SET_NO_NEW_PRIVS, 1),
	ROW(seccomp, 0, 0),
	ROW(landlock_create_ruleset, 0, 0, 1),
	ROW(personality, 0),
	/* The file system. */
	ROW(chroot, 0),
	ROW(chdir, 0),
	ROW(fchdir, 0),
	ROW(mount, 0),
	ROW(umount2, 0),
	ROW(fsopen, 0),
	ROW(open_tree, 0),
	ROW(move_mount, 0),
	ROW(pivot_root, 0),
	ROW(unshare, 0x10000000),
	ROW(setns, 0),
	ROW(truncate, 0),
	ROW(unlinkat, AT_FDCWD, 0),
	ROW(renameat2, AT_FDCWD, 0, AT_FDCWD, 0),
	ROW(mkdirat, AT_FDCWD, 0),
	ROW(mknodat, AT_FDCWD, 0),
	ROW(linkat, AT_FDCWD, 0),
	ROW(symlinkat, 0, AT_FDCWD),
	ROW(fchmod, 0, 0777),
	ROW(fchmodat, AT_FDCWD, 0),
	ROW(fchown, 0, 0, 0),
	ROW(fchownat, AT_FDCWD, 0),
	ROW(utimensat, 0, 0),
	ROW(fsetxattr, 0, 0),
	ROW(fallocate, 0, 0, 0, 0),
	ROW(name_to_handle_at, AT_FDCWD),
	ROW(open_by_handle_at, AT_FDCWD),
	ROW(fanotify_init, 0),
	ROW(umask, 0),
	/* What many holes of kernels were in. */
	ROW(io_uring_setup, 1, 0),
	ROW(io_setup, 1, 0),
	ROW(bpf, 0, 0),
	ROW(perf_event_open, 0),
	ROW(userfaultfd, 0),
	ROW(keyctl, 0, -3, 1),
	ROW(add_key, 0),
	ROW(request_key, 0),
	ROW(memfd_secret, 0),
	ROW(splice, 0),
	ROW(vmsplice, 0),
	ROW(tee, 0),
	ROW(copy_file_range, 0),
	ROW(shmget, 0, 4096, 0),
	ROW(msgget, 0, 0),
	ROW(semget, 0, 1, 0),
	ROW(mq_open, 0),
	ROW(mlockall, 1),
	ROW(remap_file_pages, 0),
	ROW(pkey_mprotect, 0),
	ROW(timer_create, 0),
	/* The machine. */
	ROW(init_module, 0),
	ROW(finit_module, 0),
	ROW(delete_module, 0),
	ROW(kexec_load, 0),
	ROW(reboot, 0),
	ROW(swapon, 0),
	ROW(sethostname, 0),
	ROW(clock_settime, 0, 0),
	ROW(settimeofday, 0, 0),
	ROW(clock_adjtime, 0, 0),
	ROW(syslog, 10),
	ROW(acct, 0),
	ROW(quotactl, 0),
	ROW(vhangup, 0),
	/* Those that may be made, with what may not be asked of them. */
	ROW(mmap, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS),
	ROW(mprotect, 0, 0, PROT_EXEC),
	ROW(fcntl, 0, F_SETOWN, 1),
	ROW(fcntl, 0, F_SETLEASE, 0),
	ROW(fcntl, 0, F_NOTIFY, 0),
	ROW(ioctl, 0, TIOCSTI, 0),
	ROW(ioctl, 0, TIOCSCTTY, 0),
	ROW(prlimit64, 0, 0, 1),
#ifdef __x86_64__
	LOOSE(fork, 0),
	LOOSE(vfork, 0),
	ROW(ioperm, 0, 1, 1),
	ROW(iopl, 3),
	ROW(modify_ldt, 0),
	ROW(creat, 0, 0),
	ROW(unlink, 0),
	ROW(rename, 0, 0),
	ROW(mkdir, 0, 0),
	ROW(chmod, 0, 0),
	ROW(chown, 0, 0, 0),
	{ "x32: read", 0x40000000L, { 0 }, false },
	{ "x32: ptrace", 0x40000000L + 521, { 0 }, false },
#endif
};

static const struct raw *tried;

static int
try_raw(const struct confined *c)
{
	(void)c;
	syscall(tried->number, tried->argument[0], tried->argument[1],
	    tried->argument[2], tried->argument[3], 0, 0);
	return 0;
}

static void
expect_killed(const struct raw *row, enum role role)
{
	int got;

	tried = row;
	got = confined_as(&confined, role, try_raw);
	if (got != CONFINED_KILLED)
		fail_msg("%s of the %s: not killed, %d", row->why,
		    role_text(role), got);
}

static void
what_no_role_needs_kills_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(raws); i++)
		for (int role = 0; role < ROLES; role++)
			if (!SANDBOX_SANITIZED || !raws[i].of_sanitizers)
				expect_killed(&raws[i], (enum role)role);
}

/* A C library of tomorrow tries what is newer than our lists. */
static int
try_newer(const struct confined *c)
{
	(void)c;
	return confined_result(syscall(500));
}

static long
open_how(int folder, const char *path, int flags, uint64_t resolve)
{
	struct open_how how = {
		.flags = (unsigned)flags | O_CLOEXEC,
		.mode = (flags & O_CREAT) != 0 ? 0666U : 0U,
		.resolve = resolve,
	};

	return syscall(SYS_openat2, folder, path, &how, sizeof(how));
}

static int
try_password_file(const struct confined *c)
{
	(void)c;
	return confined_result(open("/etc/passwd", O_RDONLY));
}

static int
try_password_file_2(const struct confined *c)
{
	(void)c;
	return confined_result(open_how(AT_FDCWD, "/etc/passwd", O_RDONLY, 0));
}

static int
try_process_table(const struct confined *c)
{
	(void)c;
	return confined_result(open_how(AT_FDCWD, "/proc/1/status", 0, 0));
}

/* The one thing that is left: stat() cannot be told from fstat(). */
static int
try_asking(const struct confined *c)
{
	struct stat st;

	(void)c;
	return confined_result(fstatat(AT_FDCWD, "/etc/passwd", &st, 0));
}

static int
try_climbing(const struct confined *c)
{
	return confined_result(
	    open_how(c->served, "../outside/secret", O_RDONLY, 0));
}

static int
try_link_out(const struct confined *c)
{
	return confined_result(open_how(c->served, "link", O_RDONLY, 0));
}

static int
try_page(const struct confined *c)
{
	return confined_result(
	    open_how(c->served, "page", O_RDONLY, RESOLVE_BENEATH));
}

static int
try_writing(const struct confined *c)
{
	return confined_result(open_how(c->served, "page", O_WRONLY, 0));
}

static int
try_truncating(const struct confined *c)
{
	return confined_result(
	    open_how(c->served, "page", O_RDONLY | O_TRUNC, 0));
}

static int
try_creating(const struct confined *c)
{
	return confined_result(
	    open_how(c->served, "within/new", O_WRONLY | O_CREAT, 0));
}

static int
try_writing_by_openat(const struct confined *c)
{
	return confined_result(openat(c->served, "page", O_RDWR));
}

static int
try_listing(const struct confined *c)
{
	return confined_result(
	    open_how(c->served, "within", O_RDONLY | O_DIRECTORY, 0));
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

static int
try_sending_elsewhere(const struct confined *c)
{
	return confined_result(sendto(c->fresh, "x", 1, MSG_FASTOPEN,
	    (const struct sockaddr *)&c->there, sizeof(c->there)));
}

static int
try_accepting(const struct confined *c)
{
	return confined_result(
	    accept4(c->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK));
}

static int
try_killing_the_parent(const struct confined *c)
{
	return confined_result(kill(c->parent, SIGTERM));
}

static int
try_reading_the_parent(const struct confined *c)
{
	char byte;
	struct iovec here = { &byte, 1 };
	struct iovec there = { (void *)(uintptr_t)c, 1 };

	return confined_result(
	    process_vm_readv(c->parent, &here, 1, &there, 1, 0));
}

/* Code in memory of files does not get into a process, either. */
static int
try_memory_as_code(const struct confined *c)
{
	int fd = memfd_create("code", MFD_CLOEXEC);

	(void)c;
	if (fd < 0 || ftruncate(fd, 4096) < 0)
		return errno;
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) ==
	       MAP_FAILED;
}

#ifdef __x86_64__
static int
try_calls_of_i386(const struct confined *c)
{
	long result;

	(void)c;
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(20L) /* getpid */
			 : "memory", "r8", "r9", "r10", "r11");
	return result > 0 ? 0 : ENOSYS;
}
#endif

struct row {
	const char *why;
	confined_try *try;
	int result[ROLES]; /* of signer, builder, worker */
};

#define KILLED CONFINED_KILLED

static const struct row rows[] = {
	{ "newer than the lists", try_newer, { ENOSYS, ENOSYS, ENOSYS } },
	{ "/etc/passwd", try_password_file, { EACCES, EACCES, EACCES } },
	{ "/etc/passwd, openat2", try_password_file_2,
	    { KILLED, EACCES, EACCES } },
	{ "a page below the folder", try_page, { KILLED, 0, 0 } },
	{ "whether a file is there", try_asking, { 0, 0, 0 } },
	{ "..", try_climbing, { KILLED, EACCES, EACCES } },
	{ "a link out of the folder", try_link_out,
	    { KILLED, EACCES, EACCES } },
	{ "to write a page", try_writing, { KILLED, EACCES, EACCES } },
	{ "to cut a page", try_truncating, { KILLED, EACCES, EACCES } },
	{ "to make a page", try_creating, { KILLED, EACCES, EACCES } },
	{ "to list a folder", try_listing, { KILLED, 0, EACCES } },
	{ "to connect", try_connecting, { KILLED, KILLED, KILLED } },
	{ "to bind", try_binding, { KILLED, KILLED, KILLED } },
	{ "to connect by sending", try_sending_elsewhere,
	    { KILLED, KILLED, KILLED } },
	{ "to accept", try_accepting, { KILLED, KILLED, EAGAIN } },
	{ "to end the parent", try_killing_the_parent,
	    { KILLED, KILLED, KILLED } },
	{ "to read the parent", try_reading_the_parent,
	    { KILLED, KILLED, KILLED } },
	{ "code in memory", try_memory_as_code, { KILLED, KILLED, KILLED } },
#ifdef __x86_64__
	{ "as a process of 32 bits", try_calls_of_i386,
	    { KILLED, KILLED, KILLED } },
#endif
};

/* What a sanitizer needs of the system is not shown to be forbidden. */
static const struct row strict_rows[] = {
	{ "other processes", try_process_table, { KILLED, EACCES, EACCES } },
	{ "to write, openat", try_writing_by_openat,
	    { EACCES, KILLED, EACCES } },
};

static void
expect_rows(const struct row *row, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (int role = 0; role < ROLES; role++) {
			int got = confined_as(&confined, (enum role)role,
			    row[i].try);

			if (got != row[i].result[role])
				fail_msg("%s, %s: %d, not %d", row[i].why,
				    role_text((enum role)role), got,
				    row[i].result[role]);
		}
	}
}

static void
a_role_gets_what_is_its_own_and_no_more(void **state)
{
	(void)state;
	expect_rows(rows, COUNT(rows));
	if (!SANDBOX_SANITIZED)
		expect_rows(strict_rows, COUNT(strict_rows));
}

static int
setup(void **state)
{
	(void)state;
	confined_init(&confined);
	assert_int_equal(fcntl(confined.listener, F_SETFL, O_NONBLOCK), 0);
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
		cmocka_unit_test(what_no_role_needs_kills_it),
		cmocka_unit_test(a_role_gets_what_is_its_own_and_no_more),
	};

	if (files_version() == 0 || !calls_available()) {
		print_message("sandbox: skipped, as this kernel has %s\n",
		    sandbox_describe());
		return 0;
	}
	return cmocka_run_group_tests_name("sandbox", tests, setup, teardown);
}
