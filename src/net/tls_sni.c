/* SPDX-License-Identifier: ISC */
#include "net/tls_sni.h"

#define HOST_NAME '\0' /* RFC 6066 3: NameType host_name(0) */

/* Take bytes that have their length in two bytes in front off data. */
static bool
take(struct str *data, struct str *taken)
{
	size_t len;

	if (data->len < 2)
		return false;
	len = (size_t)(unsigned char)data->at[0] << 8 |
	      (unsigned char)data->at[1];
	*taken = str_take(str_skip(*data, 2), len);
	*data = str_skip(*data, 2 + len);
	return taken->len == len;
}

/* The only name of a list: there is one per type, and one type. */
static bool
host_of(struct str data, struct str *host)
{
	struct str list;

	if (!take(&data, &list) || data.len > 0 || list.len == 0 ||
	    list.at[0] != HOST_NAME)
		return false;
	list = str_skip(list, 1);
	return take(&list, host) && list.len == 0;
}

/* No '*' among them: patterns are for the configuration. */
static bool
stands_in_names(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '-' || c == '.' ||
	       c == '_';
}

bool
tls_sni_name(struct str data, char storage[TLS_SNI_MAX], struct str *name)
{
	struct str host;

	if (!host_of(data, &host) || host.len > TLS_SNI_MAX)
		return false;
	if (str_ends(host, STR(".")))
		host.len--;
	for (size_t i = 0; i < host.len; i++) {
		if (!stands_in_names(host.at[i]))
			return false;
		storage[i] = char_lower(host.at[i]);
	}
	*name = (struct str){ storage, host.len };
	return host.len > 0;
}
