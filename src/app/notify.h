/* SPDX-License-Identifier: ISC */
#ifndef APP_NOTIFY_H
#define APP_NOTIFY_H

/*
 * notify -- tell the service manager how we are: $NOTIFY_SOCKET, as
 * sd_notify(3) describes it. All of it does nothing where there is none.
 */

#include <stdint.h>

void notify_ready(const char *status);
void notify_reloading(void);
void notify_stopping(void);
void notify_alive(void);

/* How often notify_alive() has to be called, in ms ($WATCHDOG_USEC / 2); 0. */
int64_t notify_every_ms(void);

#endif
