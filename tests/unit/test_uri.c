/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "proto/uri.h"

static const struct {
	const char *why;
	struct str text;
	bool valid;
} syntax[] = {
	{ "G-01", STR_INIT("gemini://h/"), true },
	{ "RFC 3986 4.4: the same document", STR_INIT(""), true },
	{ "G-06 LF inside", STR_INIT("gemini://h/a\nb"), false },
	{ "G-10 leading blank", STR_INIT(" gemini://h/"), false },
	{ "G-10 trailing blank", STR_INIT("gemini://h/ "), false },
	{ "G-10 TAB", STR_INIT("gemini://h/\t"), false },
	{ "G-10 words", STR_INIT("Hello Gemini!"), false },
	{ "G-11 BOM", STR_INIT("\xef\xbb\xbfgemini://h/"), false },
	{ "G-12 invalid UTF-8", STR_INIT("gemini://h/\xdc"), false },
	{ "G-12 raw UTF-8", STR_INIT("gemini://h/\xc3\xa9"), false },
	{ "G-13 NUL", STR_INIT("gemini://h/\0x"), false },
	{ "G-13 NUL in the scheme", STR_INIT("gem\0ini://h/"), false },
	{ "G-13 NUL in the host", STR_INIT("gemini://h\0x/"), false },
	{ "G-13 ESC", STR_INIT("gemini://h/\x1b"), false },
	{ "G-13 DEL", STR_INIT("gemini://h/\x7f"), false },
	{ "G-14 quote", STR_INIT("gemini://h/\""), false },
	{ "G-14 less", STR_INIT("gemini://h/<"), false },
	{ "G-14 greater", STR_INIT("gemini://h/>"), false },
	{ "G-14 backslash", STR_INIT("gemini://h/\\"), false },
	{ "G-14 circumflex", STR_INIT("gemini://h/^"), false },
	{ "G-14 grave", STR_INIT("gemini://h/`"), false },
	{ "G-14 brace", STR_INIT("gemini://h/{"), false },
	{ "G-14 bar", STR_INIT("gemini://h/|"), false },
	{ "G-14 brace", STR_INIT("gemini://h/}"), false },
	{ "G-14 in the query", STR_INIT("gemini://h/?{"), false },
	{ "brackets are for hosts", STR_INIT("gemini://h/[1]"), false },
	{ "G-31 above 65535", STR_INIT("gemini://h:65536/"), false },
	{ "G-31 no wrap", STR_INIT("gemini://h:99999999999999999999/"),
	    false },
	{ "G-31 not a number", STR_INIT("gemini://h:1965x/"), false },
	{ "G-31 negative", STR_INIT("gemini://h:-1/"), false },
	{ "G-31 the largest", STR_INIT("gemini://h:65535/"), true },
	{ "G-36 IPv6", STR_INIT("gemini://[::1]/"), true },
	{ "G-36 IPv6 and port", STR_INIT("gemini://[2001:db8::1]:1965/"),
	    true },
	{ "G-36 IPv4 in IPv6", STR_INIT("gemini://[::ffff:1.2.3.4]/"), true },
	{ "G-36 the longest",
	    STR_INIT("gemini://[0000:0000:0000:0000:0000:ffff:"
		     "255.255.255.255]/"),
	    true },
	{ "G-37 one longer",
	    STR_INIT("gemini://[00000:0000:0000:0000:0000:ffff:"
		     "255.255.255.255]/"),
	    false },
	{ "G-37 open bracket", STR_INIT("gemini://[::1"), false },
	{ "G-37 no hex", STR_INIT("gemini://[::g]/"), false },
	{ "G-37 no brackets", STR_INIT("gemini://::1/"), false },
	{ "G-37 empty", STR_INIT("gemini://[]/"), false },
	{ "G-37 text behind", STR_INIT("gemini://[::1]x/"), false },
	{ "G-37 text before", STR_INIT("gemini://x[::1]/"), false },
	{ "G-37 NUL inside", STR_INIT("gemini://[::1\0]/"), false },
	{ "G-37 zone", STR_INIT("gemini://[fe80::1%25eth0]/"), false },
	{ "G-37 IPvFuture", STR_INIT("gemini://[v1.a]/"), false },
	{ "G-40 percent", STR_INIT("gemini://%/"), false },
	{ "G-40 triplet", STR_INIT("gemini://loc%61lhost/"), false },
	{ "G-41 percent alone", STR_INIT("gemini://h/%"), false },
	{ "G-41 one digit", STR_INIT("gemini://h/%4"), false },
	{ "G-41 no digits", STR_INIT("gemini://h/%zz"), false },
	{ "G-41 in the query", STR_INIT("gemini://h/?%g0"), false },
	{ "G-41 in the fragment", STR_INIT("gemini://h/#%"), false },
	{ "G-41 cut by the query", STR_INIT("gemini://h/%4?1"), false },
	{ "two fragments", STR_INIT("gemini://h/#a#b"), false },
	{ "two at signs", STR_INIT("gemini://a@b@h/"), false },
	{ "scheme begins with a digit", STR_INIT("1a:b"), false },
	{ "no scheme before the colon", STR_INIT(":b"), false },
	{ "blank in the scheme", STR_INIT("a b:c"), false },
	{ "RFC 3986 4.2: colon further on", STR_INIT("./a:b"), true },
	{ "RFC 3986 1.1.2", STR_INIT("urn:oasis:names:dtd:xml:4.1.2"), true },
};

static void
takes_what_the_grammar_allows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(syntax) / sizeof(syntax[0]); i++) {
		struct uri uri;

		check_row(uri_parse(syntax[i].text, &uri) == syntax[i].valid,
		    syntax[i].why);
	}
}

static void
splits_into_parts(void **state)
{
	struct uri uri;

	(void)state;
	assert_true(uri_parse(STR("a+b://u:p@[::1]:08/p/?q?#f/?"), &uri));
	assert_str(uri.scheme, STR("a+b"));
	assert_str(uri.userinfo, STR("u:p"));
	assert_str(uri.host, STR("[::1]"));
	assert_int_equal(uri.port, 8);
	assert_str(uri.path, STR("/p/"));
	assert_str(uri.query, STR("q?"));
	assert_str(uri.fragment, STR("f/?"));
	assert_true(uri.has_authority && uri.has_userinfo && uri.has_query &&
		    uri.has_fragment);
}

static void
tells_empty_from_absent(void **state)
{
	struct uri uri;

	(void)state;
	assert_true(uri_parse(STR("gemini://@h:/?#"), &uri));
	assert_true(uri.has_userinfo && uri.has_query && uri.has_fragment);
	assert_int_equal(uri.port, URI_NO_PORT); /* G-29 */
	assert_true(uri_parse(STR("gemini:"), &uri));
	assert_false(uri.has_authority || uri.has_userinfo || uri.has_query ||
		     uri.has_fragment);
	assert_true(uri_parse(STR("gemini:///x"), &uri));
	assert_true(uri.has_authority && uri.host.len == 0); /* G-23 */
}

static const struct {
	const char *why;
	struct str path;
	enum uri_path verdict;
	struct str want;
} paths[] = {
	{ "G-26", STR_INIT(""), URI_PATH_OK, STR_INIT("/") },
	{ "G-26", STR_INIT("/"), URI_PATH_OK, STR_INIT("/") },
	{ "G-41", STR_INIT("/%4"), URI_PATH_BAD, STR_INIT("") },
	{ "G-42", STR_INIT("/index.gmi%00.txt"), URI_PATH_BAD, STR_INIT("") },
	{ "G-43", STR_INIT("/%01"), URI_PATH_BAD, STR_INIT("") },
	{ "G-43", STR_INIT("/%1f"), URI_PATH_BAD, STR_INIT("") },
	{ "G-43", STR_INIT("/%7F"), URI_PATH_BAD, STR_INIT("") },
	{ "G-44", STR_INIT("/inde%78.gmi"), URI_PATH_OK,
	    STR_INIT("/index.gmi") },
	{ "G-44", STR_INIT("/%7e%c3%a9%C3%A9"), URI_PATH_OK,
	    STR_INIT("/~\xc3\xa9\xc3\xa9") },
	{ "G-45", STR_INIT("/%252e%252e/x"), URI_PATH_OK,
	    STR_INIT("/%2e%2e/x") },
	{ "X-04", STR_INIT("/%25%32%65"), URI_PATH_OK, STR_INIT("/%2e") },
	{ "G-46", STR_INIT("/..%2f..%2fetc"), URI_PATH_SLASH, STR_INIT("") },
	{ "G-46", STR_INIT("/dir%2Findex.gmi"), URI_PATH_SLASH, STR_INIT("") },
	{ "G-47", STR_INIT("/dir/../"), URI_PATH_OK, STR_INIT("/") },
	{ "G-47", STR_INIT("/dir/.."), URI_PATH_OK, STR_INIT("/") },
	{ "G-47", STR_INIT("/./"), URI_PATH_OK, STR_INIT("/") },
	{ "G-47", STR_INIT("/dir/."), URI_PATH_OK, STR_INIT("/dir/") },
	{ "G-47", STR_INIT("/dir/./x"), URI_PATH_OK, STR_INIT("/dir/x") },
	{ "G-47", STR_INIT("/dir/%2e%2E/"), URI_PATH_OK, STR_INIT("/") },
	{ "G-47", STR_INIT("/a/b/../c"), URI_PATH_OK, STR_INIT("/a/c") },
	{ "G-48", STR_INIT("/.."), URI_PATH_ABOVE, STR_INIT("") },
	{ "G-48", STR_INIT("/../../"), URI_PATH_ABOVE, STR_INIT("") },
	{ "G-48", STR_INIT("/dir/../../dir"), URI_PATH_ABOVE, STR_INIT("") },
	{ "G-48", STR_INIT("/%2e%2e/"), URI_PATH_ABOVE, STR_INIT("") },
	{ "G-48", STR_INIT("//../x"), URI_PATH_ABOVE, STR_INIT("") },
	{ "G-49", STR_INIT("//"), URI_PATH_OK, STR_INIT("/") },
	{ "G-49", STR_INIT("/dir//x.gmi"), URI_PATH_OK,
	    STR_INIT("/dir/x.gmi") },
	{ "G-49", STR_INIT("/dir//"), URI_PATH_OK, STR_INIT("/dir/") },
	{ "G-50", STR_INIT("/a%20b+c"), URI_PATH_OK, STR_INIT("/a b+c") },
	{ "X-06", STR_INIT("/%5c..%5c"), URI_PATH_OK, STR_INIT("/\\..\\") },
	{ "X-07", STR_INIT("/%c0%ae/"), URI_PATH_OK,
	    STR_INIT("/\xc0\xae/") },
	{ "X-10", STR_INIT("/.../..a"), URI_PATH_OK, STR_INIT("/.../..a") },
	{ "total", STR_INIT("a"), URI_PATH_OK, STR_INIT("/a") },
};

static void
decodes_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char storage[64];
		struct str got = { NULL, 0 };

		check_row(uri_path_decode(paths[i].path, storage,
			      paths[i].path.len + 1, &got) ==
			      paths[i].verdict,
		    paths[i].why);
		if (paths[i].verdict == URI_PATH_OK)
			assert_str(got, paths[i].want);
	}
}

static void
says_when_a_path_does_not_fit(void **state)
{
	char storage[3];
	struct str got;

	(void)state;
	assert_int_equal(uri_path_decode(STR("/ab/"), storage, 3, &got),
	    URI_PATH_TOO_LONG);
	assert_int_equal(uri_path_decode(STR("/abc"), storage, 3, &got),
	    URI_PATH_TOO_LONG);
	assert_int_equal(uri_path_decode(STR("/"), storage, 0, &got),
	    URI_PATH_TOO_LONG);
	assert_int_equal(uri_path_decode(STR("/ab"), storage, 3, &got),
	    URI_PATH_OK);
}

static const struct {
	const char *why;
	struct str path;
	struct str want;
} encodings[] = {
	{ "T-18", STR_INIT("/a b"), STR_INIT("/a%20b") },
	{ "T-18", STR_INIT("/%#?"), STR_INIT("/%25%23%3F") },
	{ "T-18", STR_INIT("/\xc3\xa9"), STR_INIT("/%C3%A9") },
	{ "T-19 no colon to be a scheme's", STR_INIT("a:b"),
	    STR_INIT("a%3Ab") },
	{ "unreserved stay", STR_INIT("/aZ0-._~/"), STR_INIT("/aZ0-._~/") },
	{ "X-14", STR_INIT("/\r\n"), STR_INIT("/%0D%0A") },
};

static void
encodes_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++) {
		struct buf out;

		buf_init(&out);
		uri_path_encode(&out, encodings[i].path);
		check_row(str_eq(buf_str(&out), encodings[i].want),
		    encodings[i].why);
		buf_release(&out);
	}
}

static const struct {
	const char *why;
	struct str text;
	struct str want;
} mendings[] = {
	{ "T-17 blank", STR_INIT("http://h/a b"), STR_INIT("http://h/a%20b") },
	{ "T-17 marks", STR_INIT("\"<>\\^{|}`"),
	    STR_INIT("%22%3C%3E%5C%5E%7B%7C%7D%60") },
	{ "T-17 non-ASCII", STR_INIT("/\xc3\xa9"), STR_INIT("/%C3%A9") },
	{ "triplets stay", STR_INIT("/%c3%A9"), STR_INIT("/%c3%A9") },
	{ "a percent sign alone", STR_INIT("/100%"), STR_INIT("/100%25") },
	{ "reserved ones stay", STR_INIT(":/?#[]@!$&'()*+,;="),
	    STR_INIT(":/?#[]@!$&'()*+,;=") },
};

static void
mends_urls(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mendings) / sizeof(mendings[0]); i++) {
		struct buf out;

		buf_init(&out);
		uri_mend(&out, mendings[i].text);
		check_row(str_eq(buf_str(&out), mendings[i].want),
		    mendings[i].why);
		buf_release(&out);
	}
}

static void
decodes_once(void **state)
{
	char storage[4];
	struct str got;

	(void)state;
	assert_true(uri_decode(STR("%252F+"), storage, 4, &got));
	assert_str(got, STR("%2F+"));
	assert_true(uri_decode(STR("%00"), storage, 4, &got));
	assert_str(got, STR("\0"));
	assert_false(uri_decode(STR("%2"), storage, 4, &got));
	assert_false(uri_decode(STR("12345"), storage, 4, &got));
}

/* RFC 3986 5.4, base http://a/b/c/d;p?q; then what the RFC leaves open. */
static const struct {
	const char *base;
	const char *reference;
	const char *want;
} resolutions[] = {
#define RFC "http://a/b/c/d;p?q"
	{ RFC, "g:h", "g:h" },
	{ RFC, "g", "http://a/b/c/g" },
	{ RFC, "./g", "http://a/b/c/g" },
	{ RFC, "g/", "http://a/b/c/g/" },
	{ RFC, "/g", "http://a/g" },
	{ RFC, "//g", "http://g" },
	{ RFC, "?y", "http://a/b/c/d;p?y" },
	{ RFC, "g?y", "http://a/b/c/g?y" },
	{ RFC, "#s", "http://a/b/c/d;p?q#s" },
	{ RFC, "g#s", "http://a/b/c/g#s" },
	{ RFC, "g?y#s", "http://a/b/c/g?y#s" },
	{ RFC, ";x", "http://a/b/c/;x" },
	{ RFC, "g;x", "http://a/b/c/g;x" },
	{ RFC, "g;x?y#s", "http://a/b/c/g;x?y#s" },
	{ RFC, "", "http://a/b/c/d;p?q" },
	{ RFC, ".", "http://a/b/c/" },
	{ RFC, "./", "http://a/b/c/" },
	{ RFC, "..", "http://a/b/" },
	{ RFC, "../", "http://a/b/" },
	{ RFC, "../g", "http://a/b/g" },
	{ RFC, "../..", "http://a/" },
	{ RFC, "../../", "http://a/" },
	{ RFC, "../../g", "http://a/g" },
	{ RFC, "../../../g", "http://a/g" },
	{ RFC, "../../../../g", "http://a/g" },
	{ RFC, "/./g", "http://a/g" },
	{ RFC, "/../g", "http://a/g" },
	{ RFC, "g.", "http://a/b/c/g." },
	{ RFC, ".g", "http://a/b/c/.g" },
	{ RFC, "g..", "http://a/b/c/g.." },
	{ RFC, "..g", "http://a/b/c/..g" },
	{ RFC, "./../g", "http://a/b/g" },
	{ RFC, "./g/.", "http://a/b/c/g/" },
	{ RFC, "g/./h", "http://a/b/c/g/h" },
	{ RFC, "g/../h", "http://a/b/c/h" },
	{ RFC, "g;x=1/./y", "http://a/b/c/g;x=1/y" },
	{ RFC, "g;x=1/../y", "http://a/b/c/y" },
	{ RFC, "g?y/./x", "http://a/b/c/g?y/./x" },
	{ RFC, "g?y/../x", "http://a/b/c/g?y/../x" },
	{ RFC, "g#s/./x", "http://a/b/c/g#s/./x" },
	{ RFC, "g#s/../x", "http://a/b/c/g#s/../x" },
	{ RFC, "http:g", "http:g" },
#undef RFC
	{ "gemini://h", "g", "gemini://h/g" },
	{ "gemini://u@h:7/x", "/g", "gemini://u@h:7/g" },
	{ "gemini://h/x", "//g:1965/./y", "gemini://g:1965/y" },
	{ "gemini://h/x#f", "", "gemini://h/x" },
	{ "a:/b", ".//c", "a:/.//c" },
	{ "/dir/page", "../x", "/x" },
	{ "page", "./a:b", "./a:b" },
	{ "gemini://h/", "a b", "" },
	{ "gemini://[/", "a", "" },
};

static void
resolves_references(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(resolutions) / sizeof(resolutions[0]);
	     i++)
		assert_str(uri_resolve(&arena, str_of(resolutions[i].base),
			       str_of(resolutions[i].reference)),
		    str_of(resolutions[i].want));
	arena_release(&arena);
}

#define LABEL60 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff"
#define LABEL63 LABEL60 "ggg"
#define HOST253 LABEL63 "." LABEL63 "." LABEL63 "." LABEL60 "1"

static const struct {
	const char *why;
	struct str host;
	bool valid;
	struct str want;
} hosts[] = {
	{ "G-22", STR_INIT("LocalHost"), true, STR_INIT("localhost") },
	{ "G-36", STR_INIT("127.0.0.1"), true, STR_INIT("127.0.0.1") },
	{ "G-36", STR_INIT("[::1]"), true, STR_INIT("[::1]") },
	{ "G-36 as configured", STR_INIT("::1"), true, STR_INIT("[::1]") },
	{ "G-36 RFC 5952", STR_INIT("[2001:DB8:0:0::1]"), true,
	    STR_INIT("[2001:db8::1]") },
	{ "G-37", STR_INIT("[::g]"), false, STR_INIT("") },
	{ "G-37", STR_INIT("[]"), false, STR_INIT("") },
	{ "G-37", STR_INIT("h:1"), false, STR_INIT("") },
	{ "G-38", STR_INIT("caf\xc3\xa9.example"), true,
	    STR_INIT("xn--caf-dma.example") },
	{ "G-38", STR_INIT("CAF\xc3\x89.example."), true,
	    STR_INIT("xn--caf-dma.example") },
	{ "G-38 decomposed", STR_INIT("cafe\xcc\x81.example"), true,
	    STR_INIT("xn--caf-dma.example") },
	{ "G-38", STR_INIT("XN--caf-dma.example"), true,
	    STR_INIT("xn--caf-dma.example") },
	{ "G-38 not UTF-8", STR_INIT("caf\xe9"), false, STR_INIT("") },
	{ "G-38 NUL", STR_INIT("caf\xc3\xa9\0x"), false, STR_INIT("") },
	{ "G-39", STR_INIT("example.org."), true, STR_INIT("example.org") },
	{ "G-39 two dots", STR_INIT("example.org.."), false, STR_INIT("") },
	{ "G-39 dot alone", STR_INIT("."), false, STR_INIT("") },
	{ "G-39 empty label", STR_INIT("a..b"), false, STR_INIT("") },
	{ "G-39 leading dot", STR_INIT(".a"), false, STR_INIT("") },
	{ "G-39 label of 63", STR_INIT(LABEL63), true, STR_INIT(LABEL63) },
	{ "G-39 label of 64", STR_INIT(LABEL63 "a"), false, STR_INIT("") },
	{ "G-39 host of 253", STR_INIT(HOST253), true, STR_INIT(HOST253) },
	{ "G-39 and a dot", STR_INIT(HOST253 "."), true, STR_INIT(HOST253) },
	{ "G-39 host of 254", STR_INIT(HOST253 "1"), false, STR_INIT("") },
	{ "empty", STR_INIT(""), false, STR_INIT("") },
	{ "G-40", STR_INIT("a%62"), false, STR_INIT("") },
	{ "blank", STR_INIT("a b"), false, STR_INIT("") },
	{ "NUL", STR_INIT("a\0b"), false, STR_INIT("") },
	{ "found in the DNS", STR_INIT("_a.b"), true, STR_INIT("_a.b") },
};

static void
makes_hosts_comparable(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		char storage[URI_HOST_MAX + 1];
		struct str got = { NULL, 0 };

		check_row(uri_host_canonical(hosts[i].host, storage, &got) ==
			      hosts[i].valid,
		    hosts[i].why);
		if (hosts[i].valid)
			assert_str(got, hosts[i].want);
	}
}

static void
knows_public_schemes(void **state)
{
	(void)state;
	assert_true(uri_scheme_is_public(STR("gemini"))); /* T-24 */
	assert_true(uri_scheme_is_public(STR("MailTo")));
	assert_true(uri_scheme_is_public(STR("ircs")));
	assert_true(uri_scheme_is_public(STR("telnet"))); /* O-24 */
	assert_false(uri_scheme_is_public(STR("javascript")));
	assert_false(uri_scheme_is_public(STR("data")));
	assert_false(uri_scheme_is_public(STR("file")));
	assert_false(uri_scheme_is_public(STR("")));
	assert_false(uri_scheme_is_public(STR("http\0")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_the_grammar_allows),
		cmocka_unit_test(splits_into_parts),
		cmocka_unit_test(tells_empty_from_absent),
		cmocka_unit_test(decodes_paths),
		cmocka_unit_test(says_when_a_path_does_not_fit),
		cmocka_unit_test(encodes_paths),
		cmocka_unit_test(mends_urls),
		cmocka_unit_test(decodes_once),
		cmocka_unit_test(resolves_references),
		cmocka_unit_test(makes_hosts_comparable),
		cmocka_unit_test(knows_public_schemes),
	};

	return cmocka_run_group_tests_name("uri", tests, NULL, NULL);
}
