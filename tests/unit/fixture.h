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
#include "model/doc.h"
#include "site/index.h"
#include "site/seal.h"

struct fixture {
	struct buf bytes;
	struct image image;
	struct shelf shelf;
	struct shelves shelves; /* this one */
	struct member people[2];
	struct members members[3]; /* of each zone */
};

struct fixture_resource {
	enum view view;
	struct str key;
	struct resource resource;
};

#define FIXTURE_BODY(view, key, type, text, letter)                     \
	{                                                               \
		(view), STR_INIT(key),                                  \
		{                                                       \
			.kind = RESOURCE_BODY, .media = STR_INIT(type), \
			.body = STR_INIT(text), .item = (letter)        \
		}                                                       \
	}
#define FIXTURE_MOVED(view, key, target)                                      \
	{                                                                     \
		(view), STR_INIT(key),                                        \
		{                                                             \
			.kind = RESOURCE_REDIRECT, .media = STR_INIT(target), \
			.item = '1'                                           \
		}                                                             \
	}
#define FIXTURE_PAGE(key, text) \
	FIXTURE_BODY(VIEW_GEMINI, key, "text/gemini; lang=en", text, '1')
#define FIXTURE_MENU(key, text)                                   \
	FIXTURE_BODY(VIEW_GOPHER, key, "application/gopher-menu", \
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
	FIXTURE_BODY(VIEW_GEMINI, "/robots.txt", "text/plain", "#\n", '0'),
	/* In zones. */
	FIXTURE_PAGE("/members/", "# Members\n"),
	FIXTURE_PAGE("/members/page", "# Member page\n"),
	FIXTURE_PAGE("/members/board/", "# Board\n"),
	FIXTURE_PAGE("/private", "# Private\n"),
	FIXTURE_PAGE("/private/x", "# Private X\n"),
	/* Behind a rule: nobody sees them. */
	FIXTURE_PAGE("/busy", "# Busy\n"),
	FIXTURE_PAGE("/gone/page", "# Gone\n"),
	FIXTURE_MENU("", "Home"),
	FIXTURE_MENU("about", "About"),
	FIXTURE_BODY(VIEW_GOPHER, "about.gmi", "text/gemini; lang=en",
	    "# About\r\n", '0'),
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

static const struct path_rule fixture_rules[] = {
	{ 31, STR_INIT("/old"), STR_INIT("/about") },
	{ 30, STR_INIT("/now"), STR_INIT("gemini://other.example/") },
	{ 52, STR_INIT("/gone/*"), STR_INIT("") },
	{ 41, STR_INIT("/busy"), STR_INIT("down for repair") },
	{ 50, STR_INIT("/never"), STR_INIT("") },
	{ 40, STR_INIT("/broken"), STR_INIT("") },
	{ 51, STR_INIT("/hidden"), STR_INIT("") },
	{ 30, STR_INIT("/web*"), STR_INIT("https://other.example/a?b") },
	{ 30, STR_INIT("/hole"), STR_INIT("gopher://other.example/0/x") },
	{ 31, STR_INIT("/caf\xc3\xa9"), STR_INIT("/a%20b.txt") },
	{ 31, STR_INIT("/folder/"), STR_INIT("/about/me.txt#me") },
	{ 31, STR_INIT("/find"), STR_INIT("/search") },
	{ 31, STR_INIT("/club"), STR_INIT("/members/page") },
	{ 31, STR_INIT("/members/old"), STR_INIT("/members/page") },
	{ 52, STR_INIT("/robots.*"), STR_INIT("") }, /* but not the file */
};

enum fixture_zone {
	FIXTURE_MEMBERS,
	FIXTURE_PRIVATE,
	FIXTURE_BOARD,
	FIXTURE_ZONES,
};

static const struct zone fixture_zones[FIXTURE_ZONES] = {
	[FIXTURE_MEMBERS] = { STR_INIT("/members/"), true },
	[FIXTURE_PRIVATE] = { STR_INIT("/private"), false },
	[FIXTURE_BOARD] = { STR_INIT("/members/board/"), false },
};

static const struct policy fixture_policy = {
	.rules = fixture_rules,
	.rule_count = sizeof(fixture_rules) / sizeof(fixture_rules[0]),
	.zones = fixture_zones,
	.zone_count = FIXTURE_ZONES,
};

/*
 * Who shows certificates whose digests are this byte all over, and keys with
 * the next one: Ada is in every list, Eve was in that of the members until her
 * last day, and nobody knows Bob.
 */
enum fixture_person {
	FIXTURE_ADA = 0xa0,
	FIXTURE_BOB = 0xb0,
	FIXTURE_EVE = 0xe0,
};

static const struct date fixture_last_day = {
	.year = 2026,
	.month = 6,
	.day = 30,
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
fixture_index(struct index *index, struct arena *a)
{
	struct doc *doc = doc_new(a, STR("/about"), STR("About"), STR("en"));

	doc->menu = true;
	doc_add(a, doc, BLOCK_TEXT,
	    STR("At the caf\xc3\xa9 of \xe9\x83\x91\xe9\xb9\x8f\xe9\xa3\x9e"));
	index_doc(index, doc, 0);
	for (int i = 0; i < FIXTURE_COMMON; i++) {
		doc = doc_new(a, arena_printf(a, "/common/%d", i),
		    arena_printf(a, "Number %d", i), STR("en"));
		doc_add(a, doc, BLOCK_TEXT, STR("A common text"));
		index_doc(index, doc, 0);
	}
}

/* Ada, and in the first zone Eve; by digest. */
static inline void
fixture_enter(struct fixture *f)
{
	f->people[0] = (struct member){ .name = STR("ada") };
	f->people[1] = (struct member){
		.name = STR("eve"),
		.until = fixture_last_day,
	};
	memset(f->people[0].digest, FIXTURE_ADA, MEMBERS_DIGEST);
	memset(f->people[1].digest, FIXTURE_EVE, MEMBERS_DIGEST);
	for (size_t i = 0; i < FIXTURE_ZONES; i++)
		f->members[i] = (struct members){ f->people, 1 };
	f->members[FIXTURE_MEMBERS].count = 2;
	f->shelf.members = f->members;
}

/* That person on the day after Eve's last. */
static inline struct visitor
fixture_visitor(enum fixture_person who)
{
	struct visitor visitor = {
		.credential = CREDENTIAL_GOOD,
		.today = { .year = 2026, .month = 7, .day = 1 },
	};

	memset(visitor.cert, (int)who, sizeof(visitor.cert));
	memset(visitor.key, (int)who + 1, sizeof(visitor.key));
	return visitor;
}

static inline void
fixture_init(struct fixture *f, uint16_t public_gemini_port)
{
	struct origin origin = {
		.host = fixture_hosts[0],
		.port = { public_gemini_port, 7070 },
		.web = STR("https://web.example/~ada/"),
	};
	struct index *index = index_new(INDEX_ONCE);
	struct arena a; /* of what can be found */
	struct seal seal;
	const char *why;
	bool done;

	arena_init(&a);
	fixture_index(index, &a);
	seal_init(&seal);
	seal.search = index_finish(index);
	seal.policy = &fixture_policy;
	seal.admin = STR("ada@example.org");
	seal.updated = STR("20260411");
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
	arena_release(&a);
	why = image_open(buf_str(&f->bytes), &f->image);
	assert(why == NULL);
	f->shelf.image = &f->image;
	f->shelf.search = search_open(f->image.search);
	assert(f->shelf.search != NULL);
	fixture_enter(f);
	f->shelves = (struct shelves){ &f->shelf, 1 };
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
fixture_dribble(const struct front *front, const struct shelves *shelves,
    const struct request *request, struct reply *reply)
{
	struct request so_far = *request;
	enum answer answer = ANSWER_MORE;

	so_far.ended = false;
	for (size_t n = 0; n < request->bytes.len; n++) {
		so_far.bytes = str_take(request->bytes, n + 1);
		answer = front->answer(shelves, &so_far, reply);
		if (answer != ANSWER_MORE)
			return answer;
	}
	return front->answer(shelves, request, reply);
}

#endif
