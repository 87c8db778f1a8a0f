# Landbridge. `make` alone lists the targets; the scripts are in tools/.
# Tools that are missing are installed into .tools/ or named (tools/setup.sh).

SHELL := /bin/bash
TARGET := $(or $(CARGO_TARGET_DIR),target)
CORRIDOR ?= corridors/eurasia
PYTHON := .tools/venv/bin/python
export PATH := $(CURDIR)/.tools/bin:$(PATH)

# What the demonstration tells: a working day, or a busy week (DEMO=week). Each has its own journal; a site of business too.
DEMO ?= day
DATA ?= data/demo$(if $(filter week,$(DEMO)),-week)

.DEFAULT_GOAL := help
.PHONY: help run build web test check bench soak corridor

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build everything and serve a demonstration (DEMO=week: a busy week; LANDBRIDGE_ADDR)
	@$(TARGET)/fast/landbridge serve --corridor $(CORRIDOR) --demo=$(DEMO) --data $(DATA)

build: ## Build the screens and the binary
	@tools/setup.sh run
	@tools/web.sh
	@cargo build --workspace --profile fast --bin landbridge

web: ## Build the screens into web/dist, when they changed
	@tools/setup.sh web
	@tools/web.sh

test: ## Run the Rust tests, the corridor validation, the web tests and the browser tests
	@tools/suites.sh test

check: ## Check format, lints, layers, documentation, web types
	@tools/suites.sh check

bench: ## Measure the search, the journal, the server
	@tools/setup.sh bench
	@tools/web.sh
	@cargo bench -p lb-app --bench plan
	@tools/postgres.sh cargo bench -p lb-store --bench journal
	@cargo bench -p landbridge --bench serve
	@cargo run --release -q -p lb-bench --bin measure

soak: ## Crash journals at 10,000 points, run the Rust tests with 20 times the random cases
	@tools/setup.sh test
	@tools/web.sh
	@tools/soak.sh

corridor: ## Regenerate corridors/eurasia from its sources, and the descriptor of corridors/tiny
	@tools/setup.sh corridor
	@$(PYTHON) tools/corridor/build.py --sea-ports .tools/sea-ports/package/lib/ports.json
	@$(PYTHON) tools/corridor/package.py corridors/tiny
