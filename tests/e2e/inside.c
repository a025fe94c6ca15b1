/* SPDX-License-Identifier: ISC */
#include "e2e/inside.h"

#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/harness.h"

#ifdef __x86_64__

#define SYSCALL_SIZE 2
#define SYSCALL_BYTES 0x050fL
#define BELOW_STACK 4096 /* where no function has anything */
#define WAIT_MS 5000

const char *
inside_lacks(void)
{
	return geteuid() == 0 ? NULL : "it takes root";
}

static void
put_text(pid_t pid, unsigned long at, const char *text)
{
	char bytes[INSIDE_TEXT] = { 0 };

	snprintf(bytes, sizeof(bytes), "%s", text);
	for (size_t i = 0; i < sizeof(bytes); i += sizeof(long)) {
		long word;

		memcpy(&word, bytes + i, sizeof(word));
		assert_int_equal(ptrace(PTRACE_POKEDATA, pid, at + i, word),
		    0);
	}
}

static unsigned long
value_of(const struct inside *call, size_t i, unsigned long text)
{
	if (call->argument[i] == INSIDE_HERE)
		return text;
	return (unsigned long)call->argument[i];
}

static void
set_call(pid_t pid, struct user_regs_struct regs, const struct inside *call)
{
	unsigned long text = (regs.rsp & ~7UL) - BELOW_STACK;

	if (call->text != NULL)
		put_text(pid, text, call->text);
	regs.rip -= SYSCALL_SIZE;
	regs.orig_rax = (unsigned long)-1;
	regs.rax = (unsigned long)call->number;
	regs.rdi = value_of(call, 0, text);
	regs.rsi = value_of(call, 1, text);
	regs.rdx = value_of(call, 2, text);
	regs.r10 = value_of(call, 3, text);
	assert_int_equal(ptrace(PTRACE_SETREGS, pid, NULL, &regs), 0);
}

static void
wait_stop(pid_t pid, struct inside *call)
{
	int status;

	assert_int_equal(waitpid(pid, &status, __WALL), pid);
	call->killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
	assert_true(call->killed || WIFSTOPPED(status));
}

/* Stop it where it waits: in a system call, whose instruction can be used. */
static void
stop_in_call(pid_t pid, struct inside *call, struct user_regs_struct *regs)
{
	const int64_t latest = now_ms() + WAIT_MS;

	for (;;) {
		long code;

		assert_int_equal(ptrace(PTRACE_ATTACH, pid, NULL, NULL), 0);
		wait_stop(pid, call);
		assert_int_equal(ptrace(PTRACE_GETREGS, pid, NULL, regs), 0);
		code = ptrace(PTRACE_PEEKTEXT, pid, regs->rip - SYSCALL_SIZE,
		    NULL);
		if ((code & 0xffff) == SYSCALL_BYTES)
			return;
		assert_int_equal(ptrace(PTRACE_DETACH, pid, NULL, NULL), 0);
		assert_true(now_ms() < latest);
		pause_ms(1);
	}
}

void
inside_call(pid_t pid, struct inside *call)
{
	struct user_regs_struct before, after;

	stop_in_call(pid, call, &before);
	set_call(pid, before, call);
	assert_int_equal(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL), 0);
	wait_stop(pid, call);
	if (call->killed)
		return;
	assert_int_equal(ptrace(PTRACE_GETREGS, pid, NULL, &after), 0);
	call->result = (long)after.rax;
	assert_int_equal(ptrace(PTRACE_SETREGS, pid, NULL, &before), 0);
	assert_int_equal(ptrace(PTRACE_DETACH, pid, NULL, NULL), 0);
}

#else

const char *
inside_lacks(void)
{
	return "the registers of this machine are not known to the test";
}

void
inside_call(pid_t pid, struct inside *call)
{
	(void)pid;
	(void)call;
}

#endif
