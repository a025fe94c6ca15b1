/* SPDX-License-Identifier: ISC */
#ifndef APP_RELOAD_H
#define APP_RELOAD_H

/*
 * reload -- new images while the server runs, in the supervisor.
 *
 * Of folders the builder sends them; hosts that are image files are looked at
 * here. What is fit is kept, for workers that are forked later, and handed to
 * those that run. What is not leaves the one before in use, and the log says so
 * once.
 */

#include <stdbool.h>

#include "app/supervise.h"

struct running;

/* What follows from an image, or from where it comes from. */
enum reload_need {
	RELOAD_DONE,
	RELOAD_RESTART, /* it changes what all processes begin with */
};

/* The builder has built a host: CONTROL_BUILT. */
enum reload_need reload_built(struct running *r, struct crew *crew,
    struct control *message);

/*
 * Look whether files of images, or the folders that paths lead to, are others
 * than before; asked = somebody wants to know.
 */
enum reload_need reload_look(struct running *r, struct crew *crew, bool asked);

/* Remember what paths lead to, before it is opened. */
void reload_begin(struct running *r);

/* Whether all hosts have been tried, and all have an image. */
bool reload_all_tried(const struct running *r);
bool reload_all_shown(const struct running *r);

#endif
