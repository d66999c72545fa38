package io.lakegate.gateway.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** Formats one event as one line: whatever it holds, it cannot begin another one. */
abstract sealed class LineEncoder extends EncoderBase<ILoggingEvent> permits TextLines, JsonLines {

  private static final byte[] NOTHING = new byte[0];

  @Override
  public final byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public final byte[] footerBytes() {
    return NOTHING;
  }
}
