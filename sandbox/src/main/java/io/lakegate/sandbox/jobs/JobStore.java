package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The jobs, newest first. */
final class JobStore {
  /** Apart from the ids of the jobs that exist at the start. */
  private static final long FIRST_NEW_ID = 550_128_834_002_019L;

  private final NavigableMap<Long, Job> byNumber = new TreeMap<>(Comparator.reverseOrder());
  private final Map<Long, Long> numbers = new HashMap<>();
  private long lastNumber;
  private long lastId = FIRST_NEW_ID;

  JobStore(int seeds, Instant now) {
    JobSeeds seed = new JobSeeds(seeds, now);
    for (int i = 1; i <= seeds; i++) {
      add(seed.job(i));
    }
  }

  Job create(String creator, ObjectNode settings, Instant now) {
    lastId += 1_009;
    Job job = new Job(lastId, creator, now, settings);
    add(job);
    return job;
  }

  /** The platform answers 400, not 404, for a job that does not exist. */
  Job find(long id) {
    Long number = numbers.get(id);
    Job job = number == null ? null : byNumber.get(number);
    if (job == null) {
      throw ApiProblem.invalidParameter("Job " + id + " does not exist.");
    }
    return job;
  }

  void delete(long id) {
    find(id);
    byNumber.remove(numbers.remove(id));
  }

  /** Returns the jobs of a name, in whatever case; all where the name is empty. */
  NavigableMap<Long, Job> named(String name) {
    if (name.isEmpty()) {
      return byNumber;
    }
    NavigableMap<Long, Job> named = new TreeMap<>(Comparator.reverseOrder());
    String wanted = name.toLowerCase(Locale.ROOT);
    byNumber.forEach(
        (number, job) -> {
          if (job.name().toLowerCase(Locale.ROOT).equals(wanted)) {
            named.put(number, job);
          }
        });
    return named;
  }

  private void add(Job job) {
    lastNumber++;
    byNumber.put(lastNumber, job);
    numbers.put(job.id(), lastNumber);
  }
}
