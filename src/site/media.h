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
#include "site/scan.h"

/* How many bytes libmagic looks at: it finds no more in more of them. */
#define MEDIA_LOOK ((size_t)64 << 10)

struct media {
	/* With "; charset=utf-8" if it is text, and that (M-10). */
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

/* Whether the name alone says of what type a file is. */
bool media_is_known(struct str name);

/*
 * The type of a file by its name and its first MEDIA_LOOK bytes, without
 * parameters. Answers of libmagic that are no "type/subtype" of a document are
 * not believed (M-09). Borrowed until the next call.
 */
struct str media_type(struct media_guess *g, struct str name,
    struct str begins);

/* Whether a type is one of text. */
bool media_is_text(struct str type);

/*
 * The media of a file of that type, which may have parameters: with a charset
 * it is taken as it is. Of text, kind says what all its bytes are. The type
 * lives in a.
 */
struct media media_named(struct arena *a, struct str type,
    enum scan_kind kind);

#endif
