# Each target says what it does after `##`; `make` alone lists them.
# Needs Maven and a JDK 25 or newer. The JDK need not be the default one: it is looked for below.

.DEFAULT_GOAL := help
.PHONY: help demo dist test test-all fmt lint bench fuzz jdk

MVN ?= mvn
MAVEN := $(MVN) -B -ntp

# The first JDK that is new enough: $JAVA_HOME, the usual folders, then the one that owns `java`.
# Its `release` file tells the version, so nothing has to be started to ask.
JDK_HOME := $(shell \
  own=$$(command -v java 2>/dev/null) && own=$$(readlink -f "$$own" 2>/dev/null) && own=$${own%/bin/java}; \
  for home in "$$JAVA_HOME" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$$HOME"/.sdkman/candidates/java/* "$$own"; do \
    [ -n "$$home" ] && [ -x "$$home/bin/javac" ] && [ -f "$$home/release" ] || continue; \
    version=$$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$$home/release"); \
    if [ "$${version:-0}" -ge 25 ]; then printf '%s\n' "$$home"; break; fi; \
  done)

ifneq ($(JDK_HOME),)
export JAVA_HOME := $(JDK_HOME)
endif

# command:package, as Debian names it. A suite that starts another program adds it to its list.
TEST_TOOLS := nginx:nginx haproxy:haproxy
BENCH_TOOLS := curl:curl nginx:nginx wrk:wrk taskset:util-linux

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: dist ## start the gateway against the built-in sandbox workspace
	@gateway/target/lakegate/bin/lakegate demo

dist: jdk ## build gateway/target/lakegate, which runs without Java
	$(MAVEN) -q -DskipTests -Djacoco.skip -pl gateway -am package

test: jdk ## fast suite, with every static check
	$(MAVEN) verify

test-all: jdk ## fast and slow suites; installs the tools they start
	@$(call install,$(TEST_TOOLS))
	$(MAVEN) -Pslow verify

fmt: jdk ## format the sources
	$(MAVEN) -q spotless:apply

lint: jdk ## static checks without tests; fails if tracked files then differ from the last commit
	sh -n gateway/src/dist/lakegate.sh
	$(MAVEN) -DskipTests -Djacoco.skip -Ddist.skip verify
	git diff --exit-code HEAD

# What cannot be installed is left out by the measurements themselves, which say so.
bench: dist ## measure start, memory, size and throughput; scenarios and options in ARGS
	@( $(call install,$(BENCH_TOOLS)) ) || true
	$(MAVEN) -q -DskipTests -Djacoco.skip -Ddist.skip -pl bench -am package
	"$$JAVA_HOME/bin/java" -cp "bench/target/classes:$$(cat bench/target/runtime.classpath)" io.lakegate.bench.Bench $(ARGS)

# One target to a class, and one Maven run to a class: Jazzer fuzzes a single target per JVM.
# What it finds is left beside the seeds of the target, where the ordinary tests read it too.
FUZZ_TIME ?= 3m
FUZZ ?= .
fuzz: jdk ## run every fuzz target, each for FUZZ_TIME; or those only that FUZZ names
	@found=; for file in $$(grep -rl --include='*.java' -e '@FuzzTest' */src/test/java | grep -e '$(FUZZ)'); do \
	  name=$$(basename "$$file" .java); echo "fuzzing $$name for $(FUZZ_TIME)"; \
	  JAZZER_FUZZ=1 $(MAVEN) -q -Pfuzz -Dfuzz.time=$(FUZZ_TIME) -Ddist.skip -Djacoco.skip \
	    -pl "$${file%%/*}" -am -Dtest="$$name" -Dsurefire.failIfNoSpecifiedTests=false test \
	    || found="$$found $$name"; \
	done; \
	[ -z "$$found" ] || { echo "Fuzzing found something:$$found" >&2; exit 1; }

jdk:
	@[ -n "$(JDK_HOME)" ] || { echo "No JDK 25 or newer found: install one (https://adoptium.net/temurin/releases/?version=25) or set JAVA_HOME to it." >&2; exit 1; }
	@command -v $(firstword $(MVN)) >/dev/null || { echo "No Maven found: install it (apt-get install maven, brew install maven) or set MVN to it." >&2; exit 1; }

# $(call install,command:package …) installs the packages whose command is missing.
define install
missing=; for tool in $(1); do \
  command -v "$${tool%%:*}" >/dev/null || [ -x "/usr/sbin/$${tool%%:*}" ] || missing="$$missing $${tool##*:}"; \
done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
  else \
    echo "Missing tools; install them first:$$missing" >&2; exit 1; \
  fi; \
fi
endef
