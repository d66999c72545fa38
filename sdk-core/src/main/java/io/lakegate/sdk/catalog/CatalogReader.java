package io.lakegate.sdk.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one catalog file. */
final class CatalogReader {

  private static final List<String> MEMBERS = List.of("service", "operations", "waits");

  private final CatalogInput in;
  private final OperationReader operationReader;
  private final WaitReader waitReader;
  private final List<OperationDraft> operations = new ArrayList<>();
  private final List<WaitDraft> waits = new ArrayList<>();
  private String service = "";

  private CatalogReader(CatalogInput in) {
    this.in = in;
    this.operationReader = new OperationReader(in);
    this.waitReader = new WaitReader(in);
  }

  /** Hands all that is right in a file to the builder. */
  static void read(CatalogInput in, CatalogBuilder builder) throws IOException {
    CatalogReader reader = new CatalogReader(in);
    reader.read();
    for (OperationDraft operation : reader.operations) {
      builder.add(operation, reader.service);
    }
    for (WaitDraft wait : reader.waits) {
      builder.add(wait);
    }
  }

  private void read() throws IOException {
    in.begin();
    if (!in.object()) {
      return;
    }
    while (in.member()) {
      switch (in.name()) {
        case "service" -> service = in.required();
        case "operations" -> operations();
        case "waits" -> waits();
        default -> in.unknown(MEMBERS);
      }
    }
    var _ = in.has("service", service);
  }

  private void operations() throws IOException {
    if (in.array()) {
      while (in.element()) {
        OperationDraft operation = operationReader.read();
        if (operation != null) {
          operations.add(operation);
        }
      }
    }
  }

  private void waits() throws IOException {
    if (in.array()) {
      while (in.element()) {
        WaitDraft wait = waitReader.read();
        if (wait != null) {
          waits.add(wait);
        }
      }
    }
  }
}
