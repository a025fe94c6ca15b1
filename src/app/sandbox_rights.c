/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "base/count.h"
#include "base/log.h"

#define HALVES _LINUX_CAPABILITY_U32S_3 /* a set is two words of 32 bits */

struct rights {
	struct __user_cap_header_struct header;
	struct __user_cap_data_struct half[HALVES];
};

/*
 * Certificates and keys that only root may read, logs that belong to somebody
 * else; the doors, at a restart in place; children of another user, and their
 * end; a socket that belongs to somebody; and to take the rest from children.
 */
static const int kept[] = {
	CAP_DAC_OVERRIDE,
	CAP_CHOWN,
	CAP_NET_BIND_SERVICE,
	CAP_SETUID,
	CAP_SETGID,
	CAP_KILL,
	CAP_SETPCAP,
};

uint64_t
rights_of_supervisor(void)
{
	uint64_t set = 0;

	for (size_t i = 0; i < COUNT(kept); i++)
		set |= UINT64_C(1) << kept[i];
	return set;
}

/* Who may not take them away has none to lose: no_new_privs is enough. */
bool
rights_bound(uint64_t keep)
{
	for (int right = 0; right < 64; right++) {
		if ((keep >> right & 1) != 0 ||
		    prctl(PR_CAPBSET_READ, right, 0, 0, 0) != 1)
			continue;
		if (prctl(PR_CAPBSET_DROP, right, 0, 0, 0) < 0 &&
		    errno != EPERM) {
			log_line("capability %d cannot be given up: %s", right,
			    strerror(errno));
			return false;
		}
	}
	return true;
}

static void
narrow(struct rights *r, uint64_t keep)
{
	for (size_t i = 0; i < HALVES; i++) {
		uint32_t half = (uint32_t)(keep >> (32 * i));

		r->half[i].permitted &= half;
		r->half[i].effective = r->half[i].permitted;
		r->half[i].inheritable &= half;
	}
}

/* The ambient ones are never more than these: the kernel sees to that. */
bool
rights_keep(uint64_t keep)
{
	struct rights r = {
		.header = { .version = _LINUX_CAPABILITY_VERSION_3 },
	};

	if (syscall(SYS_capget, &r.header, r.half) == 0) {
		narrow(&r, keep);
		if (syscall(SYS_capset, &r.header, r.half) == 0)
			return true;
	}
	log_line("capabilities cannot be given up: %s", strerror(errno));
	return false;
}
