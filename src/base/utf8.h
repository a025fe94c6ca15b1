/* SPDX-License-Identifier: ISC */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

/*
 * utf8 -- what one has to know of Unicode to lay out text.
 *
 * A thin face on libunistring: the only other file that includes it is
 * base/wrap.c. Width is display columns in a terminal: 0 for combining marks,
 * 2 for East Asian wide characters, 1 otherwise; tabs and controls count 0.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* U+FEFF as bytes. */
#define UTF8_BOM STR("\xef\xbb\xbf")

#define UTF8_CHAR_MAX 4	  /* bytes of a character */
#define UTF8_PARTS_MAX 32 /* characters that one can be made of */

/*
 * The first character of s into *point; returns its length in bytes. 0 if s is
 * empty or does not begin with valid UTF-8 (overlong forms, surrogates and
 * everything above U+10FFFF are invalid).
 */
size_t utf8_next(struct str s, uint32_t *point);

/* The bytes of a character, in room. No surrogate, nor above U+10FFFF. */
struct str utf8_char(char room[UTF8_CHAR_MAX], uint32_t point);

/* The length of the valid UTF-8 that s begins with: s.len if all of it is. */
size_t utf8_valid(struct str s);

/* s in normalisation form C. s must be valid. */
struct str utf8_nfc(struct arena *a, struct str s);

/*
 * What a character is made of, down to the last (NFKD), in parts: letter and
 * accents, the letters of a ligature, a plain digit. Returns how many there
 * are; 1, the character itself, if it is made of nothing else.
 */
size_t utf8_parts(uint32_t point, uint32_t parts[UTF8_PARTS_MAX]);

/* The character that a letter with a mark is, or 0. */
uint32_t utf8_compose(uint32_t letter, uint32_t mark);

/* s for comparing without regard to letter case. s must be valid. */
struct str utf8_fold(struct arena *a, struct str s);

/* Display columns of s, and of one character. */
size_t utf8_width(struct str s);
size_t utf8_char_width(uint32_t point);

/* Bytes of the longest beginning of s in whole characters that fits width. */
size_t utf8_fit(struct str s, size_t width);

/*
 * Bytes of what a reader takes for the first character of s: with its accents,
 * or an emoji of several parts. s.len if that is above 64 bytes.
 */
size_t utf8_grapheme(struct str s);

/* C0, DEL, C1, and U+2028 and U+2029, which some readers take for line ends. */
bool utf8_is_control(uint32_t point);

/* Whether s is valid and without any of these. */
bool utf8_is_line(struct str s);

/* Marks that reorder text: bidi marks, embeddings, overrides, isolates. */
bool utf8_is_bidi(uint32_t point);

/* Blank in running text: space, TAB, NBSP, ideographic and other spaces. */
bool utf8_is_blank(uint32_t point);

/* Written without spaces between words: Han, kana, CJK punctuation. */
bool utf8_is_cjk(uint32_t point);

/* A letter or digit in any script. */
bool utf8_is_word(uint32_t point);

/* Whether one of these is in s. */
bool utf8_has_word(struct str s);

/*
 * Whether lines that end and begin with these become one with a blank between
 * them: all but those of Chinese and Japanese.
 */
bool utf8_needs_blank(uint32_t before, uint32_t behind);

/* Stands on the letter before it, as accents do. */
bool utf8_is_mark(uint32_t point);

/* Seen only by what it does: joiners, soft hyphen, byte order mark. */
bool utf8_is_format(uint32_t point);

/* Has its own upper-case form and is it. */
bool utf8_is_upper(uint32_t point);

/* Its lower-case form, or itself. */
uint32_t utf8_lower(uint32_t point);

#endif
