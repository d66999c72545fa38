package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.steering.Steer;

/**
 * What a run will be, known when it is triggered.
 *
 * @param jobId the job that it belongs to
 * @param type {@code JOB_RUN} or {@code SUBMIT_RUN}
 * @param name its name
 * @param creator who triggered it
 * @param tasks the settings of its tasks
 * @param parameters the overriding parameters, as they were sent
 * @param course how it goes
 */
record RunPlan(
    long jobId,
    String type,
    String name,
    String creator,
    ArrayNode tasks,
    ObjectNode parameters,
    RunCourse course) {

  /** Returns the plan with a steer over its course. */
  RunPlan steered(Steer steer) {
    return new RunPlan(jobId, type, name, creator, tasks, parameters, course.steered(steer));
  }
}
