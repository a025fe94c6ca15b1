/* SPDX-License-Identifier: ISC */
#ifndef E2E_GENERATE_H
#define E2E_GENERATE_H

/*
 * generate -- profiles that nobody would write, but somebody might.
 *
 * All constructs of both levels in random order around words that stand there
 * once only: w0001, w0002 ... and runs of Chinese characters. Comments hold
 * x0001, x0002 ..., which no page may show.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define GENERATED_WORD 5 /* bytes of "w0001" */

struct generated {
	struct buf source;
	uint32_t state;
	unsigned words;
	unsigned hidden;
	unsigned chinese; /* from GENERATED_CHINESE on */
};

#define GENERATED_CHINESE 0x5000u

/* The same number gives the same profile; odd ones a raw page. */
void generate(struct generated *g, uint32_t seed);
void generated_release(struct generated *g);

/* The i-th Chinese character as UTF-8. */
struct str generated_chinese(unsigned i, char storage[4]);

#endif
