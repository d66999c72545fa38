package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What a run will be, known when it is triggered.
 *
 * @param jobId the job that it belongs to
 * @param type {@code JOB_RUN} or {@code SUBMIT_RUN}
 * @param name its name
 * @param creator who triggered it
 * @param tasks the settings of its tasks
 * @param parameters the overriding parameters, as they were sent
 * @param outcome how it ends
 * @param running how long it is RUNNING
 */
record RunPlan(
    long jobId,
    String type,
    String name,
    String creator,
    ArrayNode tasks,
    ObjectNode parameters,
    Outcome outcome,
    Duration running) {}
