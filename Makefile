# What a person types. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help demo test test-deploy withdrawals faults first-day containers soak capacity check format lock audit attack load bench screenshots environment

help: ## list these
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a clinic with content on http://127.0.0.1:8000/ (PORT=, DEMO_PASSWORD=)
	@exec $(PYTHON) deploy/demo.py

test: ## everything: SQLite, PostgreSQL, browser (ARGS="-k name" for pytest)
	@exec $(PYTHON) tests/run.py $(ARGS)

test-deploy: environment ## the production set from deploy/: nginx, granian, PostgreSQL, Redis, worker (minutes)
	@$(BIN)/python -m pytest -q -p no:xdist tests/deployment $(ARGS)

withdrawals: environment ## how long a text is read after it was taken back: 100 trials at full load (8 minutes)
	@$(BIN)/python -m tests.deployment.withdrawals $(ARGS)

faults: environment ## each part broken while people read and write: database, disk, Redis, mail, clock (10 minutes)
	@$(BIN)/python -m tests.deployment.faults $(ARGS)

first-day: environment ## deploy/README.md walked in a fresh Debian under systemd (root; debootstrap; minutes)
	@$(BIN)/python -m tests.deployment.first_day $(ARGS)

containers: environment ## docker-compose.yml started as deploy/README.md says, and tried (root; an engine; minutes)
	@$(BIN)/python -m tests.deployment.containers $(ARGS)

soak: environment ## half an hour of everything at once, and the memory of every process (ARGS="--minutes 5")
	@$(BIN)/python -m tests.deployment.soak $(ARGS)

capacity: environment ## pages, searches, replies and mails a second, with one and two of each process
	@$(BIN)/python -m tests.deployment.capacity

check: environment ## lint, types, templates, missing migrations, production settings
	@BIN=$(BIN) sh deploy/check.sh

format: environment ## put Python and templates into shape
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	-$(BIN)/djlint --reformat --quiet templates

audit: environment ## HTML, CSS, axe, Lighthouse, headers (some minutes; needs Java, Node.js, nginx, Redis)
	@$(BIN)/python -m tests.audit

attack: environment ## Wapiti against the demo, as a stranger (minutes)
	@$(BIN)/python -m tests.audit.attack

load: environment ## 20,000 replies by 16 writers at once; on PostgreSQL one that is killed half-way (long)
	$(BIN)/python bench/load.py
	$(BIN)/python bench/load.py --database postgresql --kill

bench: environment ## speed as ratios, beside nginx and Wagtail (20 minutes; needs nginx and wrk; ARGS="--only start")
	@$(BIN)/python -m bench.ratios $(ARGS)

screenshots: environment ## take the pictures in docs/screenshots/ again
	@$(BIN)/python -m tests.browser.screenshots

lock: environment ## compile requirements*.in to requirements*.txt, with hashes
	$(LOCK) --output-file=requirements.txt requirements.in
	$(LOCK) --output-file=requirements-extras.txt requirements-extras.in
	$(LOCK) --allow-unsafe --output-file=requirements-dev.txt requirements-dev.in
	$(LOCK) --allow-unsafe --output-file=tests/audit/attack.txt tests/audit/attack.in
	$(LOCK) --allow-unsafe --output-file=bench/peers/wagtail/requirements.txt bench/peers/wagtail/requirements.in

environment:
	@$(PYTHON) deploy/environment.py --dev
