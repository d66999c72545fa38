package io.lakegate.sdk.waiting;

/** After a cancellation any end will do. */
record AnyEnd() implements Expectation {}
