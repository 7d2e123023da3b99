# Greenroom: `make run` opens it, `make test` proves it. Each first installs what is missing, and says so.

.DEFAULT_GOAL := help
.PHONY: help run test check bench fuzz ready
bin := .venv/bin
python := seeds coach audio desktop tests benchmarks packaging docs

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: ## open Greenroom
	@sh packaging/setup.sh run
	@sh packaging/run.sh

check: ready ## style, types and the rules between the rooms
	$(bin)/ruff check $(python)
	$(bin)/ruff format --check $(python)
	$(bin)/mypy
	$(bin)/lint-imports --no-cache

test: check ## everything: `make check`, then every test on a virtual screen and sound card
	$(bin)/pytest $(T)

fuzz: ready ## the tests with made-up input, with input never seen before
	$(bin)/pytest --hypothesis-profile=roaming --timeout=600 -m hypothesis $(T)

bench: ready ## the figures the README states, measured on this machine; names what is run by hand
	$(bin)/python -m benchmarks

ready:
	@sh packaging/setup.sh test
