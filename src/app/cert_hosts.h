/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_HOSTS_H
#define APP_CERT_HOSTS_H

/*
 * cert_hosts -- whose certificates `vitae cert` is about.
 */

#include <stdbool.h>

#include "app/cert.h"
#include "app/hosts.h"
#include "app/settings.h"
#include "base/diag.h"

struct cert_scope {
	const char *config; /* vitae.conf; NULL = one host, of these names */
	const char *certs;  /* NULL = as the configuration says */
	struct hosts names; /* none = all hosts, or the default one */
};

/*
 * Call act for the pair of each host that is meant, and print its findings. s
 * is as settings_init() left it. False if act said so, or nobody was meant.
 */
bool cert_each(struct settings *s, const struct cert_scope *scope,
    bool (*act)(const struct cert_want *want, struct diags *d));

#endif
