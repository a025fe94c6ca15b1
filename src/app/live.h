/* SPDX-License-Identifier: ISC */
#ifndef APP_LIVE_H
#define APP_LIVE_H

/*
 * live -- what a running server says of itself: at the start, and when asked.
 */

struct running;

/* What is served where, in the log. */
void live_summary(const struct running *r);

/* Open the socket of `vitae status`, if there is to be one. */
void live_listen(struct running *r);
void live_close(struct running *r);

/* Somebody asks there. */
void live_answer(struct running *r);

#endif
