# make run    a virtual environment, the graph of seeds/, the explorer on localhost
# make test   a virtual environment, every test
# make docs   the README's generated parts anew
# make lock   requirements.lock anew, from requirements.txt
PYTHON ?= $(shell command -v python3.11 || command -v python3)
STORE ?= store
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: run test docs lock

run: .venv/installed
	.venv/bin/python -m kg build seeds --store $(STORE) || test -f $(STORE)/meta.json  # what was refused does not stop the rest
	.venv/bin/python -m streamlit run app.py -- --store $(STORE)

test: .venv/installed
	@if [ -z "$(CHROMIUM)" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	fi
	.venv/bin/python -m pytest $(TESTS)

docs: .venv/installed
	.venv/bin/python -m tests.test_docs

lock:
	$(PYTHON) -m venv .venv && .venv/bin/python -m pip install --quiet uv
	.venv/bin/uv pip compile requirements.txt --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock

# The stamp is the last thing written, so that an installation that breaks off is taken up again.
.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name it with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@
