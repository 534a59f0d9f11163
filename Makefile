# Thin: every target is a script, and the scripts say what they do.
.PHONY: setup demo test lock ci

setup:
	./script/setup --test

demo:
	./script/demo

test:
	./script/test

lock:
	./script/lock

ci:
	bash .ci/run
