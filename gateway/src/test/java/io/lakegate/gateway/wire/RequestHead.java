package io.lakegate.gateway.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The head of a request as an origin reads it.
 *
 * @param lines the request line and the fields
 */
record RequestHead(List<String> lines) {

  RequestHead {
    lines = List.copyOf(lines);
  }

  /** Reads one; fails at the end of the connection. */
  static RequestHead read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      lines.add(line);
    }
    return new RequestHead(lines);
  }

  /** Reads up to CRLF. */
  static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection has ended");
      }
      line.append((char) b);
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      throw new IOException("a line ends without CR: " + line);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  boolean isHead() {
    return lines.getFirst().startsWith("HEAD ");
  }

  /** The values of a field. */
  List<String> fields(String name) {
    return fieldLines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  private Stream<String> fieldLines() {
    return lines.stream().skip(1);
  }

  /** What tells this request from all others: the last segment of its path. */
  String nonce() {
    String path = lines.getFirst().split(" ")[1].split("\\?")[0];
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What is wrong with it at the origin of a profile. */
  List<String> faults(String profile, String authority) {
    List<String> faults = new ArrayList<>();
    String nonce = nonce();
    expect(nonce.startsWith(profile + "-"), "another profile's request", faults);
    expect(fields("x-nonce").equals(List.of(nonce)), "another request's field", faults);
    expect(
        lines.getFirst().endsWith(" /api/2.0/echo/" + nonce + "?n=" + nonce + " HTTP/1.1"),
        "a changed target",
        faults);
    expect(
        fields("authorization").equals(List.of("Bearer " + ProfileOrigin.token(profile))),
        "not exactly the profile's credential",
        faults);
    expect(fields("host").equals(List.of(authority)), "another Host", faults);
    expect(
        fields("content-length").size() + fields("transfer-encoding").size() < 2,
        "two framings",
        faults);
    for (String line : lines) {
      String text = line.toLowerCase(Locale.ROOT).replace('_', '-');
      expect(!text.contains(Probes.CANARY), "a client's credential", faults);
      expect(!text.startsWith("lakegate-"), "a field of the gateway's own", faults);
      expect(
          !text.contains("credential-of-") || text.startsWith("authorization:"),
          "a credential where none belongs",
          faults);
    }
    return faults;
  }

  private static void expect(boolean right, String fault, List<String> faults) {
    if (!right) {
      faults.add(fault);
    }
  }
}
