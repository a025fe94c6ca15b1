/* SPDX-License-Identifier: ISC */
#ifndef UNIT_FIXTURE_H
#define UNIT_FIXTURE_H

/*
 * fixture -- a small sealed image for tests and fuzz targets of the fronts.
 */

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "front/front.h"
#include "page/doc.h"
#include "site/index.h"
#include "site/seal.h"

struct fixture {
	struct buf bytes;
	struct image image;
	struct shelf shelf;
};

struct fixture_resource {
	enum view view;
	struct str key;
	struct resource resource;
};

#define FIXTURE_BODY(view, key, type, body, item)                             \
	{                                                                     \
		(view), STR_INIT(key),                                        \
		{                                                             \
			RESOURCE_BODY, STR_INIT(type), STR_INIT(body), (item) \
		}                                                             \
	}
#define FIXTURE_MOVED(view, key, target)                                      \
	{                                                                     \
		(view), STR_INIT(key),                                        \
		{                                                             \
			RESOURCE_REDIRECT, STR_INIT(target), { NULL, 0 }, '1' \
		}                                                             \
	}
#define FIXTURE_PAGE(key, text) \
	FIXTURE_BODY(VIEW_GEMINI, key, "text/gemini; lang=en", text, '1')
#define FIXTURE_MENU(key, text)                      \
	FIXTURE_BODY(VIEW_GOPHER, key, "text/plain", \
	    "i" text "\t\tnull.host\t1\r\n.\r\n", '1')
#define FIXTURE_TEXT(key, text) \
	FIXTURE_BODY(VIEW_GOPHER, key, "text/plain; charset=utf-8", text, '0')

static const struct fixture_resource fixture_resources[] = {
	FIXTURE_PAGE("/", "# Home\n"),
	FIXTURE_PAGE("/about", "# About\n"),
	FIXTURE_MOVED(VIEW_GEMINI, "/about/", "/about"),
	FIXTURE_PAGE("/index.gmi", "# Index\n"),
	FIXTURE_MOVED(VIEW_GEMINI, "/dir", "/dir/"),
	FIXTURE_PAGE("/dir/", "# Dir\n"),
	FIXTURE_PAGE("/dir/x.gmi", "# X\n"),
	FIXTURE_BODY(VIEW_GEMINI, "/a b+c~\xc3\xa9", "image/png", "\0\r", 'I'),
	FIXTURE_BODY(VIEW_GEMINI, "/empty", "text/plain", "", '0'),
	FIXTURE_MENU("", "Home"),
	FIXTURE_MENU("about", "About"),
	FIXTURE_TEXT("about/me.txt", "me\r\n"),
	FIXTURE_BODY(VIEW_GOPHER, "paper.pdf", "application/pdf", "%PDF", '9'),
	FIXTURE_TEXT("d/exact.txt", "d\r\n"),
	FIXTURE_TEXT("exact.txt", "e\r\n"),
	FIXTURE_TEXT("a b.txt", "a b\r\n"),
	FIXTURE_TEXT("100%25.txt", "raw\r\n"),
	FIXTURE_TEXT("robots.txt", "#\r\n"),
	/* Two that no selector may reach. */
	FIXTURE_TEXT("dots/../inside", "dots\r\n"),
	FIXTURE_TEXT("con\x01trol", "control\r\n"),
	FIXTURE_MOVED(VIEW_GOPHER, "moved", "/about"),
};

/* Every form of name that a capsule may have. */
static const struct str fixture_hosts[] = {
	STR_INIT("localhost"),
	STR_INIT("example.org"),
	STR_INIT("xn--caf-dma.example"),
	STR_INIT("127.0.0.1"),
	STR_INIT("[::1]"),
};

#define FIXTURE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define FIXTURE_COMMON 45 /* pages with the word "common" */

/* One page to be found by each of its words, and enough for three of hits. */
static inline void
fixture_index(struct index *index)
{
	struct arena a;
	struct doc *doc;

	arena_init(&a);
	doc = doc_new(&a, STR("/about"), STR("About"), STR("en"));
	doc->menu = true;
	doc_add(&a, doc, BLOCK_TEXT,
	    STR("At the caf\xc3\xa9 of \xe9\x83\x91\xe9\xb9\x8f\xe9\xa3\x9e"));
	index_doc(index, doc);
	for (int i = 0; i < FIXTURE_COMMON; i++) {
		doc = doc_new(&a, arena_printf(&a, "/common/%d", i),
		    arena_printf(&a, "Number %d", i), STR("en"));
		doc_add(&a, doc, BLOCK_TEXT, STR("A common text"));
		index_doc(index, doc);
	}
	arena_release(&a);
}

static inline void
fixture_init(struct fixture *f, uint16_t public_gemini_port)
{
	struct origin origin = {
		.host = fixture_hosts[0],
		.port = { public_gemini_port, 7070 },
	};
	struct index *index = index_new();
	struct seal seal;
	const char *why;
	bool done;

	fixture_index(index);
	seal_init(&seal);
	seal.search = index_finish(index);
	assert(seal.search.len > 0);
	for (size_t i = 0; i < FIXTURE_COUNT(fixture_resources); i++) {
		done = seal_add(&seal, fixture_resources[i].view,
		    fixture_resources[i].key, &fixture_resources[i].resource);
		assert(done);
	}
	buf_init(&f->bytes);
	done = seal_write(&seal, &origin, fixture_hosts,
	    FIXTURE_COUNT(fixture_hosts), &f->bytes);
	assert(done);
	seal_release(&seal);
	index_free(index);
	why = image_open(buf_str(&f->bytes), &f->image);
	assert(why == NULL);
	f->shelf.image = &f->image;
	f->shelf.search = search_open(f->image.search);
	assert(f->shelf.search != NULL);
}

static inline void
fixture_release(struct fixture *f)
{
	search_close(f->shelf.search);
	buf_release(&f->bytes);
}

/* All bytes of the reply as the peer sees them, its end; storage of cap. */
static inline struct str
fixture_sent(struct reply *reply, char *storage, size_t cap)
{
	struct buf sent;

	buf_fixed(&sent, storage, cap);
	buf_add(&sent, reply->head);
	buf_add(&sent, reply->body);
	assert(!sent.cut);
	reply_release(reply);
	return buf_str(&sent);
}

/*
 * The answer to request as it comes when its bytes arrive one by one; its
 * `ended` is told after the last.
 */
static inline enum answer
fixture_dribble(const struct front *front, const struct shelf *shelf,
    const struct request *request, struct reply *reply)
{
	struct request so_far = *request;
	enum answer answer = ANSWER_MORE;

	so_far.ended = false;
	for (size_t n = 0; n < request->bytes.len; n++) {
		so_far.bytes = str_take(request->bytes, n + 1);
		answer = front->answer(shelf, &so_far, reply);
		if (answer != ANSWER_MORE)
			return answer;
	}
	return front->answer(shelf, request, reply);
}

#endif
