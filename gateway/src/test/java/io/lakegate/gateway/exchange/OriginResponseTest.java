package io.lakegate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OriginResponseTest {

  private static final HeaderField ONE = new HeaderField("X-One", "1");
  private static final HeaderField TWO = new HeaderField("X-Two", "2");

  @Test
  void plus_noneOfItsOwn_takesTheListAsItIs() {
    List<HeaderField> more = List.of(ONE, TWO);

    assertThat(OriginResponse.made(200, List.of(), Buffer.buffer()).plus(more).own())
        .isSameAs(more);
  }

  @Test
  void plus_someOfItsOwn_holdsBothInOrder() {
    OriginResponse answer = OriginResponse.made(200, List.of(ONE), Buffer.buffer("body"));

    assertThat(answer.plus(List.of(TWO)))
        .isEqualTo(new OriginResponse(200, "", answer.headers(), List.of(ONE, TWO), answer.body()));
  }
}
