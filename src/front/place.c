/* SPDX-License-Identifier: ISC */
#include "front/place.h"

#include "proto/gemini.h"

static bool
is_wild(struct str name)
{
	return str_starts(name, STR("*"));
}

/* The first name that is one, and not a pattern; empty if there is none. */
static struct str
plain_name(const struct image *image)
{
	for (uint32_t i = 0; i < image->hosts; i++)
		if (!is_wild(image_host(image, i)))
			return image_host(image, i);
	return STR("");
}

static void
add_name(struct buf *out, struct str name)
{
	if (name.len > 0 && !is_wild(name))
		buf_printf(out, " %.*s", STR_ARG(name));
}

/* All names of the first host, and one of every other. */
static void
refuse_host(const struct shelves *shelves, struct buf *why)
{
	const struct image *first = shelves->at[0].image;
	size_t before, behind;

	buf_add(why, STR("host not served here"));
	before = why->len;
	buf_add(why, STR(", but:"));
	behind = why->len;
	for (uint32_t i = 0; i < first->hosts; i++)
		add_name(why, image_host(first, i));
	for (size_t i = 1; i < shelves->count; i++)
		add_name(why, plain_name(shelves->at[i].image));
	if (why->len == behind)
		why->len = before;
}

/* A pattern, where a host has no name of its own, is better than nothing. */
static void
refuse_handshake(const struct image *image, struct str asked, struct buf *why)
{
	struct str name = plain_name(image);

	if (name.len == 0)
		name = image_host(image, 0);
	buf_printf(why,
	    "the URI's host is not the one of the handshake: "
	    "%.*s in the URI, %.*s in the handshake",
	    STR_ARG(asked), STR_ARG(name));
}

/* The port listened on may be mapped to another, public one (G-34). */
static bool
port_is_served(const struct image *image, uint16_t local, int32_t port)
{
	if (port == URI_NO_PORT || port == GEMINI_PORT)
		return true;
	return port > 0 &&
	       (port == local || port == image->origin.port[VIEW_GEMINI]);
}

static void
refuse_port(const struct image *image, uint16_t local, struct buf *why)
{
	uint16_t public = image->origin.port[VIEW_GEMINI];

	buf_printf(why, "port not served here, but: %u",
	    (unsigned)(public != 0 ? public : local));
}

bool
place_is_gemini(const struct uri *uri)
{
	return str_eq_nocase(uri->scheme, STR("gemini")); /* G-21 */
}

bool
place_find(const struct shelves *shelves, const struct request *request,
    const struct uri *uri, int *shelf, struct buf *why)
{
	char storage[URI_HOST_MAX + 1];
	const struct image *image;
	struct str host;

	*shelf = SHELF_NONE;
	if (!place_is_gemini(uri)) {
		buf_add(why, STR("scheme not served here, but: gemini"));
		return false;
	}
	if (uri_host_canonical(uri->host, storage, &host))
		*shelf = shelves_find(shelves, host);
	if (*shelf == SHELF_NONE) {
		refuse_host(shelves, why);
		return false;
	}
	if (request->shelf != SHELF_NONE && request->shelf != *shelf)
		refuse_handshake(shelves->at[request->shelf].image, host, why);
	image = shelves->at[*shelf].image;
	if (why->len == 0 && !port_is_served(image, request->port, uri->port))
		refuse_port(image, request->port, why);
	return why->len == 0;
}
