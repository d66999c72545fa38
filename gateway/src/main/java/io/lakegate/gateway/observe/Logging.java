package io.lakegate.gateway.observe;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.lakegate.gateway.config.LogConfig;
import io.lakegate.gateway.config.LogFormat;
import io.lakegate.gateway.config.LogLevel;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * The process's log. Lines are formatted and written by a thread of their own, so that a slow
 * terminal or pipe never holds up an event loop; where it cannot keep up, the writers wait rather
 * than lose lines.
 */
public final class Logging implements AutoCloseable {

  private static final int QUEUE_LINES = 16_384;

  private final LoggerContext context;

  private Logging(LoggerContext context) {
    this.context = context;
  }

  /** Begins to log. */
  public static Logging start(LogConfig config, OutputStream out) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Writer writer = new Writer();
    writer.setContext(context);
    LineEncoder encoder = config.format() == LogFormat.JSON ? new JsonLines() : new TextLines();
    encoder.setContext(context);
    encoder.start();
    writer.setEncoder(encoder);
    writer.setOutputStream(out);
    writer.setImmediateFlush(true);
    writer.start();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE_LINES);
    queue.setDiscardingThreshold(0);
    queue.addAppender(writer);
    queue.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level().name()));
    root.addAppender(queue);
    // The network library reports every reset connection as an error; the exchange's line tells it.
    context.getLogger("io.vertx").setLevel(Level.ERROR);
    context.getLogger("io.vertx.core.http.impl").setLevel(Level.OFF);
    context.getLogger("io.vertx.core.net.impl").setLevel(Level.OFF);
    context.getLogger("io.netty").setLevel(Level.WARN);
    return new Logging(context);
  }

  /** Changes what is told from now on. */
  public static void tell(LogLevel level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level.name()));
  }

  /** Writes what is queued. */
  @Override
  public void close() {
    context.stop();
  }

  /** Leaves the stream open: a process still has to say why it ends after its log has ended. */
  private static final class Writer extends OutputStreamAppender<ILoggingEvent> {

    @Override
    protected void closeOutputStream() {}
  }
}
