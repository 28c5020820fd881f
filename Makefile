# The two main commands are `make site` and `make test`. Both need Python 3.11 with venv, make and access to the package
# registries. `make test` also installs what only tests need (browsers, Java, npm) through apt.

PYTHON ?= python3
BIN := .venv/bin
# Material prints a notice about its end of life (2027-05-05) at every build; the README mentions it instead.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site install serve check test test-fast test-site fuzz coverage zip bench lint published-urls geocode generated \
  lock vendor clean help ledger coordinates
.DEFAULT_GOAL := help

site: .venv/site.stamp  ## Build the site into site/
	@$(BIN)/resource-center build

install: .venv/site.stamp  ## Install only what building the site needs into .venv

serve: .venv/site.stamp  ## Serve the site at http://127.0.0.1:8000 and reload it on every save
	@$(BIN)/mkdocs serve --watch-theme

check: .venv/site.stamp  ## Report every problem in data/ and content/ with its place and its fix
	@$(BIN)/resource-center check

zip: site  ## Build the site and copy its offline zip to dist/
	@mkdir -p dist && cp site/offline.zip dist/prss-mentoring-resource-center.zip
	@echo "dist/prss-mentoring-resource-center.zip"

test: .venv/test.stamp lint  ## Run the linters and every test; TESTS=tests/browser runs only some
	@sh tests/tools.sh
	@node --test --test-reporter dot tests/js/*.test.mjs
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(TESTS)

test-fast: .venv/test.stamp  ## Run the tests that need no browser, real records or other program, in under a minute
	@$(BIN)/python -m pytest -n auto --dist loadgroup --ignore tests/browser -m "not slow"

test-site: .venv/test.stamp  ## Run the tests that must pass for any valid records; publishing requires them
	@sh tests/tools.sh
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m any_records $(TESTS)

fuzz: .venv/test.stamp  ## Run each random test with thousands of new cases
	@sh tests/tools.sh
	@FUZZ=1 node --test --test-reporter dot tests/js/any-input.test.mjs
	@FUZZ=1 $(BIN)/python -m pytest -n auto --dist loadgroup -m "fuzz or hypothesis"

coverage: .venv/test.stamp  ## List lines and branches of the generator that only browser tests or no tests reach
	@sh tests/tools.sh
	@$(BIN)/python -m pytest -n auto --dist loadgroup --ignore tests/browser --cov generator --cov-branch \
	  --cov-report term-missing:skip-covered

lint: .venv/test.stamp  ## Check style, types and shell scripts, and verify the vendored files
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/mypy --config-file tests/mypy.ini
	@sh tests/tools.sh node
	@node_modules/.bin/biome check --error-on-warnings && node_modules/.bin/tsc --project tsconfig.json
	@$(BIN)/shellcheck .ci/run .github/scripts/*.sh locks/*.sh tests/*.sh
	@$(BIN)/python locks/vendor.py verify

bench: .venv/bench.stamp  ## Benchmark builds with up to 10,000 added sites; BASE=REV also measures that Git revision
	@$(BIN)/python tests/bench/bench.py $(if $(BASE),--base "$(BASE)") && $(BIN)/python tests/bench/browse.py && \
	  $(BIN)/resource-center build && $(BIN)/python tests/bench/lengths.py

published-urls: .venv/site.stamp  ## Add new URLs to data/.published.txt
	@$(BIN)/resource-center published-urls

geocode: .venv/coordinates.stamp  ## Look up the coordinates of new towns, and write them into their records
	@$(BIN)/resource-center geocode --write

# The former names.
ledger: published-urls
coordinates: geocode

generated: .venv/coordinates.stamp  ## Update all generated files: coordinates, schemas, forms, guides, published URLs, docs/
	@# A town that the gazetteer does not know is reported, and the other files are still written.
	-@$(BIN)/resource-center geocode --write
	@# What needs no records comes first: a new record with lines to fill in stops the rest.
	@$(BIN)/resource-center problem-guide && $(BIN)/python docs/modules.py && \
	  $(BIN)/resource-center schemas && $(BIN)/resource-center published-urls

lock: .venv/test.stamp  ## Update locks/ to the newest versions that pyproject.toml allows
	@sh locks/lock.sh

vendor: .venv/site.stamp  ## Download and verify the vendored files (needs npm)
	@$(BIN)/python locks/vendor.py fetch

clean:  ## Remove everything that these commands created
	rm -rf .venv .cache .coverage .tools site dist build *.egg-info

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

# Installs the locked packages, each checked against its hash, and then the project itself, which downloads nothing.
define install
	@echo "Installing $(1) into .venv…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r $(1)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
endef

.venv/site.stamp: locks/site.txt pyproject.toml
	$(call install,locks/site.txt)

.venv/test.stamp: locks/test.txt pyproject.toml
	$(call install,locks/test.txt)
	@touch .venv/site.stamp

.venv/coordinates.stamp: locks/coordinates.txt .venv/site.stamp
	$(call install,locks/coordinates.txt)

.venv/bench.stamp: locks/bench.txt .venv/test.stamp
	$(call install,locks/bench.txt)
