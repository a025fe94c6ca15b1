/* SPDX-License-Identifier: ISC */
#ifndef SITE_MEDIA_H
#define SITE_MEDIA_H

/*
 * media -- what kind of thing a file is: MIME type and Gopher item type.
 *
 * The suffix table first, libmagic for what it does not know (M-08), then
 * application/octet-stream. Only the builder asks; this is the only file pair
 * that includes magic.h.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct media {
	/* With "; charset=utf-8" if it is text, and valid (M-10). */
	struct str type;
	char item; /* '0' text, 'I' image, 's' sound, 'h' HTML, '9' rest */
};

/* libmagic's tables: loaded for the first file that needs them. */
struct media_guess {
	void *magic; /* NULL = not loaded, or there are none on this machine */
	bool tried;
};

void media_init(struct media_guess *g);
void media_release(struct media_guess *g);

/*
 * The media of a file by its name and bytes. Answers of libmagic that are no
 * "type/subtype" of a document are not believed (M-09). The type lives in a.
 */
struct media media_of(struct media_guess *g, struct arena *a, struct str name,
    struct str bytes);

/*
 * The media of bytes that are of that type, which may have parameters: with a
 * charset it is taken as it is.
 */
struct media media_named(struct arena *a, struct str type, struct str bytes);

#endif
