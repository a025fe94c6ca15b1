/* SPDX-License-Identifier: ISC */
#include "app/cert_part.h"

void
cert_part_take(BIO *text, struct buf *out)
{
	char *at;
	long len = BIO_get_mem_data(text, &at);

	if (len > 0)
		buf_add(out, (struct str){ at, (size_t)len });
}

bool
cert_is_ip(struct str name)
{
	if (str_starts(name, STR("[")))
		return true;
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_digit(name.at[i]) && name.at[i] != '.')
			return false;
	return name.len > 0;
}
