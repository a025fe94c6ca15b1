/* SPDX-License-Identifier: ISC */
#include "site/eyes.h"

void
eyes_see(const struct eyes *eyes, enum eyes_step step, size_t done, size_t all)
{
	if (eyes != NULL && eyes->see != NULL)
		eyes->see(eyes->arg, step, done, all);
}
