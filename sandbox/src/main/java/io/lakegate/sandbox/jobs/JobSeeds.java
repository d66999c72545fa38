package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * The jobs that exist at the start. They are the same at each start but for their times. Of every
 * ten, one has an id beyond 2^53 that a double cannot hold; the newest has more tasks than fit on a
 * page, and the one before it always fails.
 */
final class JobSeeds {
  static final String CREATOR = "sandbox.user@example.com";
  static final int LARGE_TASKS = 250;

  private static final long FIRST_ID = 101_384_220_671_107L;
  private static final long FIRST_LARGE_ID = 9_007_199_254_740_993L;
  private static final String[] SUBJECTS = {
    "orders", "customers", "invoices", "clicks", "inventory", "payments", "sessions", "returns"
  };
  private static final String[] VERBS = {"ingest", "refine", "report on", "reconcile", "archive"};

  private final int count;
  private final Instant now;

  JobSeeds(int count, Instant now) {
    this.count = count;
    this.now = now;
  }

  /** Returns the job of a number; 1 is the oldest. */
  Job job(int number) {
    long id =
        number % 10 == 5
            ? FIRST_LARGE_ID + 7_918L * 104_729L * number
            : FIRST_ID + 7_919L * 104_729L * number;
    Instant created = now.minus(Duration.ofMinutes(10L * (count - number + 1)));
    return new Job(id, CREATOR, created, settings(number));
  }

  private ObjectNode settings(int number) {
    ObjectNode settings =
        Json.object()
            .put("name", name(number))
            .put("max_concurrent_runs", 1)
            .put("timeout_seconds", 0);
    settings.putObject("email_notifications");
    settings.put("format", "MULTI_TASK").putObject("queue").put("enabled", true);
    settings.putObject("tags").put("team", SUBJECTS[number % SUBJECTS.length]);
    ArrayNode tasks = settings.putArray("tasks");
    int taskCount = number == count ? LARGE_TASKS : 1 + number % 3;
    for (int i = 1; i <= taskCount; i++) {
      tasks.add(task(i));
    }
    if (number == count - 1) {
      settings
          .putArray("parameters")
          .addObject()
          .put("name", "sandbox_result")
          .put("default", "FAILED");
    }
    return settings;
  }

  private String name(int number) {
    if (number == count) {
      return "many tasks";
    }
    if (number == count - 1) {
      return "always fails";
    }
    return "%s %s %04d"
        .formatted(VERBS[number % VERBS.length], SUBJECTS[number % SUBJECTS.length], number);
  }

  private static ObjectNode task(int number) {
    ObjectNode task = Json.object().put("task_key", "step_%03d".formatted(number));
    if (number > 1) {
      task.putArray("depends_on").addObject().put("task_key", "step_%03d".formatted(number - 1));
    }
    task.putObject("notebook_task")
        .put("notebook_path", "/Workspace/Shared/step_%03d".formatted(number))
        .put("source", "WORKSPACE");
    return task.put("timeout_seconds", 0);
  }
}
