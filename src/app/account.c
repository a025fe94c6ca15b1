/* SPDX-License-Identifier: ISC */
#include "app/account.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* Who has no account of their own is nobody. */
static const struct passwd *
find_entry(const char *name)
{
	const struct passwd *entry;

	if (name != NULL)
		return getpwnam(name);
	entry = getpwnam("vitae");
	return entry != NULL ? entry : getpwnam("nobody");
}

static bool
take_entry(struct account *account, const struct passwd *entry)
{
	size_t len = strlen(entry->pw_name);

	if (len >= sizeof(account->name))
		return false;
	memcpy(account->name, entry->pw_name, len + 1);
	account->user = entry->pw_uid;
	account->group = entry->pw_gid;
	return true;
}

static bool
find_own(struct account *account, const char *name)
{
	const struct passwd *entry = getpwuid(geteuid());

	account->user = geteuid();
	account->group = getegid();
	if (entry != NULL && !take_entry(account, entry))
		return false;
	if (name == NULL || strcmp(account->name, name) == 0)
		return true;
	log_line("only root can run processes as the user %s", name);
	return false;
}

bool
account_find(struct account *account, const char *name)
{
	const struct passwd *entry;

	*account = (struct account){ .change = false };
	if (geteuid() != 0)
		return find_own(account, name);
	entry = find_entry(name);
	if (entry == NULL || !take_entry(account, entry)) {
		log_line("there is no user %s", name != NULL ? name : "nobody");
		return false;
	}
	account->change = account->user != 0;
	return true;
}

bool
account_become(const struct account *account)
{
	uid_t user = account->user;
	gid_t group = account->group;

	if (!account->change)
		return true;
	if (setgroups(0, NULL) == 0 && setresgid(group, group, group) == 0 &&
	    setresuid(user, user, user) == 0 && setuid(0) < 0)
		return true;
	log_line("this process cannot become the user %s: %s", account->name,
	    strerror(errno));
	return false;
}
