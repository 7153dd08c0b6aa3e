# The two commands of a newcomer: `make run` and `make test`. Everything else is for contributors.
PORT    ?= 8000
SAMPLES ?= 1
PYTHON  ?= python3
py      := .venv/bin/python

export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run test check dev format messages lock screenshots gates clean

run: ## build what is missing and serve the site on 127.0.0.1:$(PORT)
	@$(PYTHON) requirements/install.py runtime
	@$(py) manage.py setup_local $(if $(filter 0,$(SAMPLES)),--no-samples)
	@.venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 4 \
		--no-ws csto_archive.wsgi:application

test: dev ## all tests, on SQLite and on PostgreSQL
	@$(py) -m tests

check: dev ## what needs no database: style, contracts, Django's checks, migrations, translations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@$(py) manage.py check --fail-level WARNING
	@$(py) manage.py makemigrations --check --dry-run
	@$(py) manage.py check_translations

dev:
	@$(PYTHON) requirements/install.py dev

format: dev ## let ruff rewrite the sources
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

messages: dev ## gather the translatable strings into locale/ar (needs GNU gettext)
	@$(py) manage.py check_translations --update

lock: dev ## renew the hashed lock files from pyproject.toml
	@$(PYTHON) requirements/lock.py

screenshots: dev ## docs/screenshots/ from a running copy of the sample site (needs Chromium)
	@$(py) docs/screenshots.py

gates: dev ## what Node and Java find in the pages: Nu, pa11y, Lighthouse, stylelint
	@$(py) -m tests.gates

clean: ## forget the environment, the local database and everything built
	rm -rf .venv var
