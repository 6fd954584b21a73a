# Verbs; the build itself is CMake's (CMakeLists.txt, CMakePresets.json).
BUILD ?= build/release
PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PLACES = $(CURDIR)/build/places
CONFIGURE = cmake -G Ninja -DTOCSIN_PLACES_DIR=$(PLACES)

help:
	@echo "make example     build, and code an article (installs what is missing)"
	@echo "make check       build with warnings as errors, all tests"
	@echo "make check-san   the tests under AddressSanitizer and UBSan"
	@echo "make check-long  both compilers, valgrind, fuzzing"
	@echo "make bench       speed and memory on fixed inputs"
	@echo "make accuracy    scores on the evaluation corpora, where they are"
	@echo "make install     into PREFIX ($(PREFIX))"
	@echo "make format lint"

build:
	@scripts/install-deps.sh
	@$(CONFIGURE) -B $(BUILD) -DCMAKE_BUILD_TYPE=RelWithDebInfo > $(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	@ninja -C $(BUILD) -j $(JOBS) --quiet

$(BUILD).log: ; @mkdir -p $(dir $(BUILD))

example: $(BUILD).log build
	@$(BUILD)/tocsin code --to brief --date 2024-05-15 examples/article.txt
	@echo
	@echo "That was examples/article.txt. Now your own: $(BUILD)/tocsin code FILE..., or why it is coded so: $(BUILD)/tocsin explain FILE"

check: $(BUILD).log
	@scripts/install-deps.sh check
	@if command -v clang > /dev/null && command -v clang++ > /dev/null; then \
	    $(CONFIGURE) -B build/clang -DTOCSIN_WERROR=ON -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ > /dev/null && \
	    ninja -C build/clang -j $(JOBS) --quiet tocsin tocsin_cli; \
	else echo "clang is not installed: built with $(CC) only"; fi
	@$(CONFIGURE) -B build/check -DTOCSIN_WERROR=ON > /dev/null
	@ninja -C build/check -j $(JOBS) --quiet
	@ctest --test-dir build/check -j $(JOBS) --output-on-failure

check-san: $(BUILD).log
	@scripts/install-deps.sh check
	@$(CONFIGURE) -B build/san -DTOCSIN_SANITIZE=ON -DTOCSIN_WERROR=ON > /dev/null
	@ninja -C build/san -j $(JOBS) --quiet
	@ctest --test-dir build/san -j $(JOBS) --output-on-failure

check-long: $(BUILD).log
	@scripts/install-deps.sh check
	@scripts/check-long.sh

bench: $(BUILD).log build
	@bench/run.sh $(BUILD)

accuracy: $(BUILD).log build
	@scripts/accuracy.sh $(BUILD)/tocsin $(ARGS)

install: $(BUILD).log build
	@cmake --install $(BUILD) --prefix $(PREFIX)

format:
	@git ls-files '*.c' '*.h' | xargs clang-format -i

lint: $(BUILD).log build
	@git ls-files 'src/*.c' 'cli/*.c' 'tools/*.c' | xargs clang-tidy -p $(BUILD) --quiet

.PHONY: help build example check check-san check-long bench accuracy install format lint
