/* SPDX-License-Identifier: ISC */
#include "render/spelling.h"

#include "base/count.h"
#include "base/utf8.h"

/* Characters, and for each of them a word. */
struct row {
	struct str points;
	struct str words;
};

struct sign {
	struct str plain;
	struct str points;
};

struct range {
	uint32_t first;
	uint32_t last;
	struct str plain;
};

/* By code point, so that a look-up can stop early. */
static const struct range typographic[] = {
	{ 0x00a0, 0x00a0, STR_INIT(" ") },
	{ 0x2000, 0x200a, STR_INIT(" ") },
	{ 0x2010, 0x2013, STR_INIT("-") },
	{ 0x2014, 0x2015, STR_INIT("--") },
	{ 0x2018, 0x201b, STR_INIT("'") },
	{ 0x201c, 0x201f, STR_INIT("\"") },
	{ 0x2026, 0x2026, STR_INIT("...") },
	{ 0x202f, 0x202f, STR_INIT(" ") },
	{ 0x2032, 0x2032, STR_INIT("'") },
	{ 0x2033, 0x2033, STR_INIT("\"") },
	{ 0x205f, 0x205f, STR_INIT(" ") },
	{ 0x2212, 0x2212, STR_INIT("-") },
	{ 0x3000, 0x3000, STR_INIT(" ") },
	{ 0xfb00, 0xfb00, STR_INIT("ff") },
	{ 0xfb01, 0xfb01, STR_INIT("fi") },
	{ 0xfb02, 0xfb02, STR_INIT("fl") },
	{ 0xfb03, 0xfb03, STR_INIT("ffi") },
	{ 0xfb04, 0xfb04, STR_INIT("ffl") },
	{ 0xfb05, 0xfb06, STR_INIT("st") },
};

static const struct row texts[] = {
	/* Latin letters that are made of no others. */
	{ STR_INIT("ßẞÆæØøĐđÐðÞþĦħŁłŊŋŒœŦŧ"),
	    STR_INIT("ss SS AE ae O o D d D d Th th H h L l Ng ng OE oe "
		     "T t") },
	{ STR_INIT("ıĸȷƀɃƁɓƆɔƇƈƉɖƊɗƎǝƏəƐɛƑƒ"),
	    STR_INIT("i k j b B B b O o C c D d D d E e E e E e F f") },
	{ STR_INIT("ƓɠɡǤǥƔɣƖƗɨƘƙƚƝɲƟɵƤƥƬƭɄʉƲʋƳƴƵƶƷʒʃ"),
	    STR_INIT("G g g G g G g I I i K k l N n O o P p T t U u V v "
		     "Y y Z z Zh zh sh") },
	{ STR_INIT("ʹʺʻʼʽʾʿˈˌːˆ˜ˇ"), STR_INIT("' \" ' ' ' ' ' ' , : ^ ~ ^") },
	/* Other alphabets; of most accents base/utf8 knows. */
	{ STR_INIT("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
	    STR_INIT("A B G D E Z E Th I K L M N X O P R S T Y Ph Ch Ps "
		     "O") },
	{ STR_INIT("αβγδεζηθικλμνξοπρςστυφχψω"),
	    STR_INIT("a b g d e z e th i k l m n x o p r s s t y ph ch "
		     "ps o") },
	{ STR_INIT("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
	    STR_INIT("A B V G D E Yo Zh Z I Y K L M N O P R S T U F Kh "
		     "Ts Ch Sh Shch ' Y ' E Yu Ya") },
	{ STR_INIT("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
	    STR_INIT("a b v g d e yo zh z i y k l m n o p r s t u f kh "
		     "ts ch sh shch ' y ' e yu ya") },
	{ STR_INIT("ЂЄЅІЇЈЉЊЋЏҐѢѲѴ"),
	    STR_INIT("Dj Ye Dz I Yi J Lj Nj C Dz G Ye F I") },
	{ STR_INIT("ђєѕіїјљњћџґѣѳѵ"),
	    STR_INIT("dj ye dz i yi j lj nj c dz g ye f i") },
	{ STR_INIT("ӘҒҚҢӨҮҰҺҖҶ"), STR_INIT("A Gh Q Ng O U U H Zh Ch") },
	{ STR_INIT("әғқңөүұһҗҷ"), STR_INIT("a gh q ng o u u h zh ch") },
	/* Signs of Latin-1. */
	{ STR_INIT("¡¢£¤¥¦§¨©«¬¯°±´µ¶·¸»¿×÷"),
	    STR_INIT("! ct GBP $ Y | Sec. \" (c) \" ~ - deg +/- ' u Par. "
		     ". , \" ? x /") },
	{ STR_INIT("®™℠"), STR_INIT("(R) (TM) (SM)") },
	/* Above the line; what else is there has letters. */
	{ STR_INIT("¹²³⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"),
	    STR_INIT("^1 ^2 ^3 ^0 ^4 ^5 ^6 ^7 ^8 ^9 ^+ ^- ^= ^( ^) ^n ^i") },
	{ STR_INIT("①②③④⑤⑥⑦⑧⑨⑩"),
	    STR_INIT("(1) (2) (3) (4) (5) (6) (7) (8) (9) (10)") },
	{ STR_INIT("❶❷❸❹❺❻❼❽❾❿"),
	    STR_INIT("(1) (2) (3) (4) (5) (6) (7) (8) (9) (10)") },
	{ STR_INIT("➀➁➂➃➄➅➆➇➈➉"),
	    STR_INIT("(1) (2) (3) (4) (5) (6) (7) (8) (9) (10)") },
	/* Punctuation. */
	{ STR_INIT("‖†‡•‣․‧‰‱‵‹›※‽⁂⁃⁄⁎"),
	    STR_INIT("|| + ++ * * . . o/oo o/ooo ` ' ' * ?! *** - / *") },
	{ STR_INIT("、。〈〉《》「」『』【】〔〕〜・"),
	    STR_INIT(", . < > << >> \" \" \" \" [ ] [ ] ~ .") },
	/* Money, by ISO 4217. */
	{ STR_INIT("€₽₹₩₪₫₺₴₸₦₱₿"),
	    STR_INIT("EUR RUB INR KRW ILS VND TRY UAH KZT NGN PHP BTC") },
	{ STR_INIT("℗℮ℵ℞"), STR_INIT("(P) e aleph Rx") },
	/* Arrows as one draws them, other signs by the names of TeX. */
	{ STR_INIT("←→↔↦⇐⇒⇔↩↪↳⟵⟶⟷⟸⟹⟺⟼"),
	    STR_INIT("<- -> <-> |-> <= => <=> <- -> -> <- -> <-> <= => "
		     "<=> |->") },
	{ STR_INIT("⬅➡➔➙➜➝➞➤"), STR_INIT("<- -> -> -> -> -> -> ->") },
	{ STR_INIT("∀∂∃∅∆∇∈∋∏∑∓∔∝∞∠∧∨∩∪∫∴"),
	    STR_INIT("forall d exists {} Delta nabla in ni prod sum -/+ "
		     "+ ~ inf angle and or cap cup int therefore") },
	{ STR_INIT("√∛∜"), STR_INIT("sqrt cbrt qdrt") },
	{ STR_INIT("∥≃≅≈≔≕≠≡≤≥≦≧≪≫⩽⩾"),
	    STR_INIT("|| ~= ~= ~ := =: != == <= >= <= >= << >> <= >=") },
	{ STR_INIT("⊂⊃⊆⊇⊕⊖⊗⊙⊢⊣⊤⊥⊨⋯"),
	    STR_INIT("subset supset subseteq supseteq (+) (-) (x) (.) |- "
		     "-| top perp |= ...") },
	/* Marks. Yes and no are plus and minus in any language. */
	{ STR_INIT("☐☑☒✓✔✅✗✘❌"), STR_INIT("[_] [x] [x] + + + - - -") },
	{ STR_INIT("♥❤♡"), STR_INIT("<3 <3 <3") },
};

static const struct row names[] = {
	/* Not of omicron and eta, which are words as well. */
	{ STR_INIT("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΠΡΣΤΥΦΧΨΩ"),
	    STR_INIT("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota "
		     "Kappa Lambda Mu Nu Xi Pi Rho Sigma Tau Upsilon Phi "
		     "Chi Psi Omega") },
	{ STR_INIT("αβγδεζθικλμνξπρςστυφχψω"),
	    STR_INIT("alpha beta gamma delta epsilon zeta theta iota "
		     "kappa lambda mu nu xi pi rho sigma sigma tau "
		     "upsilon phi chi psi omega") },
	{ STR_INIT("ϑϕϵ"), STR_INIT("theta phi epsilon") },
};

static const struct sign signs[] = {
	{ STR_INIT("-"), STR_INIT("─━┄┅┈┉╌╍╴╶╸╺╼╾▔—―▄↔✗✘⁻") },
	{ STR_INIT("="), STR_INIT("═▅▓⁼≡") },
	{ STR_INIT("|"), STR_INIT("│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▍▎▏▐▕↕‖∥") },
	{ STR_INIT("+"), STR_INIT("┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩") },
	{ STR_INIT("+"), STR_INIT("┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇") },
	{ STR_INIT("+"), STR_INIT("╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫") },
	{ STR_INIT("+"), STR_INIT("╬╭╮╯╰▆†‡✓✔⁺") },
	{ STR_INIT("/"), STR_INIT("╱▞↗↙÷") },
	{ STR_INIT("\\"), STR_INIT("╲▚↘↖∖") },
	{ STR_INIT("X"), STR_INIT("╳☒") },
	{ STR_INIT("#"), STR_INIT("█▉▊▋■▙▛▜▟◼⬛♯") },
	{ STR_INIT("*"), STR_INIT("▇▪●◆★⭑•‣※∗✱✶") },
	{ STR_INIT("."), STR_INIT("▂▖▗░…·⋅∙") },
	{ STR_INIT(":"), STR_INIT("▃▒∶") },
	{ STR_INIT("_"), STR_INIT("▁") },
	{ STR_INIT("~"), STR_INIT("≈∝") },
	{ STR_INIT("o"), STR_INIT("○◎◯◦◇□▫☐☆°∘") },
	{ STR_INIT("'"), STR_INIT("▘▝") },
	{ STR_INIT("\""), STR_INIT("▀") },
	{ STR_INIT(" "), STR_INIT("⠀") },
	{ STR_INIT("<"), STR_INIT("←⇐◀◁◂◃◄◅⟵⟸⬅‹") },
	{ STR_INIT(">"), STR_INIT("→⇒▶▷▸▹►▻⟶⟹➔➙➜➝➞➡➤›") },
	{ STR_INIT("^"), STR_INIT("↑⇑▲△▴▵") },
	{ STR_INIT("v"), STR_INIT("↓⇓▼▽▾▿") },
	{ STR_INIT("c"), STR_INIT("©¢") },
	{ STR_INIT("R"), STR_INIT("®") },
	{ STR_INIT("E"), STR_INIT("€") },
	{ STR_INIT("L"), STR_INIT("£") },
	{ STR_INIT("T"), STR_INIT("™") },
	{ STR_INIT("0"), STR_INIT("⁰") },
	{ STR_INIT("1"), STR_INIT("¹①❶➀") },
	{ STR_INIT("2"), STR_INIT("²②❷➁") },
	{ STR_INIT("3"), STR_INIT("³③❸➂") },
	{ STR_INIT("4"), STR_INIT("⁴④❹➃") },
	{ STR_INIT("5"), STR_INIT("⁵⑤❺➄") },
	{ STR_INIT("6"), STR_INIT("⁶⑥❻➅") },
	{ STR_INIT("7"), STR_INIT("⁷⑦❼➆") },
	{ STR_INIT("8"), STR_INIT("⁸⑧❽➇") },
	{ STR_INIT("9"), STR_INIT("⁹⑨❾➈") },
	{ STR_INIT("("), STR_INIT("⁽") },
	{ STR_INIT(")"), STR_INIT("⁾") },
	{ STR_INIT("n"), STR_INIT("ⁿ") },
	{ STR_INIT("i"), STR_INIT("ⁱ") },
	{ STR_INIT("b"), STR_INIT("♭") },
};

/* How many characters stand before this one; false if it is not in points. */
static bool
find_point(struct str points, struct str point, size_t *before)
{
	size_t at = str_find(points, point);
	uint32_t ignored;

	if (at == points.len)
		return false;
	points = str_take(points, at);
	for (*before = 0; points.len > 0; ++*before)
		points = str_skip(points, utf8_next(points, &ignored));
	return true;
}

static struct str
word_at(struct str words, size_t at)
{
	struct str word = words;

	for (size_t i = 0; i <= at; i++)
		str_cut(words, ' ', &word, &words);
	return word;
}

/* No word or sign is for Han, Hangul or emoji, of which a text may be full. */
static bool
is_beyond(uint32_t point)
{
	return point > 0x30fb;
}

static struct str
find_word(const struct row *rows, size_t count, uint32_t point)
{
	char room[UTF8_CHAR_MAX];
	struct str wanted = utf8_char(room, point);
	size_t before;

	if (is_beyond(point))
		return STR("");
	for (size_t i = 0; i < count; i++)
		if (find_point(rows[i].points, wanted, &before))
			return word_at(rows[i].words, before);
	return STR("");
}

struct str
spelling_typographic(uint32_t point)
{
	size_t count = COUNT(typographic);

	for (size_t i = 0; i < count && point >= typographic[i].first; i++)
		if (point <= typographic[i].last)
			return typographic[i].plain;
	return STR("");
}

struct str
spelling_text(uint32_t point)
{
	return find_word(texts, COUNT(texts), point);
}

struct str
spelling_name(uint32_t point)
{
	return find_word(names, COUNT(names), point);
}

struct str
spelling_sign(uint32_t point)
{
	char room[UTF8_CHAR_MAX];
	struct str wanted = utf8_char(room, point);

	if (is_beyond(point))
		return STR("");
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_find(signs[i].points, wanted) < signs[i].points.len)
			return signs[i].plain;
	return STR("");
}
