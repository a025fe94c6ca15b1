/* SPDX-License-Identifier: ISC */
/*
 * The data of a server_name extension. What comes out is a name that, put into
 * such an extension again, with a final dot or in capitals, is the same.
 */
#include <assert.h>

#include "base/buf.h"
#include "net/tls_sni.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_length(struct buf *out, size_t len)
{
	buf_char(out, (char)(len >> 8));
	buf_char(out, (char)len);
}

static void
check_name(struct str name)
{
	char storage[TLS_SNI_MAX];
	bool room = name.len < TLS_SNI_MAX;
	struct str again;
	struct buf out;

	buf_init(&out);
	add_length(&out, name.len + room + 3);
	buf_char(&out, '\0');
	add_length(&out, name.len + room);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		assert(c > ' ' && c < 0x7f && !(c >= 'A' && c <= 'Z'));
		buf_char(&out, c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c);
	}
	if (room)
		buf_char(&out, '.');
	assert(tls_sni_name(buf_str(&out), storage, &again));
	assert(str_eq(again, name) || str_ends(name, STR(".")));
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char storage[TLS_SNI_MAX];
	struct str name;

	if (tls_sni_name((struct str){ (const char *)data, size }, storage,
		&name))
		check_name(name);
	return 0;
}
