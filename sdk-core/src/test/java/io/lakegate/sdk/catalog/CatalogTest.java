package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogTest {

  private final Catalog catalog = Catalog.standard();

  /** What the SDKs have, and the three calls beside them that hand out credentials. */
  @Test
  void endpoints_standard_areAllThatAreKnown() {
    List<Operation> operations =
        catalog.endpoints().stream().flatMap(endpoint -> endpoint.operations().stream()).toList();
    assertThat(operations).hasSize(1368 + 3);
    assertThat(operations).filteredOn(o -> o.level() == Level.ACCOUNT).hasSize(240);
    assertThat(operations).filteredOn(Operation::deprecated).hasSize(44);
    assertThat(operations).extracting(Operation::service).doesNotContain("");
    assertThat(operations.stream().map(Operation::service).distinct()).hasSize(37 + 2);
    assertThat(catalog.endpoints()).hasSize(1309 + 3);
    assertThat(catalog.endpoints()).filteredOn(Endpoint::reads).hasSize(13);
    assertThat(catalog.endpoints()).filteredOn(Endpoint::reveals).hasSize(13);
    assertThat(catalog.endpoints()).filteredOn(e -> e.idempotency().isPresent()).hasSize(14);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"GET, 561", "POST, 361", "DELETE, 197", "PATCH, 183", "PUT, 67", "HEAD, 2"})
  void endpoints_method_haveAsManyOperations(String method, int count) {
    assertThat(catalog.endpoints())
        .filteredOn(endpoint -> endpoint.method().equals(method))
        .flatExtracting(Endpoint::operations)
        .hasSize(count);
  }
}
