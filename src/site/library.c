/* SPDX-License-Identifier: ISC */
#include "site/library.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "site/image.h"
#include "site/load.h"
#include "site/search.h"

/* An image, for as long as an edition has it. */
struct book {
	struct frozen frozen;
	struct image image;
	struct search *search;
	size_t editions;
};

struct edition {
	struct shelves shelves;
	struct shelf *each;
	struct book **books; /* NULL = an empty shelf */
	size_t holders;
};

struct library {
	struct library_place *places;
	size_t count;
	struct edition *now; /* which the library holds itself */
	size_t images;
};

static struct edition *
edition_new(size_t count)
{
	struct edition *e = mem_new(1, sizeof(*e));

	e->each = mem_new(count, sizeof(*e->each));
	e->books = mem_new(count, sizeof(struct book *));
	e->shelves = (struct shelves){ e->each, count };
	e->holders = 1;
	return e;
}

static void
book_close(struct library *library, struct book *book)
{
	if (book == NULL || --book->editions > 0)
		return;
	search_close(book->search);
	frozen_release(&book->frozen);
	free(book);
	library->images--;
}

static void
edition_free(struct library *library, struct edition *e)
{
	for (size_t i = 0; i < library->count; i++)
		book_close(library, e->books[i]);
	free(e->books);
	free(e->each);
	free(e);
}

struct library *
library_new(const struct library_place *places, size_t count)
{
	struct library *library = mem_new(1, sizeof(*library));

	library->places = mem_new(count, sizeof(*library->places));
	for (size_t i = 0; places != NULL && i < count; i++)
		library->places[i] = places[i];
	library->count = count;
	library->now = edition_new(count);
	return library;
}

struct library *
library_fixed(const struct shelves *shelves)
{
	struct library *library = library_new(NULL, shelves->count);

	library->now->shelves = *shelves;
	return library;
}

void
library_free(struct library *library)
{
	if (library == NULL)
		return;
	edition_free(library, library->now);
	free(library->places);
	free(library);
}

static void
shelve(struct edition *e, size_t shelf, const struct library_place *place,
    struct book *book)
{
	book->editions++;
	e->books[shelf] = book;
	e->each[shelf] = (struct shelf){
		.image = &book->image,
		.search = book->search,
		.members = place->members,
		.folder = place->folder,
	};
}

/* As now, but for one shelf. */
static struct edition *
edition_after(struct library *library, size_t shelf, struct book *book)
{
	struct edition *e = edition_new(library->count);

	for (size_t i = 0; i < library->count; i++) {
		struct book *stays = library->now->books[i];

		if (i == shelf)
			stays = book;
		if (stays != NULL)
			shelve(e, i, &library->places[i], stays);
	}
	return e;
}

const char *
library_put(struct library *library, size_t shelf, struct frozen *image)
{
	struct edition *before = library->now;
	struct book *book = mem_new(1, sizeof(*book));
	const char *why = image_open(image->bytes, &book->image);

	assert(shelf < library->count);
	if (why != NULL) {
		frozen_release(image);
		free(book);
		return why;
	}
	book->frozen = *image;
	*image = (struct frozen){ .fd = -1 };
	if (book->image.search.len > 0)
		book->search = search_open(book->image.search);
	library->images++;
	library->now = edition_after(library, shelf, book);
	library_let_go(library, before);
	return NULL;
}

const struct shelves *
library_shelves(const struct library *library)
{
	return &library->now->shelves;
}

struct edition *
library_hold(struct library *library)
{
	library->now->holders++;
	return library->now;
}

void
library_let_go(struct library *library, struct edition *edition)
{
	if (--edition->holders == 0)
		edition_free(library, edition);
}

size_t
library_images(const struct library *library)
{
	return library->images;
}
