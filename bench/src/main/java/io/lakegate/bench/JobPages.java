package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A list of jobs in pages, each as the bytes of its body. The token of a page is its number, from
 * 0.
 *
 * @param bodies the pages in their order
 * @param items what they hold together
 */
record JobPages(List<byte[]> bodies, Items items) {

  /** The first odd number beyond 2^53: no double holds it, nor any odd one after it. */
  private static final long FIRST_ID = (1L << 53) + 1;

  /** The shape of a job in the answer of {@code jobs/list}, with its tasks; about 700 bytes. */
  private static final String JOB =
      """
      {"job_id":%1$d,"creator_user_name":"user.name@example.com","run_as_user_name":\
      "user.name@example.com","settings":{"name":"Nightly load of region %1$d","tags":{\
      "cost-center":"engineering","owner":"Zoë Müller"},"email_notifications":{\
      "on_failure":["oncall@example.com"]},"timeout_seconds":86400,"schedule":{\
      "quartz_cron_expression":"20 30 * * * ?","timezone_id":"Europe/London","pause_status":\
      "UNPAUSED"},"max_concurrent_runs":10,"tasks":[{"task_key":"ingest","notebook_task":{\
      "notebook_path":"/Shared/ingest \\"raw\\"","source":"WORKSPACE"},"timeout_seconds":3600},{\
      "task_key":"merge","depends_on":[{"task_key":"ingest"}]}],"format":\
      "MULTI_TASK"},"created_time":1601370337343,"has_more":false}""";

  JobPages {
    bodies = List.copyOf(bodies);
  }

  /** Jobs as a workspace has them: 100 come to 70 KiB. */
  static JobPages realistic(int pages, int perPage) {
    return of(pages, perPage, JOB::formatted);
  }

  /** Jobs of some 40 bytes each. */
  static JobPages small(int pages, int perPage) {
    return of(pages, perPage, id -> "{\"job_id\":" + id + ",\"settings\":{\"name\":\"j\"}}");
  }

  private static JobPages of(int pages, int perPage, LongFunction<String> job) {
    List<byte[]> bodies = new ArrayList<>();
    Items items = Items.NONE;
    for (int page = 0; page < pages; page++) {
      StringBuilder body = new StringBuilder("{\"jobs\":[");
      for (int item = 0; item < perPage; item++) {
        long id = FIRST_ID + 2 * items.count();
        body.append(item == 0 ? "" : ",").append(job.apply(id));
        items = items.plus(id);
      }
      body.append(page + 1 < pages ? more(page + 1) : "],\"has_more\":false}");
      bodies.add(body.toString().getBytes(UTF_8));
    }
    return new JobPages(bodies, items);
  }

  private static String more(int next) {
    return "],\"has_more\":true,\"next_page_token\":\"" + next + "\"}";
  }

  /** The bytes of all pages. */
  long bytes() {
    return bodies.stream().mapToLong(body -> body.length).sum();
  }
}
