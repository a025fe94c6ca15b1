# make            build/vitae
# make run        install what is missing, build, serve the folder capsule/
# make test       all tests, SECS seconds of fuzzing the parsers among them;
#                 with SAN=1 under ASan and UBSan, without the fuzzing
# make lint       everything that can be said about the text of the sources
# make fuzz       every fuzz target for SECS seconds; T=name for one of them
# make soak       a storm for an hour (SECS), memory and descriptors watched
# make deps       install what building and testing need, and nothing else
# make clean      remove build/
#
# V=1 shows the commands.

CFLAGS  ?= -O2 -g
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)
SECS    ?= 60
SAN     ?=
BUILD   ?= build/$(if $(SAN),san,release)
FUZZ    ?= build/fuzz

comma   := ,
Q       := $(if $(V),,@)
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wundef \
	-Wwrite-strings -Wcast-qual -Wimplicit-fallthrough $(if $(CI),-Werror)
CHECK   := -fsanitize=address$(comma)undefined -fno-sanitize-recover=all
FUZZER  := -fsanitize=fuzzer-no-link$(comma)address$(comma)undefined \
	-fno-sanitize-recover=all
HARDEN  := -fstack-protector-strong -fPIE $(if $(SAN),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
MODE    := $(if $(SAN),$(if $(filter fuzz,$(SAN)),$(FUZZER),$(CHECK)))
COMPILE := $(CC) -std=c17 -D_GNU_SOURCE -Isrc -Itests $(CPPFLAGS) $(CFLAGS) \
	$(WARN) $(HARDEN) $(MODE) -MMD -MP
LINK    := $(CC) $(CFLAGS) $(MODE) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS    := -levent_core -lssl -lcrypto -lmagic -lsqlite3 -lunistring -lidn2 -linih -lcmark -lseccomp

OBJ     := $(patsubst src/%.c,$(BUILD)/%.o,\
	$(filter-out src/app/main.c,$(wildcard src/*/*.c)))
LIB     := $(BUILD)/libvitae.a
SINGLE  := $(patsubst tests/%.c,$(BUILD)/%,\
	$(wildcard tests/unit/test_*.c tests/golden/golden.c))
REPLAY  := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
E2E     := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/e2e/test_*.c))
HARNESS := $(patsubst tests/%.c,$(BUILD)/%.o,\
	$(filter-out tests/e2e/test_%,$(wildcard tests/e2e/*.c)))
# Optional: what the bibliographies' tests compare with.
ORACLE  := $(if $(shell echo '\#include <btparse.h>' | $(CC) -E - 2>/dev/null),\
	$(BUILD)/oracle/bt_read)
AGAIN   = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

# Only the ordinary build is what build/vitae stands for.
all: $(if $(filter build/release,$(BUILD)),build/vitae,$(BUILD)/vitae)

build/vitae: build/release/vitae
	@ln -sf release/vitae $@

run:
	@sh tests/tools/deps.sh build
	+@$(AGAIN) all
	$(BUILD)/vitae serve capsule

test:
	@sh tests/tools/deps.sh build test $(if $(SAN),,fuzz)
	+@$(AGAIN) $(BUILD)/vitae programs
	+@$(if $(SAN),:,$(AGAIN) BUILD=$(FUZZ) SAN=fuzz CC=clang targets)
	@VITAE=$(abspath $(BUILD))/vitae FUZZ=$(if $(SAN),,$(FUZZ)) SECS=$(SECS) \
		sh tests/tools/test.sh $(BUILD)

lint:
	@sh tests/tools/deps.sh build test lint
	@sh tests/tools/lint.sh

fuzz:
	@sh tests/tools/deps.sh build fuzz
	+@$(AGAIN) BUILD=$(FUZZ) SAN=fuzz CC=clang targets
	@sh tests/tools/fuzz.sh $(FUZZ) $(SECS) $(T)

soak: SECS := $(if $(filter command environment,$(origin SECS)),$(SECS),3600)
soak:
	@sh tests/tools/deps.sh build test
	+@$(AGAIN) $(BUILD)/vitae $(BUILD)/soak/soak
	@VITAE=$(abspath $(BUILD))/vitae SECS=$(SECS) $(BUILD)/soak/soak

deps:
	@sh tests/tools/deps.sh build test fuzz

clean:
	rm -rf build

programs: $(SINGLE) $(REPLAY) $(E2E) $(ORACLE)
targets: $(patsubst $(BUILD)/fuzz/%,$(BUILD)/target/%,$(REPLAY))

$(BUILD)/vitae: $(BUILD)/app/main.o $(LIB)
	@echo "link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(LIB): $(OBJ) $(BUILD)/objects
	@rm -f $@
	$(Q)ar rcs $@ $(OBJ)

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "cc   $<"
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "cc   $<"
	$(Q)$(COMPILE) -c -o $@ $<

$(SINGLE): $(BUILD)/%: $(BUILD)/%.o $(LIB)
	@echo "link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmocka

$(REPLAY): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/fuzz/replay.o $(LIB)
	@echo "link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmocka

$(BUILD)/oracle/bt_read: $(BUILD)/oracle/bt_read.o
	@echo "link $@"
	$(Q)$(LINK) -o $@ $^ -lbtparse

$(E2E) $(BUILD)/soak/soak: $(BUILD)/%: $(BUILD)/%.o $(HARNESS) $(LIB)
	@echo "link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmocka

$(BUILD)/target/%: $(BUILD)/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	@echo "link $@"
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# Rewritten only when what they hold differs: other flags, or a source that is
# gone, never mix with objects of before.
$(BUILD)/flags: HOLDS = $(COMPILE) $(LINK)
$(BUILD)/objects: HOLDS = $(OBJ)
$(BUILD)/flags $(BUILD)/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(HOLDS)' | cmp -s - $@ || echo '$(HOLDS)' >$@

-include $(wildcard $(BUILD)/*/*.d)

.PHONY: all run test lint fuzz soak deps clean programs targets FORCE
.SECONDARY:
