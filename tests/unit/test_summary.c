/* SPDX-License-Identifier: ISC */
#include "app/summary.h"

#include "site/seal.h"
#include "unit/unit.h"

/* A host with an image of its own, and doors for it; no sockets. */
struct stage {
	struct buf bytes;
	struct image image;
	struct shelf shelf;
	struct settings settings;
	struct doors doors;
	struct summary_host host;
	struct summary summary;
	struct buf out;
};

/* So large that nothing else matters to how large an image is said to be. */
static const char paper[2000000];

#define BODY(type, letter)                                      \
	{                                                       \
		.kind = RESOURCE_BODY, .media = STR_INIT(type), \
		.body = STR_INIT("x"), .item = (letter)         \
	}

#define PAPER                                                  \
	{                                                      \
		.kind = RESOURCE_BODY,                         \
		.media = STR_INIT("application/pdf"),          \
		.body = { paper, sizeof(paper) }, .item = '9', \
	}

#define TALK                                                     \
	{                                                        \
		.kind = RESOURCE_FILE,                           \
		.media = STR_INIT("video/mp4"),                  \
		.file = STR_INIT("talk.mp4"), .size = 240000000, \
		.item = ';',                                     \
	}

#define SIZES ", 2.0 MB and 1 large file of 240 MB"

static const struct {
	enum view view;
	struct str key;
	struct resource resource;
} resources[] = {
	{ VIEW_GEMINI, STR_INIT("/"), BODY("text/gemini; lang=en", '1') },
	{ VIEW_GEMINI, STR_INIT("/about"), BODY("text/gemini", '1') },
	{ VIEW_GEMINI, STR_INIT("/cv.pdf"), PAPER },
	{ VIEW_GEMINI, STR_INIT("/talk.mp4"), TALK },
	{ VIEW_GEMINI, STR_INIT("/about/"),
	    { .kind = RESOURCE_REDIRECT,
		.media = STR_INIT("/about"),
		.item = '1' } },
	{ VIEW_GOPHER, STR_INIT(""), BODY("text/plain", '1') },
	{ VIEW_GOPHER, STR_INIT("about"), BODY("text/plain", '0') },
	{ VIEW_GOPHER, STR_INIT("cv.pdf"), PAPER },
	{ VIEW_GOPHER, STR_INIT("talk.mp4"), TALK },
};

static void
stage_open(struct stage *s, const struct origin *origin,
    const struct str *hosts, size_t count, const struct policy *policy)
{
	struct seal seal;

	memset(s, 0, sizeof(*s));
	seal_init(&seal);
	if (policy != NULL)
		seal.policy = policy;
	for (size_t i = 0; i < COUNT(resources); i++)
		assert_true(seal_add(&seal, resources[i].view,
		    resources[i].key, &resources[i].resource));
	buf_init(&s->bytes);
	assert_true(seal_write(&seal, origin, hosts, count, &s->bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&s->bytes), &s->image));
	s->shelf.image = &s->image;
	s->host = (struct summary_host){ &s->shelf, "capsule", { 0 }, NULL,
		NULL };
	s->summary = (struct summary){ &s->settings, &s->doors, &s->host, 1 };
	buf_init(&s->out);
}

static void
stage_close(struct stage *s)
{
	buf_release(&s->out);
	buf_release(&s->bytes);
}

static void
add_door(struct stage *s, const struct front *front, uint16_t port)
{
	struct service *door = &s->doors.services[s->doors.count++];

	door->front = front;
	door->listener.port = port;
}

static void
assert_summary(struct stage *s, struct str want)
{
	buf_clear(&s->out);
	summary_write(&s->out, &s->summary);
	assert_str(buf_str(&s->out), want);
}

#define ZEROS                                                             \
	"00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:" \
	"00:00:00:00:00:00:00:00:00:00"

static const struct str plain_host[] = { STR_INIT("localhost") };

/* One capsule and no file: URLs, what is there, the certificate. */
static void
the_simple_case_is_short(void **state)
{
	const struct origin origin = {
		.host = STR("localhost"),
		.port = { 1965, 7070 },
	};
	const struct cert_facts facts = { { 0xcd }, { 0xab }, "2126-10-30",
		36499 };
	struct stage s;

	(void)state;
	stage_open(&s, &origin, plain_host, 1, NULL);
	add_door(&s, &front_gemini, 1965);
	add_door(&s, &front_gemini, 1965); /* the other address family */
	add_door(&s, &front_gopher, 7070);
	s.host.findings[DIAG_WARNING] = 1;
	s.host.chain = "certs/localhost.crt";
	s.host.facts = &facts;
	assert_summary(&s,
	    STR("serving gemini://localhost/\n"
		"serving gopher://localhost:7070/\n"
		"    capsule: 2 pages and 2 files on Gemini, 1 menu and 3 files"
		" on Gopher" SIZES ", 1 warning\n"
		"    certs/localhost.crt: until 2126-10-30, public key SHA-256"
		" ab:" ZEROS "\n"));
	stage_close(&s);
}

static const struct str names[] = {
	STR_INIT("example.org"),
	STR_INIT("www.example.org"),
	STR_INIT("[::1]"),
};

static const struct path_rule rules[] = {
	{ 31, STR_INIT("/old"), STR_INIT("/about") },
};

static const struct zone zones[] = {
	{ STR_INIT("/members/"), true },
	{ STR_INIT("/drafts/"), false },
};

static const struct policy policy = {
	.rules = rules,
	.rule_count = COUNT(rules),
	.zones = zones,
	.zone_count = COUNT(zones),
};

static void
a_configured_host_is_told_in_full(void **state)
{
	const struct origin origin = {
		.host = STR("example.org"),
		.port = { 1965, 0 },
	};
	const struct member member[2] = { 0 };
	const struct members members[] = { { member, 2 }, { NULL, 0 } };
	const struct cert_facts ended = { { 0 }, { 0xab }, "2026-11-01", -1 };
	struct stage s;

	(void)state;
	stage_open(&s, &origin, names, COUNT(names), &policy);
	add_door(&s, &front_gemini, 11965);
	s.shelf.members = members;
	s.host.chain = "a.crt";
	s.host.facts = &ended;
	s.settings.file = "vitae.conf";
	s.settings.limits.connections = 1000;
	s.settings.limits.rate = 60;
	s.settings.limits.burst = 20;
	s.settings.access.format = ACCESS_JSON;
	s.settings.access.file = "access.log";
	s.settings.access.address = ADDRESS_TRUNCATED;
	assert_summary(&s,
	    STR("serving gemini://example.org:11965/, in public "
		"gemini://example.org/\n"
		"    capsule: 2 pages and 2 files on Gemini" SIZES "\n"
		"    also as www.example.org, [::1]\n"
		"    a.crt: expired 2026-11-01, public key SHA-256 ab:" ZEROS
		"\n"
		"    only for members: /members/ (2 members), /drafts/"
		" (0 members)\n"
		"    1 rule for paths\n"
		"limits: 1000 connections, 60 requests of one address a minute,"
		" 20 of them at once\n"
		"log of requests: access.log, json, truncated addresses\n"));
	stage_close(&s);
}

/* Gopher knows no names: each host shows the doors that are its own (O-53). */
static void
hosts_show_their_own_doors(void **state)
{
	const struct origin origin = {
		.host = STR("localhost"),
		.port = { 1965, 70 },
	};
	struct summary_host hosts[2];
	struct stage s;

	(void)state;
	stage_open(&s, &origin, plain_host, 1, NULL);
	add_door(&s, &front_gemini, 1965);
	add_door(&s, &front_gopher, 70);
	add_door(&s, &front_gopher, 70); /* at another address */
	s.doors.services[2].shelf = 1;
	hosts[0] = s.host;
	hosts[1] = s.host;
	hosts[1].capsule = "other";
	s.summary.hosts = hosts;
	s.summary.count = 2;
	assert_summary(&s,
	    STR("serving gemini://localhost/\n"
		"serving gopher://localhost/\n"
		"    capsule: 2 pages and 2 files on Gemini, 1 menu and 3 files"
		" on Gopher" SIZES "\n"
		"serving gemini://localhost/\n"
		"serving gopher://localhost/\n"
		"    other: 2 pages and 2 files on Gemini, 1 menu and 3 files"
		" on Gopher" SIZES "\n"));
	stage_close(&s);
}

#define CAPSULE                                                          \
	"    capsule: 2 pages and 2 files on Gemini, 1 menu and 3 files" \
	" on Gopher" SIZES "\n"

/* With the certificates of Gemini; and only if that is wanted (O-51). */
static void
a_port_of_gopher_that_takes_tls_says_so_O52(void **state)
{
	const struct origin origin = {
		.host = STR("localhost"),
		.port = { 1965, 70 },
	};
	struct stage s;

	(void)state;
	stage_open(&s, &origin, plain_host, 1, NULL);
	add_door(&s, &front_gemini, 1965);
	add_door(&s, &front_gopher, 70);
	add_door(&s, &front_gopher, 7070);
	s.doors.services[2].proxied = true;
	s.settings.gopher_tls = true;
	assert_summary(&s,
	    STR("serving gemini://localhost/\n"
		"serving gopher://localhost/, with TLS gophers://localhost/\n"
		"serving gopher://localhost:7070/, in public"
		" gopher://localhost/, with TLS gophers://localhost/,"
		" for proxies\n" CAPSULE));
	s.settings.gopher_tls = false;
	s.doors.count = 2;
	assert_summary(&s,
	    STR("serving gemini://localhost/\n"
		"serving gopher://localhost/\n" CAPSULE));
	s.settings.gopher_tls = true;
	s.doors.services[0] = s.doors.services[1];
	s.doors.count = 1;
	assert_summary(&s,
	    STR("serving gopher://localhost/\n"
		"    capsule: 1 menu and 3 files on Gopher" SIZES "\n"));
	stage_close(&s);
}

static void
nothing_set_is_said_too(void **state)
{
	const struct origin origin = {
		.host = STR("localhost"),
		.port = { 1965, 0 },
	};
	struct stage s;

	(void)state;
	stage_open(&s, &origin, plain_host, 1, NULL);
	s.summary.count = 0;
	s.settings.file = "vitae.conf";
	assert_summary(&s,
	    STR("limits: none\n"
		"log of requests: standard error, plain, no addresses\n"));
	s.settings.access.address = ADDRESS_FULL;
	assert_summary(&s,
	    STR("limits: none\n"
		"log of requests: standard error, plain, full addresses\n"));
	s.settings.access.off = true;
	assert_summary(&s, STR("limits: none\nlog of requests: off\n"));
	stage_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_simple_case_is_short),
		cmocka_unit_test(a_configured_host_is_told_in_full),
		cmocka_unit_test(hosts_show_their_own_doors),
		cmocka_unit_test(a_port_of_gopher_that_takes_tls_says_so_O52),
		cmocka_unit_test(nothing_set_is_said_too),
	};

	return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
