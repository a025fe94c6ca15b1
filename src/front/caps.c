/* SPDX-License-Identifier: ISC */
#include "front/caps.h"

#include "front/title.h"

/* One of the keys has its historic spelling. */
static const char constant[] = "CAPS\r\n"
			       "CapsVersion=1\r\n"
			       "ExpireCapsAfter=3600\r\n"
			       "PathDelimeter=/\r\n"
			       "PathIdentity=.\r\n"
			       "PathParent=..\r\n"
			       "PathParentDouble=FALSE\r\n"
			       "PathKeepPreDelimeter=FALSE\r\n"
			       "ServerSoftware=Vitae\r\n";

static void
put(struct buf *out, const char *key, struct str value)
{
	if (value.len > 0)
		buf_printf(out, "%s=%.*s\r\n", key, STR_ARG(value));
}

/* Whose server it is, as the root menu says. */
static void
put_description(struct buf *out, const struct image *image)
{
	const struct str root = STR("");
	struct resource menu;
	char storage[TITLE_MAX];

	if (image_find(image, VIEW_GOPHER, root, &menu) &&
	    menu.kind == RESOURCE_BODY)
		put(out, "ServerDescription",
		    title_of(image, menu.item, root, menu.body, storage));
}

void
caps_write(struct buf *out, const struct shelf *shelf, bool tls)
{
	const struct image *image = shelf->image;

	buf_add(out, str_of(constant));
	put_description(out, image);
	put(out, "ServerAdmin", image->admin);
	put(out, "ServerDefaultEncoding", charset_name(image->charset));
	/* The port that all links have takes TLS as well (O-52). */
	if (tls)
		buf_printf(out, "ServerTLSPort=%u\r\n",
		    image->origin.port[VIEW_GOPHER]);
}
