/* SPDX-License-Identifier: ISC */
#include "app/hosts.h"

#include "base/log.h"
#include "proto/origin.h"

const char *
hosts_add(struct hosts *hosts, struct arena *a, struct str name)
{
	char storage[URI_HOST_MAX + 1];
	bool wild = str_starts(name, STR("*."));
	struct str canonical = { NULL, 0 };

	if (hosts->count == HOSTS_MAX)
		return "one name more than there can be";
	if (!str_eq(name, STR("*")) &&
	    !uri_host_canonical(str_skip(name, wild ? 2 : 0), storage,
		&canonical))
		return "not a host name";
	if (hosts->count == 0 && str_starts(name, STR("*")))
		return "no name that can stand in links";
	hosts->at[hosts->count++] = arena_printf(a, "%s%.*s",
	    wild ? "*." : canonical.len == 0 ? "*"
					     : "",
	    STR_ARG(canonical));
	return NULL;
}

void
hosts_default(struct hosts *hosts)
{
	if (hosts->count == 0)
		hosts->at[hosts->count++] = STR("localhost");
}

bool
hosts_web(struct arena *a, struct str url, struct str *web)
{
	const char *slash = str_ends(url, STR("/")) ? "" : "/";
	struct str whole = arena_printf(a, "%.*s%s", STR_ARG(url), slash);

	if (!origin_web_is_sound(whole))
		return false;
	*web = whole;
	return true;
}

bool
hosts_web_option(struct arena *a, const char *text, struct str *web)
{
	if (hosts_web(a, str_of(text), web))
		return true;
	log_line("%s: not a URL such as https://example.org/", text);
	return false;
}

bool
hosts_port(const char *text, uint16_t *port)
{
	uint64_t number;

	if (!str_number(str_of(text), 65535, &number) || number == 0) {
		log_line("%s: not a port number from 1 to 65535", text);
		return false;
	}
	*port = (uint16_t)number;
	return true;
}
