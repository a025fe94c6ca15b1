/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "app/sandbox_part.h"
#include "base/count.h"

#define SIGNER (1U << ROLE_SIGNER)
#define BUILDER (1U << ROLE_BUILDER)
#define WORKER (1U << ROLE_WORKER)
#define ALL (SIGNER | BUILDER | WORKER)

/*
 * What a role does not need is not here, and ends it. A library that looks for
 * its configuration, a time zone or a table of messages is told that it may
 * not: it asks when it likes, and does without.
 *
 * Here although it would better not be: stat() cannot be told from fstat(), so
 * whoever has broken in can ask whether a file exists, and how large it is.
 */
static const struct calls plain[] = {
	/* Bytes, over what is open. */
	{ ALL, 0, "read readv pread64 preadv write writev pwrite64 lseek" },
	{ ALL, 0, "sendmsg recvmsg recvfrom shutdown close dup2 dup3" },
	{ ALL, 0, "fstat newfstatat" },

	/* Memory: sealed, as images and messages are, and one's own. */
	{ ALL, 0, "memfd_create ftruncate" },
	{ ALL, 0, "brk munmap mremap madvise futex getrandom" },

	/* To wait, and to be told; libevent has a pipe for signals. */
	{ ALL, 0, "poll ppoll epoll_create1 epoll_ctl epoll_wait" },
	{ ALL, 0, "epoll_pwait epoll_pwait2 pipe2 eventfd2 signalfd4" },
	{ ALL, 0, "timerfd_create timerfd_settime restart_syscall" },
	{ ALL, 0, "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack" },
	{ ALL, 0, "rt_sigtimedwait rt_sigpending" },
	{ ALL, 0, "clock_gettime clock_getres clock_nanosleep nanosleep" },
	{ ALL, 0, "gettimeofday time" },

	/* Oneself; qsort() asks how much memory there is. */
	{ ALL, 0, "getpid gettid getppid getuid geteuid getgid getegid" },
	{ ALL, 0, "getrusage sysinfo sched_yield exit exit_group" },

	/* Connections, on sockets that others have made. */
	{ WORKER, 0, "accept4 getsockname getpeername getsockopt sendfile" },

	/* Files, below the folders that Landlock leaves. */
	{ WORKER | BUILDER, 0, "openat2 fadvise64" },
	{ BUILDER, 0, "getdents64 stat lstat access faccessat" },
	{ BUILDER, 0, "inotify_init1 inotify_add_watch inotify_rm_watch" },

	/* What libraries ask for, in vain. */
	{ SIGNER | WORKER, EACCES, "open openat stat lstat access faccessat" },
	{ ALL, EACCES, "faccessat2 readlink readlinkat getcwd" },
	{ ALL, ENOSYS, "statx" },
};

/* A flag that must not be given, or a number that must be. */
static const struct checked checked[] = {
	{ ALL, "mmap", 2, PROT_EXEC, 0 },
	{ ALL, "mprotect", 2, PROT_EXEC, 0 },
	{ ALL, "sendto", 4, UINT64_MAX, 0 },	     /* to nobody else */
	{ ALL, "prlimit64", 2, UINT64_MAX, 0 },	     /* to ask, not to set */
	{ ALL, "tgkill", 0, CALLS_INT, CALLS_SELF }, /* abort() */
	{ ALL, "fcntl", 1, CALLS_INT, F_GETFD },
	{ ALL, "fcntl", 1, CALLS_INT, F_SETFD },
	{ ALL, "fcntl", 1, CALLS_INT, F_GETFL },
	{ ALL, "fcntl", 1, CALLS_INT, F_SETFL },
	{ ALL, "fcntl", 1, CALLS_INT, F_DUPFD_CLOEXEC },
	{ ALL, "fcntl", 1, CALLS_INT, F_GET_SEALS },
	{ ALL, "fcntl", 1, CALLS_INT, F_ADD_SEALS },
	{ ALL, "ioctl", 1, CALLS_INT, TCGETS },	    /* isatty() */
	{ ALL, "prctl", 0, CALLS_INT, PR_SET_VMA }, /* names for malloc() */

	{ WORKER, "ioctl", 1, CALLS_INT, SIOCOUTQ },
	{ WORKER, "setsockopt", 1, CALLS_INT, SOL_SOCKET },
	{ WORKER, "setsockopt", 1, CALLS_INT, IPPROTO_TCP },

	{ BUILDER, "ioctl", 1, CALLS_INT, FIONREAD },
	{ BUILDER, "ioctl", 1, CALLS_INT, TIOCGWINSZ }, /* how far it is */
	{ BUILDER, "open", 1, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY },
	{ BUILDER, "openat", 2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY },
};

/*
 * Instead of what is above under the same name: a thread that traces its own
 * process, and reads /proc, to find what has leaked.
 */
static const struct calls sanitizers[] = {
	{ ALL, 0, "clone ptrace wait4 prctl arch_prctl" },
	{ ALL, 0, "set_robust_list rseq sched_getaffinity readlink" },
	{ ALL, 0, "open openat getdents getdents64" },
};

const struct calls *
calls_plain(size_t *count)
{
	*count = COUNT(plain);
	return plain;
}

const struct calls *
calls_of_sanitizers(size_t *count)
{
	*count = SANDBOX_SANITIZED ? COUNT(sanitizers) : 0;
	return sanitizers;
}

const struct checked *
calls_checked(size_t *count)
{
	*count = COUNT(checked);
	return checked;
}
