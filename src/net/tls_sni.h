/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_SNI_H
#define NET_TLS_SNI_H

/*
 * tls_sni -- the host name that a client sends in its first message.
 */

#include <stdbool.h>

#include "base/str.h"

#define TLS_SNI_MAX 255

/*
 * The name in the data of a server_name extension (RFC 6066 3) as our hosts'
 * names are written: ASCII in lower case, one final dot dropped (G-92). *name
 * views storage. False if there is none, or one that no host of ours can have
 * (X-29).
 */
bool tls_sni_name(struct str data, char storage[TLS_SNI_MAX],
    struct str *name);

#endif
