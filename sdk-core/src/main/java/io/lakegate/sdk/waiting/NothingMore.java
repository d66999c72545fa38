package io.lakegate.sdk.waiting;

/** The state says all. */
record NothingMore() implements Expectation {}
