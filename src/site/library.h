/* SPDX-License-Identifier: ISC */
#ifndef SITE_LIBRARY_H
#define SITE_LIBRARY_H

/*
 * library -- the shelves a worker answers from, while their images change.
 *
 * All shelves together are an edition. A new image makes a new edition, which
 * shares the other images with the one before; whoever is being answered holds
 * the edition that the answer views, and an image is unmapped, with its search,
 * when nobody holds an edition that has it. One thread, no locks.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/folder.h"
#include "base/frozen.h"
#include "site/members.h"
#include "site/shelf.h"

struct library;
struct edition;

/* What does not change with an image: borrowed, but for this struct. */
struct library_place {
	const struct members *members;
	const struct folder *folder;
};

/* With empty shelves; fill each by library_put() before anything is asked. */
struct library *library_new(const struct library_place *places, size_t count);
/* Of shelves that never change, borrowed. */
struct library *library_fixed(const struct shelves *shelves);
void library_free(struct library *library); /* nobody may hold anything */

/*
 * From now on answer from this image, which is the library's in either case;
 * its search is opened here. NULL, or why not, in words fit for a message: then
 * the one before stays.
 */
const char *library_put(struct library *library, size_t shelf,
    struct frozen *image);

/* The shelves of now: good until the next library_put(), unless held. */
const struct shelves *library_shelves(const struct library *library);

/* Keep what library_shelves() says now; each has to be let go of once. */
struct edition *library_hold(struct library *library);
void library_let_go(struct library *library, struct edition *edition);

/* How many images are mapped: of now, and of before. */
size_t library_images(const struct library *library);

#endif
