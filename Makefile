# The recipes that people and CI share. Settings: make run PYTHON=python3.12 PORT=8600
PYTHON ?= python3
PORT ?= 8501
ARCHIVES ?= .cache
BOUNDARIES ?= .cache/boundaries
ARGS ?=
SITE ?= site
URL ?=
CHARTS := .cache/plotly-basic.min.js
# More than cores: a third process works while the others wait for servers, browsers and deadlines.
TEST_PROCESSES ?= 3

BIN := .venv/bin
# tests/conftest.py shares the tests out. The browser comes last in each process.
PYTEST := $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder
ISSUE_FORMS := $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema
STREAMLIT := $(BIN)/python -m streamlit run --server.address localhost --server.port $(PORT)

.PHONY: run dev install test tests quick check format hooks smoke browser types html tools compiled nginx scale-test site images roll data messages fonts cards contact-sheet lock audit bench

# What a reader of a public address gets, and in the terminal no line for each request.
run: export POKROVSK_FRONT_LOG_LEVEL ?= warning
run: .venv/.runtime  ## the dashboard on the committed figures, no network needed
	$(STREAMLIT) serve.py

dev: .venv/.runtime  ## the same, reloading when a file changes
	$(STREAMLIT) app.py --server.fileWatcherType auto --server.runOnSave true --client.showErrorDetails full

install: .venv/.runtime  ## .venv with the project in it, and no more

test: check tests  ## format, lint and types, then every test; ARGS goes to pytest

tests: .venv/.dev browser html nginx  ## every test; ARGS goes to pytest
	@$(PYTEST) -n $(TEST_PROCESSES) $(ARGS)

quick: .venv/.dev  ## format, lint and the tests that need no browser, server or archive: under a minute
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(PYTEST) -n 2 -m quick $(ARGS)

# Beside the tests, a worker of mypy may take longer to start than the 3 s that mypy gives it.
check: .venv/.dev types  ## format, lint and types of the code; lint of what else is in the project
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(if $(CI),--num-workers 0)
	$(BIN)/oxlint --deny-warnings
	node .cache/typescript/tsc.js --project jsconfig.json
	$(BIN)/hadolint Dockerfile
	$(BIN)/zizmor --offline --quiet --persona pedantic .github
	$(SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(SCHEMA) custom.github-workflows-require-timeout .github/workflows/*.yml
	$(SCHEMA) vendor.github-issue-forms $(ISSUE_FORMS)
	$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA) vendor.dependabot .github/dependabot.yml
	$(SCHEMA) vendor.compose-spec compose.yaml compose.https.yaml
	$(SCHEMA) vendor.citation-file-format CITATION.cff

format: .venv/.dev  ## put the sources in the form that check asks for
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

hooks: .venv/.dev  ## let git run the quick checks before each commit
	$(BIN)/pre-commit install

smoke: .venv/.runtime  ## open every page once with the runtime packages alone
	$(BIN)/python .ci/smoke.py

browser:  ## Chromium and axe-core for the browser tests, where they are missing
	@harness/install.sh browser

types:  ## TypeScript for the types of our JavaScript, where it is missing
	@harness/install.sh types

html: types  ## what the tests of the static site validate its pages by, where it is missing
	@harness/install.sh html vocabulary

tools:  ## all that the tests need beside Python, one after the other: each may install by apt-get
	@harness/install.sh browser types html vocabulary nginx

# Processes that start at once would each compile every test. What is wrong the tests will say.
compiled: .venv/.dev  ## the tests compiled, by one process, where Python may write that down
	-@$(BIN)/python -m pytest --collect-only -qq -m quick >/dev/null 2>&1

nginx:  ## nginx for the tests with several dashboards, where it is missing
	@harness/install.sh nginx

scale-test: .venv/.dev browser nginx  ## three dashboards behind nginx, and one dies while people read
	$(BIN)/python -m pytest tests/scale $(ARGS)

site: .venv/.runtime  ## the static site into SITE, with pictures where there is a Chromium; URL is its address
	@harness/install.sh charts || echo "The site carries the whole of Plotly."
	$(BIN)/pokrovsk-front site --out "$(SITE)" $(if $(URL),--url "$(URL)") \
	  $$(test -f $(CHARTS) && echo --charts-script $(CHARTS))

images:  ## both images built, three replicas started and asked for their health, and all ended again
	trap 'docker compose down' EXIT; docker compose up --build --wait \
	  && curl --fail --silent --show-error http://localhost:$(PORT)/healthz

roll:  ## new images, one service after the other, so that readers go on at another
	docker compose build
	for each in replica-1 replica-2 replica-3 balancer; do \
	  docker compose up --detach --no-deps --wait $$each || exit 1; \
	done

data: .venv/.runtime  ## data/derived from the archives and boundaries (folders or tar.xz)
	$(BIN)/pokrovsk-front ingest --archives $(ARCHIVES) --boundaries $(BOUNDARIES)

messages: .venv/.dev  ## take new messages into locales/*/LC_MESSAGES/messages.po, where they wait for words
	@mkdir -p .cache
	$(BIN)/pybabel -q extract -F locales/babel.cfg -k N_ --sort-by-file --add-location=file -w 100 \
	  --project=pokrovsk-front -o .cache/messages.pot app.py serve.py pages pokrovsk_front
	$(BIN)/pybabel -q update -i .cache/messages.pot -d locales -w 100 \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# Streamlit ships the fonts of the dashboard; pictures carry the letters that they use.
MEDIA = $(shell $(BIN)/python -c 'import pathlib, streamlit; print(pathlib.Path(streamlit.__file__).parent / "static/static/media")')
FONTS := pokrovsk_front/export/fonts
LETTERS := U+0020-007E,U+00A0-00FF,U+0400-045F,U+0490-0491,U+02BC,U+2009-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+20B4,U+2116,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+25A0-25CF
SUBSET := $(BIN)/pyftsubset --unicodes=$(LETTERS) --layout-features=kern,mark,mkmk,liga,ccmp,locl --flavor=woff2

fonts: .venv/.dev  ## the fonts that pictures carry, from those of the dashboard
	$(BIN)/fonttools varLib.instancer -q $(MEDIA)/SourceSansVF-Upright*.woff2 wght=400:700 -o .cache/sans.ttf
	$(SUBSET) .cache/sans.ttf --output-file=$(FONTS)/source-sans.woff2
	$(BIN)/fonttools varLib.instancer -q $(MEDIA)/SourceSerifVariable-Roman*.woff2 wght=700 opsz=36 -o .cache/serif.ttf
	$(SUBSET) .cache/serif.ttf --output-file=$(FONTS)/source-serif-bold.woff2
	$(BIN)/python -m tests.advances pokrovsk_front/maps/picture/advances.json

cards: .venv/.dev browser  ## what a messenger shows of a link to the dashboard, a picture a language
	$(BIN)/python -m tests.link_cards pokrovsk_front/server/assets

contact-sheet: .venv/.dev browser  ## every figure in every shape, scheme and language, for eyes; its texts are measured
	$(BIN)/python -m tests.contact_sheet .cache/contact_sheet

bench: .venv/.bench browser  ## every bench; the numbers go to docs/benchmarks.md and .json
	@harness/install.sh nginx wrk
	$(BIN)/python -m bench.report --archives $(ARCHIVES) --boundaries $(BOUNDARIES) $(ARGS)

lock: .venv/.dev  ## requirements.lock: what the project and its build bring, pinned and hashed
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile requirements.txt --group build --quiet \
		--upgrade --universal --python-version 3.11 --generate-hashes --output-file requirements.lock

audit: .venv/.dev  ## known weaknesses of the pinned packages, as PyPI tells them; needs the network
	$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict

# Each stamp is newer than the lists it was installed from, so a second run is quick. The project itself is
# installed editable: Streamlit looks for components in installed packages.
# pip learned --group in 25.1.
.venv/.runtime: pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.dev: pyproject.toml .venv/.runtime
	$(BIN)/python -m pip install --quiet --group dev --editable .
	@touch $@

.venv/.bench: pyproject.toml .venv/.dev
	$(BIN)/python -m pip install --quiet --group bench --editable .
	@touch $@
