# Two commands matter: `make run` and `make test`. Both set up what is missing first.

PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

ifeq ($(PYTHON),)
$(error Python 3.11 or newer with venv is needed and was not found on PATH)
endif

.DEFAULT_GOAL := help
.PHONY: help run test test-fast curriculum setup check bench adversary lighthouse lock docs licences sbom schema freeze messages clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## Set everything up, load the demo content and serve the site (PORT, DATABASE_URL, DATA_DIR)
	@$(PYTHON) deploy/local.py run

test: ## Set everything up and run every test, the browser's included
	@$(PYTHON) deploy/testing.py test

test-fast: ## Run what needs neither a browser nor PostgreSQL
	@$(PYTHON) deploy/testing.py test-fast

curriculum: ## Play every module that ships with the site in a browser (takes minutes)
	@$(PYTHON) deploy/testing.py curriculum

setup: ## Set everything up and stop
	@$(PYTHON) deploy/local.py setup

check: ## Run the linters and type checkers alone
	@$(PYTHON) deploy/testing.py check

bench: ## Print the speed ratios of the read and write paths
	@$(PYTHON) deploy/local.py bench

adversary: ## Attack the site for longer than the tests do, and print the figures
	@$(PYTHON) deploy/testing.py adversary

lighthouse: ## Print Lighthouse's scores of the pages on a phone, five runs each (takes minutes)
	@$(PYTHON) deploy/testing.py lighthouse

lock: ## Pin the Python dependencies anew, with hashes
	@for name in setup base dev docs sbom; do .venv/bin/uv pip compile -q --python-version 3.11 --universal --generate-hashes \
		--no-header --no-emit-index-url --no-emit-find-links \
		deploy/requirements/$$name.in -o deploy/requirements/$$name.txt; done

docs: ## Build the documentation as a site that can be searched, into build/docs/
	@$(PYTHON) deploy/docs_site.py

licences: ## Write docs/licences.md from the locks and what is installed
	@$(PYTHON) deploy/local.py setup
	@.venv/bin/python deploy/licences.py

sbom: ## Write the software bill of materials, CycloneDX, into build/sbom/
	@$(PYTHON) deploy/local.py sbom

schema: ## Write the OpenAPI document and the front end's types from it
	.venv/bin/python manage.py spectacular --format openapi-json --validate --fail-on-warn --file frontend/src/lib/api/schema.json
	cd frontend && npx openapi-typescript src/lib/api/schema.json -o src/lib/api/schema.d.ts

freeze: ## List the digests of new migrations, which nobody edits from then on
	@.venv/bin/python -m tests.project.migrations

TRANSLATIONS ?= ar es fr pt ru zh_Hans

messages: ## Collect the words of pages and of the front end, for translators (TRANSLATIONS)
	.venv/bin/python manage.py makemessages $(addprefix -l ,en $(TRANSLATIONS)) --no-location -i node_modules -i '.venv*' -i build -i tests
	cd frontend && npm run --silent messages -- en $(subst _,-,$(TRANSLATIONS))

clean: ## Remove what set-up and builds made; data stays
	rm -rf .venv .venv-docs .venv-sbom build frontend/node_modules frontend/dist
