/* SPDX-License-Identifier: ISC */
/*
 * The 27 checks of gemini-diagnostics 1.0.0, each a test of its name and with
 * its conditions: what people run against a capsule before they announce it.
 * As there, every URL has the port in it, and a reply has five seconds.
 */
#include <fcntl.h>
#include <netdb.h>
#include <openssl/x509v3.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/wire.h"

#define REPLY_MS 5000

static const struct source sources[] = {
	{ "profile.txt",
	    "Name: Ada Lovelace\n"
	    "Position: Analyst\n"
	    "Email: ada@example.org\n"
	    "\n"
	    "# About\n"
	    "I write programs for a machine not built.\n"
	    "\n"
	    "# News\n"
	    "- 1843-09-01: The notes on the engine are printed.\n"
	    "\n"
	    "# Links\n"
	    "- The engine: https://example.org/engine?a=b&c\n"
	    "\n"
	    "```\n"
	    "a\tdrawing\n"
	    "```\n" },
};

/* Where the second listener is. */
static uint16_t ipv6_port;

static uint16_t
last_port(struct str log)
{
	const struct str sign = STR("serving gemini://localhost:");
	struct str digits, rest = log;
	uint64_t port = 0;

	while ((log = str_skip(log, str_find(log, sign))).len > 0) {
		log = str_skip(log, sign.len);
		str_cut(log, '/', &digits, &rest);
		assert_true(str_number(digits, UINT16_MAX, &port));
	}
	return (uint16_t)port;
}

static int
setup(void **state)
{
	static struct server s;
	struct buf log;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	server_run(&s, "--host localhost --gemini '[::1]:0'", "capsule");
	log = server_log(&s);
	ipv6_port = last_port(buf_str(&log));
	buf_release(&log);
	assert_int_not_equal(ipv6_port, 0);
	assert_int_not_equal(ipv6_port, s.gemini);
	return 0;
}

#define LINE_SIZE 2048

/* pattern, with the port for its %u, and CRLF. */
static struct str
line_of(const struct server *s, char storage[LINE_SIZE], const char *pattern)
{
	struct str before, after;
	int len;

	if (str_cut(str_of(pattern), '%', &before, &after))
		len = snprintf(storage, LINE_SIZE, "%.*s%u%.*s\r\n",
		    STR_ARG(before), (unsigned)s->gemini,
		    STR_ARG(str_skip(after, 1)));
	else
		len = snprintf(storage, LINE_SIZE, "%s\r\n", pattern);
	assert_in_range(len, 2, LINE_SIZE - 1);
	return (struct str){ storage, (size_t)len };
}

static void
ask(const struct server *s, struct wire *w, const char *pattern)
{
	const struct wire_kind kind = wire_gemini(s);
	char storage[LINE_SIZE];

	wire_ask(w, &kind, line_of(s, storage, pattern));
}

static void
assert_status(const struct server *s, const char *pattern, const char *status)
{
	struct wire w;

	ask(s, &w, pattern);
	assert_true(str_starts(wire_heard(&w), str_of(status)));
	assert_true(wire_heard(&w).at[strlen(status)] == ' ');
	assert_true(str_find(wire_heard(&w), STR("\r\n")) < w.heard.len);
	wire_close(&w);
}

enum reached {
	REACHED,
	REACH_NOBODY, /* an address, and nobody there */
	REACH_NO_ADDRESS,
	REACH_NO_NAMESPACE,
};

/* As a client that knows the name only. */
static enum reached
reach(const char *host, uint16_t port, int family)
{
	const struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
	};
	enum reached reached = REACH_NOBODY;
	struct addrinfo *list;
	char service[8];
	int fd;

	snprintf(service, sizeof(service), "%u", (unsigned)port);
	if (getaddrinfo(host, service, &hints, &list) != 0)
		return REACH_NO_ADDRESS;
	fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, list->ai_addr, list->ai_addrlen) == 0)
		reached = REACHED;
	if (fd >= 0)
		close(fd);
	freeaddrinfo(list);
	return reached;
}

static void
diag_IPv4Address(void **state)
{
	const struct server *s = *state;

	assert_int_equal(reach("localhost", s->gemini, AF_INET), REACHED);
}

static bool
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	return file != NULL && fputs(text, file) >= 0 && fclose(file) == 0;
}

/* In a child: a file of hosts that nobody else sees. */
static bool
replace_hosts(const char *folder)
{
	char path[128], map[64];

	snprintf(path, sizeof(path), "%s/hosts", folder);
	snprintf(map, sizeof(map), "0 %u 1", (unsigned)geteuid());
	if (!write_file(path, "127.0.0.1 localhost\n::1 localhost\n"))
		return false;
	if (unshare(CLONE_NEWNS) < 0 &&
	    (unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0 ||
		!write_file("/proc/self/setgroups", "deny") ||
		!write_file("/proc/self/uid_map", map)))
		return false;
	return mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount(path, "/etc/hosts", NULL, MS_BIND, NULL) == 0;
}

static enum reached
reach_with_hosts(const char *folder, uint16_t port)
{
	enum reached reached = REACH_NO_NAMESPACE;
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		if (replace_hosts(folder))
			reached = reach("localhost", port, AF_INET6);
		_exit((int)reached);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return (enum reached)WEXITSTATUS(status);
}

/* Many machines have no IPv6 address for the name: then it gets one here. */
static void
diag_IPv6Address(void **state)
{
	const struct server *s = *state;
	enum reached reached = reach("localhost", ipv6_port, AF_INET6);

	if (reached == REACH_NO_ADDRESS)
		reached = reach_with_hosts(s->folder, ipv6_port);
	if (reached == REACH_NO_NAMESPACE || reached == REACH_NO_ADDRESS) {
		print_message("# localhost is not ::1 on this machine, and "
			      "may not be made so: connected to ::1 itself\n");
		reached = reach("::1", ipv6_port, AF_INET6);
	}
	assert_int_equal(reached, REACHED);
}

/* More than the check wants: the page comes that way, too (G-107). */
static void
g107_the_same_page_over_ipv6(void **state)
{
	const struct server *s = *state;
	struct wire_kind kind = wire_gemini(s);
	struct wire v4, v6;

	wire_ask(&v4, &kind, STR("gemini://localhost/\r\n"));
	kind.port = ipv6_port;
	kind.ipv6 = true;
	wire_ask(&v6, &kind, STR("gemini://localhost/\r\n"));
	assert_true(str_starts(wire_heard(&v4), STR("20 ")));
	assert_true(str_eq(wire_heard(&v4), wire_heard(&v6)));
	wire_close(&v4);
	wire_close(&v6);
}

static void
diag_TLSVersion(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	struct wire w;

	wire_open(&w, &kind);
	assert_true(w.shaken);
	assert_int_equal(SSL_version(w.ssl), TLS1_3_VERSION);
	wire_close(&w);
}

static void
diag_TLSClaims(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	X509 *certificate;
	struct wire w;

	wire_open(&w, &kind);
	assert_true(w.shaken);
	certificate = SSL_get1_peer_certificate(w.ssl);
	assert_non_null(certificate);
	assert_int_equal(
	    X509_cmp_current_time(X509_get0_notBefore(certificate)), -1);
	assert_int_equal(X509_cmp_current_time(X509_get0_notAfter(certificate)),
	    1);
	assert_int_equal(X509_check_host(certificate, "localhost",
			     strlen("localhost"), 0, NULL),
	    1);
	X509_free(certificate);
	wire_close(&w);
}

/* Only a leaf that signs for itself may fail to verify. */
static void
diag_TLSVerified(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	struct wire w;
	long result;

	wire_open(&w, &kind);
	assert_true(w.shaken);
	result = SSL_get_verify_result(w.ssl);
	assert_true(result == X509_V_OK ||
		    result == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
	wire_close(&w);
}

static void
diag_TLSCloseNotify(void **state)
{
	struct wire w;

	ask(*state, &w, "gemini://localhost:%u/");
	assert_true(w.heard.len > 0);
	assert_int_equal(w.end, WIRE_ENDED);
	assert_true(SSL_get_shutdown(w.ssl) & SSL_RECEIVED_SHUTDOWN);
	wire_close(&w);
}

static void
diag_TLSRequired(void **state)
{
	const struct server *s = *state;
	const struct wire_kind plain = { .port = s->gemini };
	char storage[LINE_SIZE];
	struct wire w;

	wire_ask(&w, &plain, line_of(s, storage, "gemini://localhost:%u"));
	assert_int_equal(w.heard.len, 0);
	assert_int_not_equal(w.end, WIRE_OPEN);
	wire_close(&w);
}

static void
diag_ConcurrentConnections(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	char storage[LINE_SIZE];
	struct str line = line_of(*state, storage, "gemini://localhost:%u/");
	struct wire first, second;

	wire_open(&first, &kind);
	assert_true(first.shaken);
	wire_send(&first, str_take(line, 1));
	wire_open(&second, &kind);
	assert_true(second.shaken);
	wire_send(&second, line);
	wire_close(&second);
	wire_send(&first, str_skip(line, 1));
	wire_hear(&first, REPLY_MS);
	assert_true(str_starts(wire_heard(&first), STR("20 ")));
	assert_int_equal(first.end, WIRE_ENDED);
	wire_close(&first);
}

/* "text/gemini", then parameters with a sign of equality in each. */
static void
check_media(struct str media)
{
	struct str part, rest;
	bool more;

	more = str_cut(media, ';', &part, &rest);
	assert_str(str_trim(part), STR("text/gemini"));
	while (more) {
		more = str_cut(rest, ';', &part, &rest);
		assert_true(str_index(part, '=') < part.len);
	}
}

/* What Python's splitlines(), which the tool reads with, splits at but LF. */
static const struct str line_ends[] = {
	STR_INIT("\r"),
	STR_INIT("\v"),
	STR_INIT("\f"),
	STR_INIT("\x1c"),
	STR_INIT("\x1d"),
	STR_INIT("\x1e"),
	STR_INIT("\xc2\x85"),
	STR_INIT("\xe2\x80\xa8"),
	STR_INIT("\xe2\x80\xa9"),
};

static void
diag_ResponseFormat(void **state)
{
	struct str reply, head, body;
	struct wire w;

	ask(*state, &w, "gemini://localhost:%u/");
	reply = wire_heard(&w);
	head = str_take(reply, str_find(reply, STR("\r\n")));
	body = str_skip(reply, head.len + 2);
	assert_true(str_starts(head, STR("20 ")));
	assert_true(head.len > 3 && head.at[3] != ' ');
	check_media(str_skip(head, 3));
	assert_true(body.len > 0);
	assert_true(body.at[body.len - 1] == '\n');
	for (size_t i = 0; i < COUNT(line_ends); i++)
		assert_int_equal(str_find(body, line_ends[i]), body.len);
	wire_close(&w);
}

/* The check asks with the slash only; its name means the other one. */
static void
diag_HomepageNoRedirect(void **state)
{
	assert_status(*state, "gemini://localhost:%u/", "20");
	assert_status(*state, "gemini://localhost:%u", "20");
}

static void
diag_PageNotFound(void **state)
{
	struct str reply;
	struct wire w;

	ask(*state, &w, "gemini://localhost:%u/09pdsakjo73hjn12id78");
	reply = wire_heard(&w);
	assert_true(str_starts(reply, STR("51 ")));
	assert_int_equal(str_find(reply, STR("\r\n")), reply.len - 2);
	wire_close(&w);
}

static void
diag_RequestMissingCR(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	struct wire w;

	wire_open(&w, &kind);
	assert_true(w.shaken);
	wire_send(&w, STR("gemini://localhost/\n"));
	wire_hear(&w, REPLY_MS);
	assert_int_equal(w.heard.len, 0);
	wire_close(&w);
}

static void
diag_URLIncludePort(void **state)
{
	assert_status(*state, "gemini://localhost:%u/", "20");
}

static void
diag_URLSchemeMissing(void **state)
{
	assert_status(*state, "//localhost:%u/", "59");
}

/* Ungraded there; here the address is none of the names, so it is 53. */
static void
diag_URLByIPAddress(void **state)
{
	assert_status(*state, "gemini://127.0.0.1:%u/", "53");
}

static void
diag_URLInvalidUTF8Byte(void **state)
{
	assert_status(*state, "gemini://localhost:%u/\xdc", "59");
}

/* A URI of len bytes, most of them noughts. */
static void
ask_long(const struct server *s, size_t len, const char *status)
{
	char uri[LINE_SIZE];
	int start = snprintf(uri, sizeof(uri), "gemini://localhost:%u/",
	    (unsigned)s->gemini);

	assert_in_range(start, 1, 64);
	memset(uri + start, '0', len - (size_t)start);
	uri[len] = '\0';
	assert_status(s, uri, status);
}

static void
diag_URLMaxSize(void **state)
{
	ask_long(*state, 1024, "51");
}

static void
diag_URLAboveMaxSize(void **state)
{
	ask_long(*state, 1025, "59");
}

static void
diag_URLWrongPort(void **state)
{
	assert_status(*state, "gemini://localhost:443/", "53");
}

static void
diag_URLWrongHost(void **state)
{
	assert_status(*state, "gemini://wikipedia.org:%u/", "53");
	assert_status(*state, "gemini://wikipedia.org/", "53");
}

static void
diag_URLSchemeHTTP(void **state)
{
	assert_status(*state, "http://localhost:%u/", "53");
}

static void
diag_URLSchemeHTTPS(void **state)
{
	assert_status(*state, "https://localhost:%u/", "53");
}

static void
diag_URLSchemeGopher(void **state)
{
	assert_status(*state, "gopher://localhost:%u/", "53");
}

static void
diag_URLEmpty(void **state)
{
	assert_status(*state, "", "59");
}

static void
diag_URLRelative(void **state)
{
	assert_status(*state, "/", "59");
}

static void
diag_URLInvalid(void **state)
{
	assert_status(*state, "Hello Gemini!", "59");
}

/* Any 5x will do there; here it is the one for what climbs (D-11). */
static void
diag_URLDotEscape(void **state)
{
	assert_status(*state, "gemini://localhost:%u/../../", "59");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diag_IPv4Address),
		cmocka_unit_test(diag_IPv6Address),
		cmocka_unit_test(diag_TLSVersion),
		cmocka_unit_test(diag_TLSClaims),
		cmocka_unit_test(diag_TLSVerified),
		cmocka_unit_test(diag_TLSCloseNotify),
		cmocka_unit_test(diag_TLSRequired),
		cmocka_unit_test(diag_ConcurrentConnections),
		cmocka_unit_test(diag_ResponseFormat),
		cmocka_unit_test(diag_HomepageNoRedirect),
		cmocka_unit_test(diag_PageNotFound),
		cmocka_unit_test(diag_RequestMissingCR),
		cmocka_unit_test(diag_URLIncludePort),
		cmocka_unit_test(diag_URLSchemeMissing),
		cmocka_unit_test(diag_URLByIPAddress),
		cmocka_unit_test(diag_URLInvalidUTF8Byte),
		cmocka_unit_test(diag_URLMaxSize),
		cmocka_unit_test(diag_URLAboveMaxSize),
		cmocka_unit_test(diag_URLWrongPort),
		cmocka_unit_test(diag_URLWrongHost),
		cmocka_unit_test(diag_URLSchemeHTTP),
		cmocka_unit_test(diag_URLSchemeHTTPS),
		cmocka_unit_test(diag_URLSchemeGopher),
		cmocka_unit_test(diag_URLEmpty),
		cmocka_unit_test(diag_URLRelative),
		cmocka_unit_test(diag_URLInvalid),
		cmocka_unit_test(diag_URLDotEscape),
		cmocka_unit_test(g107_the_same_page_over_ipv6),
	};

	return cmocka_run_group_tests_name("diagnostics", tests, setup,
	    server_after_group);
}
