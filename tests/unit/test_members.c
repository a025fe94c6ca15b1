/* SPDX-License-Identifier: ISC */
#include "site/members.h"

#include "base/buf.h"
#include "unit/unit.h"

/* SHA-256 of nothing, of "a" and of "b". */
#define NOTHING                            \
	"e3b0c44298fc1c149afbf4c8996fb924" \
	"27ae41e4649b934ca495991b7852b855"
#define A_UPPER                            \
	"CA978112CA1BBDCAFAC231B39A23DC4D" \
	"A786EFF8147C4E72B9807785AFEE48BB"
#define B_COLONS                                                          \
	"3e:23:e8:16:00:39:59:4a:33:89:4f:65:64:e1:b1:34:8b:bd:7a:00:88:" \
	"d4:2c:4a:cb:73:ee:ae:d5:9c:00:9d"

static const struct {
	const char *why;
	struct str line;
	size_t count;
	size_t column; /* of a finding; 0 = there is none */
} lines[] = {
	{ "a name and a digest", STR_INIT("ada " NOTHING), 1, 0 },
	{ "in capitals", STR_INIT("ada\t" A_UPPER "\r"), 1, 0 },
	{ "with colons", STR_INIT("  ada  " B_COLONS "  "), 1, 0 },
	{ "as OpenSSH writes its kind", STR_INIT("ada SHA256:" NOTHING), 1,
	    0 },
	{ "as openssl does", STR_INIT("ada sha256:" B_COLONS), 1, 0 },
	{ "a last day", STR_INIT("ada " NOTHING " 2027-06-30"), 1, 0 },
	{ "a name in any script", STR_INIT("\xe9\x83\x91 " NOTHING), 1, 0 },
	{ "a comment", STR_INIT("# ada"), 0, 0 },
	{ "one behind blanks", STR_INIT("\t# ada"), 0, 0 },
	{ "nothing", STR_INIT(" \t"), 0, 0 },
	{ "no digest", STR_INIT("ada"), 0, 4 },
	{ "half a digest", STR_INIT("ada e3b0c442"), 0, 5 },
	{ "one digit more", STR_INIT("ada " NOTHING "0"), 0, 5 },
	{ "no digit", STR_INIT("ada g3b0c44298fc1c149afbf4c8996fb924"
			       "27ae41e4649b934ca495991b7852b855"),
	    0, 5 },
	{ "a colon in a wrong place",
	    STR_INIT("ada e:33b0c44298fc1c149afbf4c8996fb92427ae41e4649b93:"
		     "4ca495991b7852b8551122334455667788990011223344"),
	    0, 5 },
	{ "colons of another kind",
	    STR_INIT("ada 3e-23-e8-16-00-39-59-4a-33-89-4f-65-64-e1-b1-34-"
		     "8b-bd-7a-00-88-d4-2c-4a-cb-73-ee-ae-d5-9c-00-9d"),
	    0, 5 },
	{ "columns are characters", STR_INIT("\xe9\x83\x91 " NOTHING " soon"),
	    0, 68 },
	{ "no such day", STR_INIT("ada " NOTHING " 2027-02-30"), 0, 70 },
	{ "a month is no last day", STR_INIT("ada " NOTHING " 2027-06"), 0,
	    70 },
	{ "more words", STR_INIT("ada " NOTHING " 2027-06-30 x"), 0, 81 },
	{ "X-18 a control in the name", STR_INIT("a\x07"
						 "da " NOTHING),
	    0,
	    1 },
	{ "no UTF-8", STR_INIT("a\xff " NOTHING), 0, 1 },
};

static void
each_line_is_a_member_or_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct members m;
		struct diags d;
		struct arena a;

		arena_init(&a);
		diags_init(&d, &a);
		m = members_parse(&a, lines[i].line, STR("list"), &d);
		check_row(m.count == lines[i].count, lines[i].why);
		check_row((d.first != NULL) == (lines[i].column > 0),
		    lines[i].why);
		if (d.first != NULL) {
			check_row(d.first->level == DIAG_ERROR, lines[i].why);
			check_row(d.first->at.line == 1, lines[i].why);
			check_row(d.first->at.column == lines[i].column,
			    lines[i].why);
			assert_str(d.first->at.file, STR("list"));
		}
		arena_release(&a);
	}
}

static void
members_are_found_by_their_digests(void **state)
{
	static const unsigned char a_digest[MEMBERS_DIGEST] = { 0xca, 0x97,
		0x81, 0x12, 0xca, 0x1b, 0xbd, 0xca, 0xfa, 0xc2, 0x31, 0xb3,
		0x9a, 0x23, 0xdc, 0x4d, 0xa7, 0x86, 0xef, 0xf8, 0x14, 0x7c,
		0x4e, 0x72, 0xb9, 0x80, 0x77, 0x85, 0xaf, 0xee, 0x48, 0xbb };
	static const unsigned char nobody[MEMBERS_DIGEST] = { 1 };
	const struct str text = STR("\xef\xbb\xbf# who\n"
				    "ada " NOTHING "\n\n"
				    "bob " A_UPPER " 2027-06-30\n"
				    "eve " B_COLONS "\n");
	const struct member *bob;
	struct members m;
	struct diags d;
	struct arena a;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	m = members_parse(&a, text, STR("list"), &d);
	assert_null(d.first);
	assert_int_equal(m.count, 3);
	bob = members_find(&m, a_digest);
	assert_non_null(bob);
	assert_str(bob->name, STR("bob"));
	assert_int_equal(bob->until.year, 2027);
	assert_int_equal(bob->until.day, 30);
	assert_null(members_find(&m, nobody));
	assert_null(members_find(&(struct members){ 0 }, nobody));
	arena_release(&a);
}

static void
of_two_lines_the_first_holds(void **state)
{
	const struct str text = STR("ada " NOTHING "\nbob " NOTHING "\n");
	struct members m;
	struct diags d;
	struct arena a;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	m = members_parse(&a, text, STR("list"), &d);
	assert_int_equal(m.count, 1);
	assert_str(m.at[0].name, STR("ada"));
	assert_int_equal(d.count[DIAG_WARNING], 1);
	assert_int_equal(d.first->at.line, 2);
	arena_release(&a);
}

static void
a_list_has_a_size(void **state)
{
	const size_t len = MEMBERS_FILE_MAX + 1;
	struct members m;
	struct diags d;
	struct arena a;
	char *text;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	text = arena_array(&a, len, 1);
	memset(text, '\n', len);
	memcpy(text, "ada " NOTHING, 68);
	m = members_parse(&a, (struct str){ text, len }, STR("list"), &d);
	assert_int_equal(m.count, 0);
	assert_int_equal(d.count[DIAG_ERROR], 1);
	m = members_parse(&a, (struct str){ text, len - 1 }, STR("list"), &d);
	assert_int_equal(m.count, 1);
	assert_int_equal(d.count[DIAG_ERROR], 1);
	arena_release(&a);
}

/* Ten thousand of them, in no order. */
static void
long_lists_are_searched(void **state)
{
	const unsigned many = 10000;
	struct members m;
	struct diags d;
	struct arena a;
	struct buf text;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&text);
	for (unsigned i = 0; i < many; i++)
		buf_printf(&text, "m%u %08x%056x\n", i, i * 2654435761U, i);
	m = members_parse(&a, buf_str(&text), STR("list"), &d);
	assert_int_equal(m.count, many);
	for (size_t i = 0; i < m.count; i++)
		assert_ptr_equal(members_find(&m, m.at[i].digest), &m.at[i]);
	buf_release(&text);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_is_a_member_or_is_told),
		cmocka_unit_test(members_are_found_by_their_digests),
		cmocka_unit_test(of_two_lines_the_first_holds),
		cmocka_unit_test(a_list_has_a_size),
		cmocka_unit_test(long_lists_are_searched),
	};

	return cmocka_run_group_tests_name("members", tests, NULL, NULL);
}
