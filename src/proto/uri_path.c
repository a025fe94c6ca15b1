/* SPDX-License-Identifier: ISC */
#include "proto/uri.h"

#include "proto/uri_bytes.h"

static enum uri_path
decode_segment(struct str segment, struct buf *out)
{
	while (segment.len > 0) {
		int c = take_decoded(&segment);

		if (c == '/')
			return URI_PATH_SLASH;
		if (c < 0x20 || c == 0x7f) /* also a broken triplet's -1 */
			return URI_PATH_BAD;
		buf_char(out, (char)c);
	}
	return out->cut ? URI_PATH_TOO_LONG : URI_PATH_OK;
}

bool
uri_path_climb(struct buf *path)
{
	if (path->len == 1)
		return false;
	do
		path->len--;
	while (path->at[path->len - 1] != '/');
	return true;
}

/*
 * Append one segment to out, which ends in a slash. Decoding comes before the
 * question whether it is a dot segment: "%2e%2e" climbs as ".." does (G-48).
 */
static enum uri_path
add_segment(struct buf *out, struct str encoded, bool last)
{
	size_t start = out->len;
	enum uri_path verdict = decode_segment(encoded, out);
	struct str segment = str_skip(buf_str(out), start);

	if (verdict != URI_PATH_OK || segment.len == 0)
		return verdict;
	if (str_eq(segment, STR(".")) || str_eq(segment, STR(".."))) {
		bool above = segment.len == 2;

		out->len = start;
		return above && !uri_path_climb(out) ? URI_PATH_ABOVE
						     : URI_PATH_OK;
	}
	if (!last)
		buf_char(out, '/');
	return out->cut ? URI_PATH_TOO_LONG : URI_PATH_OK;
}

enum uri_path
uri_path_decode(struct str path, char *storage, size_t cap,
    struct str *decoded)
{
	struct str rest = str_starts(path, STR("/")) ? str_skip(path, 1) : path;
	struct str segment;
	enum uri_path verdict;
	bool more;
	struct buf out;

	buf_fixed(&out, storage, cap);
	buf_char(&out, '/');
	if (out.cut)
		return URI_PATH_TOO_LONG;
	do {
		more = str_cut(rest, '/', &segment, &rest);
		verdict = add_segment(&out, segment, !more);
		if (verdict != URI_PATH_OK)
			return verdict;
	} while (more);
	*decoded = buf_str(&out);
	return URI_PATH_OK;
}

static void
add_triplet(struct buf *out, char c)
{
	buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
}

void
uri_path_encode(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		if (byte_is_unreserved(path.at[i]) || path.at[i] == '/')
			buf_char(out, path.at[i]);
		else
			add_triplet(out, path.at[i]);
	}
}

struct str
uri_path_encoded(struct arena *a, struct str path)
{
	struct buf out;

	buf_init(&out);
	uri_path_encode(&out, path);
	return buf_keep(&out, a);
}

void
uri_mend(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool triplet = triplet_value(str_skip(text, i)) >= 0;

		if (byte_is_unreserved(c) || byte_is_sub_delim(c) ||
		    byte_is_in(c, ":/?#[]@") || (c == '%' && triplet))
			buf_char(out, c);
		else
			add_triplet(out, c);
	}
}

struct str
uri_mended(struct arena *a, struct str text)
{
	struct buf out;

	buf_init(&out);
	uri_mend(&out, text);
	return buf_keep(&out, a);
}

bool
uri_decode(struct str text, char *storage, size_t cap, struct str *decoded)
{
	struct buf out;

	buf_fixed(&out, storage, cap);
	while (text.len > 0) {
		int c = take_decoded(&text);

		if (c < 0)
			return false;
		buf_char(&out, (char)c);
	}
	*decoded = buf_str(&out);
	return !out.cut;
}
