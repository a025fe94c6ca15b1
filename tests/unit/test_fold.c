/* SPDX-License-Identifier: ISC */
#include "render/fold.h"

#include "base/utf8.h"
#include "render/columns.h"
#include "unit/unit.h"

struct row {
	const char *why;
	struct str text;
	struct str utf8;
	struct str latin1;
	struct str ascii;
};

#define SAME(text) STR_INIT(text), STR_INIT(text), STR_INIT(text)

static const struct row texts[] = {
	{ "nothing", STR_INIT(""), SAME("") },
	{ "ASCII", STR_INIT("a ?\t~"), SAME("a ?\t~") },
	{ "rule 27 quotes", STR_INIT("“a” ‘b’ „c‟ ‚d‛"),
	    SAME("\"a\" 'b' \"c\" 'd'") },
	{ "rule 27 dashes, dots", STR_INIT("a–b—c−d…"), SAME("a-b--c-d...") },
	{ "rule 27 blanks", STR_INIT("a b c　d"), SAME("a b c d") },
	{ "rule 27 ligatures", STR_INIT("ﬁnal ﬂow, oﬃce"),
	    SAME("final flow, office") },
	{ "letters", STR_INIT("Käse, naïf, señor"),
	    STR_INIT("Käse, naïf, señor"), STR_INIT("Käse, naïf, señor"),
	    STR_INIT("Kase, naif, senor") },
	{ "letters beyond Latin-1", STR_INIT("Dvořák, Łódź, Gödel, Erdős"),
	    STR_INIT("Dvořák, Łódź, Gödel, Erdős"),
	    STR_INIT("Dvorák, Lódz, Gödel, Erdos"),
	    STR_INIT("Dvorak, Lodz, Godel, Erdos") },
	{ "letters with two accents", STR_INIT("Việt ậ ǻ ḯ"),
	    STR_INIT("Việt ậ ǻ ḯ"), STR_INIT("Viêt â å ï"),
	    STR_INIT("Viet a a i") },
	{ "marks on their own", STR_INIT("e\u0301 x\u0302"),
	    STR_INIT("e\u0301 x\u0302"), STR_INIT("é x"), STR_INIT("e x") },
	{ "letters made of no others", STR_INIT("ß Æ æ Ø ø Đ ð Þ þ"),
	    STR_INIT("ß Æ æ Ø ø Đ ð Þ þ"), STR_INIT("ß Æ æ Ø ø D ð Þ þ"),
	    STR_INIT("ss AE ae O o D d Th th") },
	{ "more of them", STR_INIT("Ł ł đ ı œ Œ ĳ ŉ ſ ə"),
	    STR_INIT("Ł ł đ ı œ Œ ĳ ŉ ſ ə"),
	    STR_INIT("L l d i oe OE ij 'n s e"),
	    STR_INIT("L l d i oe OE ij 'n s e") },
	{ "guillemets", STR_INIT("«a» ‹b›"), STR_INIT("«a» ‹b›"),
	    STR_INIT("«a» 'b'"), STR_INIT("\"a\" 'b'") },
	{ "signs of Latin-1", STR_INIT("© ® ™ § 5 ¶ ¿a? ¡b! · ÷"),
	    STR_INIT("© ® ™ § 5 ¶ ¿a? ¡b! · ÷"),
	    STR_INIT("© ® (TM) § 5 ¶ ¿a? ¡b! · ÷"),
	    STR_INIT("(c) (R) (TM) Sec. 5 Par. ?a? !b! . /") },
	{ "money", STR_INIT("€5 £5 5 ₹"), STR_INIT("€5 £5 5 ₹"),
	    STR_INIT("EUR5 £5 5 INR"), STR_INIT("EUR5 GBP5 5 INR") },
	{ "words for signs keep apart", STR_INIT("k€ n×n 2×3 x∈S 25°C √2 √a"),
	    STR_INIT("k€ n×n 2×3 x∈S 25°C √2 √a"),
	    STR_INIT("k EUR n×n 2×3 x in S 25°C sqrt2 sqrt a"),
	    STR_INIT("k EUR n x n 2x3 x in S 25deg C sqrt2 sqrt a") },
	{ "arrows and relations", STR_INIT("a → b ⇒ c ↔ d ≤ e ≥ f ≠ g ± 1"),
	    STR_INIT("a → b ⇒ c ↔ d ≤ e ≥ f ≠ g ± 1"),
	    STR_INIT("a -> b => c <-> d <= e >= f != g ± 1"),
	    STR_INIT("a -> b => c <-> d <= e >= f != g +/- 1") },
	{ "a stroke is no accent", STR_INIT("a ≮ b ∉ c"),
	    STR_INIT("a ≮ b ∉ c"), STR_INIT("a !< b !in c"),
	    STR_INIT("a !< b !in c") },
	{ "above the line", STR_INIT("10² 10¹² x⁻¹ 2ⁿ 1ᵉʳ nº"),
	    STR_INIT("10² 10¹² x⁻¹ 2ⁿ 1ᵉʳ nº"),
	    STR_INIT("10² 10¹² x^-¹ 2^n 1er nº"),
	    STR_INIT("10^2 10^12 x^-1 2^n 1er no") },
	{ "below the line", STR_INIT("H₂O log₂ 10₂"),
	    STR_INIT("H₂O log₂ 10₂"), STR_INIT("H2O log2 10 2"),
	    STR_INIT("H2O log2 10 2") },
	{ "fractions are no digits", STR_INIT("½ 2½ 2⅓ a½"),
	    STR_INIT("½ 2½ 2⅓ a½"), STR_INIT("½ 2½ 2 1/3 a½"),
	    STR_INIT("1/2 2 1/2 2 1/3 a1/2") },
	{ "other digits are", STR_INIT("２０２４ Ⅳ ① №5"),
	    STR_INIT("２０２４ Ⅳ ① №5"), STR_INIT("2024 IV (1) No5"),
	    STR_INIT("2024 IV (1) No5") },
	{ "micro, and mu written for it", STR_INIT("5 µm 5 μm μ = 3"),
	    STR_INIT("5 µm 5 μm μ = 3"), STR_INIT("5 µm 5 µm mu = 3"),
	    STR_INIT("5 um 5 um mu = 3") },
	{ "a Greek letter alone is a sign", STR_INIT("λ-calculus Δt 2π kΩ"),
	    STR_INIT("λ-calculus Δt 2π kΩ"),
	    STR_INIT("lambda-calculus Delta t 2pi k Omega"),
	    STR_INIT("lambda-calculus Delta t 2pi k Omega") },
	{ "Greek", STR_INIT("Ψυχή, χάος, η Αθήνα"),
	    STR_INIT("Ψυχή, χάος, η Αθήνα"),
	    STR_INIT("Psyche, chaos, e Athena"),
	    STR_INIT("Psyche, chaos, e Athena") },
	{ "Cyrillic", STR_INIT("Юрий Щукин, Чайковский, объём, Київ"),
	    STR_INIT("Юрий Щукин, Чайковский, объём, Київ"),
	    STR_INIT("Yuriy Shchukin, Chaykovskiy, ob'yom, Kiyiv"),
	    STR_INIT("Yuriy Shchukin, Chaykovskiy, ob'yom, Kiyiv") },
	{ "bullets, boxes, marks", STR_INIT("• a ─│┌ ✓ ✗ ☑ ★"),
	    STR_INIT("• a ─│┌ ✓ ✗ ☑ ★"), STR_INIT("* a -|+ + - [x] *"),
	    STR_INIT("* a -|+ + - [x] *") },
	{ "tables say of each character what they should",
	    STR_INIT("ŧ ƒ ʃ ˇ ΩΩ Я я Ѵ ѵ Ҷ ҷ ℠ x⁾ xⁱ ⑩ ❿ ➉ ⁎ ・ ₿ ℞ ⟼ ➤"),
	    STR_INIT("ŧ ƒ ʃ ˇ ΩΩ Я я Ѵ ѵ Ҷ ҷ ℠ x⁾ xⁱ ⑩ ❿ ➉ ⁎ ・ ₿ ℞ ⟼ ➤"),
	    STR_INIT("t f sh ^ OO Ya ya I i Ch ch (SM) x^) x^i (10) (10) (10) "
		     "* . BTC Rx |-> ->"),
	    STR_INIT("t f sh ^ OO Ya ya I i Ch ch (SM) x^) x^i (10) (10) (10) "
		     "* . BTC Rx |-> ->") },
	{ "to their last", STR_INIT("∴ ∜ ⩾ ⋯ ❌ ♡"),
	    STR_INIT("∴ ∜ ⩾ ⋯ ❌ ♡"),
	    STR_INIT("therefore qdrt >= ... - <3"),
	    STR_INIT("therefore qdrt >= ... - <3") },
	{ "one sign for a character unknown", STR_INIT("新聞 한국 ابت"),
	    STR_INIT("新聞 한국 ابت"), STR_INIT("?? ?? ???"),
	    STR_INIT("?? ?? ???") },
	{ "however it is composed", STR_INIT("👍🏽a👩‍🔬b🇩🇪c☃️d"),
	    STR_INIT("👍🏽a👩‍🔬b🇩🇪c☃️d"), STR_INIT("?a?b?c?d"),
	    STR_INIT("?a?b?c?d") },
	{ "a part unknown, all unknown", STR_INIT("a㈱b"), STR_INIT("a㈱b"),
	    STR_INIT("a?b"), STR_INIT("a?b") },
	{ "what says nothing", STR_INIT("a\u200bb\u00adc\ufeff"),
	    STR_INIT("a\u200bb\u00adc\ufeff"), STR_INIT("abc"),
	    STR_INIT("abc") },
	{ "a mark on nothing", STR_INIT("\u0301a"), STR_INIT("\u0301a"),
	    STR_INIT("?a"), STR_INIT("?a") },
	{ "keys", STR_INIT("1️⃣ ok"), STR_INIT("1️⃣ ok"), STR_INIT("1 ok"),
	    STR_INIT("1 ok") },
};

static const struct row lines[] = {
	{ "nothing", STR_INIT(""), SAME("") },
	{ "ASCII", STR_INIT("a\t~"), SAME("a\t~") },
	{ "typographic signs stay in UTF-8", STR_INIT("“a”–—…\u00a0|"),
	    STR_INIT("“a”–—…\u00a0|"), STR_INIT("\"a\"--. |"),
	    STR_INIT("\"a\"--. |") },
	{ "boxes", STR_INIT("┌─┬╖│║╚═╭╮╱╲╳"), STR_INIT("┌─┬╖│║╚═╭╮╱╲╳"),
	    STR_INIT("+-++||+=++/\\X"), STR_INIT("+-++||+=++/\\X") },
	{ "blocks", STR_INIT("█▓▒░▌▁"), STR_INIT("█▓▒░▌▁"),
	    STR_INIT("#=:.|_"), STR_INIT("#=:.|_") },
	{ "arrows", STR_INIT("──→ ←─ ▶▼"), STR_INIT("──→ ←─ ▶▼"),
	    STR_INIT("--> <- >v"), STR_INIT("--> <- >v") },
	{ "one column of a longer spelling", STR_INIT("ß|œ|Щ|ﬁ|é|ě"),
	    STR_INIT("ß|œ|Щ|ﬁ|é|ě"), STR_INIT("ß|o|S|f|é|e"),
	    STR_INIT("s|o|S|f|e|e") },
	{ "nothing that would mislead", STR_INIT("≤|⅓|Ⅲ|∞|²"),
	    STR_INIT("≤|⅓|Ⅲ|∞|²"), STR_INIT("?|?|?|?|²"),
	    STR_INIT("?|?|?|?|2") },
	{ "two columns", STR_INIT("新Ａ㎞　|"), STR_INIT("新Ａ㎞　|"),
	    STR_INIT("??A km  |"), STR_INIT("??A km  |") },
	{ "no columns", STR_INIT("e\u0301x\u0302\u200b|"),
	    STR_INIT("e\u0301x\u0302\u200b|"), STR_INIT("éx|"),
	    STR_INIT("ex|") },
	{ "an emoji of several", STR_INIT("👍🏽|"), STR_INIT("👍🏽|"),
	    STR_INIT("????|"), STR_INIT("????|") },
};

typedef struct str folder(struct arena *a, struct str s, enum charset c);

static void
check_folded(struct str got, struct str want, const char *why)
{
	if (!str_eq(got, want))
		fail_msg("%s: \"%.*s\", not \"%.*s\"", why, STR_ARG(got),
		    STR_ARG(want));
}

static void
check(folder *fold, const struct row *row)
{
	struct arena a;

	arena_init(&a);
	check_folded(fold(&a, row->text, CHARSET_UTF8), row->utf8, row->why);
	check_folded(fold(&a, row->text, CHARSET_LATIN1), row->latin1,
	    row->why);
	check_folded(fold(&a, row->text, CHARSET_ASCII), row->ascii, row->why);
	arena_release(&a);
}

static void
text_is_spelled(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		check(fold_text, &texts[i]);
}

static void
lines_are_spelled_in_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++)
		check(columns_fold, &lines[i]);
}

static bool
is_within(struct str text, enum charset charset)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (!charset_has(charset, point))
			return false;
		text = str_skip(text, len);
	}
	return text.len == 0;
}

static void
check_character(struct arena *a, struct str text, enum charset charset)
{
	struct str got = fold_text(a, text, charset);

	assert_true(is_within(got, charset));
	assert_str(fold_text(a, got, charset), got);
	got = columns_fold(a, text, charset);
	assert_true(is_within(got, charset));
	assert_int_equal(utf8_width(got), utf8_width(utf8_nfc(a, text)));
}

/* A letter in front, so that marks have something to stand on. */
static void
check_characters(uint32_t first, uint32_t last)
{
	struct arena a;

	arena_init(&a);
	for (uint32_t point = first; point <= last; point++) {
		char text[1 + UTF8_CHAR_MAX] = "x";
		size_t len = 1 + utf8_char(text + 1, point).len;

		check_character(&a, (struct str){ text, len }, CHARSET_ASCII);
		check_character(&a, (struct str){ text, len }, CHARSET_LATIN1);
	}
	arena_release(&a);
}

/* But the many thousand of China and Korea, which are alike. */
static void
every_character_is_spelled(void **state)
{
	(void)state;
	check_characters(0x0000, 0x34ff);
	check_characters(0xa000, 0xacff);
	check_characters(0xf800, 0xffff);
	check_characters(0x1d000, 0x1fbff);
	check_characters(0xe0000, 0xe01ff);
}

/* More marks than a reader takes for one character are no text either. */
static void
long_runs_of_marks_are_left_out(void **state)
{
	struct arena a;
	struct buf text;

	(void)state;
	arena_init(&a);
	buf_init(&text);
	buf_char(&text, 'q');
	for (int i = 0; i < 100; i++)
		buf_add(&text, STR("\u0301"));
	buf_add(&text, STR("bc"));
	assert_str(fold_text(&a, buf_str(&text), CHARSET_ASCII), STR("qbc"));
	assert_str(columns_fold(&a, buf_str(&text), CHARSET_ASCII), STR("qbc"));
	buf_release(&text);
	arena_release(&a);
}

static const struct {
	const char *why;
	struct str text;
	bool latin1;
	bool ascii;
} readable[] = {
	{ "nothing to read", STR_INIT(""), true, true },
	{ "ASCII", STR_INIT("What? Why? ???"), true, true },
	{ "accents", STR_INIT("äöüß éèê"), true, true },
	{ "Cyrillic", STR_INIT("Чайковский"), true, true },
	{ "Chinese", STR_INIT("姓名：王小明"), false, false },
	{ "a Chinese name in English", STR_INIT("Wang Xiaoming (王小明)"),
	    true, true },
	{ "one of four", STR_INIT("abc 新\n"), true, true },
	{ "more than one of four", STR_INIT("ab 新\n"), false, false },
	{ "the charset has them", STR_INIT("\u00a6\u00ac"), true, true },
};

static void
readers_can_do_without_one_in_four(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(readable); i++) {
		struct str text = readable[i].text;

		check_row(fold_is_readable(text, CHARSET_UTF8),
		    readable[i].why);
		check_row(fold_is_readable(text, CHARSET_LATIN1) ==
			      readable[i].latin1,
		    readable[i].why);
		check_row(fold_is_readable(text, CHARSET_ASCII) ==
			      readable[i].ascii,
		    readable[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_spelled),
		cmocka_unit_test(lines_are_spelled_in_columns),
		cmocka_unit_test(every_character_is_spelled),
		cmocka_unit_test(long_runs_of_marks_are_left_out),
		cmocka_unit_test(readers_can_do_without_one_in_four),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
