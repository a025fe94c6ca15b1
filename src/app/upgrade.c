/* SPDX-License-Identifier: ISC */
#include "app/upgrade.h"

#include <sys/wait.h>

#include "app/notify.h"
#include "app/running.h"
#include "base/log.h"

void
upgrade_begin(struct running *r)
{
	if (r->settings.file != NULL)
		r->upgrade.file = renew_stamp_of(r->settings.file);
}

bool
upgrade_is_due(struct running *r)
{
	return r->settings.file != NULL &&
	       renew_stamp_changed(r->settings.file, &r->upgrade.file);
}

void
upgrade_try(struct running *r)
{
	pid_t pid;

	if (r->upgrade.rehearsal > 0)
		return;
	log_line("trying out a restart in place");
	pid = restart_rehearse();
	if (pid > 0)
		r->upgrade.rehearsal = pid;
}

/* What goes on until the new processes are ready. */
static void
hand_over(struct running *r, struct crew *crew, struct handover *h)
{
	*h = (struct handover){ .door_count = 0 };
	doors_hand_over(&r->settings.doors, h, &r->settings.arena);
	h->elder_count = supervise_elders(crew, h->elders,
	    HANDOVER_ELDERS_MAX);
	for (size_t i = 0; i < h->elder_count; i++)
		if (h->elders[i].role == ROLE_SIGNER && !h->elders[i].before)
			h->elders[i].control = keeper_control(r->keeper);
}

void
upgrade_tried(struct running *r, struct crew *crew, pid_t pid, int status)
{
	struct handover h;

	if (pid != r->upgrade.rehearsal)
		return;
	r->upgrade.rehearsal = 0;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		log_line("no restart: what runs stays as it is");
		return;
	}
	log_line("restarting in place");
	notify_reloading();
	hand_over(r, crew, &h);
	restart_now(&h);
	notify_ready("serving");
}
