package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** What the kernel tells about a process (proc(5)). */
final class ProcFs {

  /** The kernel's {@code USER_HZ}, the unit of times in {@code /proc}: 100 on every platform. */
  private static final long TICKS_PER_SECOND = 100;

  /** Fields of {@code stat} after the command's name, which may hold spaces and parentheses. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  /** From the fields of a process to those of its children that have ended. */
  private static final int ENDED_CHILDREN = 2;

  private static final double KIB_PER_MIB = 1024;

  private ProcFs() {}

  /**
   * Resident memory.
   *
   * @param rssKib all resident pages, KiB
   * @param pssKib the same with shared pages divided among those that share them, KiB
   */
  record Resident(long rssKib, long pssKib) {

    double rssMib() {
      return rssKib / KIB_PER_MIB;
    }

    double pssMib() {
      return pssKib / KIB_PER_MIB;
    }
  }

  /** The resident memory of a process. */
  static Resident resident(long pid) throws IOException {
    return parseRollup(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
  }

  /** The most that was ever resident of a process, MiB. */
  static double peakMib(long pid) throws IOException {
    return parsePeak(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
  }

  /** User and system time of a process and all that it has started. */
  static Duration cpu(ProcessHandle process) throws IOException {
    Duration total = cpu(process.pid());
    for (ProcessHandle child : process.children().toList()) {
      total = total.plus(cpu(child));
    }
    return total;
  }

  /** User and system time of what this process has started and has seen end. */
  static Duration cpuOfEndedChildren() throws IOException {
    return parseEnded(Files.readString(Path.of("/proc/self/stat")));
  }

  private static Duration cpu(long pid) throws IOException {
    try {
      return parseStat(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (NoSuchFileException ended) {
      return Duration.ZERO;
    }
  }

  static Resident parseRollup(String rollup) {
    return new Resident(kib(value(rollup, "Rss")), kib(value(rollup, "Pss")));
  }

  static double parsePeak(String status) {
    return kib(value(status, "VmHWM")) / KIB_PER_MIB;
  }

  static Duration parseStat(String stat) {
    return time(stat, 0);
  }

  static Duration parseEnded(String stat) {
    return time(stat, ENDED_CHILDREN);
  }

  private static Duration time(String stat, int after) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long ticks =
        Long.parseLong(fields[USER_TIME + after]) + Long.parseLong(fields[SYSTEM_TIME + after]);
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /**
   * The value of the first line {@code name : value}, without quotes.
   *
   * @throws IllegalArgumentException if there is none
   */
  static String value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
        .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip().replace("\"", ""))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line '" + name + "'"));
  }

  private static long kib(String value) {
    return Long.parseLong(value.replace(" kB", "").strip());
  }
}
