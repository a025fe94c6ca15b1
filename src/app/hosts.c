/* SPDX-License-Identifier: ISC */
#include "app/hosts.h"

#include "base/log.h"

bool
hosts_add(struct hosts *hosts, const char *name)
{
	if (hosts->count == HOSTS_MAX) {
		log_line("more than %d host names", HOSTS_MAX);
		return false;
	}
	if (!uri_host_canonical(str_of(name), hosts->storage[hosts->count],
		&hosts->at[hosts->count])) {
		log_line("%s: not a host name", name);
		return false;
	}
	hosts->count++;
	return true;
}

void
hosts_default(struct hosts *hosts)
{
	if (hosts->count == 0)
		hosts_add(hosts, "localhost");
}

bool
hosts_port(const char *text, uint16_t *port)
{
	uint64_t number;

	if (!str_number(str_of(text), 65535, &number) || number == 0) {
		log_line("%s: not a port number", text);
		return false;
	}
	*port = (uint16_t)number;
	return true;
}
