package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SdkIT {

  @TempDir private Path scratch;

  @Test
  void walk_severalPagesTwice_bringsEveryJob() throws Exception {
    JobPages list = JobPages.realistic(3, 10);
    try (PagesOrigin origin = PagesOrigin.start(list.bodies());
        Sdk sdk = Sdk.start(origin.port(), scratch)) {
      assertThat(sdk.walk().items()).isEqualTo(list.items());
      Sdk.Walk again = sdk.walk();

      assertThat(again.items()).isEqualTo(list.items());
      assertThat(again.time()).isPositive();
      assertThat(sdk.cpu()).isPositive();
    }
  }

  @Test
  void walk_originHasNoList_isAnErrorWithTheSdksReason() throws Exception {
    try (PagesOrigin origin = PagesOrigin.start(List.of());
        Sdk sdk = Sdk.start(origin.port(), scratch)) {
      assertThatIOException().isThrownBy(sdk::walk).withMessageContaining("NotFound");
    }
  }
}
