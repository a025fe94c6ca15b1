/* SPDX-License-Identifier: ISC */
#include "net/sign_wire.h"

#include <string.h>

/* In front of what is to be signed. */
struct asks {
	uint64_t id;
	unsigned char key[SIGNING_KEY];
	uint16_t len;
	uint8_t digest;
	uint8_t padding;
	uint8_t nothing[4]; /* zero: the compiler would put bytes here */
};

/* In front of a signature. */
struct says {
	uint64_t id;
	uint16_t len;
	uint8_t nothing[6];
};

static void
add(struct buf *out, const void *head, size_t len, struct str text)
{
	buf_add(out, (struct str){ head, len });
	buf_add(out, text);
}

void
sign_wire_request(struct buf *out, const struct sign_request *request)
{
	struct asks asks = {
		.id = request->id,
		.len = (uint16_t)request->tbs.len,
		.digest = (uint8_t)request->digest,
		.padding = (uint8_t)request->padding,
	};

	memcpy(asks.key, request->key, sizeof(asks.key));
	add(out, &asks, sizeof(asks), request->tbs);
}

void
sign_wire_answer(struct buf *out, const struct sign_answer *answer)
{
	const struct says says = {
		.id = answer->id,
		.len = (uint16_t)answer->signature.len,
	};

	add(out, &says, sizeof(says), answer->signature);
}

static bool
is_zero(const uint8_t *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] != 0)
			return false;
	return true;
}

/* Cut head and the text behind it, len bytes, off the rest. */
static bool
cut_text(struct str *rest, size_t head, size_t len, size_t max,
    struct str *text)
{
	if (len > max || len > rest->len - head)
		return false;
	*text = str_take(str_skip(*rest, head), len);
	*rest = str_skip(*rest, head + len);
	return true;
}

bool
sign_wire_next_request(struct str *rest, struct sign_request *request)
{
	struct asks asks;

	if (rest->len < sizeof(asks))
		return false;
	memcpy(&asks, rest->at, sizeof(asks));
	if (asks.digest >= SIGN_DIGESTS || asks.padding >= SIGN_PADDINGS ||
	    asks.len == 0 || !is_zero(asks.nothing, sizeof(asks.nothing)) ||
	    !cut_text(rest, sizeof(asks), asks.len, SIGNING_TBS_MAX,
		&request->tbs))
		return false;
	request->id = asks.id;
	memcpy(request->key, asks.key, sizeof(asks.key));
	request->digest = (enum sign_digest)asks.digest;
	request->padding = (enum sign_padding)asks.padding;
	return true;
}

bool
sign_wire_next_answer(struct str *rest, struct sign_answer *answer)
{
	struct says says;

	if (rest->len < sizeof(says))
		return false;
	memcpy(&says, rest->at, sizeof(says));
	answer->id = says.id;
	return is_zero(says.nothing, sizeof(says.nothing)) &&
	       cut_text(rest, sizeof(says), says.len, SIGNING_MAX,
		   &answer->signature);
}

const char *
sign_digest_name(enum sign_digest digest)
{
	static const char *const names[SIGN_DIGESTS] = {
		[SIGN_SHA224] = "SHA224",
		[SIGN_SHA256] = "SHA256",
		[SIGN_SHA384] = "SHA384",
		[SIGN_SHA512] = "SHA512",
	};

	return names[digest];
}

/* RFC 8446 4.4.3: 64 blanks, a context, a NUL, the hash of the transcript. */
static bool
is_certificate_verify(struct str tbs)
{
	static const char context[] = "TLS 1.3, server CertificateVerify";
	size_t hash;

	for (size_t i = 0; i < 64; i++)
		if (i >= tbs.len || tbs.at[i] != ' ')
			return false;
	tbs = str_skip(tbs, 64);
	if (!str_starts(tbs, (struct str){ context, sizeof(context) }))
		return false;
	hash = tbs.len - sizeof(context);
	return hash == 32 || hash == 48; /* of the suites there are */
}

/* RFC 8422 5.4: two randoms, a named curve, and a point with its length. */
static bool
is_key_exchange(struct str tbs)
{
	const unsigned char *at = (const unsigned char *)tbs.at;
	const size_t head = 64 + 4;

	return tbs.len > head && at[64] == 3 && at[67] > 0 &&
	       tbs.len == head + at[67];
}

bool
sign_is_handshake(const struct sign_request *request)
{
	if (is_certificate_verify(request->tbs))
		return request->padding != SIGN_PKCS1;
	return is_key_exchange(request->tbs);
}
