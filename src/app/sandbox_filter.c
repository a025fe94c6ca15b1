/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "base/buf.h"
#include "base/log.h"

/* Numbers of system calls end below; those of another kind begin there. */
#define NUMBERS_END 512
#define NAME_SIZE 32

struct filter {
	scmp_filter_ctx context;
	enum role role;
};

bool
calls_available(void)
{
	uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/*
 * The number of the first of these names, or below zero if that is none here;
 * *names begins at the next one.
 */
static int
next_number(struct str *names)
{
	char name[NAME_SIZE];
	struct buf copy;
	struct str first;

	str_cut(*names, ' ', &first, names);
	buf_fixed(&copy, name, sizeof(name));
	buf_add(&copy, first);
	buf_char(&copy, '\0');
	return seccomp_syscall_resolve_name(name);
}

/* A row that comes behind another of the same name says nothing new. */
static int
add(struct filter *f, uint32_t action, int number,
    const struct scmp_arg_cmp *check)
{
	int result = 0;

	if (number >= 0)
		result = seccomp_rule_add_array(f->context, action, number,
		    check != NULL, check);
	return result == -EEXIST ? 0 : result;
}

static int
add_row(struct filter *f, const struct calls *row)
{
	uint32_t action = SCMP_ACT_ALLOW;
	struct str names = str_of(row->names);
	int result = 0;

	if (row->error != 0)
		action = SCMP_ACT_ERRNO((uint32_t)row->error);
	while (result == 0 && names.len > 0)
		result = add(f, action, next_number(&names), NULL);
	return result;
}

static int
add_rows(struct filter *f, const struct calls *rows, size_t count)
{
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++)
		if ((rows[i].roles >> f->role & 1) != 0)
			result = add_row(f, &rows[i]);
	return result;
}

/* Those of sanitizers first, as they hold instead of others. */
static int
add_plain(struct filter *f)
{
	size_t count;
	const struct calls *rows = calls_of_sanitizers(&count);
	int result = add_rows(f, rows, count);

	if (result != 0)
		return result;
	rows = calls_plain(&count);
	return add_rows(f, rows, count);
}

static int
add_checked(struct filter *f)
{
	size_t count;
	const struct checked *rows = calls_checked(&count);
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++) {
		struct scmp_arg_cmp check = {
			.arg = rows[i].argument,
			.op = SCMP_CMP_MASKED_EQ,
			.datum_a = rows[i].mask,
			.datum_b = rows[i].value,
		};

		if (check.datum_b == CALLS_SELF)
			check.datum_b = (uint64_t)getpid();
		if ((rows[i].roles >> f->role & 1) != 0)
			result = add(f, SCMP_ACT_ALLOW,
			    seccomp_syscall_resolve_name(rows[i].name), &check);
	}
	return result;
}

static bool
is_known(int number)
{
	char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE,
	    number);

	free(name);
	return name != NULL;
}

/*
 * A C library newer than our lists tries system calls that are newer, too, and
 * does without if there are none.
 */
static int
add_newer(struct filter *f)
{
	int result = 0;

	for (int n = NUMBERS_END - 1; !is_known(n) && result == 0; n--)
		result = add(f, SCMP_ACT_ERRNO(ENOSYS), n, NULL);
	return result;
}

/* A tree, as there are many: what has no check the kernel remembers. */
static int
fill(struct filter *f)
{
	int result = seccomp_attr_set(f->context, SCMP_FLTATR_ACT_BADARCH,
	    SCMP_ACT_KILL_PROCESS);

	if (result == 0)
		result = seccomp_attr_set(f->context, SCMP_FLTATR_CTL_OPTIMIZE,
		    2);
	if (result == 0)
		result = add_plain(f);
	if (result == 0)
		result = add_checked(f);
	if (result == 0)
		result = add_newer(f);
	return result;
}

bool
calls_confine(enum role role)
{
	struct filter f = { .role = role };
	int result = -ENOMEM;

	if (!calls_available())
		return true;
	f.context = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (f.context != NULL)
		result = fill(&f);
	if (result == 0)
		result = seccomp_load(f.context);
	seccomp_release(f.context);
	if (result == 0)
		return true;
	log_line("system calls cannot be restricted: %s", strerror(-result));
	return false;
}
