/* SPDX-License-Identifier: ISC */
#include "site/image.h"

#include "unit/image_rows.h"
#include "unit/unit.h"

static void
seal_all(struct buf *bytes)
{
	image_rows_seal(1, STR(""), bytes);
}

/* Where the tables of this image begin; docs/image.md has the same numbers. */
enum {
	PORTS_AT = LAYOUT_SECTIONS + 3 * LAYOUT_SECTION_ROW,
	HOSTS_AT = PORTS_AT + VIEW_COUNT * LAYOUT_PORT_ROW,
	RESOURCES_AT = HOSTS_AT + LAYOUT_HOST_ROW,
};

/* With a search there is one section more in front of it. */
#define SEARCH_AT                            \
	(RESOURCES_AT + LAYOUT_SECTION_ROW + \
	    (int)IMAGE_ROWS * LAYOUT_RESOURCE_ROW)

#define SECTION(i) (LAYOUT_SECTIONS + (i)*LAYOUT_SECTION_ROW)
#define RESOURCE(i) (RESOURCES_AT + (i)*LAYOUT_RESOURCE_ROW)

/* Bytes written over an image whose checksum is then made again. */
static const struct {
	const char *why;
	size_t at;
	struct str bytes;
	const char *want;
} patches[] = {
	{ "nothing changed", 0, { NULL, 0 }, NULL },
	{ "wrong magic", 0, STR_INIT("x"), "not an image" },
	{ "a version before", LAYOUT_AT_VERSION, STR_INIT("\2"),
	    "made by another version" },
	{ "later version", LAYOUT_AT_VERSION, STR_INIT("\4"),
	    "made by another version" },
	{ "length", LAYOUT_AT_TOTAL, STR_INIT("\1"),
	    "damaged: not of the length it was made with" },
	{ "header too small", LAYOUT_AT_HEADER, STR_INIT("\0"),
	    "damaged: the section table does not fit the header" },
	{ "header of one row more", LAYOUT_AT_HEADER, STR_INIT("\x68"),
	    "damaged: the section table does not fit the header" },
	{ "header larger than the image", LAYOUT_AT_HEADER + 3,
	    STR_INIT("\x7f"),
	    "damaged: the section table does not fit the header" },
	{ "more sections than rows", LAYOUT_AT_SECTIONS, STR_INIT("\4"),
	    "damaged: the section table does not fit the header" },
	{ "a section twice", SECTION(1), STR_INIT("\1"),
	    "damaged: a section stands twice" },
	{ "a section far outside", SECTION(2) + LAYOUT_SECTION_AT + 7,
	    STR_INIT("\xff"), "damaged: a section lies outside" },
	{ "a section that ends outside", SECTION(2) + LAYOUT_SECTION_COUNT,
	    STR_INIT("\xff\xff\xff\xff"), "damaged: a section lies outside" },
	{ "no ports", SECTION(0), STR_INIT("\x63"),
	    "damaged: ports of other views" },
	{ "no hosts", SECTION(1), STR_INIT("\x63"), "damaged: no host name" },
	{ "an unknown section instead of the resources", SECTION(2),
	    STR_INIT("\x63"), NULL },
	{ "port", PORTS_AT + 2, STR_INIT("\1"),
	    "damaged: a port above 65535" },
	{ "host outside", HOSTS_AT + 3, STR_INIT("\x7f"),
	    "damaged: a host name lies outside" },
	{ "host that ends outside", HOSTS_AT + LAYOUT_HOST_LEN + 3,
	    STR_INIT("\xff"), "damaged: a host name lies outside" },
	{ "no host", HOSTS_AT + LAYOUT_HOST_LEN, STR_INIT("\0"),
	    "damaged: a host name is none" },
	{ "view", RESOURCE(4) + LAYOUT_VIEW, STR_INIT("\x9"),
	    "damaged: a resource of an unknown view" },
	{ "kind", RESOURCE(0) + LAYOUT_KIND, STR_INIT("\x9"),
	    "damaged: a resource of an unknown kind" },
	{ "O-10 item type", RESOURCE(0) + LAYOUT_ITEM, STR_INIT("\t"),
	    "damaged: an item type is none" },
	{ "key outside", RESOURCE(1) + LAYOUT_KEY_AT + 3, STR_INIT("\x7f"),
	    "damaged: a key lies outside" },
	{ "key that ends outside", RESOURCE(1) + LAYOUT_KEY_LEN + 3,
	    STR_INIT("\xff"), "damaged: a key lies outside" },
	{ "media outside", RESOURCE(1) + LAYOUT_MEDIA_LEN + 3,
	    STR_INIT("\xff"), "damaged: a media type lies outside" },
	{ "body outside", RESOURCE(1) + LAYOUT_BODY_AT + 7, STR_INIT("\x80"),
	    "damaged: a body lies outside" },
	{ "body that ends outside", RESOURCE(1) + LAYOUT_BODY_LEN,
	    STR_INIT("\xff\xff\xff\xff\xff\xff\xff\xff"),
	    "damaged: a body lies outside" },
	{ "no media", RESOURCE(1) + LAYOUT_MEDIA_LEN, STR_INIT("\0"),
	    "damaged: a media type is none" },
	{ "Gemini key without its slash", RESOURCE(0) + LAYOUT_KEY_LEN,
	    STR_INIT("\0"), "damaged: a key is not one of its view" },
	{ "two equal keys", RESOURCE(1) + LAYOUT_KEY_LEN, STR_INIT("\1"),
	    "damaged: the keys are not in order" },
	{ "views not in order", RESOURCE(0) + LAYOUT_VIEW, STR_INIT("\1"),
	    "damaged: a key is not one of its view" },
	{ "X-17 redirect elsewhere", RESOURCE(1) + LAYOUT_KIND,
	    STR_INIT("\1"), "damaged: a redirect leads elsewhere" },
};

static bool
same_text(const char *a, const char *b)
{
	return str_eq(str_of(a), str_of(b));
}

static void
every_place_is_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(patches); i++) {
		struct image image;
		struct buf bytes;
		const char *why;

		seal_all(&bytes);
		if (patches[i].bytes.len > 0)
			memcpy(bytes.at + patches[i].at, patches[i].bytes.at,
			    patches[i].bytes.len);
		image_rows_sum(&bytes);
		why = image_open(buf_str(&bytes), &image);
		if (!same_text(why, patches[i].want))
			fail_msg("%s: got %s", patches[i].why,
			    why != NULL ? why : "an image");
		buf_release(&bytes);
	}
}

#define FILE_RECORD ((size_t)LAYOUT_FILE_PATH + sizeof(IMAGE_FILE) - 1)

/* As above, of the record at the end, and with its length. */
static const struct {
	const char *why;
	size_t at;
	struct str bytes;
	size_t len;
	const char *want;
} file_patches[] = {
	{ "as it is", 0, { NULL, 0 }, FILE_RECORD, NULL },
	{ "of any size", LAYOUT_FILE_SIZE, STR_INIT("\xff\xff\xff\xff"),
	    FILE_RECORD, NULL },
	{ "as large as files can be", LAYOUT_FILE_SIZE,
	    STR_INIT("\xff\xff\xff\xff\xff\xff\xff\x7f"), FILE_RECORD,
	    NULL },
	{ "larger than that", LAYOUT_FILE_SIZE + 7, STR_INIT("\x80"),
	    FILE_RECORD, "damaged: a file of an impossible size" },
	{ "no lines", LAYOUT_FILE_FLAGS, STR_INIT("\0"), FILE_RECORD, NULL },
	{ "a flag that nobody knows", LAYOUT_FILE_FLAGS, STR_INIT("\2"),
	    FILE_RECORD, "damaged: a file of an unknown kind" },
	{ "another one", LAYOUT_FILE_FLAGS + 3, STR_INIT("\x80"),
	    FILE_RECORD, "damaged: a file of an unknown kind" },
	{ "no record", 0, { NULL, 0 }, 0,
	    "damaged: a file's record is cut short" },
	{ "less than a record", 0, { NULL, 0 }, LAYOUT_FILE_PATH - 1,
	    "damaged: a file's record is cut short" },
	{ "no path", 0, { NULL, 0 }, LAYOUT_FILE_PATH,
	    "damaged: a file's path is none" },
	{ "a shorter path", 0, { NULL, 0 }, LAYOUT_FILE_PATH + 1, NULL },
	{ "X-01 up", LAYOUT_FILE_PATH, STR_INIT("../b"), FILE_RECORD,
	    "damaged: a file's path is none" },
	{ "X-01 up from below", LAYOUT_FILE_PATH, STR_INIT("d/.././"),
	    FILE_RECORD, "damaged: a file's path is none" },
	{ "X-03 absolute", LAYOUT_FILE_PATH, STR_INIT("/"), FILE_RECORD,
	    "damaged: a file's path is none" },
	{ "X-05 a NUL", LAYOUT_FILE_PATH + 3, STR_INIT("\0"), FILE_RECORD,
	    "damaged: a file's path is none" },
	{ "that ends outside", 0, { NULL, 0 }, FILE_RECORD + 1,
	    "damaged: a body lies outside" },
};

static void
the_record_of_a_file_is_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(file_patches); i++) {
		const uint64_t len = htole64(file_patches[i].len);
		struct str patch = file_patches[i].bytes;
		struct image image;
		struct buf bytes;

		seal_all(&bytes);
		memcpy(bytes.at + RESOURCE(IMAGE_ROWS - 1) +
			   LAYOUT_BODY_LEN,
		    &len, sizeof(len));
		if (patch.len > 0)
			memcpy(bytes.at + bytes.len - FILE_RECORD +
				   file_patches[i].at,
			    patch.at, patch.len);
		image_rows_sum(&bytes);
		check_row(same_text(image_open(buf_str(&bytes), &image),
			      file_patches[i].want),
		    file_patches[i].why);
		buf_release(&bytes);
	}
}

/* As above, of an image with a search database and so a fourth section. */
static const struct {
	const char *why;
	size_t at;
	struct str bytes;
	const char *want;
} search_patches[] = {
	{ "as it is", 0, { NULL, 0 }, NULL },
	{ "two rows", SECTION(3) + LAYOUT_SECTION_COUNT, STR_INIT("\2"),
	    "damaged: more than one search database" },
	{ "no row", SECTION(3) + LAYOUT_SECTION_COUNT, STR_INIT("\0"), NULL },
	{ "rows outside", SECTION(3) + LAYOUT_SECTION_AT + 7, STR_INIT("\xff"),
	    "damaged: a section lies outside" },
	{ "database outside", SEARCH_AT + LAYOUT_SEARCH_AT + 7,
	    STR_INIT("\xff"), "damaged: the search database lies outside" },
	{ "database that ends outside", SEARCH_AT + LAYOUT_SEARCH_LEN,
	    STR_INIT("\xff\xff\xff\xff\xff\xff\xff\xff"),
	    "damaged: the search database lies outside" },
};

static void
the_place_of_the_search_is_checked(void **state)
{
	(void)state;
	for (size_t i = 0;
	     i < COUNT(search_patches); i++) {
		struct str patch = search_patches[i].bytes;
		struct image image;
		struct buf bytes;

		image_rows_seal(1, STR("a database"), &bytes);
		if (patch.len > 0)
			memcpy(bytes.at + search_patches[i].at, patch.at,
			    patch.len);
		image_rows_sum(&bytes);
		check_row(same_text(image_open(buf_str(&bytes), &image),
			      search_patches[i].want),
		    search_patches[i].why);
		buf_release(&bytes);
	}
}

/* One of one row, with rules and zones: five sections. */
enum {
	RULES_AT = LAYOUT_SECTIONS + 5 * LAYOUT_SECTION_ROW +
		   VIEW_COUNT * LAYOUT_PORT_ROW + LAYOUT_HOST_ROW +
		   LAYOUT_RESOURCE_ROW,
	ZONES_AT = RULES_AT + 3 * LAYOUT_RULE_ROW,
};

static const struct {
	const char *why;
	size_t at;
	struct str bytes;
	const char *want;
} policy_patches[] = {
	{ "as it is", 0, { NULL, 0 }, NULL },
	{ "more rules than there are", SECTION(3) + LAYOUT_SECTION_COUNT + 3,
	    STR_INIT("\x7f"), "damaged: a section lies outside" },
	{ "pattern outside", RULES_AT + LAYOUT_PATTERN_AT + 3,
	    STR_INIT("\x7f"), "damaged: a rule's pattern lies outside" },
	{ "text outside", RULES_AT + LAYOUT_META_LEN + 3, STR_INIT("\x7f"),
	    "damaged: a rule's text lies outside" },
	{ "another status", RULES_AT + LAYOUT_STATUS, STR_INIT("\x14"),
	    "damaged: a rule is none" },
	{ "a status far above", RULES_AT + LAYOUT_STATUS + 3,
	    STR_INIT("\xff"), "damaged: a rule is none" },
	{ "X-17 a redirect to nowhere", RULES_AT + LAYOUT_META_LEN,
	    STR_INIT("\0"), "damaged: a rule is none" },
	{ "no pattern", RULES_AT + LAYOUT_PATTERN_LEN, STR_INIT("\0"),
	    "damaged: a rule is none" },
	{ "the second rule is looked at as well",
	    RULES_AT + LAYOUT_RULE_ROW + LAYOUT_STATUS, STR_INIT("\1"),
	    "damaged: a rule is none" },
	{ "zone outside", ZONES_AT + LAYOUT_ZONE_AT + 3, STR_INIT("\x7f"),
	    "damaged: a zone lies outside" },
	{ "no zone", ZONES_AT + LAYOUT_ZONE_LEN, STR_INIT("\0"),
	    "damaged: a zone is none" },
	{ "a flag that nobody knows", ZONES_AT + LAYOUT_ZONE_FLAGS,
	    STR_INIT("\2"), "damaged: a zone of an unknown kind" },
	{ "in the second zone",
	    ZONES_AT + LAYOUT_ZONE_ROW + LAYOUT_ZONE_FLAGS + 3,
	    STR_INIT("\x80"),
	    "damaged: a zone of an unknown kind" },
	{ "no zones at all", SECTION(4) + LAYOUT_SECTION_COUNT,
	    STR_INIT("\0"), NULL },
};

static void
rules_and_zones_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(policy_patches); i++) {
		struct str patch = policy_patches[i].bytes;
		struct image image;
		struct buf bytes;

		image_rows_seal_policy(&bytes);
		if (patch.len > 0)
			memcpy(bytes.at + policy_patches[i].at, patch.at,
			    patch.len);
		image_rows_sum(&bytes);
		check_row(same_text(image_open(buf_str(&bytes), &image),
			      policy_patches[i].want),
		    policy_patches[i].why);
		buf_release(&bytes);
	}
}

/* Of no rows but two facts: four sections. */
enum {
	FACTS_AT = LAYOUT_SECTIONS + 4 * LAYOUT_SECTION_ROW +
		   VIEW_COUNT * LAYOUT_PORT_ROW + LAYOUT_HOST_ROW,
};

static const struct {
	const char *why;
	size_t at;
	char byte;
	const char *want;
} fact_patches[] = {
	{ "as it is", 0, '\x89', NULL },
	{ "outside", FACTS_AT + LAYOUT_FACT_AT + 3, '\x7f',
	    "damaged: a fact lies outside" },
	{ "the second outside",
	    FACTS_AT + LAYOUT_FACT_ROW + LAYOUT_FACT_LEN + 3, '\x7f',
	    "damaged: a fact lies outside" },
	{ "one that nobody knows", FACTS_AT + LAYOUT_FACT_KIND + 3, 1, NULL },
	{ "kind 0", FACTS_AT + LAYOUT_FACT_KIND, 0, NULL },
	{ "X-15 no URL of the web", FACTS_AT + LAYOUT_FACT_LEN, 3,
	    "damaged: a fact is none" },
	{ "X-18 no address",
	    FACTS_AT + LAYOUT_FACT_ROW + LAYOUT_FACT_LEN, 1,
	    "damaged: a fact is none" },
	{ "two of a kind, once one is",
	    FACTS_AT + LAYOUT_FACT_ROW + LAYOUT_FACT_KIND, LAYOUT_FACT_WEB,
	    "damaged: a fact stands twice" },
};

static void
facts_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fact_patches); i++) {
		struct origin o = image_origin;
		struct image image;
		struct seal s;
		struct buf bytes;

		o.web = STR("https://example.org/");
		seal_init(&s);
		s.admin = STR("a@e.org");
		buf_init(&bytes);
		assert_true(seal_write(&s, &o, image_hosts, 1, &bytes));
		seal_release(&s);
		bytes.at[fact_patches[i].at] = fact_patches[i].byte;
		image_rows_sum(&bytes);
		check_row(same_text(image_open(buf_str(&bytes), &image),
			      fact_patches[i].want),
		    fact_patches[i].why);
		buf_release(&bytes);
	}
}

/* By kind; the texts of an image that somebody else has written. */
static const struct {
	const char *why;
	uint32_t kind;
	struct str text;
	bool sound;
} fact_texts[] = {
	{ "D-17 a charset", LAYOUT_FACT_CHARSET, STR_INIT("ISO-8859-1"), true },
	{ "D-17 a charset", LAYOUT_FACT_CHARSET, STR_INIT("US-ASCII"), true },
	{ "said by saying nothing", LAYOUT_FACT_CHARSET, STR_INIT("UTF-8"),
	    false },
	{ "as people write it", LAYOUT_FACT_CHARSET, STR_INIT("Latin-1"),
	    false },
	{ "in other letters", LAYOUT_FACT_CHARSET, STR_INIT("us-ascii"),
	    false },
	{ "another charset", LAYOUT_FACT_CHARSET, STR_INIT("KOI8-R"), false },
	{ "the tree", LAYOUT_FACT_ASCII, STR_INIT("/ascii"), true },
	{ "the tree elsewhere", LAYOUT_FACT_ASCII, STR_INIT("/plain"), false },
	{ "O-47 a day", LAYOUT_FACT_UPDATED, STR_INIT("20240229"), true },
	{ "the first day", LAYOUT_FACT_UPDATED, STR_INIT("00010101"), true },
	{ "no such day", LAYOUT_FACT_UPDATED, STR_INIT("20230229"), false },
	{ "no day", LAYOUT_FACT_UPDATED, STR_INIT("20230200"), false },
	{ "no year", LAYOUT_FACT_UPDATED, STR_INIT("00000101"), false },
	{ "a month", LAYOUT_FACT_UPDATED, STR_INIT("202302"), false },
	{ "more than a day", LAYOUT_FACT_UPDATED, STR_INIT("202302010"),
	    false },
	{ "X-18 no number", LAYOUT_FACT_UPDATED, STR_INIT("2023>\r\n1"),
	    false },
	{ "a kind to come", 99, STR_INIT("x"), true },
};

/* Under the kind of an address, whose text seal_write() takes as it is. */
static void
texts_of_facts_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fact_texts); i++) {
		const uint32_t kind = htole32(fact_texts[i].kind);
		struct image image;
		struct seal s;
		struct buf bytes;

		seal_init(&s);
		s.admin = fact_texts[i].text;
		image_rows_write(&s, 1, &bytes);
		memcpy(bytes.at + FACTS_AT + LAYOUT_FACT_KIND, &kind,
		    sizeof(kind));
		image_rows_sum(&bytes);
		check_row(same_text(image_open(buf_str(&bytes), &image),
			      fact_texts[i].sound ? NULL
						  : "damaged: a fact is none"),
		    fact_texts[i].why);
		buf_release(&bytes);
	}
}

/* As many as a look-up may have to try, and one more. */
static void
there_is_an_end_of_rules_and_zones(void **state)
{
	static struct path_rule rules[POLICY_RULES_MAX + 1];
	static struct zone zones[POLICY_ZONES_MAX + 1];
	struct policy policy = {
		.rules = rules,
		.rule_count = POLICY_RULES_MAX,
		.zones = zones,
		.zone_count = POLICY_ZONES_MAX,
	};
	const char *const want[] = { NULL, "damaged: too many zones",
		"damaged: too many rules" };

	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++)
		rules[i] = (struct path_rule){ 50, STR("/a"), STR("") };
	for (size_t i = 0; i < COUNT(zones); i++)
		zones[i].path = STR("/m");
	for (size_t i = 0; i < COUNT(want); i++) {
		struct image image;
		struct buf bytes;
		struct seal s;

		policy.zone_count = POLICY_ZONES_MAX + (i == 1);
		policy.rule_count = POLICY_RULES_MAX + (i == 2);
		seal_init(&s);
		s.policy = &policy;
		image_rows_add(&s, 0);
		image_rows_write(&s, 1, &bytes);
		assert_true(same_text(image_open(buf_str(&bytes), &image),
		    want[i]));
		buf_release(&bytes);
	}
}

static void
a_changed_bit_anywhere_is_noticed(void **state)
{
	struct image image;
	struct buf bytes;

	(void)state;
	seal_all(&bytes);
	for (size_t i = 0; i < bytes.len * 8; i++) {
		bytes.at[i / 8] ^= (char)(1 << i % 8);
		assert_non_null(image_open(buf_str(&bytes), &image));
		bytes.at[i / 8] ^= (char)(1 << i % 8);
	}
	assert_null(image_open(buf_str(&bytes), &image));
	buf_release(&bytes);
}

static void
what_is_cut_short_is_no_image(void **state)
{
	struct image image = { .hosts = 7 };
	struct buf bytes;

	(void)state;
	seal_all(&bytes);
	for (size_t len = 0; len < bytes.len; len++)
		assert_non_null(
		    image_open((struct str){ bytes.at, len }, &image));
	assert_int_equal(image.hosts, 7);
	buf_release(&bytes);
}

static void
any_alignment_will_do(void **state)
{
	struct image image;
	struct resource found;
	struct buf bytes, moved;

	(void)state;
	seal_all(&bytes);
	buf_init(&moved);
	buf_char(&moved, 'x');
	buf_add(&moved, buf_str(&bytes));
	assert_null(image_open(str_skip(buf_str(&moved), 1), &image));
	assert_true(image_find(&image, VIEW_GEMINI, STR("/a"), &found));
	buf_release(&moved);
	buf_release(&bytes);
}

static const struct {
	const char *why;
	struct str key;
	enum view view;
	bool there;
} lookups[] = {
	{ "first", STR_INIT("/"), VIEW_GEMINI, true },
	{ "last", STR_INIT("a"), VIEW_GOPHER, true },
	{ "Gopher's root", STR_INIT(""), VIEW_GOPHER, true },
	{ "before the first", STR_INIT(""), VIEW_GEMINI, false },
	{ "behind the last", STR_INIT("b"), VIEW_GOPHER, false },
	{ "between two", STR_INIT("/A"), VIEW_GEMINI, false },
	{ "a key of the other view", STR_INIT("/a"), VIEW_GOPHER, false },
	{ "a beginning", STR_INIT("/a//"), VIEW_GEMINI, false },
	{ "X-05 a NUL ends nothing", STR_INIT("/a\0"), VIEW_GEMINI, false },
};

static void
keys_are_found_as_they_are(void **state)
{
	struct image image;
	struct resource found;
	struct buf bytes;

	(void)state;
	seal_all(&bytes);
	assert_null(image_open(buf_str(&bytes), &image));
	for (size_t i = 0; i < COUNT(lookups); i++)
		check_row(image_find(&image, lookups[i].view, lookups[i].key,
			      &found) == lookups[i].there,
		    lookups[i].why);
	buf_release(&bytes);
}

static void
the_first_rule_and_the_innermost_zone_hold(void **state)
{
	struct path_rule rule;
	struct image image;
	struct buf bytes;

	(void)state;
	image_rows_seal_policy(&bytes);
	assert_null(image_open(buf_str(&bytes), &image));
	assert_int_equal(image.rules, COUNT(image_rules));
	assert_true(image_rule(&image, STR("/old"), &rule));
	assert_int_equal(rule.status, 31);
	assert_str(rule.meta, STR("/a"));
	assert_true(image_rule(&image, STR("/other"), &rule));
	assert_str(rule.meta, STR("gemini://example.net/"));
	assert_false(image_rule(&image, STR("/gone"), &rule));
	assert_int_equal(image_zone_of(&image, STR("/m")), 0);
	assert_int_equal(image_zone_of(&image, STR("/m/b/c")), 1);
	assert_int_equal(image_zone_of(&image, STR("/")), -1);
	assert_true(image_zone(&image, 0).enrol);
	assert_false(image_zone(&image, 1).enrol);
	assert_str(image_zone(&image, 1).path, STR("/m/b"));
	buf_release(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_and_zones_are_checked),
		cmocka_unit_test(facts_are_checked),
		cmocka_unit_test(texts_of_facts_are_checked),
		cmocka_unit_test(there_is_an_end_of_rules_and_zones),
		cmocka_unit_test(the_first_rule_and_the_innermost_zone_hold),
		cmocka_unit_test(every_place_is_checked),
		cmocka_unit_test(the_record_of_a_file_is_checked),
		cmocka_unit_test(the_place_of_the_search_is_checked),
		cmocka_unit_test(a_changed_bit_anywhere_is_noticed),
		cmocka_unit_test(what_is_cut_short_is_no_image),
		cmocka_unit_test(any_alignment_will_do),
		cmocka_unit_test(keys_are_found_as_they_are),
	};

	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
