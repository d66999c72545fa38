package io.lakegate.sdk.waiting;

/**
 * After a repair of a job run, that repair is judged, not the run's earlier end.
 *
 * @param id the id that the platform gave the repair
 */
record Repaired(String id) implements Expectation {}
